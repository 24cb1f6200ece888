"""The calendar's commands in the window: views, going to a date, searching from hit to hit."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu

from eventdesk.domain.changes import Changes
from eventdesk.domain.event import Event
from eventdesk.storage import accounts, events
from eventdesk.ui.views.calendar.month_view import MonthView
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import Desk, OpenDesk, named


def fill(desk: Desk) -> None:
    """Two balls, years apart."""
    now = datetime.now(UTC)
    found = [
        Event(f"e{n}", title, now + timedelta(days=days))
        for n, (title, days) in enumerate((("Winter ball", 400), ("Summer ball", 800)))
    ]
    with desk.workspace.database.write() as tx:
        number = accounts.by_name(tx, "Desk book").id
        events.upsert(tx, number, list(enumerate(found)))
    desk.hub.announce(Changes(calendar=True))


def test_enter_in_the_search_goes_from_hit_to_hit(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            fill(desk)
            field = named(desk.window, QLineEdit, "Search events")
            QTest.keyClicks(field, "ball")
            await until(lambda: field.accessibleDescription() == "2 found")
            for said in ("1 of 2", "2 of 2", "1 of 2"):
                QTest.keyClick(field, Qt.Key.Key_Return)
                await until(lambda said=said: field.accessibleDescription() == said)
            QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            await until(lambda: field.accessibleDescription() == "2 of 2")
            QTest.keyClick(field, Qt.Key.Key_Escape)
            await until(lambda: field.accessibleDescription() == "")

    qloop.run(body())


def test_views_follow_what_the_calendar_shows(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            commands = desk.window.commands
            commands.go_to_date.trigger()
            field = named(desk.window, QLineEdit, "Go to a date")
            QTest.keyClicks(field, "24 dec 2031")
            QTest.keyClick(field, Qt.Key.Key_Return)
            labels = desk.window.top_bar.findChildren(QLabel)
            await until(lambda: "December 2031" in [label.text() for label in labels])
            (month,) = desk.window.findChildren(MonthView)
            month.zoomed.emit(len(commands.views.actions()), month.day)
            await until(commands.agenda.isChecked)
            assert named(desk.window, QAbstractButton, "Agenda").isChecked()

    qloop.run(body())


def test_the_menu_offers_what_acts_in_the_view(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            commands = desk.window.commands
            menus = {menu.title(): menu for menu in desk.window.menuBar().findChildren(QMenu)}
            numbers, hours, zone = (
                commands.week_numbers,
                commands.working_hours,
                commands.second_zone,
            )
            assert {numbers, hours, zone} <= set(menus["&View"].actions())
            offered = {
                commands.month: [numbers],
                commands.week: [hours],
                commands.day: [hours, zone],
                commands.agenda: [],
            }
            for view, acting in offered.items():
                view.trigger()
                assert [each for each in (numbers, hours, zone) if each.isEnabled()] == acting
            commands.month.trigger()
            (month,) = desk.window.findChildren(MonthView)
            (of_month,) = month.actions()
            for change, other in ((numbers, of_month), (of_month, numbers)):
                change.trigger()
                assert change.isChecked() == other.isChecked()
            commands.day.trigger()
            for action, title in ((hours, "Set working hours"), (zone, "Set second time zone")):
                action.trigger()
                form = await desk.dialog(title)
                form.reject()

    qloop.run(body())
