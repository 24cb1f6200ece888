"""What holds in all four views: keys, the menu key, tool tips as plain text, a visible focus."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from eventdesk.domain.event import EventRef, EventStatus
from eventdesk.ui.models.calendar_filters import EventFilters
from eventdesk.ui.views.calendar.events_table import EventsTable
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.calendar.time_grid import TimeGridView
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

VIEWS = ("month", "week", "day", "agenda")
MARKUP = "<b>Ball</b> & <img src='x'>"
_Key = Qt.Key


def painted(shown: Shown) -> QWidget:
    """The view on screen, which has the keyboard."""
    kinds = (MonthView, TimeGridView, EventsTable)
    found = [one for kind in kinds for one in shown.window.findChildren(kind) if one.isVisible()]
    (view,) = found
    view.setFocus()
    return view


def pane(view: QWidget) -> QWidget:
    """What takes the pointer."""
    return view.viewport() if isinstance(view, TimeGridView | EventsTable) else view


def place_of(view: QWidget) -> QPoint:
    """A point on the one event."""
    if isinstance(view, MonthView):
        return view.scene.boxes[0].rect.center()
    if isinstance(view, TimeGridView):
        return view.seen.rect_of(view.scene.boxes[0]).center()
    assert isinstance(view, EventsTable)
    return view.visualRect(view.model().index(1, 1)).center()


def to_event(view: QWidget) -> None:
    """Put the keyboard on the one event, by keys."""
    QTest.keyClick(view, _Key.Key_Tab if isinstance(view, MonthView) else _Key.Key_Down)


async def show(shown: Shown, name: str) -> QWidget:
    shown.region.show_view(name)
    await shown.settled()
    return painted(shown)


def shown_menu() -> QMenu | None:
    tops = QApplication.topLevelWidgets()
    return next((one for one in tops if isinstance(one, QMenu) and one.isVisible()), None)


@pytest.mark.parametrize("name", VIEWS)
def test_keys_open_an_event_and_its_menu(desk: Desk, name: str, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 15), "Ball"))

    async def body() -> None:
        async with opened(desk) as shown:
            view = await show(shown, name)
            to_event(view)
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            QApplication.sendEvent(view, asked)
            await until(shown_menu)
            menu = shown_menu()
            assert menu is not None
            assert "Open" in [one.text() for one in menu.actions()]
            QTest.keyClick(menu, _Key.Key_Escape)
            await until(lambda: shown_menu() is None)
            entered: list[EventRef] = []
            shown.region.opened.connect(lambda entry: entered.append(entry.ref))
            QTest.keyClick(view, _Key.Key_Return)
            assert entered == [EventRef(BOOK, "a")]

    qloop.run(body())


@pytest.mark.parametrize("key", [_Key.Key_T, _Key.Key_Home])
@pytest.mark.parametrize("name", VIEWS)
def test_pages_are_turned_and_today_is_a_key_away(
    desk: Desk, name: str, key: _Key, qloop: QLoop
) -> None:
    desk.fill(event("a", at(18, 15), "Ball"), event("z", at(3, month=12), "Later"))

    async def body() -> None:
        async with opened(desk) as shown:
            view = await show(shown, name)
            before = shown.region.on_screen().days
            if name == "agenda":  # its pages are those of a list
                shown.region.step(1)
            else:
                QTest.keyClick(view, _Key.Key_PageDown)
            await shown.settled()
            assert shown.region.on_screen().days != before
            QTest.keyClick(painted(shown), key)
            await shown.settled()
            assert shown.region.on_screen().days == before

    qloop.run(body())


@pytest.mark.parametrize("name", VIEWS)
def test_tool_tips_show_markup_as_text(desk: Desk, name: str, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 15), MARKUP, place="<i>Hall</i>"))

    async def body() -> None:
        async with opened(desk) as shown:
            view = await show(shown, name)
            place, over = place_of(view), pane(view)
            QToolTip.hideText()
            # Qt sends this once the pointer has rested.
            asked = QHelpEvent(QHelpEvent.Type.ToolTip, place, over.mapToGlobal(place))
            QApplication.sendEvent(over, asked)
            told = QToolTip.text()
            assert "&lt;b&gt;Ball&lt;/b&gt; &amp; &lt;img" in told
            assert "&lt;i&gt;Hall&lt;/i&gt;" in told
            assert BOOK in told
            QToolTip.hideText()

    qloop.run(body())


@pytest.mark.parametrize("name", VIEWS)
def test_the_focus_is_seen(desk: Desk, name: str, qloop: QLoop) -> None:
    desk.fill(event("a", at(18, 15), "Ball"))

    def picture(view: QWidget) -> QImage:
        return view.grab().toImage()

    async def body() -> None:
        async with opened(desk) as shown:
            view = await show(shown, name)
            focused = picture(view)
            to_event(view)
            on_event = picture(view)
            shown.named("Mini month").setFocus()
            left = picture(view)
            assert on_event != focused
            assert left != on_event

    qloop.run(body())


def titles(view: QWidget) -> set[str]:
    """The events of a view."""
    if isinstance(view, EventsTable):
        model = view.model()
        return {str(model.index(row, 1).data() or "") for row in range(model.rowCount())} - {""}
    if isinstance(view, MonthView):
        return {box.piece.span.listed.event.title for box in view.scene.boxes}
    assert isinstance(view, TimeGridView)
    return {box.span.listed.event.title for box in view.scene.boxes}


@pytest.mark.parametrize(
    "filters",
    [
        EventFilters(accounts=frozenset({"Annex"})),
        EventFilters(statuses=frozenset({EventStatus.CANCELLED})),
        EventFilters(kinds=frozenset({"Gala"})),
        EventFilters(places=frozenset({"Hall"})),
        EventFilters(tags=frozenset({"members"})),
    ],
    ids=["account", "status", "kind", "place", "tag"],
)
def test_a_filter_holds_in_all_views(desk: Desk, filters: EventFilters, qloop: QLoop) -> None:
    desk.account("Annex")
    known = {"kind": "Gala", "place": "Hall", "tags": ("members",)}
    wanted = event("w", at(18, 15), "Wanted", status=EventStatus.CANCELLED, **known)
    desk.fill(wanted, account="Annex")
    desk.fill(event("o", at(18, 10), "Other", kind="Talk", place="Yard", tags=("staff",)))

    async def body() -> None:
        async with opened(desk) as shown:
            for name in VIEWS:
                view = await show(shown, name)
                assert titles(view) == {"Wanted", "Other"}
            shown.region.side.filters_changed.emit(filters)
            for name in VIEWS:
                view = await show(shown, name)
                assert titles(view) == {"Wanted"}, name

    qloop.run(body())


def test_another_view_keeps_the_day(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            shown.month.set_day(date(2027, 2, 3))
            await shown.settled()
            for name, title in (("week", "February 2027"), ("day", "3 February 2027")):
                await show(shown, name)
                assert title in shown.region.title()

    qloop.run(body())
