"""Passwords sign in once and are kept nowhere; tokens are kept, renewed and replaced."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, Cancelled, CredentialsRefused, NoKeyring
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from tests.services.gate_system import PASSWORD, GateSystem

BY_PASSWORD = {"email": "kim@example.org", "password": PASSWORD}
CANCEL = CancelToken()


class NoVault(MemoryVault):
    """A computer without a keyring."""

    def usable(self) -> bool:
        return False

    def read(self, account: str, name: str) -> str | None:
        raise NoKeyring("No keyring.")

    def write(self, account: str, name: str, value: str) -> None:
        raise NoKeyring("No keyring.")

    def forget(self, account: str, name: str) -> None:
        raise NoKeyring("No keyring.")


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> type[GateSystem]:
    """The system, installed for a test."""
    monkeypatch.setitem(registry._BUILT_IN, "gate", "tests.services.gate_system:GateSystem")
    monkeypatch.setattr(GateSystem, "asked", [])
    return GateSystem


@pytest.fixture
def vault() -> MemoryVault:
    """Where secrets go."""
    return MemoryVault()


@pytest.fixture
def workspace(tmp_path: Path, vault: MemoryVault) -> Iterator[Workspace]:
    """A new profile."""
    opened = open_workspace(Profile(tmp_path / "profile"), vault)
    yield opened
    opened.close()


def draft(secrets: dict[str, str], *, session_only: bool = False) -> AccountDraft:
    """An account of the system."""
    return AccountDraft("gate", "Gate", secrets=secrets, session_only=session_only)


def kept(vault: MemoryVault) -> dict[str, str]:
    """What the vault holds, by the name of the secret."""
    return {name: value for (_account, name), value in vault._secrets.items()}


def test_a_password_becomes_tokens_and_is_kept_nowhere(
    workspace: Workspace, vault: MemoryVault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account, _ = workspace.accounts.add(draft(BY_PASSWORD), CANCEL)

    assert kept(vault) == {"access_token": "a-1", "session_token": "s-1", "refresh_token": "r-1"}
    assert workspace.accounts.check("Gate", CANCEL) == "In with a-1, r-1, s-1."
    assert GateSystem.asked == [BY_PASSWORD]
    assert workspace.secrets.read(str(account.id), "password") is None
    workspace.close_thread()
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (PASSWORD.strip(), "kim@example.org", "a-1"):
        assert secret.encode() not in files
        assert secret not in caplog.text


def test_a_trial_signs_in_too_and_keeps_nothing(workspace: Workspace, vault: MemoryVault) -> None:
    sentence = workspace.accounts.check_draft(draft(BY_PASSWORD), CANCEL)

    assert sentence == "In with a-1, r-1, s-1."
    assert kept(vault) == {}


def test_a_draft_that_is_signed_in_asks_nobody_again(workspace: Workspace) -> None:
    signed_in = workspace.accounts.sign_in(draft(BY_PASSWORD), CANCEL)
    workspace.accounts.add(signed_in)

    assert "password" not in signed_in.secrets
    assert len(GateSystem.asked) == 1


def test_what_cannot_sign_in_leaves_no_account(workspace: Workspace, vault: MemoryVault) -> None:
    with pytest.raises(CredentialsRefused):
        workspace.accounts.add(draft({**BY_PASSWORD, "password": "wrong"}), CANCEL)
    stopped = CancelToken()
    stopped.cancel()
    GateSystem.holds = True
    try:
        with pytest.raises(Cancelled):
            workspace.accounts.add(draft(BY_PASSWORD), stopped)
    finally:
        GateSystem.holds = False

    assert [each.account.name for each in workspace.accounts.summaries()] == ["Desk book"]
    assert kept(vault) == {}


@pytest.mark.parametrize("given", [{}, {"email": "kim@example.org"}, {"session_token": "s"}])
def test_half_a_way_to_sign_in_is_none(workspace: Workspace, given: dict[str, str]) -> None:
    with pytest.raises(BadRequest) as refused:
        workspace.accounts.add(draft(given), CANCEL)

    assert refused.value.sentence == (
        "Gatehouse needs Email and Password or Access token and Session token or API key."
    )
    assert GateSystem.asked == []


def test_editing_keeps_completes_or_replaces_what_is_kept(
    workspace: Workspace, vault: MemoryVault
) -> None:
    workspace.accounts.add(draft(BY_PASSWORD), CANCEL)

    workspace.accounts.edit("Gate", draft({}), CANCEL)
    assert kept(vault)["access_token"] == "a-1"

    workspace.accounts.edit("Gate", draft({"session_token": "s-9"}), CANCEL)
    assert (kept(vault)["access_token"], kept(vault)["session_token"]) == ("a-1", "s-9")

    with pytest.raises(BadRequest):
        workspace.accounts.edit("Gate", draft({"email": "kim@example.org"}), CANCEL)

    workspace.accounts.edit("Gate", draft({"api_key": "k"}), CANCEL)
    assert kept(vault) == {"api_key": "k"}
    assert workspace.accounts.check("Gate", CANCEL) == "In with k."


def test_a_renewed_token_is_kept_where_the_others_are(
    workspace: Workspace, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GateSystem, "renews", True)
    workspace.accounts.add(draft(BY_PASSWORD), CANCEL)
    workspace.accounts.check_draft(draft({}), CANCEL, existing="Gate")
    assert kept(vault)["access_token"] == "a-1"  # trying out an account changes nothing

    workspace.accounts.check("Gate", CANCEL)
    assert kept(vault)["access_token"] == "a-2"
    assert workspace.accounts.check("Gate", CANCEL) == "In with a-2, r-1, s-1."


def test_without_a_keyring_tokens_live_as_long_as_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GateSystem, "renews", True)
    workspace = open_workspace(Profile(tmp_path / "other"), NoVault())
    try:
        with pytest.raises(NoKeyring):
            workspace.accounts.add(draft(BY_PASSWORD), CANCEL)
        workspace.accounts.add(draft(BY_PASSWORD, session_only=True), CANCEL)
        workspace.accounts.check("Gate", CANCEL)
        assert workspace.accounts.check("Gate", CANCEL) == "In with a-2, r-1, s-1."
        workspace.accounts.edit("Gate", draft({"api_key": "k"}, session_only=True), CANCEL)
        assert workspace.accounts.check("Gate", CANCEL).startswith("In with k")
    finally:
        workspace.close()
