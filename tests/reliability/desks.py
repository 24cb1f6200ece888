"""Two desks, a process and a profile each, and what they have in common: a system of each kind."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from eventdesk.domain.activity import ActivityEntry
from eventdesk.services.outbox import OutboxService
from eventdesk.storage.database import open_database
from tests.servers import SheepServer

_ROOT = Path(__file__).parents[2]
_numbers = count(1)


@dataclass
class Desk:
    """A profile and the process that works on it."""

    profile: Path
    process: subprocess.Popen[str]

    def __call__(self, *arguments: str, stdin: str = "", status: int = 0) -> str:
        """Run a command, which must end with this status; its standard output."""
        options = ["--profile", str(self.profile)]
        ended = self._ask({"arguments": [*options, *arguments], "stdin": stdin})
        assert ended["status"] == status, (arguments, ended)
        return str(ended["out"])

    def json(self, *arguments: str) -> Any:
        """The document of a command."""
        return json.loads(self(*arguments, "--json"))

    def turn_clock(self, seconds: float) -> None:
        """Let time pass at this desk."""
        self._ask({"turn": seconds})

    def _ask(self, wanted: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{json.dumps(wanted)}\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def log_of(self, mark: str) -> list[ActivityEntry]:
        """What this desk's log says of a mark, oldest first."""
        with closing(open_database(self.profile / "eventdesk.sqlite")) as database:
            lines = OutboxService(database).activity(limit=-1)
        return [line for line in reversed(lines) if line.mark_id == mark]


@contextmanager
def desk_at(profile: Path) -> Iterator[Desk]:
    """A desk on a new profile; its process must end well."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.commands"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Desk(profile, process)
    assert process.returncode == 0


class System(Protocol):
    """What both desks work with, and a third hand that looks what it holds."""

    title: str
    event: str

    def join(self, desk: Desk) -> None:
        """Make the account at a desk."""

    def seat(self, status: str) -> str:
        """A new attendee; the reference."""

    def remove(self, attendee: str) -> None:
        """Another hand takes an attendee off the list."""

    def held(self, attendee: str) -> str | None:
        """The status that the system holds, None for nobody."""

    def writes(self) -> int:
        """How many statuses were set by desks."""


class SheepCrm:
    """An event of sheepCRM."""

    title = "sheepCRM"

    def __init__(self, server: SheepServer) -> None:
        self._server = server
        self._uid = server.event_uid("main")
        self._people: dict[str, str] = {}
        self.event = f"Club:{self._uid}"

    def join(self, desk: Desk) -> None:
        """Make the account at a desk."""
        options = ("--address", self._server.url, "--option", f"bucket={self._server.bucket}")
        desk("accounts", "add", "sheepcrm", "--name", "Club", *options, stdin=self._server.key)

    def seat(self, status: str) -> str:
        """A new attendee; the reference."""
        number = next(_numbers)
        uri = f"/{self._server.bucket}/person/7{number:023x}/"
        attendee = self._server.add_attendee(
            self._uid, f"Guest {number}", person_uri=uri, status=status
        )
        self._people[attendee] = uri
        return attendee

    def remove(self, attendee: str) -> None:
        """Somebody at the office takes an attendee off the list."""
        self._server.remove_attendee(self._uid, self._people[attendee])

    def held(self, attendee: str) -> str | None:
        """The status that the system holds, None for nobody."""
        return self._server.statuses(self._uid).get(self._people[attendee], [None])[0]

    def writes(self) -> int:
        """How many statuses were set by desks."""
        return len(self._server.writes)


class DeskBook:
    """A desk book in a file that both desks open."""

    title = "Desk book"
    event = ""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._owner: Desk | None = None

    def join(self, desk: Desk) -> None:
        """Make the account at a desk; the first one makes the event too."""
        option = f"database={self._path}"
        desk("accounts", "add", "deskbook", "--name", "Shared", "--option", option)
        if self._owner is None:
            self._owner = desk
            values = ("--set", "title=Gala", "--set", "start=2026-11-21T19:00")
            self.event = desk.json("act", "Shared", "new-event", *values)["event"]

    def seat(self, status: str) -> str:
        """A new attendee; the reference."""
        assert self._owner is not None
        name = f"Guest {next(_numbers)}"
        values = ("--set", f"name={name}", "--set", f"status={status}")
        self._owner("act", self.event, "add-attendee", *values)
        ((uid,),) = self._rows("SELECT uid FROM attendees WHERE name = ?", name)
        return str(uid)

    def remove(self, attendee: str) -> None:
        """The first desk takes an attendee off the list."""
        assert self._owner is not None
        self._owner("act", self.event, "remove-attendee", "--set", f"attendee={attendee}", "--yes")

    def held(self, attendee: str) -> str | None:
        """The status that the system holds, None for nobody."""
        rows = self._rows("SELECT status FROM attendees WHERE uid = ?", attendee)
        return str(rows[0][0]) if rows else None

    def writes(self) -> int:
        """How many statuses were set by desks."""
        return len(self._rows("SELECT 1 FROM history WHERE what LIKE '%, now %'"))

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._path)) as book:
            return book.execute(sql, values).fetchall()
