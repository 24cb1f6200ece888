"""The window of a new profile, and an account whose system this computer cannot speak with."""

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton

from eventdesk.domain.account import Account
from eventdesk.domain.changes import Changes
from eventdesk.storage import accounts
from eventdesk.ui.models.accounts_words import not_installed
from tests.ui.conftest import until
from tests.ui.main.conftest import OpenDesk, named


def test_the_keyboard_begins_at_the_first_way_on(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book")
            add = named(desk.window, QPushButton, "Add account")
            assert desk.window.focusWidget() is add

    qloop.run(body())


def test_an_account_whose_system_is_not_installed_says_so_and_is_not_edited(
    qloop, open_desk: OpenDesk
) -> None:
    stranger = Account(0, "Theatre", "box-office", colour="#5b7a12")

    async def body() -> None:
        async with open_desk() as desk:
            with desk.workspace.database.write() as tx:
                accounts.add(tx, stranger)
            desk.hub.announce(Changes(accounts=True))
            await desk.has_row("Theatre", "not installed here")
            desk.window.panel.choose("Theatre")
            desk.window.commands.edit_account.trigger()
            message = desk.window.message
            await until(lambda: "box-office" in message.text)
            assert message.text == f"Theatre: {not_installed(stranger)}"

    qloop.run(body())


def test_no_key_of_the_window_is_one_of_the_attendees(qloop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            window = desk.window
            of_window = {
                key.toString()
                for action in window.commands.findChildren(type(window.commands.quit))
                for key in action.shortcuts()
            }
            of_panes = {each.key().toString() for each in window.findChildren(QShortcut)}
            assert of_panes
            assert of_window & of_panes == set()

    qloop.run(body())
