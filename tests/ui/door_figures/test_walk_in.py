"""Walk-ins: asked about, put on the list that they belong on, and said where that is."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton

from eventdesk.domain.door import Decision, Outcome
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.walk_in import add_walk_in
from eventdesk.ui.views.door.walk_in import WalkInDialog
from tests.ui.conftest import QLoop, until
from tests.ui.door_figures.conftest import Door, Opened
from tests.ui.fair_world import GALA

_Asked = tuple[WalkInDialog, "asyncio.Task[Decision | None]"]


async def _ask(door: Door, *refs: EventRef, name: str = "") -> _Asked:
    asked = asyncio.ensure_future(add_walk_in(door.hub, door.window, refs, name=name))
    return await door.dialog(WalkInDialog), asked


def _press(door: Door, dialog: WalkInDialog, text: str) -> None:
    QTest.mouseClick(door.named(QPushButton, text, dialog), Qt.MouseButton.LeftButton)


def test_into_the_desk_books_own_list(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, asked = await _ask(door, door.book)
            kept = door.named(QLabel, "Where it is kept", dialog)
            assert kept.text() == "Goes into the list of “Desk book”."
            QTest.keyClicks(door.named(QLineEdit, "Name", dialog), "Ada Lovelace")
            QTest.keyClicks(door.named(QLineEdit, "E-mail", dialog), "ada@example.org")
            QTest.keyClicks(door.named(QComboBox, "Ticket", dialog), "Day ticket")
            QTest.keyClicks(door.named(QLineEdit, "Note", dialog), "Vegan")
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            decision = await asked
            assert decision is not None
            assert decision.outcome in (Outcome.IN, Outcome.WAITING)
            # The book itself has her, not only this desk's copy of it.
            await door.read(door.book)
            (guest,) = door.workspace.door.namesakes(door.book, "ada lovelace")
            assert guest.listed.attendee.email == "ada@example.org"
            assert guest.listed.attendee.ticket == "Day ticket"
            assert guest.listed.attendee.note == "Vegan"
            assert guest.listed.status == "attended"
            assert not guest.listed.gone

    qloop.run(body())


def test_kept_on_this_desk_where_the_system_takes_none(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.calls.clear()
            dialog, asked = await _ask(door, GALA, name="Ada Lovelace")
            kept = door.named(QLabel, "Where it is kept", dialog)
            assert "Kept on this desk only: Fairground is not told." in kept.text()
            offered = door.named(QComboBox, "Ticket", dialog)
            assert [offered.itemText(n) for n in range(offered.count())] == ["Guest", "Member"]
            _press(door, dialog, "Add and admit")
            decision = await asked
            assert decision is not None
            assert decision.outcome is Outcome.WAITING
            assert door.fair.calls == []

    qloop.run(body())


def test_the_same_name_is_asked_about_and_may_be_admitted_instead(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, asked = await _ask(door, GALA, name="anna baker")
            _press(door, dialog, "Add and admit")
            await until(lambda: "Admit instead" in _buttons(dialog))
            assert "Anna Baker is on the list. Is it the same person?" in door.texts(dialog)
            names = door.named(QListWidget, "Same name", dialog)
            assert names.item(0).text() == "Anna Baker, Member, Accepted\nanna@example.org"
            QTest.keyClick(names, Qt.Key.Key_Escape)  # back to the form, nothing is lost
            assert door.named(QLineEdit, "Name", dialog).text() == "anna baker"
            _press(door, dialog, "Add and admit")
            await until(lambda: "Admit instead" in _buttons(dialog))
            _press(door, dialog, "Admit instead")
            decision = await asked
            assert decision is not None
            assert decision.guest is not None
            assert decision.guest.listed.attendee.ref == "a-0"
            assert len(door.workspace.door.namesakes(GALA, "Anna Baker")) == 1
            assert door.pushed == ["Fair"]

    qloop.run(body())


def test_the_same_name_is_told_apart_without_what_is_hidden(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            anna = replace(door.fair.attendees["a-0"], phone="+44 1", order="o-9")
            door.fair.attendees["a-0"] = anna
            await door.read(GALA)
            asked = asyncio.ensure_future(
                add_walk_in(door.hub, door.window, [GALA], name="Anna Baker", hides_personal=True)
            )
            dialog = await door.dialog(WalkInDialog)
            _press(door, dialog, "Add and admit")
            await until(lambda: "Admit instead" in _buttons(dialog))
            names = door.named(QListWidget, "Same name", dialog)
            assert names.item(0).text() == "Anna Baker, Member, Accepted\nOrder o-9"
            dialog.show_form()
            dialog.reject()
            assert await asked is None

    qloop.run(body())


def test_another_person_of_that_name_is_added(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, asked = await _ask(door, GALA, name="Anna Baker")
            _press(door, dialog, "Add and admit")
            await until(lambda: "Add another" in _buttons(dialog))
            _press(door, dialog, "Add another")
            assert await asked is not None
            assert len(door.workspace.door.namesakes(GALA, "Anna Baker")) == 2

    qloop.run(body())


def test_which_of_several_events_decides_where_it_is_kept(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, asked = await _ask(door, GALA, door.book, name="Ada Lovelace")
            kept = door.named(QLabel, "Where it is kept", dialog)
            assert "Fairground is not told" in kept.text()
            QTest.keyClicks(door.named(QComboBox, "Ticket", dialog), "Speaker")
            door.named(QComboBox, "Event", dialog).setCurrentText("Book club")
            assert kept.text() == "Goes into the list of “Desk book”."
            assert door.named(QComboBox, "Ticket", dialog).currentText() == "Speaker"
            _press(door, dialog, "Cancel")
            assert await asked is None

    qloop.run(body())


def test_a_walk_in_without_a_name_is_not_taken(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, asked = await _ask(door, GALA)
            _press(door, dialog, "Add and admit")
            field = door.named(QLineEdit, "Name", dialog)
            (said,) = [each for each in dialog.findChildren(QLabel) if "Write" in each.text()]
            await until(lambda: said.height() >= said.sizeHint().height())
            assert said.y() > field.geometry().bottom()  # below the field, and readable as a whole
            await until(field.hasFocus)
            QTest.keyClicks(field, "M")
            assert not said.isVisible()
            dialog.reject()
            assert await asked is None

    qloop.run(body())


def test_what_went_wrong_is_said_and_nothing_is_lost(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.workspace.accounts.allow_writing("Fair", False)
            dialog, asked = await _ask(door, GALA, name="Ada Lovelace")
            _press(door, dialog, "Add and admit")
            await until(lambda: bool(dialog.message.text))
            assert "read-only" in dialog.message.text
            assert door.named(QLineEdit, "Name", dialog).text() == "Ada Lovelace"
            assert door.workspace.door.namesakes(GALA, "Ada Lovelace") == []
            dialog.reject()
            assert await asked is None

    qloop.run(body())


def _buttons(dialog: WalkInDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible()]
