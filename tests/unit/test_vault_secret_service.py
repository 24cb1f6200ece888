"""The vault against a real Secret Service."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from eventdesk.domain.errors import NoKeyring
from eventdesk.vault.keyring_vault import KeyringVault
from tests import keyring_service
from tests.keyring_service import SecretService

if sys.platform == "linux":
    import secretstorage
    from jeepney.io.blocking import open_dbus_connection

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Secret Service is Linux's")

_READ = """
from eventdesk.vault.keyring_vault import KeyringVault
print(ascii(KeyringVault("profile").read("Town: hall/2", "api_key")))
"""


def test_another_run_of_the_program_finds_the_secret(system_keyring: SecretService) -> None:
    vault = KeyringVault("profile")
    secret = "k\u00e4y \U0001f511" + "x" * 5000

    assert vault.usable()
    vault.write("Town: hall/2", "api_key", "first")
    vault.write("Town: hall/2", "api_key", secret)

    child = subprocess.run(
        [sys.executable, "-c", _READ],
        env=os.environ | system_keyring.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() == ascii(secret)

    vault.forget("Town: hall/2", "api_key")
    vault.forget("Town: hall/2", "api_key")
    assert vault.read("Town: hall/2", "api_key") is None


def test_entries_of_two_profiles_do_not_meet(system_keyring: SecretService) -> None:
    one, two = KeyringVault("one"), KeyringVault("two")
    one.write("Town", "api_key", "1")
    two.write("Town", "api_key", "2")

    one.forget("Town", "api_key")

    assert (one.read("Town", "api_key"), two.read("Town", "api_key")) == (None, "2")
    two.forget("Town", "api_key")


def test_a_service_that_went_away_is_told(
    system_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")

    with pytest.raises(NoKeyring, match="password store"):
        KeyringVault("profile").write("Town", "api_key", "x")


def test_a_locked_store_that_nobody_unlocks_is_told(tmp_path: Path) -> None:
    # A service of its own: without a desktop nobody could unlock the shared one again.
    with (
        keyring_service._bus(tmp_path) as address,
        keyring_service._keyring_daemon(tmp_path, address),
    ):
        keyring_service._wait_until_unlocked(address)
        with closing(open_dbus_connection(bus=address)) as connection:
            secretstorage.get_default_collection(connection).lock()

        child = subprocess.run(
            [sys.executable, "-c", _READ],
            env=os.environ | SecretService(address).environment,
            capture_output=True,
            text=True,
            check=False,
        )

    last_line = child.stderr.splitlines()[-1]
    assert last_line.startswith("eventdesk.domain.errors.NoKeyring: ")
    assert "is locked. Unlock it and try again" in last_line
