"""Kept secrets go to the host that they were given for, and to no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdesk.domain.errors import BadRequest
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A profile with an account whose key is kept."""
    opened = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
    opened.accounts.add(_draft("https://crm.example/api", api_key="k3y"))
    yield opened
    opened.close()


def _draft(address: str, **secrets: str) -> AccountDraft:
    return AccountDraft("sheepcrm", "Office", address, {"bucket": "b"}, secrets)


def test_another_host_needs_the_key_again(workspace: Workspace) -> None:
    with pytest.raises(BadRequest, match="another host now: crm.example.evil"):
        workspace.accounts.edit("Office", _draft("https://crm.example.evil/api"))
    with pytest.raises(BadRequest, match="another host now: sls-api.sheepcrm.com"):
        workspace.accounts.edit("Office", _draft(""))
    assert workspace.accounts.get("Office").address == "https://crm.example/api"
    account, _ = workspace.accounts.edit("Office", _draft("https://new.example", api_key="other"))
    assert account.address == "https://new.example"


def test_another_path_of_the_same_host_does_not(workspace: Workspace) -> None:
    account, _ = workspace.accounts.edit("Office", _draft("https://CRM.example:8443/v2"))
    assert account.address == "https://CRM.example:8443/v2"
