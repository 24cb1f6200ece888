"""The Secret Service of the tests keeps passwords, and only for those who ask for it."""

import os
import subprocess
import sys
from collections.abc import Callable

import keyring
import keyring.errors
import pytest

from tests.keyring_service import SecretService

_STORE_AND_READ = """
import keyring
print(type(keyring.get_keyring()).__module__)
print(keyring.get_password("eventdesk-test", "from parent"))
keyring.set_password("eventdesk-test", "from child", "p\\u00e4ss \\U0001f511")
"""


def _run_child(service: SecretService) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _STORE_AND_READ],
        env=os.environ | service.environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_password_goes_from_here_to_a_child_process_and_back(system_keyring: SecretService) -> None:
    keyring.set_password("eventdesk-test", "from parent", "secret one")

    assert _run_child(system_keyring) == ["keyring.backends.SecretService", "secret one"]
    assert keyring.get_password("eventdesk-test", "from child") == "päss \U0001f511"

    keyring.delete_password("eventdesk-test", "from parent")
    assert keyring.get_password("eventdesk-test", "from parent") is None


@pytest.mark.parametrize(
    "use",
    [
        lambda: keyring.get_password("eventdesk-test", "from child"),
        lambda: keyring.set_password("eventdesk-test", "anyone", "leaked"),
    ],
    ids=["read", "write"],
)
def test_without_the_fixture_the_keyring_refuses(
    secret_service: SecretService, use: Callable[[], object]
) -> None:
    assert secret_service.address
    with pytest.raises(keyring.errors.NoKeyringError):
        use()
