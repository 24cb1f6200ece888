"""`sync` and `resync`: 100,000 attendees from a server into the store, and once more unchanged.

The peer decodes the same bytes with msgspec into declared structures and inserts them with one
`executemany`: the least that any program would have to do.
"""

import sqlite3
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import msgspec

from eventdesk.domain.progress import Progress
from tests.benchmarks.data import desk, pull_main, sheep_server
from tests.benchmarks.measure import Figure, seconds
from tests.servers.sheepcrm.server import SheepServer


class _Session(msgspec.Struct):
    uid: str
    attendee_name: str | None = None
    attendee_email: str | None = None
    status: str | None = None
    ticket: str | None = None
    ticket_ref: str | None = None
    guest: bool | None = None
    guest_ref: str | None = None
    person_ref: Any = None
    record_state: str | None = None
    created: str | None = None
    last_updated: str | None = None
    uri: str | None = None


class _Answer(msgspec.Struct):
    sessions: list[_Session]


def run(attendees: int = 100_000) -> list[Figure]:
    """Both figures. `sync` ends when the list is complete and can be read, marked and searched;
    the index that makes the search quick is written after that.
    """
    with tempfile.TemporaryDirectory() as folder, sheep_server(events=50, attendees=attendees) as s:
        peer = seconds(lambda: _peer(s, Path(folder) / "peer.sqlite"))
        with desk(Path(folder) / "profile", s) as workspace:
            started = time.perf_counter()
            complete: list[float] = []

            def watch(progress: Progress) -> None:
                if progress.text.startswith("Preparing") and not complete:
                    complete.append(time.perf_counter() - started)

            whole = seconds(lambda: pull_main(workspace, s, watch))
            first = complete[0]
            again = min(seconds(lambda: pull_main(workspace, s)) for _ in range(3))
    peer_name = "msgspec and one executemany"
    return [
        Figure(
            "sync",
            "s",
            first,
            peer,
            "within 2.0 times of the peer",
            peer_name,
            {"with the search index": round(whole, 2)},
        ),
        Figure("resync", "s", again, first, "under a quarter of sync", "sync"),
    ]


def _peer(server: SheepServer, path: Path) -> None:
    url = f"{server.url}/events/v2/{server.bucket}/booking/{server.event_uid('main')}/attendance"
    headers = {"Authorization": f"Bearer {server.key}", "APPLICATION": "bench/peer/1"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        decoded = msgspec.json.decode(answer.read(), type=_Answer)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    names = ", ".join(_Session.__struct_fields__)
    connection.execute(f"CREATE TABLE sessions ({names}, PRIMARY KEY (uid))")
    rows = (
        tuple(str(value) if value is not None else None for value in msgspec.structs.astuple(one))
        for one in decoded.sessions
    )
    slots = ", ".join("?" for _ in _Session.__struct_fields__)
    with connection:
        connection.executemany(f"INSERT INTO sessions VALUES ({slots})", rows)
    connection.close()
