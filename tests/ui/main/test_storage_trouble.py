"""A profile that cannot be used, as the person in front of the window meets it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from eventdesk.storage.database import open_database
from eventdesk.ui.views.main.window import MainWindow
from tests.disks import disk_that_cannot_lock, disk_without_shared_memory
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import click
from tests.ui.main.test_app import running, window_of


@dataclass
class Trouble:
    """What a test may do to a profile; undone after it."""

    store: Path
    monkeypatch: pytest.MonkeyPatch
    stack: ExitStack


@pytest.fixture
def trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    """A profile that was used before."""
    store = tmp_path / "profile" / "eventdesk.sqlite"
    open_database(store).close()
    with ExitStack() as stack:
        yield Trouble(store, monkeypatch, stack)


def newer(trouble: Trouble) -> None:
    with closing(sqlite3.connect(trouble.store)) as other:
        other.execute("PRAGMA user_version = 999")


def held(trouble: Trouble) -> None:
    trouble.monkeypatch.setitem(open_database.__kwdefaults__ or {}, "busy_seconds", 0.05)
    other = sqlite3.connect(trouble.store, isolation_level=None)
    trouble.stack.enter_context(closing(other))
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")


def without_locks(trouble: Trouble) -> None:
    disk_that_cannot_lock(trouble.monkeypatch)


def not_to_be_shared(trouble: Trouble) -> None:
    trouble.store.unlink()
    disk_without_shared_memory(trouble.monkeypatch)


def said_in(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (newer, "was written by a newer Event Desk"),
        (held, "is locked by another program"),
        (without_locks, "cannot lock files"),
        (not_to_be_shared, "cannot be used by several programs at once"),
    ],
)
def test_a_profile_that_cannot_be_used_is_explained(
    qloop: QLoop,
    qapp: QApplication,
    trouble: Trouble,
    happens: Callable[[Trouble], None],
    said: str,
) -> None:
    happens(trouble)

    async def body() -> None:
        task = running(trouble.store.parent, qapp)
        window = await window_of(qapp)
        assert "cannot open its profile" in said_in(window)
        assert said in said_in(window)
        click(window, "Close Event Desk")
        assert await task == 0

    qloop.run(body())


def test_a_damaged_profile_is_mended_and_the_window_says_so(
    qloop: QLoop, qapp: QApplication, trouble: Trouble
) -> None:
    content = bytearray(trouble.store.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    trouble.store.write_bytes(content)

    async def body() -> None:
        task = running(trouble.store.parent, qapp)
        window = await window_of(qapp)
        await until(lambda: "store was damaged" in said_in(window))
        assert "rescued into a new one" in said_in(window)
        window.close()
        assert await task == 0

    qloop.run(body())
    assert len(list(trouble.store.parent.glob("eventdesk.damaged-*.sqlite"))) == 1
