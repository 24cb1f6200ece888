"""Another key may see other events, so that nothing is built upon what the old one was told."""

from pathlib import Path

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import silent
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.systems import ACCOUNT, serving


def test_the_list_after_a_change_of_the_account_is_a_full_one(tmp_path: Path) -> None:
    with serving("teamwork") as system:
        workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
        draft = system.draft
        workspace.accounts.add(draft)

        def read() -> list[str]:
            """How a sync asks for events, without the values."""
            before = len(system.server.requests)
            request = SyncRequest(window=system.window)
            report, _ = workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
            assert report.failure is None
            asked = [one for one in system.server.requests[before:] if "events" in one.path]
            return sorted(f"{one.path}?{'&'.join(sorted(dict(one.query)))}" for one in asked)

        full = read()
        assert read() != full  # only what changed
        workspace.accounts.edit(ACCOUNT, draft)
        assert read() == full
        workspace.close()
