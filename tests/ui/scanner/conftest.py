"""A profile, its hub and an empty window for what the scanner and the camera show."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import delete

from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.vault.memory import MemoryVault


@dataclass
class Desk:
    """What a controller of the door is given."""

    workspace: Workspace
    hub: Hub
    window: QWidget

    def put(self, widget: QWidget) -> None:
        """Show a part."""
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(widget)


OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> OpenDesk:
    """Opens the desk; all of it is closed with the block."""
    apply_theme(qapp, ThemeMode.LIGHT)
    profile = Profile(tmp_path / "profile")

    @asynccontextmanager
    async def opened() -> AsyncIterator[Desk]:
        workspace = open_workspace(profile, MemoryVault())
        lanes = Lanes(workspace.close_thread)
        hub = Hub(workspace, lanes, ProblemReporter(_fail))
        window = QWidget()
        QVBoxLayout(window)
        window.resize(900, 700)
        window.show()
        try:
            yield Desk(workspace, hub, window)
        finally:
            window.close()
            delete(window)
            await lanes.close(5)
            workspace.close()

    return opened


def _fail(problem: object) -> None:
    raise AssertionError(problem)
