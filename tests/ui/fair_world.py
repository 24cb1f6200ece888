"""A workspace with the test system "Fair" behind a hub, and eyes for the windows over it."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import Problem, ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.ui.conftest import until
from tests.ui.detail.fair import Fair, FairProvider

W = TypeVar("W", bound=QWidget)

GALA = EventRef("Fair", "gala")
NAMES = ("Anna Baker", "Thomas Baker", "Chidi Okafor", "Zoë Quinn", "Lena Adler")


def installed_fair(monkeypatch: pytest.MonkeyPatch, people: Sequence[Attendee]) -> Fair:
    """The test's system, with these people on the list of one event."""
    made = Fair()
    made.held.set()
    made.attendees = {one.ref: one for one in people}
    monkeypatch.setattr(FairProvider, "fair", made, raising=False)
    monkeypatch.setitem(registry._BUILT_IN, "fair", "tests.ui.detail.fair:FairProvider")
    return made


@asynccontextmanager
async def fair_hub(folder: Path, fair: Fair, clock: TurnedClock) -> AsyncGenerator[Hub]:
    """A hub over a profile with the account "Fair", synced; nothing may have gone wrong."""
    problems = list[Problem]()
    workspace = open_workspace(Profile(folder / "profile"), MemoryVault(), clock=clock)
    if all(each.account.name != "Fair" for each in workspace.accounts.summaries()):
        workspace.accounts.add(AccountDraft("fair", "Fair"))
    workspace.desk.rename(operator="Mo", desk="Door 1")
    lanes = Lanes(cleanup=workspace.close_thread)
    reporter = ProblemReporter(problems.append)
    hub = Hub(workspace, lanes, reporter)
    with reporter.installed(asyncio.get_running_loop()):
        await hub.account("Fair", workspace.syncing.refresh, "Fair", silent, CancelToken())
        try:
            yield hub
        finally:
            fair.held.set()
            await lanes.close(10)
            workspace.close()
    assert problems == []


class Eyes:
    """Finds controls of a window by the names that people hear."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def named(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The one visible control of this accessible name, or of this text."""
        found = [
            widget
            for widget in (inside or self._window).findChildren(kind)
            if widget.isVisible() and _name(widget) == name
        ]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}”"
        return found[0]

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every text that can be read."""
        labels = (inside or self._window).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    async def dialog(self, kind: type[W]) -> W:
        """The dialog of this kind, once it is there."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind)]
            found[:] = [w for w in found if w.isVisible()]
            return bool(found)

        await until(look)
        return found[0]

    async def quiet(self, *others: QObject) -> None:
        """Let everything come to its end that the window, or these others, started."""
        roots = (self._window, *others)
        parts = [part for root in roots for part in (root, *root.findChildren(QObject))]
        scopes = {scope for part in parts if isinstance(scope := _scope(part), TaskScope)}
        for _ in range(4):
            await until(lambda: not any(scope.busy for scope in scopes))
            await asyncio.sleep(0)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


def _scope(part: QObject) -> object:
    return getattr(part, "_scope", None)
