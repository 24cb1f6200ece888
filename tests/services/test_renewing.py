"""Tokens that are renewed while an account is edited or removed, here or by another process."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import CredentialsRefused, NoKeyring
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.wiping import WipeScope
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from tests.servers import KareServer

CANCEL = CancelToken()


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def desks(
    tmp_path: Path, vault: MemoryVault, kare_server: KareServer
) -> Iterator[tuple[Workspace, Workspace]]:
    """Two processes on one profile with one account."""
    profile = Profile(tmp_path / "profile")
    window = open_workspace(profile, vault)
    window.accounts.add(draft(kare_server, by_password(kare_server)), CANCEL)
    command = open_workspace(profile, vault)
    yield window, command
    command.close()
    window.close()


def by_password(server: KareServer) -> dict[str, str]:
    return {"email": server.email, "password": server.password}


def draft(server: KareServer, secrets: Mapping[str, str]) -> AccountDraft:
    return AccountDraft("kare", "Register", address=server.url, secrets=secrets)


def held(vault: MemoryVault) -> dict[str, str]:
    return {name: value for (_account, name), value in vault._secrets.items()}


def state_of(desk: Workspace) -> str:
    return desk.accounts.get("Register").state


def test_each_of_two_processes_renews_and_both_work(
    desks: tuple[Workspace, Workspace], kare_server: KareServer, vault: MemoryVault
) -> None:
    for _ in range(2):
        for desk in desks:
            kare_server.end_tokens()
            before = kare_server.count("POST", "/auth/v1/rs/token/refresh")
            assert desk.accounts.check("Register", CANCEL)
            assert kare_server.count("POST", "/auth/v1/rs/token/refresh") == before + 1
    for desk in desks:
        assert desk.accounts.check("Register", CANCEL)
    assert held(vault) == kare_server.secrets


def test_a_sign_in_elsewhere_mends_this_process_too(
    desks: tuple[Workspace, Workspace], kare_server: KareServer
) -> None:
    window, command = desks
    assert command.accounts.check("Register", CANCEL)
    kare_server.end_tokens(also_refresh=True)
    report, _ = command.syncing.refresh("Register", silent, CANCEL)
    assert isinstance(report.failure, CredentialsRefused)
    assert state_of(command) == "parked"
    window.accounts.edit("Register", draft(kare_server, by_password(kare_server)), CANCEL)
    report, _ = command.syncing.refresh("Register", silent, CANCEL)
    assert report.failure is None
    assert state_of(command) == "ready"


def test_a_late_renewal_does_not_undo_an_edit_nor_a_removal(
    desks: tuple[Workspace, Workspace], kare_server: KareServer, vault: MemoryVault
) -> None:
    window, command = desks
    for desk in desks:
        account = desk.accounts.get("Register")
        provider = desk.connections.open(account)
        window.accounts.edit("Register", draft(kare_server, by_password(kare_server)), CANCEL)
        entered = held(vault)
        provider.context.keep_secrets({"access_token": "late", "session_token": "late"})
        assert held(vault) == entered
    provider = command.connections.open(command.accounts.get("Register"))
    window.accounts.remove("Register")
    provider.context.keep_secrets({"access_token": "late", "session_token": "late"})
    assert held(vault) == {}


@pytest.mark.parametrize("refused", ["access_token", "session_token", "refresh_token"])
def test_a_store_that_fails_in_the_middle_leaves_nothing_half_done(
    desks: tuple[Workspace, Workspace],
    kare_server: KareServer,
    vault: MemoryVault,
    monkeypatch: pytest.MonkeyPatch,
    refused: str,
) -> None:
    window, _ = desks
    before, write = held(vault), vault.write

    def pick(account: str, name: str, value: str) -> None:
        if name == refused and value != before[name]:
            raise NoKeyring("This one is too long.")
        write(account, name, value)

    monkeypatch.setattr(vault, "write", pick)
    pasted = {name: f"other-{name}" for name in before}
    with pytest.raises(NoKeyring):
        window.accounts.edit("Register", draft(kare_server, pasted), CANCEL)
    assert held(vault) == before
    assert window.accounts.check("Register", CANCEL)
    second = AccountDraft("kare", "Second", address=kare_server.url, secrets=pasted)
    with pytest.raises(NoKeyring):
        window.accounts.add(second, CANCEL)
    assert held(vault) == before


def test_another_sign_in_is_shown_nothing_that_the_earlier_one_was_told(
    desks: tuple[Workspace, Workspace], kare_server: KareServer
) -> None:
    window, _ = desks
    window.syncing.refresh("Register", silent, CANCEL)
    view = window.events.view(EventRef("Register", kare_server.ref("main")))
    names = ("intervention", "signature")
    for change in (
        lambda: window.accounts.edit(
            "Register", draft(kare_server, by_password(kare_server)), CANCEL
        ),
        lambda: window.wiping.wipe(WipeScope(account="Register"), silent, CANCEL),
    ):
        for name in names:
            window.details.fetch(view, name, CANCEL)
            assert window.details.kept(view, name) is not None
        window.accounts.edit("Register", draft(kare_server, {}), CANCEL)
        assert all(window.details.kept(view, name) is not None for name in names)
        change()
        assert [window.details.kept(view, name) for name in names] == [None, None]


def test_removing_an_account_forgets_every_token(
    desks: tuple[Workspace, Workspace], vault: MemoryVault
) -> None:
    assert set(held(vault)) == {"access_token", "session_token", "refresh_token"}
    desks[0].accounts.remove("Register")
    assert held(vault) == {}


def test_a_read_only_account_signs_in_and_renews_but_writes_nothing(
    desks: tuple[Workspace, Workspace], kare_server: KareServer
) -> None:
    window, _ = desks
    window.accounts.allow_writing("Register", False)
    kare_server.end_tokens()
    assert window.actions.offered("Register", CANCEL) == ()
    report, _ = window.syncing.refresh("Register", silent, CANCEL)
    assert report.failure is None
    assert {r.path for r in kare_server.requests if r.method != "GET"} <= {
        "/auth/v1/rs/login/credentials",
        "/auth/v1/rs/token/refresh",
    }
    assert kare_server.writes == []
