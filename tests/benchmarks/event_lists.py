"""`sync-KEY` and `resync-KEY`: 10,000 events of a system into the store, and again unchanged.

The peer asks the same server for the same pages, decodes them with msgspec, a calendar with the
icalendar library, and inserts every field of every record with one `executemany`: the least that
any program would have to do. The server repeats answers from its memory, so that what is measured
is not the server.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
from icalendar import Calendar

from eventdesk.services.workspace import Workspace
from tests.benchmarks.data import ACCOUNT, opened, pull_events
from tests.benchmarks.measure import Figure, seconds
from tests.benchmarks.systems import SYSTEMS, Source
from tests.servers import RequestRecord

TURNS = 3
PEER = "msgspec or icalendar, and one executemany"


def run(system: str, events: int = 10_000) -> list[Figure]:
    """Both figures of a system. Every event that the system has is listed."""
    with tempfile.TemporaryDirectory() as name, SYSTEMS[system](events, Path(name)) as source:
        folder = Path(name)
        with opened(folder / "first", source.draft) as workspace:
            _pull(workspace, source)  # fills the server's memory, and tells what is asked
            asked = list(source.server.requests) if source.server else []
        peer = min(
            seconds(partial(_peer, source, asked, folder / f"peer-{turn}.sqlite"))
            for turn in range(TURNS)
        )
        first, again, stored = [], [], 0
        for turn in range(TURNS):
            with opened(folder / f"profile-{turn}", source.draft) as workspace:
                first.append(seconds(partial(_pull, workspace, source)))
                again.append(seconds(partial(_pull, workspace, source)))
                stored = _stored(workspace)
    more = {"events": stored, "requests": len(asked)}
    whole, unchanged = min(first), min(again)
    return [
        Figure(f"sync-{system}", "s", whole, peer, "within 2.0 times of the peer", PEER, more),
        Figure(f"resync-{system}", "s", unchanged, whole, "under a quarter of sync", "sync"),
    ]


def _pull(workspace: Workspace, source: Source) -> None:
    report = pull_events(workspace, source.window)
    assert not report.problems, report.problems


def _stored(workspace: Workspace) -> int:
    (summary,) = [s for s in workspace.accounts.summaries() if s.account.name == ACCOUNT]
    return summary.events


def _peer(source: Source, asked: list[RequestRecord], path: Path) -> None:
    rows = _asked_again(source, asked) if source.server else _of_book(source)
    names = sorted({name for row in rows for name in row})
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"CREATE TABLE events ({columns})")
    slots = ", ".join("?" for _ in names)
    with connection:
        connection.executemany(
            f"INSERT INTO events VALUES ({slots})",
            (tuple(_plain(row.get(name)) for name in names) for row in rows),
        )
    connection.close()


def _plain(value: object) -> object:
    """What SQLite takes as it is; lists and objects as JSON."""
    return msgspec.json.encode(value) if isinstance(value, (list, dict)) else value


def _asked_again(source: Source, asked: list[RequestRecord]) -> list[dict[str, Any]]:
    """The records in the answers to the requests that the program made."""
    assert source.server is not None
    connection = HTTPConnection(urlsplit(source.server.url).netloc, timeout=60)
    found = []
    for request in asked:
        query = f"?{urlencode(request.query)}" if request.query else ""
        connection.request(request.method, request.path + query, headers=request.headers)
        found += _decoded(connection.getresponse().read())
    connection.close()
    return found


def _decoded(body: bytes) -> list[dict[str, Any]]:
    if not body.startswith(b"BEGIN:VCALENDAR"):
        return _records(msgspec.json.decode(body))
    events = Calendar.from_ical(body).walk("VEVENT")
    return [{name: str(value) for name, value in one.property_items()} for one in events]


def _records(value: object) -> list[dict[str, Any]]:
    """The longest list of objects in an answer, however it is wrapped."""
    return max(_lists(value), key=len, default=[])


def _lists(value: object) -> Iterator[list[dict[str, Any]]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield value


def _of_book(source: Source) -> list[dict[str, Any]]:
    """The rows of a desk book, as its file has them."""
    connection = sqlite3.connect(source.book)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("SELECT * FROM events")]
    connection.close()
    return rows
