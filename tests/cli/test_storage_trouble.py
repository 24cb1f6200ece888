"""A profile that cannot be written or locked, as the person at the command line meets it."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Commands
from tests.disks import disk_that_cannot_lock, disk_without_shared_memory
from tests.storage.test_database import folder_of_an_ordinary_person

pytestmark = pytest.mark.skipif(os.name != "posix", reason="asks the system for what Windows lacks")
ROOM = 40_000  # bytes that a file may have; SQLite's shared memory takes 32768


def limited(profile: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no file may grow beyond `ROOM`, as under a quota."""
    command = [sys.executable, "-m", "eventdesk", "--profile", str(profile), *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )


def test_a_mark_that_the_disk_does_not_take_is_refused_and_nothing_is_half_written(
    commands: Commands, meeting: str
) -> None:
    people = [row["ref"] for row in commands.json("attendees", meeting)][1:]
    commands("mark", meeting, people[0], "attended", "--offline")
    path = commands.profile / "eventdesk.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM marks").fetchall()  # so that the log cannot begin anew
        with closing(sqlite3.connect(path)) as writer, writer:
            writer.execute("INSERT INTO settings VALUES ('long', ?)", (f'"{"x" * ROOM}"',))
        ended = limited(commands.profile, "mark", meeting, people[1], "attended", "--offline")
    assert (ended.returncode, ended.stdout) == (8, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"eventdesk: “{path}” cannot be")
    assert "Check the disk" in line

    assert [row["attendee"] for row in commands.json("outbox")] == people[:1]
    statuses = {row["ref"]: row["status"] for row in commands.json("attendees", meeting)}
    assert statuses[people[0]] == "attended"
    assert statuses[people[1]] != "attended"
    marked = commands.json("mark", meeting, people[1], "attended", "--offline")
    assert marked["state"] == "pending"


def test_a_profile_that_may_only_be_read_is_refused_and_left_as_it_is(commands: Commands) -> None:
    commands("events")  # whatever a command imports is there; another person may not read it
    with folder_of_an_ordinary_person() as folder:
        profile = commands.profile = folder / "profile"
        commands("accounts")
        before = sorted(str(path) for path in profile.rglob("*"))
        _allow(profile, files=0o400, folders=0o500)
        try:
            sentence = commands.fails(8, "events")
        finally:
            _allow(profile, files=0o600, folders=0o700)
        assert str(profile) in sentence
        assert "cannot be" in sentence
        assert sorted(str(path) for path in profile.rglob("*")) == before
        assert [row["name"] for row in commands.json("accounts")] == ["Desk book"]


def _allow(profile: Path, *, files: int, folders: int) -> None:
    profile.chmod(0o700)
    for folder in [path for path in profile.rglob("*") if path.is_dir()]:
        folder.chmod(0o700)
    for path in sorted(profile.rglob("*"), reverse=True):
        path.chmod(folders if path.is_dir() else files)
    profile.chmod(folders)


@pytest.mark.parametrize(
    ("disk", "said"),
    [
        (disk_that_cannot_lock, "cannot lock files"),
        (disk_without_shared_memory, "cannot be used by several programs at once"),
    ],
)
def test_a_disk_that_cannot_lock_is_refused(
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    disk: Callable[[pytest.MonkeyPatch], None],
    said: str,
) -> None:
    with monkeypatch.context() as share:
        disk(share)
        sentence = commands.fails(8, "events")
    assert said in sentence
    assert "--profile" in sentence
