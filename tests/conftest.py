"""What every test shares: a world of its own, the guards, and the servers to run against."""

import gc
import importlib.util
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_HOME = Path(tempfile.mkdtemp(prefix="eventdesk-tests-"))
# A developer's display settings, desktop bus and proxies must not reach the tests.
_FOREIGN = ("QT_", "QML", "XDG_", "DBUS_", "GNOME_KEYRING", "EVENTDESK_", "LC_")
_FOREIGN_NAMES = {"DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "NETRC", "PYTHONDONTWRITEBYTECODE"}


def _make_own_world() -> None:
    """Give this process, and those that it starts, an empty home and fixed surroundings.

    It runs when this file is imported: before Qt, keyring and the program can read anything.
    """
    for name in list(os.environ):
        proxy = name.lower().endswith("_proxy")
        if name.startswith(_FOREIGN) or name in _FOREIGN_NAMES or proxy:
            del os.environ[name]
    folders = {
        "XDG_CONFIG_HOME": _HOME / ".config",
        "XDG_DATA_HOME": _HOME / ".local/share",
        "XDG_STATE_HOME": _HOME / ".local/state",
        "XDG_CACHE_HOME": _HOME / ".cache",
        "XDG_RUNTIME_DIR": _HOME / "run",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, mode=0o700)
    os.environ |= {name: str(folder) for name, folder in folders.items()}
    os.environ |= {
        "HOME": str(_HOME),
        "USERPROFILE": str(_HOME),
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_API": "pyside6",
        "QT_QPA_PLATFORM": "offscreen",
        "TZ": "Europe/London",
    }
    # Or each of the many processes, the program's too, compiles every module anew.
    sys.dont_write_bytecode = False
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


_make_own_world()

# No test fails because a machine is slow, and a run that failed can be repeated.
settings.register_profile(
    "eventdesk",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# For long runs: `--hypothesis-profile=eventdesk-long`.
settings.register_profile(
    "eventdesk-long",
    settings.get_profile("eventdesk"),
    derandomize=False,
    max_examples=5000,
)
settings.load_profile("eventdesk")

pytest_plugins = ["tests.guards", "tests.keyring_service", "tests.xdisplay"]
if importlib.util.find_spec("tests.servers.fixtures"):
    pytest_plugins.append("tests.servers.fixtures")


# Collections are rarer than Python's own: the tests make many objects and few cycles.
gc.set_threshold(10_000)


def pytest_collection_finish() -> None:
    """Let no collection look at modules, tests and fixtures, which stay for the whole run."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let Qt objects in reference cycles end on this thread, not on that of a later server."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()  # what is left now are caches: the next collection need not look at them


def pytest_unconfigure() -> None:
    """Throw the temporary home away."""
    shutil.rmtree(_HOME, ignore_errors=True)
