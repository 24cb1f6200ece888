"""Each system in the window: an account is tried, added and shown as what it is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QMenu, QTableView, QWidget
from shiboken6 import isValid

from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.detail.pane import DetailPane
from tests.servers import SafeServer, TeamworkServer
from tests.systems import System, safesites, system, teamwork
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import Desk, OpenDesk, choose, click, fill, named

__all__ = ["system"]  # the fixture

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole


def said(dialog: QDialog) -> str:
    """What the messages in a dialog say."""
    return " ".join(each.text for each in dialog.findChildren(InlineMessage) if each.isVisible())


def lines(dialog: QDialog) -> dict[str, QLineEdit]:
    """The lines to fill in, by name; none while those of another system are on their way out."""
    found = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
    by_name = {line.accessibleName(): line for line in found}
    return by_name if len(by_name) == len(found) else {}


def texts(root: QWidget) -> set[str]:
    """Every text that can be read."""
    return {label.text() for label in root.findChildren(QLabel) if label.isVisible()}


def spoken(table: QTableView) -> str:
    """What a screen reader says of the rows."""
    model = table.model()
    places = [
        (row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    return " ".join(str(model.index(*place).data(SPOKEN)) for place in places)


async def add_account(desk: Desk, system: System) -> None:
    """Add an account as a person does, with a wrong key first."""
    await desk.has_row("Desk book", "up to date")
    click(desk.window, "Add account")
    dialog = await desk.dialog("Add account")
    choose(dialog, "System", system.title)
    await until(lambda: set(system.titles) <= lines(dialog).keys())
    fill(dialog, "Account name", system.account)
    fill(dialog, "Address", system.url)
    for title, text in zip(system.titles, system.secrets.values(), strict=True):
        fill(dialog, title, text)
    fill(dialog, system.titles[-1], "not-the-right-one")
    click(dialog, "Check connection")
    await until(lambda: "refuse" in said(dialog) or "not accept" in said(dialog))
    fill(dialog, system.titles[-1], [*system.secrets.values()][-1])
    click(dialog, "Check connection")
    await until(lambda: system.greeting in said(dialog))
    click(dialog, "Save")
    await desk.has_row(system.account, "up to date", "events")
    await until(lambda: not isValid(dialog))


async def open_event(desk: Desk, system: System, ref: str, title: str) -> DetailPane:
    """The detail pane with an event of the system."""
    desk.hub.want_event(EventRef(system.account, ref))
    pane = desk.controller._detail.widget
    await until(lambda: pane.header.isVisible() and pane.header.title.text() == title)
    return pane


async def start_action(menu: QMenu, title: str) -> None:
    """Open a menu of what the system can do, and choose from it."""
    menu.popup(QPoint(200, 200))
    await until(lambda: title in [one.text() for one in menu.actions()])
    next(one for one in menu.actions() if one.text() == title).trigger()
    menu.close()


def test_an_account_is_tried_added_and_shown(
    qloop: QLoop, open_desk: OpenDesk, system: System
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await add_account(desk, system)
            index = desk.window.accounts.index_of(system.account)
            offers, _, lacks = index.data(DESCRIPTION).partition("Not offered: ")
            assert ("attendees" in offers) == bool(system.attendee)
            assert ("marks are kept on this desk" in offers) == bool(system.attendee)
            assert ("attendees" in lacks) == (not system.attendee)
            pane = await open_event(desk, system, system.main, system.main_title)
            assert pane.tab == ("Attendees" if system.attendee else "Overview")
            assert pane.choose_tab("Overview")
            await until(lambda: f"More from {system.title}" in texts(pane))

    qloop.run(body())


def test_a_mark_that_the_system_does_not_take_says_so(
    qloop: QLoop, open_desk: OpenDesk, system: System
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await add_account(desk, system)
            pane = await open_event(desk, system, system.main, system.main_title)
            if not system.attendee:
                assert not pane.choose_tab("Attendees")
                return
            assert pane.choose_tab("Attendees")
            table = named(pane, QTableView, "Attendees")
            await until(lambda: system.attendee in spoken(table))
            QTest.keyClicks(named(pane, QLineEdit, "Search attendees"), system.attendee)
            await until(lambda: table.model().rowCount() == 1 and system.attendee in spoken(table))
            table.selectRow(0)
            click(pane, "Mark attended")
            await until(lambda: "Attended, kept on this desk" in spoken(table))
            assert "Kept on this desk only" in texts(pane)
            assert system.server.writes == []

    qloop.run(body())


def test_a_rule_that_cannot_be_read_shows_the_first_date_and_says_so(
    qloop: QLoop, open_desk: OpenDesk, safesites_server: SafeServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            system = safesites(safesites_server)
            await add_account(desk, system)
            odd = safesites_server.event_id("unreadable")
            pane = await open_event(desk, system, odd, "Odd rule")
            await until(lambda: "Repeats" in texts(pane))
            assert any(
                "cannot be read" in text and "every now and then" in text for text in texts(pane)
            )
            (listed,) = desk.workspace.events.find(EventQuery(search="odd rule"))
            assert str(listed.event.start) == safesites_server.dataset.events[odd]["start"]

    qloop.run(body())


def test_what_the_system_refuses_stands_at_the_field(
    qloop: QLoop, open_desk: OpenDesk, safesites_server: SafeServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            system = safesites(safesites_server)
            await add_account(desk, system)
            pane = await open_event(desk, system, system.main, system.main_title)
            await start_action(pane.header.menu, "Move this date…")
            form = await desk.dialog("Move this date")
            fill(form, "New start", "2020-01-02 10:00")
            click(form, "Move this date")
            complaint = "The start lies before the series."
            await until(lambda: complaint in texts(form))
            start = named(form, QLineEdit, "New start")
            assert complaint in start.accessibleDescription()
            assert start.text() == "2020-01-02 10:00"
            assert safesites_server.writes == []
            form.reject()
            await until(lambda: not isValid(form))

    qloop.run(body())


def test_a_series_with_people_is_made_and_deleted_in_the_window(
    qloop: QLoop, open_desk: OpenDesk, teamwork_server: TeamworkServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await add_account(desk, teamwork(teamwork_server))
            desk.window.panel.choose("Projects")
            await start_action(desk.window.panel.actions_menu, "New event…")
            form = await desk.dialog("New event")
            fill(form, "Title", "Dress rehearsal")
            fill(form, "Start", "2026-12-05 19:00")
            fill(form, "End", "2026-12-05 22:00")
            choose(form, "Type", "Meeting")
            choose(form, "Repeats", "Every week")
            people = named(form, QListWidget, "Attendees")
            QTest.keyClicks(named(form, QLineEdit, "Search attendees"), "king")
            QTest.keyClick(named(form, QLineEdit, "Search attendees"), Qt.Key.Key_Down)
            QTest.keyClick(people, Qt.Key.Key_Space)
            click(form, "New event")
            await until(lambda: teamwork_server.writes)
            made = teamwork_server.writes[-1].event_uid
            sent = teamwork_server.dataset.events[made].record
            assert (sent["title"], sent["attending-user-ids"]) == ("Dress rehearsal", "104")
            assert sent["start"] == "2026-12-05T19:00"
            assert "weekly" in str(sent["repeat"])

            await until(desk.window.message.action_button.isVisible)
            click(desk.window, "Show event")
            pane = desk.controller._detail.widget
            await until(lambda: pane.header.title.text() == "Dress rehearsal")
            await start_action(pane.header.menu, "Delete the whole series…")
            question = await desk.dialog("Delete the whole series")
            click(question, "Delete the whole series")
            await until(lambda: teamwork_server.dataset.events[made].deleted)
            await until(
                lambda: not desk.workspace.events.find(EventQuery(search="dress rehearsal"))
            )

    qloop.run(body())
