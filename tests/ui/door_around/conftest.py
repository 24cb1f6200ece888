"""A workspace with one guest, and pages of the door's settings driven by their names."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import delete

from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Dialog, visible_dialogs


@dataclass
class Around:
    """What a test works with; `window` stands for the door's."""

    hub: Hub
    workspace: Workspace
    window: QWidget
    clock: TurnedClock
    folder: Path


@pytest.fixture
def around(qloop: Any, qapp: QApplication, tmp_path: Path) -> Iterator[Around]:
    """A new profile, and an empty window where the door would be."""
    apply_theme(qapp, ThemeMode.LIGHT)
    clock = TurnedClock()
    workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    window = QWidget()
    window.setWindowTitle("Door")
    yield Around(hub, workspace, window, clock, tmp_path)
    delete(window)
    assert qloop.run(lanes.close(10)) == ()
    workspace.close()


@asynccontextmanager
async def shown(page: QWidget) -> AsyncGenerator[Dialog]:
    """A page on screen, as the dialog of the settings would show it."""
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(page)
    dialog.show()
    try:
        yield Dialog(dialog)
    finally:
        delete(dialog)


async def next_dialog() -> Dialog:
    """The dialog that is about to open."""
    await until(visible_dialogs)
    return Dialog(visible_dialogs()[-1])
