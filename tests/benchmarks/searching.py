"""`search`: one more key typed in Search attendees, until the rows found are painted.

The peer is a `QSortFilterProxyModel` over the same rows in a `QTableView`, from `setFilter` to
painted; its source is a `QStandardItemModel`, so that no Python is in its way.
"""

import statistics
from collections.abc import Iterable
from functools import partial
from itertools import count, islice

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from shiboken6 import delete

from eventdesk.domain.attendee import AttendeeQuery, ListedAttendee
from eventdesk.services.workspace import Workspace
from eventdesk.ui.models.attendees_columns import COLUMNS
from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.profiles import MAIN, large_profile, people, workspace_of
from tests.benchmarks.window import PaintWatch, on_loop, opened_pane

_BACK = "\b"
_PEER_KEYS = 12


def run(attendees: int = 100_000, n_people: int = 8) -> list[Figure]:
    """Milliseconds a key, as many people being looked for."""
    texts = _texts(attendees, n_people)
    with large_profile(n_events=50, n_attendees=attendees) as folder:
        workspace = workspace_of(folder)
        try:
            ours = on_loop(lambda _app: _ours(workspace, texts))
            peer = on_loop(lambda _app: _peer(workspace, texts))
        finally:
            workspace.close()
    more = {
        "median": round(statistics.median(ours), 2),
        "worst": round(max(ours), 2),
        "keys": len(ours),
    }
    return [
        Figure(
            "search",
            "ms",
            percentile(ours, 95),
            statistics.median(peer),
            "16 ms; at least 50 times faster than the peer",
            "QSortFilterProxyModel",
            more,
        )
    ]


def _texts(size: int, n_people: int) -> list[str]:
    """What somebody types who looks for people one after the other, "\\b" for Backspace."""
    crowd, typed = people(size), []
    numbers = (number * 7919 + 64 for number in count())
    # Qt's tests press the keys of a western keyboard only.
    persons = filter(lambda person: person.name.isascii(), map(crowd.person, numbers))
    for number, person in enumerate(islice(persons, n_people)):
        first, last = person.first_name.lower(), person.last_name.lower()
        text = (last, f"{first} {last[:3]}", f"{last[:4]} {first[:2]}", first)[number % 4]
        typed.append(text[:4] + _BACK + text[3:] if number % 2 else text)
    return typed


async def _ours(workspace: Workspace, texts: Iterable[str]) -> list[float]:
    took: list[float] = []
    async with opened_pane(workspace, MAIN) as pane:
        search = pane.widget.attendees.search
        watch = PaintWatch(pane.table.viewport())
        pane.table.model().modelReset.connect(watch.happened)
        for text in texts:
            for letter in text:
                took.append(await watch.milliseconds(partial(_press, search, letter)))
            # Emptied by the program, as for the next person; that is no key.
            await watch.milliseconds(search.clear)
    return took


def _press(search: QWidget, letter: str) -> None:
    if letter == _BACK:
        QTest.keyClick(search, Qt.Key.Key_Backspace)
    else:
        QTest.keyClicks(search, letter)


async def _peer(workspace: Workspace, texts: Iterable[str]) -> list[float]:
    source = QStandardItemModel(0, len(COLUMNS))
    for listed in workspace.events.each_attendee(MAIN, AttendeeQuery()):
        source.appendRow(_cells(listed))
    proxy = QSortFilterProxyModel()
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    proxy.setSourceModel(source)
    view = QTableView()
    view.setModel(proxy)
    view.resize(620, 640)
    view.show()
    watch = PaintWatch(view.viewport())
    took: list[float] = []
    for text in _prefixes(texts):

        def ask(text: str = text) -> None:
            proxy.setFilterFixedString(text)
            watch.happened()
            view.viewport().update()

        took.append(await watch.milliseconds(ask))
    view.close()
    delete(view)
    return took


def _cells(listed: ListedAttendee) -> list[QStandardItem]:
    return [QStandardItem(column.text(listed)) for column in COLUMNS]


def _prefixes(texts: Iterable[str]) -> list[str]:
    """The text of the field after each key, for the first few keys."""
    found = []
    for text in texts:
        typed = ""
        for letter in text:
            typed = typed[:-1] if letter == _BACK else typed + letter
            found.append(typed)
    return found[:_PEER_KEYS]
