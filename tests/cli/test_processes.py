"""What only shows in processes of their own: pipes, signals, start-up, two at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.storage import accounts, events
from eventdesk.storage.database import open_database
from tests.cli.conftest import LISTS, Commands
from tests.cli.processes import finish, start

HEAVY = ("PySide6", "sqlalchemy", "requests", "urllib3", "keyring", "icalendar", "openpyxl")


def many_events(profile: Path, count: int) -> None:
    """A profile with this many events in its store."""
    database = open_database(profile / "eventdesk.sqlite")
    with database.write() as tx:
        account = accounts.add(tx, Account(0, "Desk book", "deskbook"))
        items = [
            (n, Event(f"e{n}", f"Event {n} with a title of some length")) for n in range(count)
        ]
        events.upsert(tx, account.id, items)
    database.close()


def test_a_list_of_events_loads_no_window_no_network_and_no_big_library(tmp_path: Path) -> None:
    many_events(tmp_path / "profile", 10)
    program = (
        "import json, sys\n"
        "from eventdesk.__main__ import main\n"
        "status = main()\n"
        "json.dump([status, sorted(sys.modules)], sys.stderr)\n"
    )
    arguments = ["--profile", str(tmp_path / "profile"), "events", "--json"]
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, check=True
    )
    status, modules = json.loads(ended.stderr)
    assert status == 0
    assert len(json.loads(ended.stdout)) == 10
    assert not [name for name in modules if name.partition(".")[0] in HEAVY]


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    many_events(profile, 3_000)  # more than a pipe holds
    for command, unbuffered in (
        (["events", "--json"], "1"),
        (["events"], ""),
        (["export", "--events", "-o", "-"], "1"),
    ):
        process = start(profile, *command, environment={"PYTHONUNBUFFERED": unbuffered})
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdout = None
        status, _, err = finish(process)
        assert (status, err) == (141, ""), command


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "eventdesk", "--profile", str(tmp_path), "accounts", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    (line,) = ended.stderr.decode().splitlines()
    assert "disk is full" in line


def test_a_terminal_without_our_letters_stops_nothing(tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    arguments = ("accounts", "add", "deskbook", "--name", "Žluť 夏")
    status, out, _ = finish(start(tmp_path, *arguments, environment=environment))
    assert (status, out[:14]) == (0, "Added ?lu? ?. ")
    status, out, _ = finish(start(tmp_path, "accounts", "--json", environment=environment))
    assert "Žluť 夏" in [row["name"] for row in json.loads(out)]  # JSON is UTF-8 everywhere


def test_a_first_start_of_several_at_once_makes_one_profile(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    processes = [start(profile, "accounts", "--json") for _ in range(4)]
    for process in processes:
        status, out, err = finish(process)
        assert (status, err) == (0, "")
        assert [row["name"] for row in json.loads(out)] == ["Desk book"]
    assert len((profile / "profile.id").read_text().strip()) == 8


def test_one_process_writes_while_others_read(commands: Commands, tmp_path: Path) -> None:
    document = commands.json(
        *("import", str(LISTS / "dutch.csv"), "--new-event", "Fair", "--start", "2026-11-21")
    )
    ref = document["event"]
    lists = [tmp_path / f"list-{n}.csv" for n in range(3)]
    for number, path in enumerate(lists):
        rows = [f"Person {number}-{n},p{number}-{n}@example.org" for n in range(800)]
        path.write_text("\n".join(["Name,Email", *rows]), encoding="utf-8")

    writers = [start(commands.profile, "import", str(path), "--event", ref) for path in lists]
    readers = [
        start(commands.profile, *command)
        for command in (
            ["export", ref, "--format", "json", "-o", "-"],
            ["export", ref, "-o", str(tmp_path / "export.xlsx")],
            ["attendees", ref, "--json"],
            ["sync", "Desk book", "--details", "--json"],
        )
    ]
    for process in (*writers, *readers):
        status, _, err = finish(process)
        assert status == 0, err
    assert len(commands.json("attendees", ref)) == 2 + 3 * 800
