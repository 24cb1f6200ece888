"""A new event where several accounts can make one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, Field, FieldKind
from eventdesk.ui.controllers.calendar_making import filled_in
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.views.calendar.pages import WEEK
from tests.servers import KareServer, TeamworkServer
from tests.systems import kare, teamwork
from tests.ui.calendar.conftest import Desk, opened
from tests.ui.calendar_grid.conftest import open_grid
from tests.ui.calendar_grid.test_moving import form_on_screen, press_button
from tests.ui.conftest import QLoop, until


def menu_on_screen() -> QMenu | None:
    tops = QApplication.topLevelWidgets()
    return next((w for w in tops if isinstance(w, QMenu) and w.isVisible()), None)


def entries() -> list[str]:
    menu = menu_on_screen()
    return [] if menu is None else [a.text() for a in menu.actions() if not a.isSeparator()]


def test_the_account_is_chosen_and_its_own_form_filled_in(
    desk: Desk, teamwork_server: TeamworkServer, qloop: QLoop
) -> None:
    system = teamwork(teamwork_server)
    desk.workspace.accounts.add(system.draft, CancelToken())

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            thursday = date(2026, 11, 19)
            grid.drag(grid.point(thursday, 10), grid.point(thursday, 11))
            wanted = [
                "Thu 19 Nov, 10:00–11:15",
                "New event in Desk book…",
                "New event in Projects…",
            ]
            await until(lambda: entries() == wanted)
            menu = menu_on_screen()
            assert menu is not None
            menu.actions()[-1].trigger()
            menu.close()
            await until(lambda: form_on_screen() is not None)
            form = form_on_screen()
            assert form is not None
            assert form.values()["start"] == "2026-11-19T10:00"
            assert "reminders" in form.values() or "privacy" in form.values()
            form.set_value("title", "Rehearsal")
            press_button(form, "New event")
            await until(lambda: teamwork_server.requests[-1].method == "GET")
            await until(lambda: "Rehearsal" in grid.titles())
            assert grid.view.marks.picked is None

    qloop.run(body())


def test_kare_offers_its_interventions_at_the_chosen_time(
    desk: Desk, kare_server: KareServer, qloop: QLoop
) -> None:
    desk.workspace.accounts.add(kare(kare_server).draft, CancelToken())
    desk.workspace.accounts.allow_writing("Desk book", False)

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            thursday = date(2026, 11, 19)
            grid.drag(grid.point(thursday, 10), grid.point(thursday, 11))
            wanted = "New curative intervention in"
            await until(lambda: any(entry.startswith(wanted) for entry in entries()))
            menu = menu_on_screen()
            assert menu is not None
            next(a for a in menu.actions() if a.text().startswith(wanted)).trigger()
            menu.close()
            await until(lambda: form_on_screen() is not None)
            form = form_on_screen()
            assert form is not None
            assert form.values()["scheduled_start"] == "2026-11-19T10:00"
            form.reject()

    qloop.run(body())


def test_a_menu_that_is_put_away_leaves_nothing_chosen(
    desk: Desk, teamwork_server: TeamworkServer, qloop: QLoop
) -> None:
    desk.workspace.accounts.add(teamwork(teamwork_server).draft, CancelToken())

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            grid.keys(Qt.Key.Key_N)
            await until(lambda: len(entries()) == 3)
            menu = menu_on_screen()
            assert menu is not None
            menu.close()
            assert grid.view.marks.picked is None
            assert form_on_screen() is None

    qloop.run(body())


def test_without_an_account_that_can_it_is_said(desk: Desk, qloop: QLoop) -> None:
    desk.workspace.accounts.allow_writing("Desk book", False)

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            grid.keys(Qt.Key.Key_N)
            await until(lambda: grid.view.marks.picked is None)
            sentence = "No account can make events: add one, or allow it to write."
            assert shown.named(sentence).isVisible()

    qloop.run(body())


@pytest.mark.parametrize(
    ("inclusive", "end"), [(False, "2026-11-21T00:00"), (True, "2026-11-20T00:00")]
)
def test_the_end_of_whole_days_is_as_the_system_tells_it(inclusive: bool, end: str) -> None:
    action = Action(
        "new-event",
        "New event",
        (
            Field("start", "Start", FieldKind.DATETIME),
            Field("end", "End", FieldKind.DATETIME, inclusive=inclusive),
            Field("all_day", "All day", FieldKind.FLAG),
        ),
    )
    picked = TimeRange(date(2026, 11, 18), date(2026, 11, 20))
    assert filled_in(action, picked) == {
        "start": "2026-11-18T00:00",
        "end": end,
        "all_day": "yes",
    }
