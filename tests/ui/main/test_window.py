"""The window's frame: names for every control, keys, sizes, what it remembers and explains."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)
from shiboken6 import isValid

from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.recurrence import Recurrence
from eventdesk.providers import registry
from eventdesk.storage import accounts, events
from eventdesk.ui.models.accounts import AccountRow
from eventdesk.ui.models.accounts_words import Words
from eventdesk.ui.theme import ThemeMode, theme
from eventdesk.ui.views.dialogs.about import AboutDialog
from eventdesk.ui.views.dialogs.account import AccountDialog
from eventdesk.ui.views.dialogs.account_remove import RemoveAccountDialog
from eventdesk.ui.views.dialogs.account_states import AccountStatesDialog
from eventdesk.ui.views.dialogs.keys import KeyLine, KeysDialog
from eventdesk.ui.views.dialogs.names import NamesDialog
from eventdesk.ui.views.dialogs.wipe import WipeDialog
from tests.servers.sheepcrm import SheepServer
from tests.ui.conftest import until
from tests.ui.main.conftest import QUICK, Desk, OpenDesk, click, fill, named

SMALL_SCREEN = QSize(1024, 700)
ROW = AccountRow("Members", "#2f6fde", True, 3, Words("offline", detail="No connection."))


def spoken_names(root: QWidget) -> list[str]:
    """What a screen reader calls each control that Tab can reach."""
    reachable = [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    interfaces = map(QAccessible.queryAccessibleInterface, reachable)
    return [interface.text(QAccessible.Text.Name) for interface in interfaces]


def fits(widget: QWidget) -> bool:
    return widget.minimumSizeHint().boundedTo(SMALL_SCREEN) == widget.minimumSizeHint()


def test_every_control_of_the_window_has_a_name_of_its_own(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            for first in (True, False):
                desk.window.set_first_start(first)
                names = spoken_names(desk.window)
                assert all(names), names
                assert [name for name, count in Counter(names).items() if count > 1] == []

    qloop.run(body())


def test_the_names_of_the_contract_are_there(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            names = spoken_names(desk.window)
            bar = ["Previous", "Today", "Next", "Month", "Agenda", "Search events", "Refresh"]
            ways_on = ["Add account", "Import attendee list", "Open the demo"]
            status = ["Sync state", "Waiting marks", "Needs decision"]
            assert {*bar, "Accounts", *ways_on, *status} <= set(names)
            assert desk.window.windowTitle() == "Event Desk"
            assert [names.index(name) for name in bar] == sorted(names.index(name) for name in bar)

    qloop.run(body())


def test_every_action_has_words_and_keys_of_its_own(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            actions = desk.window.commands.findChildren(QAction)
            assert all(action.text() and action.statusTip() for action in actions)
            keys = [key.toString() for action in actions for key in action.shortcuts()]
            assert len(keys) >= len(actions)
            assert [key for key, count in Counter(keys).items() if count > 1] == []

    qloop.run(body())


DIALOGS: dict[str, Callable[[], QDialog]] = {
    "About Event Desk": lambda: AboutDialog(None, {"Qt": "6"}),
    "Add account": lambda: AccountDialog(None, registry.systems()),
    "Keys": lambda: KeysDialog(None, [KeyLine("Refresh", "F5")]),
    "Operator and desk": lambda: NamesDialog(None, operator="", desk="Desk 1"),
    "Remove account": lambda: RemoveAccountDialog(None, account="Members", marks_here_only=2),
    "Sync state": lambda: AccountStatesDialog(None, [ROW]),
    "Wipe attendee data": lambda: WipeDialog(None, ["Members"]),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_have_named_controls_fit_a_small_screen_and_leave_with_escape(
    qtbot, name: str
) -> None:
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    names = spoken_names(dialog)
    assert dialog.accessibleName() == dialog.windowTitle() == name
    assert all(names), names
    assert len(set(names)) == len(names)
    assert fits(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_window_fits_a_small_screen(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            for first in (True, False):
                desk.window.set_first_start(first)
                await asyncio.sleep(0)
                assert fits(desk.window), desk.window.minimumSizeHint()

    qloop.run(body())


def test_place_view_theme_and_event_are_remembered(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        ref = EventRef("Sheep", sheepcrm_server.event_uid("main"))
        async with open_desk() as desk:
            await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row("Sheep", "up to date")
            desk.window.commands.agenda.trigger()
            desk.window.commands.themes.actions()[1].trigger()
            desk.hub.want_event(ref)
            desk.window.resize(820, 610)
        assert theme().mode == ThemeMode.DARK
        async with open_desk(start=False) as desk:
            wanted: list[EventRef] = []
            desk.hub.event_wanted.connect(lambda found, _occurrence: wanted.append(found))
            assert desk.window.height() == 610  # the test screen is too narrow for the width
            assert desk.window.commands.agenda.isChecked()
            assert theme().mode == ThemeMode.DARK
            desk.controller.start()
            await until(lambda: wanted == [ref])

    qloop.run(body())


def test_the_date_of_a_series_is_remembered(qloop, open_desk: OpenDesk) -> None:
    start = datetime(2026, 11, 4, 19, tzinfo=UTC)
    end, rule = start + timedelta(hours=2), Recurrence("FREQ=WEEKLY;COUNT=12")
    yoga = Event("y", "Yoga", start, end, recurrence=rule)

    async def body() -> None:
        ref, second = EventRef("Desk book", "y"), start + timedelta(days=7)
        async with open_desk(start=False) as desk:
            with desk.hub.workspace.database.write() as tx:
                events.upsert(tx, accounts.by_name(tx, ref.account).id, [(1, yoga)])
            desk.hub.want_event(ref, second)
        async with open_desk(start=False, pace=replace(QUICK, start=600.0)) as desk:
            wanted: list[tuple[EventRef, object]] = []
            desk.hub.event_wanted.connect(lambda *found: wanted.append(found))
            desk.controller.start()
            await until(lambda: wanted == [(ref, second)])

    qloop.run(body())


def test_a_mark_that_was_not_made_in_the_window_is_not_taken_back_there(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            await desk.mark_one(EventRef(name, sheepcrm_server.event_uid("main")))
            await until(lambda: "1 waiting" in desk.status)
            desk.window.commands.undo.trigger()
            await until(lambda: desk.window.status.currentMessage() == "Nothing to undo.")
            assert "1 waiting" in desk.status

    qloop.run(body())


async def opened(desk: Desk, action: QAction, name: str) -> QDialog:
    action.trigger()
    return await desk.dialog(name)


def test_help_explains_itself(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            commands = desk.window.commands
            keys = await opened(desk, commands.keys, "Keys")
            table = named(keys, QTableWidget, "List of keys")
            lines = {table.item(row, 0).text(): row for row in range(table.rowCount())}
            assert table.item(lines["Refresh"], 1).text() == "F5"
            keys.reject()
            about = await opened(desk, commands.about, "About Event Desk")
            assert "Qt 6" in about.accessibleDescription()
            about.reject()
            desk.workspace.profile.log.write_text("began\nGET /events token=abc123\n")
            log = await opened(desk, commands.log, "Log")
            text = named(log, QPlainTextEdit, "Log text").toPlainText()
            assert "began" in text
            assert "abc123" not in text
            log.reject()
            await until(lambda: not isValid(log))

    qloop.run(body())


def test_operator_and_desk_get_their_names(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            dialog = await opened(desk, desk.window.commands.names, "Operator and desk")
            fill(dialog, "Operator", "Anna")
            fill(dialog, "Desk name", "North door")
            click(dialog, "Save")
            await until(lambda: desk.workspace.desk.names() == ("Anna", "North door"))

    qloop.run(body())


def test_find_goes_to_the_search_of_the_bar(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            desk.window.activateWindow()
            desk.window.commands.find.trigger()
            await until(
                lambda: desk.window.focusWidget() is named(desk.window, QLineEdit, "Search events")
            )

    qloop.run(body())
