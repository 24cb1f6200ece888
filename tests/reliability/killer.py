"""Kills the program at random moments, again and again, on one profile and one server."""

import json
import os
import random
import selectors
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cli import processes
from tests.reliability.comparing import people_at_first
from tests.reliability.door import ACCOUNT
from tests.servers import SheepServer
from tests.servers.fixtures import server_threads
from tests.servers.messages import Reply, Request

_ROOT = Path(__file__).parents[2]
_LONGEST = 30.0
_PATIENCE = 0.8
"""Seconds after which a desk that has not come to its fatal request is killed all the same."""


@dataclass
class Blow:
    """What is to happen at the nth request of a method: before it takes effect, or after."""

    process: subprocess.Popen[Any]
    method: str
    number: int
    after: bool

    def falls(self, request: Request) -> bool:
        """Count a request; true for the one that is meant."""
        self.number -= self.method in ("*", request.method)
        return self.number == 0

    def strike(self) -> None:
        """Kill, and wait until nothing is left of the process."""
        self.process.kill()
        self.process.wait()


class KillingServer(SheepServer):
    """A sheepCRM whose client may die while it asks."""

    blow: Blow | None = None

    def answer(self, request: Request) -> Reply:
        """Answer, and have the blow fall before or after the request takes effect."""
        blow = self.blow if self.blow is not None and self.blow.falls(request) else None
        if blow is not None and not blow.after:
            blow.strike()
        reply = super().answer(request)
        if blow is not None and blow.after:
            blow.strike()
        return reply

    def settle(self) -> None:
        """Wait until nothing that a dead client sent is still to be carried out."""
        # Connections are taken in turn: once this one is answered, all before it are at work.
        with urllib.request.urlopen(f"{self.url}/__control__/violations", timeout=_LONGEST):
            pass
        processes.wait_until(lambda: not self._at_work(), "the end of every connection")

    def _at_work(self) -> bool:
        return f"{self.thread_name}-connection" in server_threads()


@dataclass
class Killer:
    """Starts the program, kills it, and remembers what it acknowledged."""

    server: KillingServer
    profile: Path
    environment: Mapping[str, str]
    seed: int
    kills: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._events = [self.server.event_uid(label) for label in ("main", "running")]
        self.at_first = people_at_first(self.server, self._events)
        self._attendees = {event: self._marked_at(event) for event in self._events}

    def _marked_at(self, event: str) -> list[str]:
        """References of those whose places agree, and of guests, who are marked here only."""
        rows = self.server.attendance(event)
        return [
            str(row["uid"])
            for row in rows
            if row["record_state"] != "deleted"
            and (not row["person_ref"] or (event, row["person_ref"]) in self.at_first)
        ]

    def prepare(self) -> None:
        """Make the account and read its lists, by the program itself."""
        options = ("--address", self.server.url, "--option", f"bucket={self.server.bucket}")
        self._command(
            *("accounts", "add", "sheepcrm", "--name", ACCOUNT, *options),
            stdin=f"{self.server.key}\n",
        )
        events = [f"--event={ACCOUNT}:{event}" for event in self._events]
        self._command("sync", ACCOUNT, *events)

    def _command(self, *arguments: str, stdin: str = "") -> None:
        process = processes.start(self.profile, *arguments, environment=self.environment)
        ended = processes.finish(process, stdin)
        assert ended[0] == 0, ended

    def run(self, kills: int) -> None:
        """Kill that often: seven of eight times a desk at the door, else a command."""
        with ExitStack() as stack:
            door = self._start_door(stack)
            while self.kills < kills:
                if self._chance.random() < 1 / 8:
                    self._kill_a_command()
                else:
                    door, ready = self._start_door(stack), door
                    self._kill_at_the_door(ready)
            door.kill()

    def _start_door(self, stack: ExitStack) -> subprocess.Popen[bytes]:
        """It loads while another one works, and waits for its task."""
        return stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "tests.reliability.door"],
                cwd=_ROOT,
                env=os.environ | dict(self.environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )

    def _kill_at_the_door(self, door: subprocess.Popen[bytes]) -> None:
        task = {
            "profile": str(self.profile),
            "key": self.server.key,
            "seed": self._chance.random(),
            "attendees": self._attendees,
        }
        assert door.stdin is not None
        blow = self._blow(door)
        door.stdin.write(json.dumps(task).encode() + b"\n")
        door.stdin.flush()
        if blow is not None:
            said = _read(door, seconds=_PATIENCE)
        elif self._chance.random() < 0.2:  # while the profile is opened
            said = _read(door, seconds=self._chance.uniform(0, 0.1))
        else:
            said = _read(door, until=b"ready\n")
            said += _read(door, seconds=self._chance.uniform(0, 0.3))
        door.kill()
        said += _read(door)
        assert door.wait() < 0, "the desk ended by itself"
        *lines, _cut_off = said.decode().split("\n")
        self.acknowledged += [line for line in lines if line != "ready"]
        self._after_the_kill()

    def _blow(self, process: subprocess.Popen[Any]) -> Blow | None:
        """Half of the deaths have to do with a request."""
        if self._chance.random() < 0.5:
            return None
        method, most = self._chance.choice((("*", 12), ("PUT", 6)))
        number = self._chance.randint(1, most)
        blow = Blow(process, method, number, after=self._chance.random() < 0.5)
        self.server.blow = blow
        return blow

    def _kill_a_command(self) -> None:
        event = self._chance.choice(self._events)
        person = self._chance.choice(self._attendees[event])
        status = self._chance.choice(("attended", "no-show", "declined"))
        marking = ("mark", f"{ACCOUNT}:{event}", person, status, "--json")
        arguments = self._chance.choice((marking, marking, ("undo", "--json"), ("outbox", "push")))
        process = processes.start(self.profile, *arguments, environment=self.environment)
        with process:
            if self._chance.random() < 0.5:
                number = self._chance.randint(1, 2)
                self.server.blow = Blow(process, "*", number, after=self._chance.random() < 0.5)
                out, _ = process.communicate(timeout=_LONGEST)
            else:
                assert process.stdout is not None
                out = _read(process, seconds=self._chance.uniform(0.2, 0.8)).decode()
                process.kill()
                out += _read(process).decode()
        if process.returncode == 0:
            made = json.loads(out) if arguments[-1] == "--json" else None
            self.acknowledged += [made["mark"]] if made else []
            self.server.blow = None
        else:
            self._after_the_kill()

    def _after_the_kill(self) -> None:
        self.kills += 1
        self.server.blow = None
        self.server.settle()


def _read(
    process: subprocess.Popen[Any], *, seconds: float = _LONGEST, until: bytes = b"\n\n"
) -> bytes:
    """What a process says until it ends, has said something, or the time is over."""
    assert process.stdout is not None
    descriptor, said = process.stdout.fileno(), b""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not said.endswith(until) and selector.select(deadline - time.monotonic()):
            piece = os.read(descriptor, 65536)
            if not piece:
                break
            said += piece
    return said
