"""Accounts are added, tried, hidden, changed and removed in the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLineEdit, QListView
from shiboken6 import isValid

from eventdesk.domain.attendance import SHOWN_ON_DESK
from eventdesk.domain.errors import BadRequest, NoKeyring
from eventdesk.domain.event import EventRef
from eventdesk.ui.views.common.inline_message import InlineMessage
from tests.servers.sheepcrm import SheepServer
from tests.ui.conftest import until
from tests.ui.main.conftest import OpenDesk, choose, click, fill, named


class LockedVault:
    """A computer without a keyring."""

    def usable(self) -> bool:
        return False

    def read(self, account: str, name: str) -> str | None:
        raise NoKeyring("No keyring.")

    def write(self, account: str, name: str, value: str) -> None:
        raise NoKeyring("No keyring.")

    def forget(self, account: str, name: str) -> None:
        raise NoKeyring("No keyring.")


def said(dialog: QDialog) -> str:
    """What the messages in a dialog say."""
    return " ".join(each.text for each in dialog.findChildren(InlineMessage) if each.isVisible())


def fill_sheep(dialog: QDialog, server: SheepServer, key: str) -> None:
    choose(dialog, "System", "sheepCRM")
    fill(dialog, "Account name", "Members")
    fill(dialog, "Address", server.url)
    fill(dialog, "Bucket", server.bucket)
    fill(dialog, "API key", key)


def test_an_account_is_tried_mended_and_added(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            click(desk.window, "Add account")
            dialog = await desk.dialog("Add account")

            fill_sheep(dialog, sheepcrm_server, "wrong-key")
            click(dialog, "Check connection")
            await until(lambda: "key" in said(dialog).lower() and "Checking" not in said(dialog))
            assert len(await desk.hub.db(desk.workspace.accounts.summaries)) == 1

            fill(dialog, "API key", sheepcrm_server.key)
            click(dialog, "Check connection")
            await until(lambda: "accepts the key" in said(dialog))

            click(dialog, "Save")
            await desk.has_row("Members", "up to date", "events")
            assert desk.workspace.accounts.get("Members").address == sheepcrm_server.url
            await until(lambda: not isValid(dialog))

    qloop.run(body())


def test_what_is_missing_is_named_before_anything_is_sent(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            click(desk.window, "Add account")
            dialog = await desk.dialog("Add account")
            fill_sheep(dialog, sheepcrm_server, "")
            click(dialog, "Save")
            assert said(dialog) == "Fill in API key."
            key = named(dialog, QLineEdit, "API key")
            assert dialog.focusWidget() is key
            assert key.property("invalid") == "true"
            QTest.keyClicks(key, "k")
            assert key.property("invalid") == "false"
            assert not said(dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            assert not dialog.isVisible()
            assert sheepcrm_server.requests == []

    qloop.run(body())


def test_without_a_keyring_a_key_may_be_kept_for_this_run(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk(vault=LockedVault()) as desk:
            await desk.has_row("Desk book", "up to date")
            click(desk.window, "Add account")
            dialog = await desk.dialog("Add account")
            await until(lambda: "no password store" in said(dialog))
            fill_sheep(dialog, sheepcrm_server, sheepcrm_server.key)
            click(dialog, "Save")
            await until(lambda: "No keyring" in said(dialog))
            named(dialog, QCheckBox, "Keep the key for this run only").setChecked(True)
            click(dialog, "Save")
            await desk.has_row("Members", "up to date")

    qloop.run(body())


def test_a_kept_key_is_never_shown_again(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.add_sheep(sheepcrm_server)
            await desk.has_row("Sheep")
            desk.window.panel.choose("Sheep")
            desk.window.commands.edit_account.trigger()
            dialog = await desk.dialog("Edit account")
            key = named(dialog, QLineEdit, "API key")
            assert key.text() == ""
            assert key.placeholderText() == "Leave empty to keep it"
            assert not named(dialog, QComboBox, "System").isEnabled()
            fill(dialog, "Account name", "Flock")
            click(dialog, "Save")
            await desk.has_row("Flock", "up to date")
            assert not any("Sheep" in row for row in desk.rows)

    qloop.run(body())


def test_accounts_are_hidden_and_shown_with_the_keyboard(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            await desk.add_sheep(sheepcrm_server)
            await desk.has_row("Sheep")
            view = named(desk.window, QListView, "Accounts")
            desk.window.panel.choose("Sheep")
            QTest.keyClick(view, Qt.Key.Key_Space)
            await until(lambda: not desk.workspace.accounts.get("Sheep").shown)
            everything = desk.window.accounts.index(0).data(Qt.ItemDataRole.CheckStateRole)
            assert everything == Qt.CheckState.PartiallyChecked
            assert "1 of 2 shown" in desk.rows[0]

            view.setCurrentIndex(desk.window.accounts.index(0))
            QTest.keyClick(view, Qt.Key.Key_Space)
            await until(lambda: desk.workspace.accounts.get("Sheep").shown)

    qloop.run(body())


def test_the_menu_of_an_account_opens_with_the_keyboard(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            await desk.add_sheep(sheepcrm_server)
            view = named(desk.window, QListView, "Accounts")
            view.setFocus()
            desk.window.panel.choose("Sheep")
            QApplication.sendEvent(
                view,
                QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0)),
            )
            menu = desk.window.panel.menu
            offered = [action.text().replace("&", "") for action in menu.actions() if action.text()]
            assert menu.isVisible()
            own = ["Sync now", "Check", "Edit…", "Colour", "Look only, write nothing", "Remove…"]
            assert offered == ["New and more", *own]
            menu.close()
            desk.window.colours.actions()[3].trigger()
            await until(lambda: desk.workspace.accounts.get("Sheep").colour == "#8b3fc7")

    qloop.run(body())


def test_removing_asks_and_names_the_marks_that_would_be_lost(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            await desk.mark_one(EventRef(name, sheepcrm_server.event_uid("main")))
            desk.window.panel.choose(name)

            desk.window.commands.remove_account.trigger()
            dialog = await desk.dialog("Remove account")
            assert "1 mark is on this desk only" in said(dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not isValid(dialog))
            assert desk.workspace.accounts.get(name).name == name

            desk.window.commands.remove_account.trigger()
            dialog = await desk.dialog("Remove account")
            named(dialog, QCheckBox, "Save these marks to a file first").setChecked(False)
            click(dialog, "Remove")
            await until(lambda: not any(name in row for row in desk.rows))
            assert desk.workspace.outbox.marks(SHOWN_ON_DESK) == []

    qloop.run(body())


def test_an_account_that_is_only_looked_at_says_so_and_takes_no_marks(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            desk.window.panel.choose(name)
            desk.window.commands.read_only.trigger()
            await desk.has_row(name, "look only")
            with pytest.raises(BadRequest, match="Sheep is read-only on this desk"):
                await desk.mark_one(EventRef(name, sheepcrm_server.event_uid("main")))
            menu, why = desk.window.panel.actions_menu, "Look only: nothing is written to sheepCRM"
            menu.aboutToShow.emit()
            await until(lambda: [each.text() for each in menu.actions()] == [why])

            desk.window.commands.read_only.trigger()
            await desk.has_row(name, "up to date")
            await desk.mark_one(EventRef(name, sheepcrm_server.event_uid("main")))
            desk.hub.marks_made.emit(name)
            await until(lambda: len(sheepcrm_server.writes) == 1)

    qloop.run(body())
