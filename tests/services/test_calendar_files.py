"""Calendar files as the store makes them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from icalendar import Calendar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.calendar_files import CalendarChoice
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.systems import ACCOUNT, serving


def uids(workspace: Workspace) -> Sequence[str]:
    stream = io.BytesIO()
    workspace.calendar_files.write(CalendarChoice(), stream)
    calendar = Calendar.from_ical(stream.getvalue())
    return sorted(str(event["UID"]) for event in calendar.walk("VEVENT"))


def test_events_keep_their_names_when_their_account_gets_another(tmp_path: Path) -> None:
    """A program that reads the file again would else hold every event twice."""
    with serving("teamwork") as system:
        workspace = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
        draft: AccountDraft = system.draft
        workspace.accounts.add(draft)
        request = SyncRequest(window=system.window)
        workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
        before = uids(workspace)
        workspace.accounts.edit(ACCOUNT, replace(draft, name="Elsewhere"))
        assert len(before) > 1
        assert uids(workspace) == before
        workspace.close()
