"""An evening at the door from the command line: every command a process, a real keyring."""

import json
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.processes import finish, start, wait_until
from tests.e2e.conftest import KEY, Crm
from tests.keyring_service import SecretService


@dataclass(frozen=True)
class Desk:
    """One profile, worked by processes that share a keyring."""

    profile: Path
    secrets: SecretService

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and leave it running."""
        return start(self.profile, *arguments, environment=self.secrets.environment)

    def run(self, *arguments: str, stdin: str = "", status: int = 0) -> str:
        """Run a command to its end: its standard output."""
        ended = finish(self.start(*arguments), stdin)
        assert ended[0] == status, ended
        return ended[1]

    def json(self, *arguments: str, stdin: str = "") -> Any:
        """The document of a command."""
        return json.loads(self.run(*arguments, "--json", stdin=stdin))

    def add_account(self, crm: Crm) -> None:
        """The account "Club", its key on standard input."""
        arguments = ("--name", "Club", "--address", crm.url, "--option", "bucket=example")
        self.json("accounts", "add", "sheepcrm", *arguments, stdin=f"{KEY}\n")


@pytest.fixture
def desk(tmp_path: Path, secret_service: SecretService) -> Desk:
    """A profile that nobody has opened yet."""
    return Desk(tmp_path / "profile", secret_service)


def three_people(desk: Desk, ref: str) -> list[dict[str, Any]]:
    """Attendees of an event who have accepted, each with one place."""
    rows = desk.json("attendees", ref, "--status", "accepted")
    persons = [row["person"] for row in desk.json("attendees", ref)]
    return [row for row in rows if row["person"] and persons.count(row["person"]) == 1][:3]


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "on its way"])
def test_an_evening_with_a_power_cut(desk: Desk, crm: Crm, tmp_path: Path, arrived: bool) -> None:
    assert [row["name"] for row in desk.json("accounts")] == ["Desk book"]
    desk.add_account(crm)
    assert "accepts the key" in desk.run("accounts", "check", "Club")
    (report,) = desk.json("sync", "Club")
    assert report["events"]["added"] > 20

    (event,) = desk.json("events", "--search", "annual dinner")
    ref = event["ref"]
    anna, bo, carla = three_people(desk, ref)
    (found,) = desk.json("attendees", ref, "--search", bo["name"])
    assert found["ref"] == bo["ref"]

    # One is marked over the network; two without it, of which one mark is taken back.
    first = desk.json("mark", ref, anna["ref"], "attended", "--by", "Kim")
    assert first["state"] == "confirmed"
    desk.run("mark", ref, bo["ref"], "attended", "--offline")
    desk.run("mark", ref, carla["ref"], "declined", "--offline")
    mistake = desk.json("undo")
    assert mistake["name"] == carla["name"]
    desk.run("mark", ref, carla["ref"], "no-show", "--offline")
    assert [row["waiting"] for row in desk.json("accounts")] == [2, 0]
    sent = [(anna["person"], "attended")]
    assert crm.marks() == sent

    # The program is killed while the first of the two is on its way.
    crm.do("faults", kind="delay", method="PUT", seconds=120, applied=arrived)
    push = desk.start("outbox", "push")
    wait_until(lambda: crm.in_flight("PUT"), "a mark on its way")
    if arrived:
        sent.append((bo["person"], "attended"))
        wait_until(lambda: crm.marks() == sent, "a mark at the server")
    push.kill()
    finish(push)
    assert [row["state"] for row in desk.json("outbox")] == ["sending", "pending"]

    # The next start settles what is unknown by reading, and sends the rest.
    (report,) = desk.json("outbox", "push")
    assert report["marks"] == {"confirmed": 2, "waiting": 0, "refused": 0, "conflict": 0}
    if not arrived:
        sent.append((bo["person"], "attended"))
    sent.append((carla["person"], "no-show"))
    assert crm.marks() == sent
    assert desk.json("outbox") == []

    # The file says what the server holds.
    path = tmp_path / "door list.xlsx"
    desk.run("export", ref, "--columns", "name,status", "-o", str(path))
    headings, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    exported = {row[0]: row[1] for row in rows}
    assert headings == ("Name", "Status")
    assert exported[anna["name"]] == "Attended"
    assert exported[bo["name"]] == "Attended"
    assert exported[carla["name"]] == "No-show"

    # What was sent can be taken back at the server too.
    assert desk.json("undo", first["mark"])["state"] == "confirmed"
    assert crm.marks() == [*sent, (anna["person"], "accepted")]


def test_two_programs_that_push_at_once_send_each_mark_once(desk: Desk, crm: Crm) -> None:
    desk.add_account(crm)
    desk.run("sync", "Club")
    (event,) = desk.json("events", "--search", "annual dinner")
    people = three_people(desk, event["ref"])
    marking = [
        desk.start("mark", event["ref"], person["ref"], "attended", "--offline")
        for person in people
    ]
    assert [finish(process)[0] for process in marking] == [0, 0, 0]

    crm.do("faults", kind="delay", method="PUT", seconds=0.3, count=3)
    pushing = [desk.start("outbox", "push", "--json") for _ in range(3)]
    reports = [report for process in pushing for report in json.loads(finish(process)[1])]
    assert sum(report["marks"]["confirmed"] for report in reports) == 3
    assert sorted(crm.marks()) == sorted((person["person"], "attended") for person in people)
    assert desk.json("outbox") == []


def test_a_second_ctrl_c_ends_at_once_and_loses_nothing(desk: Desk, crm: Crm) -> None:
    desk.add_account(crm)
    desk.run("sync", "Club")
    (event,) = desk.json("events", "--search", "annual dinner")
    anna = three_people(desk, event["ref"])[0]
    crm.do("faults", kind="delay", method="PUT", seconds=120, applied=True)
    marking = desk.start("mark", event["ref"], anna["ref"], "attended")
    wait_until(lambda: crm.in_flight("PUT"), "a mark on its way")

    def ended() -> bool:
        marking.send_signal(signal.SIGINT)
        return marking.poll() is not None

    wait_until(ended, "the end of the program")
    status, out, err = finish(marking)
    assert (status, out, err) == (-signal.SIGINT, "", "")
    desk.run("outbox", "push")
    assert desk.json("outbox") == []
    assert crm.marks() == [(anna["person"], "attended")]


def test_the_key_is_nowhere_to_be_found(desk: Desk, crm: Crm) -> None:
    arguments = ("accounts", "add", "sheepcrm", "--name", "Club", "--address", crm.url)
    adding = desk.start("--log-level", "debug", *arguments, "--option", "bucket=example")
    texts = [_seen_of(adding)]
    texts.append("".join(map(str, finish(adding, f"api_key={KEY}\n"))))

    crm.do("faults", kind="delay", seconds=120, path="/events/*")
    syncing = desk.start("--log-level", "debug", "sync", "Club")
    wait_until(lambda: crm.in_flight("GET"), "a request on its way")
    texts.append(_seen_of(syncing))
    syncing.kill()
    texts.append("".join(map(str, finish(syncing))))

    crm.do("faults", kind="status", status=500, path="/events/*", body="html", count=9)
    texts.append(desk.run("--log-level", "debug", "sync", "Club", "--json", status=4))
    crm.do("clear-faults")
    texts.append(desk.run("--log-level", "debug", "sync", "Club", "--details"))

    assert KEY not in "".join(texts)
    files = [path for path in desk.profile.rglob("*") if path.is_file()]
    assert desk.profile / "log" / "eventdesk.log" in files
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []
    assert desk.profile.stat().st_mode & 0o077 == 0


def _seen_of(process: subprocess.Popen[str]) -> str:
    """What others on this computer may see of a process: its command line and surroundings."""
    folder = Path("/proc") / str(process.pid)
    return "".join((folder / name).read_text() for name in ("cmdline", "environ"))
