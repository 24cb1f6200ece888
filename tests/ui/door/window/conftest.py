"""A door over a test system, open in its window, and hands to use it by what people hear."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QListView,
    QMainWindow,
    QWidget,
)
from shiboken6 import delete, isValid

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.door import DoorRules
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.domain.scanning import Reading, Scan
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.door import parts
from eventdesk.ui.controllers.door.door import DoorController, open_door
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.door import result as result_card
from eventdesk.ui.views.door.window import DoorWindow
from tests.clocks import TurnedClock
from tests.ui.conftest import until
from tests.ui.detail.fair import NOW, Fair
from tests.ui.door.window.doubles import Heard, StillAwake
from tests.ui.fair_world import GALA, fair_hub, installed_fair

W = TypeVar("W", bound=QWidget)

_PARTS = frozenset({Capability.ATTENDEES, Capability.ORDERS, Capability.TICKETS})


def guest(number: int, name: str, *, order: str = "", **values: Any) -> Attendee:
    """An attendee with a person, a ticket and a code of their own: T-100, T-101, ..."""
    return replace(
        Attendee(f"a-{number}", name, "accepted", person=f"p-{number}", ticket="Member"),
        code=f"T-10{number}",
        order=order,
        **values,
    )


PEOPLE = (
    guest(0, "Anna Baker", company="Baker & Sons", note="Vegan"),
    guest(1, "Thomas Baker", order="o-1"),  # this order owes GBP 40
    guest(2, "Chidi Okafor", order="o-3"),
    guest(3, "Ngozi Okafor", order="o-3"),
    guest(4, "Ada Okafor", order="o-3"),
    guest(5, "Ursula Johnson"),
    guest(6, "Zoë Quinn", order="o-2"),
)


class Door:
    """The window of a door and what stands behind it."""

    def __init__(
        self, workspace: Workspace, hub: Hub, main: QMainWindow, clock: TurnedClock
    ) -> None:
        self.workspace = workspace
        self.hub = hub
        self.main = main
        self.clock = clock
        self.said: list[str] = []
        self.pushed: list[str] = []
        hub.marks_made.connect(self.pushed.append)

    @property
    def window(self) -> DoorWindow:
        """The one that is open."""
        found = [each for each in self.main.findChildren(DoorWindow) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    @property
    def controller(self) -> DoorController:
        """What is behind the window."""
        found = self.window.findChild(DoorController)
        assert found is not None
        return found

    @property
    def result(self) -> str:
        """What a screen reader says of the card."""
        assert self.window.result.accessibleName() == "Result"
        return self.window.result.accessibleDescription()

    @property
    def card(self) -> list[str]:
        """Every text on the card."""
        card = self.named(QWidget, "Result")
        return [each.text() for each in card.findChildren(QLabel) if each.isVisible()]

    @property
    def matches(self) -> list[str]:
        """The rows of the list, none while it is out of sight."""
        view = self.window.matches
        model = view.model()
        assert model is not None
        rows = range(model.rowCount()) if view.isVisible() else ()
        return [str(model.index(row, 0).data()) for row in rows]

    @property
    def chosen(self) -> str:
        """The row that Enter admits."""
        view = self.named(QListView, "Matches")
        return str(view.currentIndex().data() or "")

    def named(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The one visible control of this accessible name."""
        found = [
            each
            for each in (inside or self.window).findChildren(kind)
            if each.isVisible() and name in (each.accessibleName(), _text(each))
        ]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}”"
        return found[0]

    def offers(self, name: str) -> bool:
        """Whether there is a button of this name."""
        buttons = self.window.findChildren(QAbstractButton)
        return any(each.isVisible() and each.accessibleName() == name for each in buttons)

    def press(self, name: str) -> None:
        """Click a button."""
        QTest.mouseClick(self.named(QAbstractButton, name), Qt.MouseButton.LeftButton)

    async def dialog(self, name: str) -> QDialog:
        """Wait for the dialog of that title."""

        def shown() -> list[QDialog]:
            dialogs = self.window.findChildren(QDialog)
            return [each for each in dialogs if each.isVisible() and each.windowTitle() == name]

        await until(shown)
        return shown()[0]

    async def type(self, text: str) -> None:
        """Type at the pace of a person, into whatever has the focus."""
        QTest.keyClicks(self.window.field, text)
        await self.quiet()

    async def key(self, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the field."""
        held = Qt.KeyboardModifier.NoModifier if keys is None else keys
        QTest.keyClick(self.window.field, key, held)
        await self.quiet()

    async def scan(self, code: str) -> None:
        """A scanner or a camera reads a code."""
        await self.controller.decide_scan(Scan(code, (Reading(code),)))
        await self.quiet()

    async def quiet(self) -> None:
        """Let everything that was asked for come to its end."""
        behind = self.window.findChildren(QObject)
        parts = ("Door", "Finding", "Admitting", "Party", "Recent")
        names = [f"{part}Controller" for part in parts]
        scopes = [each._scope for each in behind if type(each).__name__ in names]  # type: ignore[attr-defined]
        assert all(isinstance(scope, TaskScope) for scope in scopes)
        for _ in range(4):
            await until(lambda: not any(scope.busy for scope in scopes))
            await asyncio.sleep(0)

    async def rules(self, **values: Any) -> None:
        """Set rules of the event's door, as the settings do."""
        service = self.workspace.door
        await self.hub.door(service.set_rules, GALA, replace(DoorRules(), **values))
        await self.controller.reload()

    async def status(self, name: str) -> str:
        """How the store has somebody."""
        return (await self.hub.db(self.workspace.events.attendee, GALA, name)).status


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """The test's system, with seven people on the list of one event."""
    return installed_fair(monkeypatch, PEOPLE)


Opened = Callable[..., AbstractAsyncContextManager[Door]]


@pytest.fixture
def opened(
    qapp: QApplication, fair: Fair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """Opens a workspace and, unless told otherwise, the door of the gala."""
    apply_theme(qapp, ThemeMode.LIGHT)
    monkeypatch.setattr(parts, "Awake", StillAwake)
    monkeypatch.setattr(parts, "Sounds", Heard)

    @asynccontextmanager
    async def desk(*, door: bool = True) -> AsyncGenerator[Door]:
        clock = TurnedClock(NOW)
        async with fair_hub(tmp_path, fair, clock) as hub:
            workspace, main = hub.workspace, QMainWindow()
            refresh = workspace.syncing.refresh_event
            for ref in fair.events:
                event = EventRef("Fair", ref)
                await hub.account("Fair", refresh, event, _PARTS, silent, CancelToken())
            made = Door(workspace, hub, main, clock)
            monkeypatch.setattr(result_card, "announce", lambda _w, text: made.said.append(text))
            try:
                if door:
                    await open_door(hub, main, GALA)
                    await made.quiet()
                yield made
            finally:
                for window in main.findChildren(DoorWindow):
                    if isValid(window):
                        window.close_for_good()
                delete(main)

    return desk
