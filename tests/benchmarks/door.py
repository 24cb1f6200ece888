"""`door`: from a scanned code to the outcome on screen, among 50,000 attendees.

The peer is the floor: SQLite alone, one row by an index and one small commit that waits for the
disk. Beside it: a `QSortFilterProxyModel` that looks for the code in the same rows, the decision
alone without a window, and the other calls that a door makes.
"""

import sqlite3
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtGui import QStandardItem, QStandardItemModel

from eventdesk.services.door.answers import Decided
from eventdesk.services.door.door import DoorService
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from tests.benchmarks.door_window import scan_all
from tests.benchmarks.measure import Figure, percentile, seconds
from tests.benchmarks.profiles import MAIN, large_profile, people, workspace_of
from tests.benchmarks.window import on_loop

_REPEATS = 20


def run(attendees: int = 50_000, scans: int = 200) -> list[Figure]:
    """Milliseconds a scan, each of somebody else, and of one call of each other kind."""
    numbers = [number * attendees // (2 * scans) for number in range(2 * scans)]
    shown, decided = numbers[::2], numbers[1::2]
    with large_profile(n_events=50, n_attendees=attendees) as folder:
        workspace = workspace_of(folder)
        try:
            ours = on_loop(lambda _app: scan_all(workspace, [_code(one) for one in shown]))
            alone = _scans(workspace.door, decided)
            others = _others(workspace, attendees)
        finally:
            workspace.close()
        floor = _floor(Profile(folder).database, shown)
    crowd = people(attendees)
    latin = [ms for ms, one in zip(ours, shown, strict=True) if crowd.person(one).name.isascii()]
    more = {"median": _median(ours), "worst": round(max(ours), 2)}
    more["names that need no further font"] = round(percentile(latin or ours, 95), 2)
    more |= {"decision alone": _median(alone), **others}
    more["QSortFilterProxyModel"] = _median(_proxy(attendees, shown[:_REPEATS]))
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
        decided.append(door.scan([MAIN], [_code(number)]))

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
                (event, _code(number)),
            ).fetchone()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO came (attendee, at) VALUES (?, 'now')", (found,))
            connection.execute("COMMIT")

        return [seconds(partial(admit, number)) * 1000 for number in numbers]


def _proxy(attendees: int, numbers: Sequence[int]) -> list[float]:
    """Have Qt's own filter find each code among as many names and codes."""
    source, crowd = QStandardItemModel(0, 2), people(attendees)
    for number in range(attendees):
        row = (crowd.person(number).name, _code(number))
        source.appendRow([QStandardItem(text) for text in row])
    proxy = QSortFilterProxyModel()
    proxy.setFilterKeyColumn(1)
    proxy.setSourceModel(source)
    return [
        seconds(partial(proxy.setFilterFixedString, _code(number))) * 1000 for number in numbers
    ]


def _code(number: int) -> str:
    return f"T{number:06}"


def _median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 2)
