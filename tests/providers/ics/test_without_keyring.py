"""A calendar in a file needs no password store."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.providers.ics.info import INFO
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.vault.keyring_vault import KeyringVault


@pytest.fixture
def no_store() -> Iterator[None]:
    """A computer without a password store."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def test_a_file_is_read_where_there_is_no_password_store(tmp_path: Path, no_store: None) -> None:
    source = tmp_path / "club.ics"
    source.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        b"DTSTART:20261121T190000Z\r\nSUMMARY:Ball\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    workspace = open_workspace(Profile(tmp_path / "profile"), KeyringVault("test"))
    try:
        workspace.accounts.add(AccountDraft(INFO.key, "Club", address=str(source)))
        report, _ = workspace.syncing.refresh("Club", silent, CancelToken())
        assert report.failure is None
        found = workspace.events.find(EventQuery(accounts=("Club",)))
        assert [one.event.title for one in found] == ["Ball"]
    finally:
        workspace.close()
