"""Events that are dragged, carried with keys or given other times, and new ones in a free hour."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.progress import silent
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.views.calendar.pages import DAY, WEEK
from eventdesk.ui.views.calendar.undo_key import UndoKey
from eventdesk.ui.views.dialogs.action_form import ActionForm
from tests.ui.calendar.conftest import BOOK, Desk, Shown, event, opened
from tests.ui.calendar_grid.conftest import LEFT, PLAIN, Grid, open_grid
from tests.ui.conftest import QLoop, until

_Key, _Held = Qt.Key, Qt.KeyboardModifier
WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)


def make(desk: Desk, title: str, start: str, end: str = "", **values: str) -> str:
    """An event in the desk book itself, and in the store; returns its reference."""
    workspace, token = desk.workspace, CancelToken()
    filled = {"title": title, "start": start, "end": end, "time_zone": "Europe/London", **values}
    made = workspace.actions.act(BOOK, "new-event", filled, token)
    workspace.syncing.refresh(BOOK, silent, token)
    return made.event_ref


def held(desk: Desk, ref: str) -> Event:
    """The event as the store has it."""
    return desk.workspace.events.view(EventRef(BOOK, ref)).listed.event


def london(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def message(shown: Shown) -> str:
    return str(shown.region.widget.news.done.text)  # type: ignore[attr-defined]


async def rested(grid: Grid) -> None:
    """Wait until what was let go lies still."""
    await until(lambda: grid.view.marks.ghost is None)
    await grid.shown.settled()


def test_an_event_is_dragged_to_another_day_and_hour_and_back(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:10", "2026-11-18T11:40", place="Hall", capacity="9")
    before = held(desk, ref)

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            start = grid.point(WEDNESDAY, 10, 30)
            grid.drag(start, grid.point(THURSDAY, 14, 30))
            assert grid.view.marks.ghost is not None
            await rested(grid)
            moved = held(desk, ref)
            assert (moved.start, moved.end) == (london(19, 14, 15), london(19, 15, 45))
            assert (moved.place, moved.capacity) == ("Hall", 9)
            assert message(shown) == "Moved to Thu 19 Nov, 14:15."
            assert grid.box("Talk").column == 3
            shown.named("Undo", QPushButton).click()
            await until(lambda: message(shown) == "Moved back to Wed 18 Nov, 10:10.")
            assert (held(desk, ref).start, held(desk, ref).end) == (before.start, before.end)

    qloop.run(body())


def test_the_lower_edge_makes_an_event_longer_and_ctrl_z_undoes_it(
    desk: Desk, qloop: QLoop
) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:00", "2026-11-18T11:00")

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            edge = grid.view.seen.rect_of(grid.box("Talk"))
            start = edge.center()
            start.setY(edge.bottom() - 2)
            grid.drag(start, grid.point(WEDNESDAY, 12, 30))
            await rested(grid)
            assert held(desk, ref).end == london(18, 12, 30)
            assert held(desk, ref).start == london(18, 10)
            QTest.keyClick(grid.view, _Key.Key_Z, _Held.ControlModifier)
            await until(lambda: "Moved back" in message(shown))
            assert held(desk, ref).end == london(18, 11)

    qloop.run(body())


def test_what_was_changed_since_it_was_moved_is_not_moved_back(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:00", "2026-11-18T11:00")

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            grid.drag(grid.point(WEDNESDAY, 10, 30), grid.point(THURSDAY, 14, 30))
            await rested(grid)
            longer = {"start": "2026-11-19T14:00", "end": "2026-11-19T20:00"}
            desk.workspace.actions.act(EventRef(BOOK, ref), "edit", longer, CancelToken())
            desk.workspace.syncing.refresh(BOOK, silent, CancelToken())
            QTest.keyClick(grid.view, _Key.Key_Z, _Held.ControlModifier)
            await until(lambda: "was changed meanwhile" in message(shown))
            assert held(desk, ref).end == london(19, 20)
            # From now on the key is for marks again.
            assert not any(key.wanted for key in shown.region.widget.findChildren(UndoKey))

    qloop.run(body())


def test_keys_carry_an_event_and_escape_leaves_it(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:00", "2026-11-18T11:00")

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            both = _Held.ControlModifier | _Held.AltModifier
            grid.keys(_Key.Key_Down)
            grid.keys(_Key.Key_Right, _Key.Key_Down, held=both)
            grid.keys(_Key.Key_Escape)
            assert grid.view.marks.ghost is None
            assert held(desk, ref).start == london(18, 10)
            grid.keys(_Key.Key_Right, _Key.Key_Down, _Key.Key_Down, held=both)
            grid.keys(_Key.Key_Return)
            await rested(grid)
            assert held(desk, ref).start == london(19, 10, 30)
            grid.keys(_Key.Key_Down)
            grid.view.set_day(THURSDAY)
            grid.keys(_Key.Key_Down)
            grid.keys(_Key.Key_Up, _Key.Key_Up, held=both | _Held.ShiftModifier)
            grid.keys(_Key.Key_Return)
            await rested(grid)
            assert held(desk, ref).end == london(19, 11)

    qloop.run(body())


def test_a_bar_is_dragged_by_days(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Fair", "2026-11-16", "2026-11-18", all_day="yes", time_zone="")

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            scene = grid.view.scene
            start, end = scene.lane_rect(0, 0, 0).center(), scene.lane_rect(3, 3, 0).center()
            grid.drag(start, end)
            await rested(grid)
            fair = held(desk, ref)
            assert (fair.start, fair.end) == (date(2026, 11, 19), date(2026, 11, 21))

    qloop.run(body())


def test_what_cannot_be_moved_shows_so_while_it_is_dragged(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:00", "2026-11-18T11:00")
    desk.workspace.accounts.allow_writing(BOOK, False)

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            place = grid.middle("Talk")
            pane = grid.view.viewport()
            QTest.mousePress(pane, LEFT, PLAIN, place)
            grid.move(grid.point(THURSDAY, 10, 30))
            assert pane.cursor().shape() == Qt.CursorShape.ForbiddenCursor
            assert "Desk book is set to look only" in QToolTip.text()
            assert grid.view.marks.ghost is None
            QTest.mouseRelease(pane, LEFT, PLAIN, grid.point(THURSDAY, 10, 30))
            QToolTip.hideText()
            await rested(grid)
            assert grid.middle("Talk") == place
            assert held(desk, ref).start == london(18, 10)

    qloop.run(body())


def test_another_time_is_typed(desk: Desk, qloop: QLoop) -> None:
    ref = make(desk, "Talk", "2026-11-18T10:00", "2026-11-18T11:00")

    async def body() -> None:
        async with opened(desk) as shown:
            await open_grid(shown, WEEK)
            shown.region.hours.moving.ask(CalendarEntry(EventRef(BOOK, ref)))
            await until(lambda: form_on_screen() is not None)
            form = form_on_screen()
            assert form is not None
            form.set_value("end", "2026-11-20T09:00")
            form.set_value("start", "2026-11-20T10:00")
            press_button(form, "Move")
            assert "The end is before the start." in texts(form)
            form.set_value("end", "2026-11-20T13:00")
            press_button(form, "Move")
            await until(lambda: held(desk, ref).end == london(20, 13))
            assert held(desk, ref).start == london(20, 10)
            await until(lambda: "Moved to" in message(shown))

    qloop.run(body())


def test_a_free_range_becomes_a_new_event(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            grid.drag(grid.point(THURSDAY, 10), grid.point(THURSDAY, 11, 30))
            await until(lambda: form_on_screen() is not None)
            form = form_on_screen()
            assert form is not None
            values = form.values()
            assert (values["start"], values["end"]) == ("2026-11-19T10:00", "2026-11-19T11:45")
            form.set_value("title", "Made here")
            press_button(form, "New event")
            await until(lambda: "Made here" in grid.titles())
            await until(lambda: grid.view.marks.picked is None)
            assert grid.box("Made here").column == 3

    qloop.run(body())


def test_keys_choose_days_for_a_new_event(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            shift = _Held.ShiftModifier
            grid.keys(_Key.Key_Down, _Key.Key_Down, held=shift)
            picked = grid.view.marks.picked
            assert (picked.start, picked.end) == (8 * 60, 9 * 60)
            grid.keys(_Key.Key_Escape)
            assert grid.view.marks.picked is None
            grid.keys(_Key.Key_Right, _Key.Key_Right, held=shift)
            grid.keys(_Key.Key_N)
            await until(lambda: form_on_screen() is not None)
            form = form_on_screen()
            assert form is not None
            values = form.values()
            assert values["all_day"] == "yes"
            assert (values["start"][:10], values["end"][:10]) == ("2026-11-18", "2026-11-20")
            form.reject()

    qloop.run(body())


def test_a_series_stays_with_a_sentence(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("weekly", london(18, 10), "Weekly", recurring=True))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            QTest.mouseClick(grid.view.viewport(), LEFT, PLAIN, grid.middle("Weekly"))
            grid.keys(_Key.Key_Down, held=_Held.ControlModifier | _Held.AltModifier)
            grid.keys(_Key.Key_Return)
            await rested(grid)
            assert message(shown).startswith("“Weekly” repeats: move its dates in Desk book")

    qloop.run(body())


def form_on_screen() -> ActionForm | None:
    tops = QApplication.topLevelWidgets()
    return next((w for w in tops if isinstance(w, ActionForm) and w.isVisible()), None)


def texts(form: ActionForm) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]


def press_button(form: ActionForm, text: str) -> None:
    next(b for b in form.findChildren(QPushButton) if b.text() == text).click()
