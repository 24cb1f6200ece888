"""A real workspace behind each dialog: SQLite on disk, a desk book, and a system in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from eventdesk.domain.account import Account
from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.changes import Changes
from eventdesk.domain.contact import ServerExport
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.providers.base import ProviderContext
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.storage import accounts
from eventdesk.sync.engine import SyncRequest
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.vault.memory import MemoryVault
from tests.clocks import EVENING, TurnedClock
from tests.sync.memory_system import MemorySystem, Server
from tests.ui.conftest import until

BOOK = "Desk book"
GALA = EventRef("Hall", "gala")


class MemoryHall(MemorySystem):
    """The memory system with files that it makes itself."""

    info = replace(
        MemorySystem.info,
        key="hall",
        title="Hall system",
        capabilities=MemorySystem.info.capabilities | {Capability.SERVER_EXPORTS},
    )
    server = Server()

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context, self.server)

    def server_exports(self) -> list[ServerExport]:
        return [ServerExport("attendance", "Attendance list", ("core", "answers"))]

    def fetch_export(self, event_ref: str, name: str, parts: Any, cancel: CancelToken) -> bytes:
        return f"{event_ref} {name} {' '.join(parts)}".encode()


@dataclass
class Desk:
    """What a test works with; `changes` and `wanted` are what the hub told."""

    workspace: Workspace
    hub: Hub
    folder: Path
    changes: list[Changes]
    wanted: list[EventRef]
    clock: TurnedClock

    def book_event(self, title: str, people: int = 0) -> EventRef:
        """An event of the desk book, synced, with attendees P000, P001, …"""
        stop, start = CancelToken(), "2026-11-21T19:00"
        act = self.workspace.actions.act
        values = {"title": title, "start": start, "kind": "meeting"}
        ref = EventRef(BOOK, act(BOOK, "new-event", values, stop).event_ref)
        self.refresh(ref)
        for number in range(people):
            person = {"name": f"Pat P{number:03}", "email": f"p{number:03}@example.org"}
            act(ref, "add-attendee", person, stop)
        self.refresh(ref)
        return ref

    def refresh(self, ref: EventRef) -> None:
        """Bring an event and its attendees into the store."""
        everything = frozenset(Capability)
        self.workspace.syncing.refresh_event(ref, everything, silent, CancelToken())

    def events(self) -> dict[str, EventRef]:
        """The events in the store by title."""
        self.workspace.syncing.sync(BOOK, SyncRequest(), silent, CancelToken())
        found = self.workspace.events.find(EventQuery())
        return {each.event.title: each.ref for each in found}

    def people(self, ref: EventRef) -> dict[str, ListedAttendee]:
        """An event's attendees by name, as the store lists them."""
        found = self.workspace.events.each_attendee(ref, AttendeeQuery())
        return {each.attendee.name: each for each in found}

    def disputed(self, server: Server, *refs: str) -> None:
        """Mark attendees of the gala as attended, and let the system say otherwise."""
        self.workspace.marking.mark(GALA, refs, "attended", by="Kim")
        for ref in refs:
            server.set_status("gala", ref, "declined")
        self.clock.time += timedelta(minutes=5)  # the list is no longer young
        self.workspace.syncing.push("Hall", silent, CancelToken())


@pytest.fixture
def desk(qloop: Any, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A new profile with its desk book."""
    apply_theme(qapp, ThemeMode.LIGHT)
    clock = TurnedClock()
    workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    made = Desk(workspace, hub, tmp_path, [], [], clock)
    hub.changed.connect(made.changes.append)
    hub.event_wanted.connect(lambda ref, _occurrence: made.wanted.append(ref))
    yield made
    assert qloop.run(lanes.close(10)) == ()
    workspace.close()


@pytest.fixture
def hall(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server behind an account "Hall" whose event "gala" has three attendees, synced."""
    known, infos = registry.provider_class, registry.systems()
    monkeypatch.setattr(
        registry, "provider_class", lambda key: MemoryHall if key == "hall" else known(key)
    )
    monkeypatch.setattr(registry, "systems", lambda: [*infos, MemoryHall.info])
    server = Server()
    monkeypatch.setattr(MemoryHall, "server", server)
    server.events["gala"] = Event("gala", "Gala", start=EVENING)
    server.attendees["gala"] = {
        ref: Attendee(ref, name, status="accepted", person=f"/hall/person/{ref}/")
        for ref, name in (("a1", "Anna Baker"), ("b1", "Bo Chen"), ("c1", "Carla Diaz"))
    }
    with desk.workspace.database.write() as tx:
        accounts.add(tx, Account(0, "Hall", "hall"))
    desk.refresh(GALA)
    return server


class Dialog:
    """A dialog on screen, driven by the names that a screen reader says."""

    def __init__(self, window: Any) -> None:
        self.window = window

    def named(self, name: str, kind: type = QWidget) -> Any:
        """The visible widget of an accessible name, or of a text where it has none."""
        shown = [widget for widget in self.window.findChildren(kind) if widget.isVisible()]
        for widget in shown:
            if name in (widget.accessibleName(), "" if _is_label(widget) else _text(widget)):
                return widget
        raise AssertionError(f"nothing is called {name!r}")

    def click(self, name: str) -> None:
        """Click what is called so; it must be enabled."""
        widget = self.named(name)
        assert widget.isEnabled(), f"{name!r} is disabled"
        widget.click()

    def says(self, words: str) -> bool:
        """Whether a visible text holds these words."""
        widgets = self.window.findChildren(QWidget)
        return any(words in _text(widget) for widget in widgets if widget.isVisible())

    async def until_says(self, words: str) -> None:
        """Wait for words on screen."""
        try:
            await until(lambda: self.says(words), turns=5000)
        except AssertionError:
            shown = [_text(w) for w in self.window.findChildren(QWidget) if w.isVisible()]
            raise AssertionError(
                f"{words!r} was never said, but {[*filter(None, shown)]}"
            ) from None

    async def until_enabled(self, name: str) -> None:
        """Wait until something of this name can be used."""
        await until(lambda: self._enabled(name), turns=5000)

    def _enabled(self, name: str) -> bool:
        try:
            return bool(self.named(name).isEnabled())
        except AssertionError:
            return False

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of the combo box of this name, as a person would."""
        combo = self.named(name, QComboBox)
        index = combo.findText(text)
        assert index >= 0, [combo.itemText(i) for i in range(combo.count())]
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
        combo.textActivated.emit(text)


def _is_label(widget: QWidget) -> bool:
    return isinstance(widget, QLabel)


def _text(widget: QWidget) -> str:
    for name in ("text", "toPlainText", "title"):
        text = getattr(widget, name, None)
        if text is not None:
            found = text() if callable(text) else text
            return str(found)
    return ""


def visible_dialogs(kind: type[QDialog] = QDialog) -> list[QDialog]:
    """The dialogs on screen."""
    windows = QApplication.topLevelWidgets()
    return [each for each in windows if isinstance(each, kind) and each.isVisible()]


@asynccontextmanager
async def opened(showing: Any) -> AsyncIterator[Dialog]:
    """The dialog that a coroutine shows; closed at the end, whatever happened."""
    task = asyncio.ensure_future(showing)
    await until(lambda: visible_dialogs() or task.done())
    if task.done():
        await task
    dialog = Dialog(visible_dialogs()[0])
    try:
        yield dialog
    finally:
        if not task.done():
            dialog.window.done(0)
        await task


async def answer_file_dialog(path: Path) -> None:
    """Name a file in the file dialog that is about to open."""
    await until(lambda: visible_dialogs(QFileDialog))
    dialog = visible_dialogs(QFileDialog)[0]
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    dialog.accept()
    await until(lambda: not visible_dialogs(QFileDialog))
