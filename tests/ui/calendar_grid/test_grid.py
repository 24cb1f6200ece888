"""The week and the day as people see them, walk them with keys and hear them."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from eventdesk.domain.event import EventRef
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.views.calendar.day_popup import DayPopup
from eventdesk.ui.views.calendar.pages import DAY, WEEK
from tests.ui.calendar.conftest import BOOK, Desk, at, event, opened, press
from tests.ui.calendar_grid.conftest import Grid, open_grid
from tests.ui.conftest import QLoop, until

_Key, _Held = Qt.Key, Qt.KeyboardModifier


def test_a_week_shows_bars_hours_and_its_title(desk: Desk, qloop: QLoop) -> None:
    desk.fill(
        event("agm", at(18, 10), "AGM"),
        event("night", at(21, 23), "Night", end=at(22, 3)),
        event("fair", date(2026, 11, 15), "Fair", end=date(2026, 11, 18)),
        event("next", at(24), "Next week"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            assert grid.titles() == [
                "Fair",
                "AGM",
                "Night",
                "Night",
            ]
            assert shown.region.title() == "16 – 22 November 2026"
            fair = grid.box("Fair")
            assert (fair.column, fair.piece.last, fair.begins, fair.ends) == (0, 1, False, True)
            shown.region.step(2)
            await shown.settled()
            assert shown.region.title() == "30 November – 6 December 2026"
            assert grid.titles() == []
            shown.region.today()
            await shown.settled()
            assert grid.view.day == date(2026, 11, 18)

    qloop.run(body())


def test_switching_views_keeps_the_day(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            shown.month.set_day(date(2026, 11, 27))
            week = await open_grid(shown, WEEK)
            assert (week.view.first, week.view.day) == (date(2026, 11, 23), date(2026, 11, 27))
            day = await open_grid(shown, DAY)
            assert day.view.first == date(2026, 11, 27)
            assert shown.region.title() == "Friday 27 November"
            shown.region.step(1)
            await shown.settled()
            shown.region.show_view("month")
            assert shown.month.day == date(2026, 11, 28)

    qloop.run(body())


def test_keys_walk_over_days_events_and_hours(desk: Desk, qloop: QLoop) -> None:
    desk.fill(
        event("bar", date(2026, 11, 18), "Bar"),
        event("nine", at(18, 9), "Nine"),
        event("late", at(18, 20), "Late"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            grid.keys(_Key.Key_Down)
            assert grid.ringed == "Nine"
            grid.keys(_Key.Key_Down)
            assert grid.ringed == "Late"
            top, low = grid.view.scrolled, grid.middle("Late").y()
            assert top > 0
            assert low < grid.view.viewport().height()
            grid.keys(_Key.Key_Up, _Key.Key_Up)
            assert grid.ringed == "Bar"
            grid.keys(_Key.Key_Down, _Key.Key_Return)
            assert shown.wanted == [EventRef(BOOK, "nine")]
            grid.keys(_Key.Key_Right)
            assert grid.ringed == ""
            assert grid.view.accessibleDescription() == "Thursday 19 November — tomorrow; no events"
            grid.keys(_Key.Key_Down, held=_Held.ControlModifier)
            assert grid.view.marks.minute == 9 * 60 + 30
            grid.keys(_Key.Key_PageDown)
            await shown.settled()
            assert grid.view.first == date(2026, 11, 23)
            grid.keys(_Key.Key_T)
            await shown.settled()
            assert grid.view.day == date(2026, 11, 18)
            grid.keys(_Key.Key_Left, _Key.Key_Left, _Key.Key_Left)
            await shown.settled()
            assert grid.view.first == date(2026, 11, 9)
            grid.keys(_Key.Key_Return)
            await shown.settled()
            assert shown.region.view == DAY

    qloop.run(body())


def test_tab_goes_through_the_events_of_the_day_and_leaves(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 9), "One"), event("b", at(18, 9), "Two"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            met = []
            for _ in range(3):
                QTest.keyClick(grid.view, _Key.Key_Tab)
                met.append(grid.ringed)
            assert met == ["One", "Two", ""]
            assert not grid.view.hasFocus()
            await until(lambda: shown.wanted == [EventRef(BOOK, "b")])

    qloop.run(body())


def test_a_screen_reader_finds_days_and_events(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 9), "One", place="Hall"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            found = QAccessible.queryAccessibleInterface(grid.view)
            said = [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]
            assert said[2:5] == [
                "Wednesday 18 November — today; 1 event",
                "08:00",
                "One, Wed 18 Nov, 09:00–11:00, Hall, Desk book, Active",
            ]
            grid.keys(_Key.Key_Down)
            focused = found.focusChild()
            assert focused.text(QAccessible.Text.Name) == said[4]
            assert focused.rect().height() > 60

    qloop.run(body())


def test_more_than_fit_are_counted_and_listed(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*(event(f"e{n}", at(18, 10), f"Crowd {n}") for n in range(9)))
    desk.fill(*(event(f"b{n}", date(2026, 11, 20), f"Bar {n}") for n in range(7)))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            strip, crowd = sorted(grid.view.scene.counts, key=lambda count: not count.strip)
            assert (strip.count, strip.column) == (4, 4)
            assert crowd.count + len(grid.view.scene.boxes_of(2)) == 9
            press(grid.view.viewport(), grid.view.seen.rect_of(crowd).center())
            popup = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DayPopup))
            rows = popup.findChild(QListWidget)
            assert rows is not None
            assert rows.count() == 9
            QTest.keyClick(rows, _Key.Key_Return)
            assert shown.wanted == [EventRef(BOOK, "e0")]

    qloop.run(body())


def test_a_click_shows_an_event_and_a_day_name_its_day(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 9), "One"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            press(grid.view.viewport(), grid.middle("One"), double=True)
            assert shown.entries == [CalendarEntry(EventRef(BOOK, "a"))]
            press(grid.view.viewport(), grid.view.scene.header_rect(4).center())
            await shown.settled()
            assert (shown.region.view, shown.region.title()) == (DAY, "Friday 20 November")

    qloop.run(body())


def test_ctrl_and_the_wheel_make_hours_higher_around_the_pointer(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            spot = QPoint(300, 300)
            before = minute_at(grid, spot)
            _wheel(grid, spot, 360, _Held.ControlModifier)
            assert grid.view.hour_height > 60
            assert abs(minute_at(grid, spot) - before) <= 2
            scrolled = grid.view.scrolled
            _wheel(grid, spot, -120, _Held.NoModifier)
            assert grid.view.scrolled > scrolled
            height = grid.view.hour_height
            kept = shown.hub.workspace.layout
            await until(lambda: kept.get("calendar", {}).get("hour_height") == height)
            day = await open_grid(shown, DAY)
            assert day.view.hour_height == height

    qloop.run(body())


def test_news_from_a_system_do_not_move_the_hours(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 9), "One"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            place = grid.middle("One")
            bars = [event(f"b{n}", date(2026, 11, 18), f"Bar {n}") for n in range(3)]
            desk.fill(*bars)
            await shown.changed()
            assert len(grid.view.scene.boxes) == 4
            assert grid.middle("One") == place

    qloop.run(body())


def test_the_past_is_dimmed_and_now_goes_on(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 9), "Morning"), event("b", at(18, 15), "Afternoon"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            boxes = grid.box("Morning"), grid.box("Afternoon")
            assert [grid.view.scene.past(box.span) for box in boxes] == [True, False]
            grid.view.show_days(
                grid.view.first, grid.view.scene.sheet.spans, grid.view.scene.sheet.now + LATER
            )
            assert grid.view.scene.past(grid.box("Afternoon").span)
            assert not grid.view.grab().isNull()

    qloop.run(body())


LATER = timedelta(hours=4)


def minute_at(grid: Grid, place: QPoint) -> int:
    found = grid.view.seen.place_at(place)
    assert found is not None
    assert found.minute is not None
    return found.minute


def _wheel(grid: Grid, place: QPoint, turned: int, held: Qt.KeyboardModifier) -> None:
    pane = grid.view.viewport()
    point = QPointF(place)
    event = QWheelEvent(
        point,
        pane.mapToGlobal(point),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane, event)
