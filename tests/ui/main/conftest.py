"""A main window over a real profile, and what a test does with it: by accessible names."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import COLOURS, AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.account_sync import Pace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.layout import read_layout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.main.window import MainWindow
from eventdesk.vault.base import Vault
from eventdesk.vault.memory import MemoryVault
from tests.servers.sheepcrm import SheepServer
from tests.ui.conftest import until

W = TypeVar("W", bound=QWidget)

QUICK = Pace(start=0.0, refresh=600.0, first_retry=0.05, longest_retry=0.2, visible=0.0)
"""Nothing waits for long, and nothing is read a second time by itself."""


def named(root: QWidget, kind: type[W], name: str) -> W:
    """The one visible widget of a kind that a screen reader calls so."""
    found = [
        widget
        for widget in root.findChildren(kind)
        if widget.isVisible() and name in (widget.accessibleName(), _text(widget))
    ]
    assert len(found) == 1, f"{len(found)} visible {kind.__name__} named {name!r}"
    return found[0]


def _text(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def click(root: QWidget, name: str) -> None:
    """Click the button of that name."""
    QTest.mouseClick(named(root, QAbstractButton, name), Qt.MouseButton.LeftButton)


def fill(root: QWidget, name: str, text: str) -> None:
    """Type into the field of that name, in place of what is there."""
    edit = named(root, QLineEdit, name)
    edit.clear()
    QTest.keyClicks(edit, text)


def choose(root: QWidget, name: str, text: str) -> None:
    """Choose an entry of the combo box of that name."""
    box = named(root, QComboBox, name)
    box.setCurrentIndex(box.findText(text))


@dataclass
class Desk:
    """The window and what stands behind it."""

    window: MainWindow
    hub: Hub
    workspace: Workspace
    controller: MainController
    vault: Vault

    @property
    def rows(self) -> list[str]:
        """What the list of accounts says, a text a row."""
        model = self.window.accounts
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    @property
    def status(self) -> list[str]:
        """What the buttons of the status bar say."""
        return [button.text() for button in self.window.status.findChildren(QPushButton)]

    async def has_row(self, *parts: str) -> None:
        """Wait until one row of the list says all of this."""
        await until(lambda: any(all(part in row for part in parts) for row in self.rows))

    async def dialog(self, name: str) -> QDialog:
        """Wait for the dialog of that name."""

        def shown() -> list[QDialog]:
            dialogs = self.window.findChildren(QDialog)
            return [each for each in dialogs if each.isVisible() and each.windowTitle() == name]

        await until(shown)
        return shown()[0]

    async def add_sheep(self, server: SheepServer, name: str = "Sheep") -> str:
        """Keep an account of the test server without the dialog."""
        draft = AccountDraft(
            "sheepcrm", name, server.url, {"bucket": server.bucket}, {"api_key": server.key}
        )
        _account, changes = await self.hub.vault(self.workspace.accounts.add, draft)
        self.hub.announce(changes)
        await self.has_row(name)
        return name

    async def mark_one(self, ref: EventRef, status: str = "no-show") -> str:
        """Fetch an event's attendees and mark the first person; returns their reference."""
        hub, workspace = self.hub, self.workspace
        await hub.account(
            ref.account,
            workspace.syncing.refresh_event,
            ref,
            frozenset({Capability.ATTENDEES}),
            silent,
            CancelToken(),
        )
        listed = await hub.db(workspace.events.attendees, ref, AttendeeQuery())
        person = next(each.attendee for each in listed if each.attendee.person)
        outcome = await hub.db(workspace.marking.mark, ref, [person.ref], status)
        hub.announce(outcome.changes)
        return person.person


OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def open_desk(qapp: QApplication, tmp_path: Path) -> OpenDesk:
    """Opens a window on a profile that lasts as long as the test."""
    apply_theme(qapp, ThemeMode.LIGHT)
    vault = MemoryVault()

    @asynccontextmanager
    async def opened(
        *, vault: Vault = vault, pace: Pace = QUICK, start: bool = True
    ) -> AsyncIterator[Desk]:
        lanes = Lanes(lambda: workspace.close_thread())
        profile = Profile(tmp_path / "profile")
        workspace = await lanes.lane("db").run(open_workspace, profile, vault)
        layout = await lanes.lane("db").run(read_layout, workspace.layout)
        hub = Hub(workspace, lanes, ProblemReporter())
        window = MainWindow(colour_titles(COLOURS))
        controller = MainController(hub, window, layout, lambda: {"Qt": "6"}, pace=pace)
        window.show()
        try:
            if start:
                controller.start()
            yield Desk(window, hub, workspace, controller, vault)
        finally:
            await controller.close()
            assert await lanes.close(10) == ()
            workspace.close()
            window.close()
            window.deleteLater()
            hub.deleteLater()

    return opened
