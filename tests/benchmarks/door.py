"""`door`: from a scan to the decision, on disk, among 50,000 attendees; and its other calls.

The peer is the floor: SQLite alone, one row by an index and one small commit that waits for the
disk.
"""

import sqlite3
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from eventdesk.services.door.answers import Decided
from eventdesk.services.door.door import DoorService
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from tests.benchmarks.measure import Figure, percentile, seconds
from tests.benchmarks.profiles import MAIN, large_profile, people, workspace_of

_REPEATS = 20


def run(attendees: int = 50_000, scans: int = 200) -> list[Figure]:
    """Milliseconds a scan, each of somebody else, and of one call of each other kind."""
    numbers = [number * attendees // scans for number in range(scans)]
    with large_profile(n_events=50, n_attendees=attendees) as folder:
        workspace = workspace_of(folder)
        try:
            workspace.door.opened([MAIN])
            ours = _scans(workspace.door, numbers)
            others = _others(workspace, attendees)
        finally:
            workspace.close()
        floor = _floor(Profile(folder).database, numbers)
    more = {"median": _median(ours), "worst": round(max(ours), 2), **others}
    more["floor's median"] = _median(floor)
    return [
        Figure(
            "door",
            "ms",
            percentile(ours, 95),
            percentile(floor, 95),
            "16 ms; other calls 10 ms",
            "SQLite alone, one row and one commit",
            more,
        )
    ]


def _scans(door: DoorService, numbers: Sequence[int]) -> list[float]:
    decided: list[Decided] = []

    def scan(number: int) -> None:
        decided.append(door.scan([MAIN], [f"T{number:06}"]))

    took = [seconds(partial(scan, number)) * 1000 for number in numbers]
    assert all(one.decision.mark_id for one in decided)
    return took


def _others(workspace: Workspace, attendees: int) -> dict[str, float]:
    """The median of each other call that a door makes while people wait."""
    door, now = workspace.door, workspace.clock.now()
    name = max(people(attendees).person(attendees // 2).name.split(), key=len)
    swapped = name[:2] + name[3] + name[2] + name[4:] if len(name) > 4 else name
    unknown = count()
    calls: dict[str, Callable[[], object]] = {
        "one letter": partial(door.find, [MAIN], "a"),
        "a name": partial(door.find, [MAIN], name),
        "near miss": partial(door.near, [MAIN], swapped),
        "unknown code": lambda: door.scan([MAIN], [f"unknown {next(unknown)}"]),
        "figures": partial(door.figures, [MAIN], now),
        "recent": partial(door.recent, [MAIN]),
    }
    return {
        title: _median([seconds(call) * 1000 for _ in range(_REPEATS)])
        for title, call in calls.items()
    }


def _floor(path: Path, numbers: Sequence[int]) -> list[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE came (attendee INTEGER PRIMARY KEY, at TEXT) STRICT")
        (event,) = connection.execute("SELECT id FROM events WHERE ref = ?", (MAIN.id,)).fetchone()

        def admit(number: int) -> None:
            (found,) = connection.execute(
                """SELECT id FROM attendees
                   WHERE event_id = ? AND code = ? COLLATE NOCASE AND code <> ''""",
                (event, f"T{number:06}"),
            ).fetchone()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO came (attendee, at) VALUES (?, 'now')", (found,))
            connection.execute("COMMIT")

        return [seconds(partial(admit, number)) * 1000 for number in numbers]


def _median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 2)
