"""The same pane over a real desk book: events made, attendees added, marked, exported, deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.ui.controllers import detail
from eventdesk.ui.runtime.message_dialog import MessageDialog
from eventdesk.ui.views.dialogs.action_form import ActionForm
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened

_BOOK = "Desk book"


async def _new_event(desk: Desk) -> EventRef:
    workspace, hub = desk.workspace, desk.hub
    values = {"title": "Book club", "start": "2026-11-21T19:00"}
    made = await hub.account(
        _BOOK, workspace.actions.act, _BOOK, "new-event", values, CancelToken()
    )
    await hub.account(_BOOK, workspace.syncing.refresh, _BOOK, silent, CancelToken())
    return EventRef(_BOOK, made.event_ref)


async def _choose(desk: Desk, title: str) -> None:
    menu = desk.pane.header.menu
    menu.popup(desk.pane.mapToGlobal(desk.pane.rect().center()))
    await until(lambda: title in [action.text() for action in menu.actions()])
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def test_from_an_empty_event_to_a_marked_attendee_and_a_deleted_event(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            ref = await _new_event(desk)
            await desk.open(ref=ref)
            assert desk.tabs == ["Overview", "Attendees", "Activity"]
            assert "No attendees yet" in desk.texts()
            assert "Sat 21 Nov 2026, 19:00" in desk.texts()
            await _choose(desk, "Add attendee…")
            form = await desk.dialog(ActionForm)
            QTest.keyClicks(desk.named(QLineEdit, "Name", form), "Ada Lovelace")
            add = desk.named(QPushButton, "Add attendee", form)
            QTest.mouseClick(add, Qt.MouseButton.LeftButton)
            await until(lambda: desk.pane.attendees.content.has_content)
            await desk.quiet()
            assert "Ada Lovelace was added." in desk.texts()
            assert desk.rows("Name", "Status") == [("Ada Lovelace", "Accepted")]
            desk.select(0)
            desk.pane.attendees.mark_asked.emit("attended")
            await desk.quiet()
            assert desk.rows("Status") == ["Attended · waiting"]
            _, changes = await desk.hub.account(
                _BOOK, desk.workspace.syncing.push, _BOOK, silent, CancelToken()
            )
            desk.hub.announce(changes)
            await until(lambda: desk.rows("Status") == ["Attended"])
            await desk.quiet()
            await _choose(desk, "Delete event…")
            question = await desk.dialog(MessageDialog)
            QTest.mouseClick(
                desk.named(QPushButton, "Delete event", question), Qt.MouseButton.LeftButton
            )
            await until(lambda: "This event is gone" in desk.texts())
            await desk.quiet()

    qloop.run(body())


def test_export_asks_for_what_is_on_screen(qloop: QLoop, opened: Opened, monkeypatch) -> None:
    asked: list[tuple[object, ...]] = []

    async def start_export(*arguments: object) -> None:
        asked.append(arguments[2:])

    monkeypatch.setattr(detail, "start_export", start_export)

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            await desk.search("anna")
            export = desk.named(QPushButton, "Export")
            QTest.mouseClick(export, Qt.MouseButton.LeftButton)
            await desk.quiet()
            await desk.open("Overview")
            QTest.mouseClick(export, Qt.MouseButton.LeftButton)
            await desk.quiet()
            gala = EventRef("Fair", "gala")
            assert asked == [(gala, AttendeeQuery(search="anna")), (gala, None)]

    qloop.run(body())
