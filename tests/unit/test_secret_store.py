"""Secrets of an account change together or not at all, whoever changes them meanwhile."""

from collections.abc import Callable

import pytest

from eventdesk.domain.errors import NoKeyring
from eventdesk.vault.memory import MemoryVault
from eventdesk.vault.secret_store import SecretStore

OLD = {"access": "a-1", "session": "s-1", "refresh": "r-1"}
RENEWED = {"access": "a-2", "session": "s-2"}
OTHER = {"access": "b-1", "session": "t-1", "refresh": "q-1"}


class PickyVault(MemoryVault):
    """Counts what it is asked, and refuses what a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.refuses: Callable[[str, str], bool] = lambda _call, _name: False

    def read(self, account: str, name: str) -> str | None:
        self._notice("read", name)
        return super().read(account, name)

    def write(self, account: str, name: str, value: str) -> None:
        self._notice("write", name)
        super().write(account, name, value)

    def forget(self, account: str, name: str) -> None:
        self._notice("forget", name)
        super().forget(account, name)

    def _notice(self, call: str, name: str) -> None:
        self.asked.append(f"{call} {name}")
        if self.refuses(call, name):
            raise NoKeyring("The password store refuses this.")

    @property
    def held(self) -> dict[str, str]:
        """What it holds, by name."""
        return {name: value for (_account, name), value in self._secrets.items()}


@pytest.fixture
def vault() -> PickyVault:
    return PickyVault()


@pytest.fixture
def store(vault: PickyVault) -> SecretStore:
    made = SecretStore(vault)
    made.write_all("1", OLD)
    return made


def known(store: SecretStore) -> dict[str, str | None]:
    """What the store tells of the account."""
    return {name: store.read("1", name) for name in OLD}


def test_a_secret_that_is_not_there_is_looked_for_once(
    store: SecretStore, vault: PickyVault
) -> None:
    vault.asked.clear()
    assert [store.read("1", "api_key") for _ in range(3)] == [None] * 3
    assert vault.asked == ["read api_key"]
    store.write("1", "api_key", "k")
    assert store.read("1", "api_key") == "k"


@pytest.mark.parametrize("refused", ["access", "session", "refresh"])
def test_secrets_are_kept_all_or_none(store: SecretStore, vault: PickyVault, refused: str) -> None:
    def refuse(call: str, name: str) -> bool:
        return call == "write" and name == refused and bool(vault.asked)

    vault.refuses = refuse
    with pytest.raises(NoKeyring):
        store.write_all("2", OTHER)
    assert vault.held == OLD
    with pytest.raises(NoKeyring):
        store.write_all("1", OTHER)
    assert known(store) == OLD
    vault.refuses = lambda _call, _name: False
    assert known(SecretStore(vault)) == OLD, "as the next run finds it"


def test_renewed_secrets_replace_those_that_they_renew(
    store: SecretStore, vault: PickyVault
) -> None:
    store.renew("1", OLD, RENEWED)
    assert known(store) == vault.held == OLD | RENEWED


@pytest.mark.parametrize("meanwhile", [OTHER, {"refresh": "q-1"}])
def test_what_a_person_entered_meanwhile_is_not_replaced(
    store: SecretStore, vault: PickyVault, meanwhile: dict[str, str]
) -> None:
    another_process = SecretStore(vault)
    another_process.write_all("1", meanwhile)
    store.renew("1", OLD, RENEWED)
    assert vault.held == OLD | meanwhile
    assert known(store) == OLD | meanwhile, "and is used from now on"


def test_nothing_is_kept_for_an_account_that_was_removed_meanwhile(
    store: SecretStore, vault: PickyVault
) -> None:
    SecretStore(vault).forget_all("1", OLD)
    store.renew("1", OLD, RENEWED)
    assert vault.held == {}
    assert known(store) == dict.fromkeys(OLD)


def test_renewed_secrets_serve_this_run_where_they_cannot_be_kept(
    store: SecretStore, vault: PickyVault
) -> None:
    vault.refuses = lambda _call, _name: True
    with pytest.raises(NoKeyring):
        store.renew("1", OLD, RENEWED)
    assert known(store) == OLD | RENEWED
    vault.refuses = lambda call, name: call == "write" and name == "session"
    with pytest.raises(NoKeyring):
        store.renew("1", OLD | RENEWED, {"access": "a-3", "session": "s-3"})
    assert known(store) == {"access": "a-3", "session": "s-3", "refresh": "r-1"}
    vault.refuses = lambda _call, _name: False
    assert not store.session_only("1")
    assert known(SecretStore(vault)) == OLD, "nothing half new"
    store.renew("1", OLD | {"access": "a-3", "session": "s-3"}, RENEWED)
    assert vault.held == OLD | RENEWED, "kept again as soon as that works"


def test_secrets_for_this_run_are_renewed_for_this_run(vault: PickyVault) -> None:
    vault.refuses = lambda _call, _name: True
    store = SecretStore(vault)
    store.write_all("1", OLD, session_only=True)
    store.renew("1", OLD, RENEWED)
    assert known(store) == OLD | RENEWED
    assert vault.held == {}


def test_another_run_is_heard_of_when_asked_anew(store: SecretStore, vault: PickyVault) -> None:
    SecretStore(vault).write_all("1", OTHER)
    assert known(store) == OLD
    assert {name: store.read("1", name, anew=True) for name in OLD} == OTHER
    assert known(store) == OTHER
    vault.refuses = lambda _call, _name: True
    assert store.read("1", "access", anew=True) == "b-1", "what is known serves"


def test_everything_is_forgotten_that_can_be(store: SecretStore, vault: PickyVault) -> None:
    vault.refuses = lambda call, name: call == "forget" and name == "access"
    with pytest.raises(NoKeyring):
        store.forget_all("1", OLD)
    assert vault.held == {"access": "a-1"}
