"""What the rules of an event make of its guests while its door is open."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from eventdesk.domain.code_rules import CodeRule, RuleKind
from eventdesk.domain.door import DoorRules
from eventdesk.domain.event import EventRef
from eventdesk.domain.scan_codes import ScanSettings
from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.controllers.door.scanner import ScannerController
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import GALA as EVENT
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened, guest
from tests.ui.fair_world import GALA


def test_the_card_shows_the_fields_that_were_chosen_in_their_order(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    mary = guest(7, "Mary Moss", email="mary@example.org", company="Moss Ltd", note="Wheelchair")
    fair.attendees[mary.ref] = replace(mary, more=(("Table", "12"),))

    async def body() -> None:
        async with opened() as door:
            await door.rules(card=("Table", "email", "code"))
            await door.scan("T-107")
            facts = door.card[door.card.index("Table") :]
            assert facts[:6] == ["Table", "12", "E-mail", "mary@example.org", "Code", "T-107"]
            assert not {"Moss Ltd", "Wheelchair"} & set(door.card)

    qloop.run(body())


def test_another_ticket_is_refused_however_its_guest_is_found(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    press = replace(guest(8, "Paul Press"), ticket="Press")
    fair.attendees[press.ref] = press

    async def body() -> None:
        async with opened() as door:
            await door.rules(tickets=frozenset({"Member"}))
            await door.scan("T-108")
            assert door.result.startswith("Refused: Paul Press, Press.")
            assert "This door does not admit the ticket “Press”." in door.card
            await door.type("paul")
            assert door.chosen == "PRESS, Paul, Press, Not at this door"
            door.clock.turn(60)
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("Refused: Paul Press")
            assert await door.status("Paul Press") == "accepted"
            await door.scan("T-100")
            assert door.result.startswith("In: Anna Baker")

    qloop.run(body())


def test_what_is_chosen_in_the_settings_counts_for_the_next_scan(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            door.window.commands.settings.trigger()
            dialog = await door.dialog("Door settings")
            await until(lambda: dialog.findChildren(QRadioButton))
            door.named(QRadioButton, "Confirm", dialog).click()
            await until(lambda: door.workspace.door.rules(GALA) != DoorRules())
            await door.scan("T-106")
            assert door.result.startswith("Found: Zoë Quinn")
            assert await door.status("Zoë Quinn") == "accepted"
            dialog.reject()
            await door.quiet()
            await door.scan("T-100")
            assert door.result.startswith("Found: Anna Baker")

    qloop.run(body())


def test_each_event_of_the_door_has_its_own_rules(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    fair.events["ball"] = replace(EVENT, ref="ball", title="Ball")
    ball = EventRef("Fair", "ball")

    async def body() -> None:
        async with opened() as door:
            door.window.choice.opened.emit([GALA, ball])
            await until(lambda: door.window.field.isVisible())
            strict = replace(DoorRules(), tickets=frozenset({"Press"}), card=("event", "code"))
            await door.hub.door(door.workspace.door.set_rules, GALA, strict)
            await door.controller.reload()
            await door.type("quinn")
            assert ["Ball" in row for row in door.matches] == [True, False]
            assert door.matches[1].endswith("Not at this door")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In: Zoë Quinn")
            assert "T-106" not in door.card

    qloop.run(body())


_ADDRESSES = CodeRule(RuleKind.ADDRESS)
_PRINTED = "https://tickets.example.org/check/T-100"


async def _type_fast(door: Door, text: str) -> None:
    """As a scanner does, where the window system brings keys in."""
    door.window.activateWindow()
    window = door.window.windowHandle()
    await until(lambda: QApplication.focusWindow() is window)

    def press() -> None:
        click, none = QTest.KeyAction.Click, Qt.KeyboardModifier.NoModifier
        for each in text:
            QTest.sendKeyEvent(click, window, Qt.Key.Key_unknown, each, none)
        QTest.keyClick(window, Qt.Key.Key_Return)

    # Not within this task: keys turn the loop, and tasks must be able to go on in it.
    QTimer.singleShot(0, press)


@pytest.mark.parametrize(
    ("account", "said"),
    [("Fair", "In: Anna Baker"), ("Desk book", f"Refused: unknown code {_PRINTED}")],
)
def test_a_code_is_cut_by_the_rule_of_the_account_whose_door_it_is(
    qloop: QLoop, opened: Opened, account: str, said: str
) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            scanning = door.workspace.scanning
            scanning.keep_settings(ScanSettings(pace_ms=200))  # however busy this computer is
            scanning.keep_rule(account, _ADDRESSES)
            await open_door(door.hub, door.main, GALA)
            scanner: Any = door.window.findChild(ScannerController)
            await until(lambda: not scanner._scope.busy)
            await _type_fast(door, _PRINTED)
            await until(lambda: door.result.startswith(said))
            await door.quiet()
            assert door.window.field.text() == ""

    qloop.run(body())
