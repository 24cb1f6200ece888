"""Stores of the sizes that the figures speak of, filled by the program's own road."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef, Window
from eventdesk.domain.progress import ProgressCallback, silent
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport
from eventdesk.vault.memory import MemoryVault
from tests.servers.sheepcrm.dataset import Dataset
from tests.servers.sheepcrm.server import SheepServer

ACCOUNT = "Office"


@contextmanager
def sheep_server(*, events: int, attendees: int) -> Iterator[SheepServer]:
    """A server whose event "main" has so many attendees, its answers made beforehand."""
    server = SheepServer(Dataset.sized(events=events, attendees=attendees))
    server.start()
    try:
        server.warm(server.event_uid("main"))
        yield server
    finally:
        server.stop()


@contextmanager
def desk(folder: Path, server: SheepServer) -> Iterator[Workspace]:
    """A new profile with one account of the server."""
    draft = AccountDraft(
        "sheepcrm",
        ACCOUNT,
        address=server.url,
        options={"bucket": server.bucket},
        secrets={"api_key": server.key},
    )
    with opened(folder, draft) as workspace:
        yield workspace


@contextmanager
def opened(folder: Path, draft: AccountDraft) -> Iterator[Workspace]:
    """A new profile with one account more."""
    workspace = open_workspace(Profile(folder), MemoryVault())
    try:
        workspace.accounts.add(draft)
        yield workspace
    finally:
        workspace.close()


def pull_events(workspace: Workspace, window: Window | None = None) -> SyncReport:
    """The list of events."""
    return _sync(workspace, SyncRequest(window=window, push=False))


def pull_main(
    workspace: Workspace, server: SheepServer, progress: ProgressCallback = silent
) -> SyncReport:
    """Every attendee of the event "main"."""
    return _sync(
        workspace,
        SyncRequest(
            list_events=False,
            events=[server.event_uid("main")],
            parts=frozenset({Capability.ATTENDEES}),
            push=False,
        ),
        progress,
    )


def main_event(server: SheepServer) -> EventRef:
    """The reference of the event "main"."""
    return EventRef(ACCOUNT, server.event_uid("main"))


def _sync(
    workspace: Workspace, request: SyncRequest, progress: ProgressCallback = silent
) -> SyncReport:
    report, _ = workspace.syncing.sync(ACCOUNT, request, progress, CancelToken())
    if report.failure is not None:
        raise report.failure
    return report
