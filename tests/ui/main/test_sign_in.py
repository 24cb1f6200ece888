"""Ways to sign in, what a system offers and what it does with an account, in the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.dialogs.action_form import ActionForm
from tests.services.gate_system import PASSWORD, GateSystem
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import OpenDesk, choose, click, fill, named

TOKENS = {"access_token": "a", "session_token": "s"}


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system, installed for a test."""
    monkeypatch.setitem(registry._BUILT_IN, "gate", "tests.services.gate_system:GateSystem")
    monkeypatch.setattr(GateSystem, "asked", [])


def edits(dialog: QDialog) -> dict[str, QLineEdit]:
    """The lines to fill in, by their names."""
    found = (edit for edit in dialog.findChildren(QLineEdit) if edit.isVisible())
    return {edit.accessibleName(): edit for edit in found}


def top(dialog: QDialog, name: str) -> int:
    """How far down a line to fill in is."""
    return edits(dialog)[name].mapTo(dialog, QPoint(0, 0)).y()


def test_each_way_to_sign_in_shows_its_own_fields(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            desk.window.commands.add_account.trigger()
            dialog = await desk.dialog("Add account")
            choose(dialog, "System", "Gatehouse")
            ways = named(dialog, QComboBox, "Sign in with")
            assert [ways.itemText(place) for place in range(ways.count())] == [
                "Email and password",
                "Access token and session token",
                "API key",
            ]
            assert top(dialog, "Email") < top(dialog, "Password") < top(dialog, "Time zone")
            assert edits(dialog)["Email"].echoMode() == QLineEdit.EchoMode.Normal
            assert edits(dialog)["Password"].echoMode() == QLineEdit.EchoMode.Password
            assert named(dialog, QPlainTextEdit, "Names of codes").isEnabled()
            choose(dialog, "Sign in with", "API key")
            assert top(dialog, "Address") < top(dialog, "API key") < top(dialog, "Time zone")
            assert not {"Email", "Password", "Access token"} & set(edits(dialog))
            dialog.reject()
            await until(lambda: not isValid(dialog))

    qloop.run(body())


def test_a_password_signs_in_and_can_be_stopped(
    qloop: QLoop, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GateSystem, "holds", True)

    async def body() -> None:
        async with open_desk() as desk:
            desk.window.commands.add_account.trigger()
            dialog = await desk.dialog("Add account")
            choose(dialog, "System", "Gatehouse")
            fill(dialog, "Email", "kim@example.org")
            fill(dialog, "Password", "wrong")
            click(dialog, "Save")
            await until(lambda: len(GateSystem.asked) == 1)
            click(dialog, "Stop signing in")
            save = named(dialog, QPushButton, "Save")
            await until(save.isEnabled)
            monkeypatch.setattr(GateSystem, "holds", False)
            click(dialog, "Save")
            await until(lambda: "does not know this password" in _said(dialog))
            fill(dialog, "Password", PASSWORD)
            click(dialog, "Save")
            await desk.has_row("Gatehouse", "up to date")
            await until(lambda: not isValid(dialog))
            names = [field.name for field in GateSystem.info.secret_fields()]
            kept = [name for name in names if desk.vault.read("2", name) is not None]
            assert kept == ["access_token", "session_token", "refresh_token"]

    qloop.run(body())


def _said(dialog: QDialog) -> str:
    return " ".join(each.text for each in dialog.findChildren(InlineMessage) if each.isVisible())


def test_editing_says_that_nobody_needs_to_sign_in_again(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.hub.vault(
                desk.workspace.accounts.add, AccountDraft("gate", "Gate", secrets=TOKENS)
            )
            desk.controller._accounts.refresh()
            await desk.has_row("Gate")
            desk.window.panel.choose("Gate")
            desk.window.commands.edit_account.trigger()
            dialog = await desk.dialog("Edit account")
            assert edits(dialog)["Password"].placeholderText() == "Leave empty to stay signed in"
            click(dialog, "Save")
            await until(lambda: not isValid(dialog))
            assert GateSystem.asked == []
            assert desk.vault.read("2", "access_token") == "a"

    qloop.run(body())


def test_a_row_says_what_its_system_offers(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.hub.vault(
                desk.workspace.accounts.add, AccountDraft("gate", "Gate", secrets=TOKENS)
            )
            desk.controller._accounts.refresh()
            await desk.has_row("Gate")
            index = desk.window.accounts.index_of("Gate")
            offers = "Events, attendees; marks are kept on this desk. Not offered: orders, tickets,"
            described = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
            assert offers in described
            assert offers in index.data(Qt.ItemDataRole.ToolTipRole)

    qloop.run(body())


def test_an_account_makes_an_event_that_can_be_shown(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            panel = desk.window.panel
            panel.choose("Desk book")
            menu = panel.actions_menu
            assert menu.isEnabled()
            menu.aboutToShow.emit()
            await until(lambda: "New event…" in [one.text() for one in menu.actions()])
            next(one for one in menu.actions() if one.text() == "New event…").trigger()
            form = await desk.dialog("New event")
            assert isinstance(form, ActionForm)
            fill(form, "Title", "Winter fair")
            fill(form, "Start", "2026-12-05 10:00")
            click(form, "New event")
            await until(lambda: "Winter fair" in desk.window.message.text)
            await until(desk.window.message.action_button.isVisible)
            click(desk.window, "Show event")
            detail = desk.controller._detail.widget
            await until(lambda: detail.header.title.text() == "Winter fair")
            panel.choose("")
            assert not menu.isEnabled()

    qloop.run(body())
