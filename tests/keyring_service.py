"""A real Secret Service for tests: a session bus of our own with GNOME Keyring on it.

Nothing of the person's own desktop bus or password store is touched.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest

_PROGRAMS = {"dbus-daemon": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring"}
_BACKEND = "keyring.backends.SecretService.Keyring"
_READY_SECONDS = 30
# The system's own configuration would start whatever the desktop has registered.
_BUS_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True, slots=True)
class SecretService:
    """A running Secret Service, unlocked, and empty when the run begins."""

    address: str

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a child process that is to use it through keyring."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address, "PYTHON_KEYRING_BACKEND": _BACKEND}


@pytest.fixture(scope="session")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Generator[SecretService]:
    """The service for child processes. This process keeps its backend that always fails."""
    lacking = [package for program, package in _PROGRAMS.items() if not shutil.which(program)]
    if lacking:
        pytest.skip(f"no Secret Service here: install the packages {' '.join(lacking)}")
    home = tmp_path_factory.mktemp("secrets")
    with ExitStack() as stack:
        address = stack.enter_context(_bus(home))
        stack.enter_context(_keyring_daemon(home, address))
        _wait_until_unlocked(address)
        yield SecretService(address)


@pytest.fixture
def system_keyring(
    secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> Generator[SecretService]:
    """The service for this process too, as what `keyring` uses, until the test is over."""
    before = keyring.get_keyring()
    for name, value in secret_service.environment.items():
        monkeypatch.setenv(name, value)
    keyring.set_keyring(keyring.core.load_keyring(_BACKEND))
    yield secret_service
    keyring.set_keyring(before)


@contextmanager
def _bus(home: Path) -> Generator[str]:
    """A session bus without any service; its address."""
    configuration = home / "bus.conf"
    configuration.write_text(_BUS_CONFIGURATION.format(socket=home / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"]
    with _running(command, _environment(home)) as bus:
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()  # comes when the bus listens
        assert address, f"dbus-daemon ended at once with exit status {bus.wait()}"
        yield address


@contextmanager
def _keyring_daemon(home: Path, address: str) -> Generator[None]:
    """GNOME Keyring on that bus, with an unlocked keyring that has an empty password."""
    # The installed file carries a capability, which some containers refuse to start. A copy
    # does not.
    program = shutil.copyfile(shutil.which("gnome-keyring-daemon") or "", home / "keyring-daemon")
    program.chmod(0o700)
    options = ["--foreground", "--unlock", "--components=secrets", f"--control-directory={home}"]
    environment = _environment(home) | {"DBUS_SESSION_BUS_ADDRESS": address}
    with _running([str(program), *options], environment) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write("\n")
        daemon.stdin.close()
        yield


def _environment(home: Path) -> dict[str, str]:
    folders = ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return os.environ | {"HOME": str(home)} | dict.fromkeys(folders, str(home))


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _wait_until_unlocked(address: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not _is_unlocked(address):
        assert time.monotonic() < deadline, "the Secret Service did not come up unlocked"
        time.sleep(0.02)


if sys.platform == "linux":
    import secretstorage
    from jeepney.io.blocking import open_dbus_connection

    def _is_unlocked(address: str) -> bool:
        with closing(open_dbus_connection(bus=address)) as connection:
            if not secretstorage.check_service_availability(connection):
                return False
            try:
                collection = secretstorage.collection.get_collection_by_alias(connection, "default")
            except secretstorage.exceptions.SecretStorageException:
                return False
            return not collection.is_locked()
