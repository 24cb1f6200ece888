"""A desk that is worked from the command line, in this process, with secrets in memory."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eventdesk.cli.main import run
from eventdesk.vault.base import Vault
from eventdesk.vault.memory import MemoryVault
from tests.servers import SheepServer

LISTS = Path(__file__).parents[1] / "data" / "lists"


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit status, and both of its outputs."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass
class Commands:
    """Runs commands on one profile."""

    profile: Path
    vault: Vault
    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[bytes]

    def __call__(self, *arguments: str, stdin: str = "", status: int | None = 0) -> Ended:
        """Run one command; unless `status` is None it must end with that."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        self.capture.readouterr()
        got = run(["--profile", str(self.profile), *arguments], open_vault=lambda _: self.vault)
        outputs = (text.decode(errors="replace") for text in self.capture.readouterr())
        ended = Ended(int(got), *outputs)
        assert status is None or ended.status == status, ended
        return ended

    def json(self, *arguments: str, stdin: str = "", status: int = 0) -> Any:
        """The document of a command that has nothing to say beside it, unless it fails."""
        ended = self(*arguments, "--json", stdin=stdin, status=status)
        assert status or not ended.err, ended
        return ended.document

    def fails(self, status: int, *arguments: str, stdin: str = "") -> str:
        """The one line on standard error of a command that fails, without the program's name."""
        ended = self(*arguments, stdin=stdin, status=status)
        lines = ended.err.splitlines()
        assert len(lines) == 1, ended
        assert lines[0].startswith("eventdesk: "), ended
        assert ended.out == "", ended
        return lines[0].removeprefix("eventdesk: ")


@dataclass
class Club:
    """The account "Club" at the strict sheepCRM server, its list of events read."""

    commands: Commands
    server: SheepServer

    def ref(self, label: str = "main") -> str:
        """How the special event with this label is referred to."""
        return f"Club:{self.server.event_uid(label)}"

    def people(self, *, status: str = "accepted", label: str = "main") -> Sequence[dict[str, Any]]:
        """Attendees with this status and one place each, who have a person in sheepCRM."""
        rows = self.commands.json("attendees", self.ref(label))
        persons = [row["person"] for row in rows]
        return [
            row
            for row in rows
            if row["person"] and row["status"] == status and persons.count(row["person"]) == 1
        ]

    def held(self, row: dict[str, Any], label: str = "main") -> str | None:
        """The status that the server holds for an attendee."""
        (status,) = self.server.statuses(self.server.event_uid(label))[row["person"]]
        return status


@pytest.fixture
def commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Commands:
    """Commands on a profile of their own, new at the first command."""
    return Commands(tmp_path / "profile", MemoryVault(), monkeypatch, capsysbinary)


@pytest.fixture
def add_club(commands: Commands, sheepcrm_server: SheepServer) -> Callable[..., Ended]:
    """Adds the account "Club" with a key: the right one, or another."""

    def add(key: str = sheepcrm_server.key, *, status: int = 0) -> Ended:
        return commands(
            *("accounts", "add", "sheepcrm", "--name", "Club", "--address", sheepcrm_server.url),
            *("--option", f"bucket={sheepcrm_server.bucket}"),
            stdin=f"{key}\n",
            status=status,
        )

    return add


@pytest.fixture
def club(commands: Commands, add_club: Callable[..., Ended], sheepcrm_server: SheepServer) -> Club:
    """The account, added and synced."""
    add_club()
    commands("sync", "Club")
    return Club(commands, sheepcrm_server)


@pytest.fixture
def meeting(commands: Commands) -> str:
    """An event of the desk book with three attendees: its reference."""
    document = commands.json(
        *("import", str(LISTS / "comma-utf8.csv")),
        *("--new-event", "Annual meeting", "--start", "2026-11-21T19:00"),
    )
    return str(document["event"])
