"""How a door comes to be: one set of parts, the rules of its own accounts, and its lock seen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QMainWindow, QWidget
from shiboken6 import delete

from eventdesk.domain.code_rules import CodeRule, RuleKind
from eventdesk.domain.errors import ProfileUnusable
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.camera import CameraController
from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.controllers.door.parts import DoorParts
from eventdesk.ui.controllers.door.starting import open_locked_door
from eventdesk.ui.runtime.scanner import ScannerCatcher
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import GALA as EVENT
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened
from tests.ui.fair_world import GALA


async def _lock(door: Door, *refs: EventRef) -> None:
    kiosk = door.workspace.kiosk
    await door.hub.vault(kiosk.set_pin, "2468")
    await door.hub.door(kiosk.lock, refs)


def _badges(door: Door) -> list[QWidget]:
    parts = door.window.findChildren(QWidget)
    return [each for each in parts if each.isVisible() and each.accessibleName() == "Locked"]


def _pin_asked() -> QDialog | None:
    dialog = QApplication.activeModalWidget()
    found = isinstance(dialog, QDialog) and dialog.findChildren(QLineEdit)
    return dialog if isinstance(dialog, QDialog) and found else None


async def _give_pin() -> None:
    await until(_pin_asked)
    dialog = _pin_asked()
    assert dialog is not None
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "2468")
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_a_failure_and_another_try_make_one_set_of_parts(
    qloop: QLoop, opened: Opened, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(EVENT.start, datetime)
    later = EVENT.start + timedelta(hours=2)
    fair.events["ball"] = replace(EVENT, ref="ball", title="Ball", start=later, capacity=None)
    troubles = [ProfileUnusable("The disk cannot be read.")]

    async def body() -> None:
        async with opened() as door:
            layout = door.workspace.layout
            read = layout.get

            def get(key: str, default: Mapping[str, Any]) -> Mapping[str, Any]:
                if key == "door.welcome" and troubles:
                    raise troubles.pop()
                return read(key, default)

            monkeypatch.setattr(layout, "get", get)
            choice = door.named(QListWidget, "Events of this day")
            QTest.keyClick(choice, Qt.Key.Key_Return)
            await until(lambda: door.window.choice.message.text == "The disk cannot be read.")
            assert door.window.findChildren(DoorParts) == []
            QTest.keyClick(choice, Qt.Key.Key_Return)
            await until(door.window.field.isVisible)
            assert len(door.window.findChildren(DoorParts)) == 1
            assert len(door.window.findChildren(KioskController)) == 1
            await door.scan("T-100")
            assert door.result.startswith("In: Anna Baker")

    qloop.run(body())


def test_the_badge_says_that_the_door_is_locked_for_as_long_as_it_is(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await _lock(door, GALA)
            await open_door(door.hub, door.main, GALA)
            await door.quiet()
            assert _badges(door)
            door.window.commands.lock.trigger()
            await _give_pin()
            await until(lambda: not _badges(door))
            door.window.commands.lock.trigger()
            await until(lambda: _badges(door))

    qloop.run(body())


def test_enter_does_not_leave_the_door(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.press("Leave door")
            question = await door.dialog("Leave the door?")
            QTest.keyClick(question, Qt.Key.Key_Return)
            await door.quiet()
            assert door.window.isVisible()

    qloop.run(body())


def test_only_rules_of_the_doors_own_accounts_cut_codes(qloop: QLoop, opened: Opened) -> None:
    address = CodeRule(RuleKind.ADDRESS, "ticket")

    async def body() -> None:
        async with opened(door=False) as door:
            scanning = door.workspace.scanning
            await door.hub.door(scanning.keep_rule, "Fair", address)
            await door.hub.door(scanning.keep_rule, "Desk book", CodeRule(RuleKind.GS1))
            await open_door(door.hub, door.main, GALA)
            (catcher,) = door.window.findChildren(ScannerCatcher)
            await until(lambda: list(catcher.rules) == [address])
            (camera,) = door.window.findChildren(CameraController)
            assert await camera._rules() == [address]

    qloop.run(body())


def test_a_locked_door_whose_event_is_gone_asks_no_longer_than_there_is_a_window(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await _lock(door, EventRef("Fair", "never"))
            main = QMainWindow()
            task = door.hub.scope(door.main).start(
                open_locked_door(door.hub, main), name="opening the locked door"
            )
            await until(_pin_asked)
            first = _pin_asked()
            assert first is not None
            first.reject()  # there is no way around it
            await until(lambda: _pin_asked() not in (None, first))
            delete(main)
            await until(task.done)
            assert door.workspace.kiosk.state().locked

    qloop.run(body())
