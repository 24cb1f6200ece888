"""The window of a door: where keys go, what it opens with, and how it is left."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QPushButton, QWidget
from shiboken6 import isValid

from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.views.door.window import DoorWindow
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import GALA as EVENT
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened, guest
from tests.ui.door.window.doubles import StillAwake
from tests.ui.fair_world import GALA

CTRL = Qt.KeyboardModifier.ControlModifier


async def _closed(door: Door) -> None:
    await until(lambda: not any(w.isVisible() for w in door.main.findChildren(DoorWindow)))


def test_every_control_has_its_name_and_the_field_the_focus(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            assert door.window.windowTitle() == "Door"
            assert door.window.isFullScreen()
            assert door.window.focusWidget() is door.window.field
            for name in ("Arrived", "Expected", "To come", "Result", "Scan or type"):
                door.named(QWidget, name)
            for name in ("Admit", "Add walk-in", "Leave door"):
                door.named(QAbstractButton, name)
            unnamed = [
                each
                for each in door.window.findChildren(QAbstractButton)
                if each.isVisible() and not (each.accessibleName() or each.text())
            ]
            assert unnamed == []

    qloop.run(body())


def test_while_it_is_open_the_screen_is_on_and_the_list_is_read_anew(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        StillAwake.kept.clear()
        async with opened(door=False) as door:
            late = guest(9, "Late Booker")
            fair.attendees[late.ref] = late
            await open_door(door.hub, door.main, GALA)
            assert StillAwake.kept == [True]
            await until(lambda: door.named(QLabel, "Expected").text() == "8")
            await door.scan("T-109")
            assert door.result.startswith("In: Late Booker")
            door.window.close_for_good()
            assert StillAwake.kept == [True, False]

    qloop.run(body())


def test_typing_anywhere_lands_in_the_field_and_enter_presses_a_chosen_button(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-102")
            leave = door.named(QPushButton, "Leave door")
            leave.setFocus()
            for letter in "quinn":
                QTest.keyClicks(door.window.focusWidget(), letter)
            await door.quiet()
            assert door.window.field.text() == "quinn"
            assert door.window.focusWidget() is door.window.field
            matches = door.window.matches
            matches.setFocus()
            for letter in " z":
                QTest.keyClicks(door.window.focusWidget(), letter)
            await door.quiet()
            assert door.window.field.text() == "quinn z"
            undo = door.named(QPushButton, "Undo")
            undo.setFocus()
            QTest.keyClick(undo, Qt.Key.Key_Return)
            await door.quiet()
            assert door.result.startswith("Taken back: Chidi Okafor")
            assert await door.status("Zoë Quinn") == "accepted"
            assert door.window.focusWidget() is door.window.field

    qloop.run(body())


def test_escape_clears_and_nothing_else_happens(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            await door.type("quinn")
            for _ in range(3):
                await door.key(Qt.Key.Key_Escape)
            assert door.window.field.text() == ""
            assert door.matches == []
            assert door.result.startswith("In: Anna Baker")
            assert await door.status("Anna Baker") == "attended"
            await door.key(Qt.Key.Key_Return)
            assert await door.status("Zoë Quinn") == "accepted"

    qloop.run(body())


def test_f1_shows_the_keys_on_one_card(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            QTest.keyClick(door.window.field, Qt.Key.Key_F1)
            card = await door.dialog("Keys")
            said = card.accessibleDescription()
            assert "U or Ctrl+Z: Undo the last admission" in said
            assert "F2: Add walk-in" in said
            QTest.keyClick(card, Qt.Key.Key_F1)
            await until(lambda: not card.isVisible())
            await door.quiet()
            door.window.commands.keys.trigger()
            card = await door.dialog("Keys")
            await door.scan("T-100")
            await until(lambda: not isValid(card))
            assert door.result.startswith("In: Anna Baker")

    qloop.run(body())


def test_leaving_is_asked(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.window.close()  # as Alt+F4 does
            question = await door.dialog("Leave the door?")
            QTest.keyClick(question, Qt.Key.Key_Escape)
            await until(lambda: not question.isVisible())
            await door.quiet()
            assert door.window.isVisible()
            door.main.show()
            door.main.close()
            question = await door.dialog("Leave the door?")
            assert door.main.isVisible()
            question.accept()
            await _closed(door)
            door.main.close()
            assert not door.main.isVisible()

    qloop.run(body())


def test_a_second_door_is_the_first_one_again(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            before = door.window
            await open_door(door.hub, door.main, GALA)
            assert door.window is before

    qloop.run(body())


def test_other_events_of_the_day_are_asked_about(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    assert isinstance(EVENT.start, datetime)
    later = EVENT.start + timedelta(hours=2)
    fair.events["ball"] = replace(EVENT, ref="ball", title="Ball", start=later, capacity=None)

    async def body() -> None:
        async with opened() as door:
            choice = door.named(QListWidget, "Events of this day")
            ticks = [choice.item(row).checkState() for row in range(choice.count())]
            assert ticks == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
            choice.setCurrentRow(1)
            QTest.keyClick(choice, Qt.Key.Key_Space)
            QTest.keyClick(choice, Qt.Key.Key_Return)
            await until(lambda: door.window.field.isVisible())
            assert door.controller.refs == (GALA, EventRef("Fair", "ball"))
            await door.type("quinn")
            assert len(door.matches) == 2
            assert any("Ball" in row for row in door.matches)

    qloop.run(body())


def test_an_event_that_went_meanwhile_is_told_where_it_was_ticked(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    assert isinstance(EVENT.start, datetime)
    later = EVENT.start + timedelta(hours=2)
    fair.events["ball"] = replace(EVENT, ref="ball", title="Ball", start=later, capacity=None)

    async def body() -> None:
        async with opened() as door:
            choice = door.named(QListWidget, "Events of this day")
            accounts = door.workspace.accounts
            await door.hub.db(accounts.remove, "Fair")
            QTest.keyClick(choice, Qt.Key.Key_Return)

            def told() -> list[str]:
                labels = door.window.findChildren(QLabel)
                return [
                    each.text() for each in labels if each.isVisible() and "Fair" in each.text()
                ]

            await until(lambda: any("no account" in text for text in told()))
            assert choice.isVisible()

    qloop.run(body())
