"""`mark`: a click on Mark attended, until the mark is on disk and the row painted.

The peer is the floor: SQLite alone writing the same rows and waiting for the disk.
"""

import asyncio
import sqlite3
import statistics
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from tests.benchmarks.measure import Figure, percentile, seconds
from tests.benchmarks.profiles import MAIN, large_profile, workspace_of
from tests.benchmarks.window import PaintWatch, Pane, on_loop, opened_pane, until


def run(attendees: int = 100_000, marks: int = 60) -> list[Figure]:
    """Milliseconds a mark, each of somebody else."""
    with large_profile(n_events=50, n_attendees=attendees) as folder:
        workspace = workspace_of(folder)
        path = Profile(folder).database
        rows = [number * attendees // marks for number in range(marks)]
        try:
            ours = on_loop(lambda _app: _ours(workspace, path, rows))
        finally:
            workspace.close()
        floor = _floor(path)
    more = {"median": round(statistics.median(ours), 2), "worst": round(max(ours), 2)}
    more["floor's median"] = round(statistics.median(floor), 2)
    return [
        Figure(
            "mark",
            "ms",
            percentile(ours, 95),
            percentile(floor, 95),
            "16 ms",
            "SQLite alone with synchronous=FULL",
            more,
        )
    ]


async def _ours(workspace: Workspace, path: Path, rows: list[int]) -> list[float]:
    took: list[float] = []
    async with opened_pane(workspace, MAIN) as pane:
        attended = pane.button("Mark attended")
        click = partial(QTest.mouseClick, attended, Qt.MouseButton.LeftButton)
        watch = PaintWatch(pane.table.viewport())
        pane.table.model().dataChanged.connect(watch.happened)
        with closing(sqlite3.connect(path)) as looking:
            for number, row in enumerate(rows, 1):
                await select(pane, row)
                took.append(await watch.milliseconds(click))
                (kept,) = looking.execute("SELECT count(*) FROM marks").fetchone()
                assert kept == number
    return took


async def select(pane: Pane, row: int) -> None:
    """Scroll to a row and click it."""
    table, model = pane.table, pane.table.model()
    index = model.index(row, 0)
    table.scrollTo(index)
    await until(lambda: index.data() != "…")
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        table.visualRect(index).center(),
    )
    await until(lambda: table.selectionModel().isRowSelected(row))
    await asyncio.sleep(0.05)  # until that is painted too


def _floor(path: Path) -> list[float]:
    """Write each mark's rows once more: the mark, its attendee, the log's line."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        made = connection.execute("SELECT number, attendee_ref FROM marks").fetchall()
        marks, log = _columns(connection, "marks"), _columns(connection, "activity")

        def write(number: int, ref: str) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                f"""INSERT INTO marks ({marks}, id)
                    SELECT {marks}, id || '-again' FROM marks WHERE number = ?""",
                (number,),
            )
            connection.execute(
                """UPDATE attendees SET mark_id = mark_id || '-again'
                   WHERE event_id = (SELECT id FROM events WHERE ref = ?) AND ref = ?""",
                (MAIN.id, ref),
            )
            connection.execute(
                f"INSERT INTO activity ({log}) SELECT {log} FROM activity WHERE number = ?",
                (number,),
            )
            connection.execute("COMMIT")

        return [seconds(partial(write, *one)) * 1000 for one in made]


def _columns(connection: sqlite3.Connection, table: str) -> str:
    """All columns but those that are given anew."""
    rows = connection.execute(f"SELECT name FROM pragma_table_info('{table}')")
    return ", ".join(name for (name,) in rows if name not in ("number", "id"))
