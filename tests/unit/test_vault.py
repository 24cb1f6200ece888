"""Vaults say the truth about what they keep, whatever the computer's store does."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked

from eventdesk.domain.errors import NoKeyring
from eventdesk.vault.base import Vault
from eventdesk.vault.keyring_vault import KeyringVault
from eventdesk.vault.memory import MemoryVault
from eventdesk.vault.secret_store import SecretStore


class _Backend(KeyringBackend):
    """A store whose behaviour a test decides."""

    priority: float = 5

    def __init__(self, error: Exception | None = None, *, forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self._error = error
        self._forgets = forgets

    def get_password(self, service: str, username: str) -> str | None:
        if self._error:
            raise self._error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._error:
            raise self._error
        if not self._forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class _PlainFile(_Backend):
    """Stands for stores of add-on packages that write readable files: priority below 1."""

    priority = 0.5


@pytest.fixture(autouse=True)
def _own_backend() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def _vault(backend: KeyringBackend) -> KeyringVault:
    keyring.set_keyring(backend)
    return KeyringVault("p1")


@pytest.mark.parametrize("make", [MemoryVault, lambda: _vault(_Backend())])
def test_a_secret_is_kept_replaced_and_forgotten(make: type[Vault]) -> None:
    vault = make()

    assert vault.usable()
    assert vault.read("Town", "api_key") is None
    vault.write("Town", "api_key", "one")
    vault.write("Town", "api_key", "two ü \U0001f511")
    vault.write("Town", "password", "three")
    assert vault.read("Town", "api_key") == "two ü \U0001f511"
    vault.forget("Town", "api_key")
    vault.forget("Town", "api_key")
    assert vault.read("Town", "api_key") is None
    assert vault.read("Town", "password") == "three"


def test_each_secret_has_an_entry_that_people_find_again() -> None:
    backend = _Backend()

    _vault(backend).write("Town", "api_key", "x")

    assert backend.kept == {("Event Desk", "p1/Town/api_key"): "x"}
    assert KeyringVault("p2").read("Town", "api_key") is None


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring()])
def test_without_a_store_every_call_says_so(backend: KeyringBackend) -> None:
    vault = _vault(backend)

    assert not vault.usable()
    with pytest.raises(NoKeyring, match="has no password store .*for this run only"):
        vault.write("Town", "api_key", "x")
    with pytest.raises(NoKeyring):
        vault.read("Town", "api_key")
    with pytest.raises(NoKeyring):
        vault.forget("Town", "api_key")


def test_a_store_that_accepts_and_forgets_is_found_out() -> None:
    with pytest.raises(NoKeyring, match="did not keep it"):
        _vault(_Backend(forgets=True)).write("Town", "api_key", "x")


def test_a_store_that_is_there_for_want_of_a_better_one_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backend = _PlainFile()
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    vault = _vault(backend)

    assert not vault.usable()
    with pytest.raises(NoKeyring):
        vault.write("Town", "api_key", "x")
    assert not backend.kept


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "store of this computer is locked"),
        (InitError("Failed to create the collection: dismissed"), "was not opened"),
        (ConnectionRefusedError(111, "refused"), "does not answer as it should"),
        (UnicodeEncodeError("utf-8", "geheim", 0, 1, "no"), "does not answer as it should"),
    ],
)
def test_failures_of_a_store_become_a_sentence_without_the_secret(
    error: Exception, sentence: str
) -> None:
    vault = _vault(_Backend(error))

    with pytest.raises(NoKeyring, match=sentence) as caught:
        vault.write("Town", "api_key", "geheim")

    assert caught.value.hint
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_windows_takes_no_long_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = _vault(_Backend())
    vault.write("Town", "token", "x" * 5000)

    monkeypatch.setattr(sys, "platform", "win32")
    vault.write("Town", "token", "x" * 1200)
    with pytest.raises(NoKeyring, match=r"up to 1,200 characters; this one has 1,202"):
        vault.write("Town", "token", "\U0001f511" * 601)


def test_one_thread_at_a_time_talks_to_the_store() -> None:
    entered, leave, inside = threading.Event(), threading.Event(), []

    class Slow(_Backend):
        def get_password(self, service: str, username: str) -> str | None:
            inside.append(username)
            entered.set()
            assert leave.wait(10)
            assert len(inside) == 1
            inside.clear()
            return None

    keyring.set_keyring(Slow())
    threads = [
        threading.Thread(target=KeyringVault(f"p{n}").read, args=("Town", "api_key"))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    assert entered.wait(10)
    leave.set()
    for thread in threads:
        thread.join(10)

    assert not inside


def test_start_does_not_wait_for_keyring() -> None:
    code = "import eventdesk.vault.keyring_vault, sys; sys.exit('keyring' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class _CountingVault(MemoryVault):
    reads = 0

    def read(self, account: str, name: str) -> str | None:
        self.reads += 1
        return super().read(account, name)


def test_the_vault_is_asked_once_a_run() -> None:
    vault = _CountingVault()
    vault.write("Town", "api_key", "x")
    store = SecretStore(vault)

    assert [store.read("Town", "api_key") for _ in range(3)] == ["x"] * 3
    assert vault.reads == 1
    store.forget("Town", "api_key")
    assert store.read("Town", "api_key") is None
    assert vault.read("Town", "api_key") is None


def test_a_secret_for_this_run_needs_no_store() -> None:
    vault = _vault(fail.Keyring())
    store = SecretStore(vault)

    assert not store.usable()
    store.write("Town", "api_key", "x", session_only=True)
    assert store.read("Town", "api_key") == "x"
    store.forget("Town", "api_key")
    with pytest.raises(NoKeyring):
        store.read("Town", "api_key")
    with pytest.raises(NoKeyring):
        store.write("Town", "api_key", "x")


def test_a_secret_for_this_run_is_not_in_the_vault_and_forgetting_takes_the_old_one_too() -> None:
    vault = MemoryVault()
    store = SecretStore(vault)
    store.write("Town", "api_key", "old")

    store.write("Town", "api_key", "new", session_only=True)
    assert (store.read("Town", "api_key"), vault.read("Town", "api_key")) == ("new", "old")

    store.forget("Town", "api_key")
    assert vault.read("Town", "api_key") is None
