"""What stands around the guests of a door: walk-ins, settings, the lock, the scanner."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QListWidget,
    QPushButton,
)

from eventdesk.domain.door import Outcome
from eventdesk.domain.order import Order
from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.controllers.door.kiosk import KioskController
from tests.ui.conftest import QLoop, until
from tests.ui.detail import fair
from tests.ui.door.window.conftest import Opened
from tests.ui.door.window.doubles import Heard
from tests.ui.fair_world import GALA


def test_what_was_typed_becomes_the_name_of_a_walk_in(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("Mary Newcomer")
            door.press("Add walk-in")
            dialog = await door.dialog("Add walk-in")
            texts = [each.text() for each in dialog.findChildren(QLineEdit)]
            assert "Mary Newcomer" in texts
            button = door.named(QPushButton, "Add and admit", dialog)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            await until(lambda: door.result.startswith("In, on this desk: Mary Newcomer"))
            await door.quiet()
            assert door.window.field.text() == ""
            assert Heard.played == [Outcome.WAITING]
            await door.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert "Mary Newcomer" in door.result

    qloop.run(body())


def test_the_settings_have_a_page_for_each_part(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.window.commands.settings.trigger()
            dialog = await door.dialog("Door settings")
            pages = dialog.findChildren(QListWidget)[0]
            titles = [pages.item(row).text() for row in range(pages.count())]
            assert titles == [
                *("Rules", "Scanner", "Sound", "Badges", "Kiosk lock", "Welcome screen"),
            ]
            dialog.reject()
            await door.quiet()
            assert door.window.focusWidget() is door.window.field

    qloop.run(body())


@pytest.mark.parametrize("how", ["button", "u", "ctrl+z", "menu", "party"])
def test_a_locked_door_undoes_nothing_without_the_pin(
    qloop: QLoop, opened: Opened, how: str
) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            kiosk = door.workspace.kiosk
            await door.hub.vault(kiosk.set_pin, "2468")
            await door.hub.door(kiosk.lock, [GALA])
            await open_door(door.hub, door.main, GALA)
            await door.scan("T-102" if how == "party" else "T-100")
            if how == "party":
                door.press("Admit OKAFOR, Ada")
                await door.quiet()
                door.press("Undo OKAFOR, Chidi")
            elif how == "button":
                door.press("Undo")
            elif how == "u":
                QTest.keyClicks(door.window.field, "u")
            elif how == "menu":
                door.window.commands.undo.trigger()
            else:
                QTest.keyClick(door.window.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: QApplication.activeModalWidget())
            question = QApplication.activeModalWidget()
            assert isinstance(question, QDialog)
            question.reject()
            await door.quiet()
            name = "Chidi Okafor" if how == "party" else "Anna Baker"
            assert await door.status(name) == "attended"
            assert door.result.startswith("In: ")

    qloop.run(body())


def test_a_locked_door_keeps_the_screen_and_its_settings(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await door.hub.vault(door.workspace.kiosk.set_pin, "2468")
            await open_door(door.hub, door.main, GALA)
            commands = door.window.commands
            commands.lock.trigger()
            await until(lambda: "is locked" in door.window.message.text)
            QTest.keyClick(door.window.field, Qt.Key.Key_F11)
            assert door.window.isFullScreen()
            commands.settings.trigger()
            (await door.dialog("Enter the PIN")).reject()
            await door.quiet()
            assert QApplication.activeModalWidget() is None
            commands.lock.trigger()
            dialog = await door.dialog("Enter the PIN")
            door.named(QLineEdit, "PIN", dialog).setText("2468")
            door.named(QPushButton, "Continue", dialog).click()
            await until(lambda: "is unlocked" in door.window.message.text)
            commands.full_screen.trigger()
            assert not door.window.isFullScreen()

    qloop.run(body())


def test_personal_data_goes_and_the_name_stays(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            assert "Vegan" in door.card
            kiosk: Any = door.window.findChild(KioskController)
            kiosk.hide_personal.emit(True)
            assert "Vegan" not in door.card
            assert "BAKER, Anna" in door.card

    qloop.run(body())


def test_the_recent_scans_lead_back_to_a_guest(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            await door.scan("T-106")
            recent = door.named(QListView, "Recent scans")
            await until(lambda: recent.model().rowCount() == 2)
            row = recent.visualRect(recent.model().index(1, 0)).center()
            QTest.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=row)
            await until(lambda: door.matches)
            assert door.chosen.startswith("BAKER, Anna")
            assert "Already in" in door.chosen

    qloop.run(body())


def test_a_match_says_who_has_paid_and_who_owes(
    qloop: QLoop, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = Order("o-3", "Chidi Okafor", fully_paid=True)
    monkeypatch.setattr(fair, "ORDERS", (*fair.ORDERS, paid))

    async def body() -> None:
        async with opened() as door:
            await door.type("chidi")
            assert door.matches[0].endswith(", Paid")
            await door.key(Qt.Key.Key_Escape)
            await door.type("thomas")
            assert door.matches[0].endswith("owing")

    qloop.run(body())
