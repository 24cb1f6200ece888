"""Working hours and the second zone are set in forms, and menus lead to them."""

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from eventdesk.ui.models.working_hours import WorkingHours
from eventdesk.ui.views.calendar.pages import DAY, WEEK
from tests.ui.calendar.conftest import Desk, event, opened
from tests.ui.calendar_grid.conftest import Grid, local, open_grid
from tests.ui.calendar_grid.test_moving import form_on_screen, press_button
from tests.ui.conftest import QLoop, until


def choose(grid: Grid, words: str) -> None:
    """Open the menu of the view, and take an entry."""
    grid.view.menu_wanted.emit(None, QPoint(10, 10))
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    next(action for action in menus[0].actions() if action.text() == words).trigger()
    menus[0].close()


def test_working_hours_are_set_and_kept(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            choose(grid, "Working hours…")
            form = form_on_screen()
            assert form is not None
            assert form.values() == {"from": "480", "until": "1080", "days": "0,1,2,3,4"}
            form.set_value("until", "420")
            press_button(form, "Set working hours")
            assert form.message.text == "Work cannot end before it begins."
            form.set_value("until", "960")
            form.set_value("days", "0,1")
            press_button(form, "Set working hours")
            hours = WorkingHours(480, 960, frozenset({0, 1}))
            assert grid.view.scene.sheet.hours == hours
            kept = shown.hub.workspace.layout
            await until(lambda: kept.get("calendar", {}).get("working_hours") == hours.as_json())

    qloop.run(body())


def test_a_zone_that_does_not_exist_is_refused(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            choose(grid, "Second time zone…")
            form = form_on_screen()
            assert form is not None
            form.set_value("zone", "Europe/Atlantis")
            press_button(form, "Set second time zone")
            assert form.isVisible()
            form.set_value("zone", "America/New_York")
            press_button(form, "Set second time zone")
            assert grid.view.scene.sheet.zone_title == "New York"

    qloop.run(body())


def test_a_right_click_on_an_event_offers_to_move_it(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", local(18, 9), "One"))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            grid.view.menu_wanted.emit(grid.box("One").span, QPoint(10, 10))
            tops = QApplication.topLevelWidgets()
            menu = next(w for w in tops if isinstance(w, QMenu) and w.isVisible())
            assert {"Open", "Move to…"} <= {action.text() for action in menu.actions()}
            menu.close()

    qloop.run(body())


def test_oddities_that_were_remembered_change_nothing(desk: Desk, qloop: QLoop) -> None:
    odd = {"working_hours": {"start": 9, "end": 3, "days": []}, "second_zone": "../etc/passwd"}
    desk.workspace.layout.put("calendar", {**odd, "hour_height": 9000})

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            assert grid.view.scene.sheet.hours == WorkingHours.usual()
            assert grid.view.scene.sheet.zone is None
            assert grid.view.hour_height == 48
            assert grid.view.first == date(2026, 11, 18)

    qloop.run(body())
