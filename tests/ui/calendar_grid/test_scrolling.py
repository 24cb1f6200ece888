"""What was chosen in another view is seen among the hours, and the keyboard's place beside it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from eventdesk.domain.event import EventRef
from eventdesk.ui.theme import colors
from eventdesk.ui.views.calendar.pages import DAY, MONTH, WEEK
from tests.ui.calendar.conftest import BOOK, Desk, at, event, opened
from tests.ui.calendar_grid.conftest import open_grid
from tests.ui.conftest import QLoop


def test_what_is_chosen_elsewhere_is_scrolled_to(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("early", at(18, 4), "Early"), event("late", at(19, 21), "Late"))
    desk.fill(event("far", at(2, 5), "Far"))

    async def body() -> None:
        async with opened(desk, size=(900, 500)) as shown:
            for ref in ("early", "late", "far", "late"):
                shown.region.show_view(MONTH)
                shown.hub.want_event(EventRef(BOOK, ref))
                await shown.settled()
                for name in (WEEK, DAY):
                    grid = await open_grid(shown, name)
                    rect = grid.view.seen.rect_of(grid.box(ref.capitalize()))
                    assert grid.view.scene.top <= rect.top(), (ref, name)
                    assert rect.bottom() <= grid.view.viewport().height(), (ref, name)

    qloop.run(body())


def test_the_keyboards_place_crosses_no_words(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("one", at(18, 9), "One"))

    async def body() -> None:
        async with opened(desk, size=(900, 700)) as shown:
            grid = await open_grid(shown, WEEK)
            grid.view.setFocus()
            grid.view.set_day(date(2026, 11, 18))
            for covered in (False, True):  # at eight nothing is on, at nine an event
                minute = grid.view.marks.minute
                assert covered == (minute >= 9 * 60)
                slot = grid.view.seen.on_sheet(grid.view.scene.minutes_rect(2, minute, minute + 30))
                picture = grid.view.viewport().grab().toImage()
                above = picture.pixelColor(slot.center().x(), slot.top() + 1)
                beside = picture.pixelColor(slot.right() - 2, slot.center().y())
                ink = QColor(colors().accent_ink)
                assert (above == ink) != covered
                assert beside == ink
                QTest.keyClick(grid.view, Qt.Key.Key_Down)
                QTest.keyClick(grid.view, Qt.Key.Key_Down)

    qloop.run(body())


def test_with_room_an_event_tells_where_it_is(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("one", at(18, 9), "One", place="Town Hall,\nroom 3"))

    async def body() -> None:
        async with opened(desk, size=(900, 700)) as shown:
            day = await open_grid(shown, DAY)
            assert day.box("One").text.lines == ("One", "09:00–11:00", "Town Hall, room 3")
            assert day.box("One").title == "One"

    qloop.run(body())
