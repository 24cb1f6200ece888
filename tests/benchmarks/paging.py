"""`month` and `agenda`: from a key to the next month, or the next page of a long list, painted.

Both run in the calendar as the window has it. The peer is a `QCalendarWidget` beside a `QTableView`
of the same events from a `QStandardItemModel`, so that no Python is in its way: it turns to the
next month and narrows the list to it, or scrolls the list of all events by pages. A page of ours
counts as painted once none of its rows waits for its event any more.
"""

import asyncio
import statistics
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from PySide6.QtCore import QDate, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QTableView, QWidget
from shiboken6 import delete

from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.calendar import CalendarRegion, build_calendar
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import add_months, day_span
from eventdesk.ui.models.event_texts import when_text
from eventdesk.ui.models.events import PLACEHOLDER
from eventdesk.ui.models.events_columns import COLUMNS, TIME
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.calendar.events_table import EventsTable
from eventdesk.ui.views.calendar.month_view import MonthView
from tests.benchmarks.measure import Figure, percentile
from tests.benchmarks.profiles import large_profile, workspace_of
from tests.benchmarks.window import PaintWatch, on_loop, until

PEER = "QCalendarWidget and QTableView"
_MONTHS = 11
_TURNS = 4
_FAR = (-7, 15, -12, 8, -4, 6, -2)
"""Months to go at once, to where nothing is kept any more."""

_MONTH_COLUMN = len(COLUMNS)


def run(name: str, events: int = 0, pages: int = 150) -> list[Figure]:
    """Milliseconds a key.

    Args:
        events: in store; 10,000 for `month` and 100,000 for `agenda` unless told otherwise.
        pages: how far the long list is scrolled.
    """
    by_month = name == "month"
    size = events or (10_000 if by_month else 100_000)
    with large_profile(n_events=size, n_attendees=1) as folder:
        workspace = workspace_of(folder)
        listed = workspace.events.find(EventQuery())
        try:
            ours = on_loop(
                lambda _app: _months(workspace) if by_month else _pages(workspace, pages)
            )
            far = on_loop(lambda _app: _far_months(workspace)) if by_month else []
            peer = on_loop(
                lambda _app: _peer_months(listed) if by_month else _peer_pages(listed, pages)
            )
        finally:
            workspace.close()
    more = {
        "median": round(statistics.median(ours), 2),
        "worst": round(max(ours), 2),
        "peer median": round(statistics.median(peer), 2),
        "events": len(listed),
        "keys": len(ours),
    }
    if far:
        more["far month"] = round(statistics.median(far), 2)
    target = "16 ms, 95th percentile"
    return [Figure(name, "ms", percentile(ours, 95), percentile(peer, 95), target, PEER, more)]


async def _months(workspace: Workspace) -> list[float]:
    """Page through months never looked at, and back again."""
    took: list[float] = []
    async with _opened(workspace) as region:
        month = region.widget.findChildren(MonthView)[0]
        month.setFocus()
        watch = PaintWatch(month)
        region.title_changed.connect(watch.happened)
        for turn in range(_TURNS):
            key = Qt.Key.Key_PageUp if turn % 2 else Qt.Key.Key_PageDown
            for _ in range(_MONTHS):
                took.append(await watch.milliseconds(partial(QTest.keyClick, month, key)))
    return took


async def _far_months(workspace: Workspace) -> list[float]:
    """Go to months that are neither read nor laid out, as with a click in the small month."""
    took: list[float] = []
    async with _opened(workspace) as region:
        month = region.widget.findChildren(MonthView)[0]
        watch = PaintWatch(month)
        region.title_changed.connect(watch.happened)
        for months in _FAR:
            day = add_months(month.day, months)
            took.append(await watch.milliseconds(partial(region.side.month.picked.emit, day)))
            await asyncio.sleep(0.3)
    return took


async def _pages(workspace: Workspace, pages: int) -> list[float]:
    took: list[float] = []
    async with _opened(workspace) as region:
        region.show_view("agenda")
        table = region.widget.findChildren(EventsTable)[0]
        await until(lambda: table.model().rowCount() > 0)
        table.setCurrentIndex(table.model().index(1, 1))
        await asyncio.sleep(1.0)
        watch = PaintWatch(table.viewport())

        def look() -> None:
            rows = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
            if all(table.model().index(row, TIME).data() != PLACEHOLDER for row in rows):
                watch.happened()

        table.verticalScrollBar().valueChanged.connect(lambda *_: look())
        table.model().dataChanged.connect(lambda *_: look())
        for _ in range(pages):
            press = partial(QTest.keyClick, table, Qt.Key.Key_PageDown)
            took.append(await watch.milliseconds(press))
    return took


@asynccontextmanager
async def _opened(workspace: Workspace) -> AsyncIterator[CalendarRegion]:
    """The calendar alone, as large as in the window, at rest."""
    lanes = Lanes(workspace.close_thread)
    hub = Hub(workspace, lanes, ProblemReporter())
    region = build_calendar(hub)
    window = _beside(region.side, region.widget)
    try:
        await until(lambda: not region.busy)
        await asyncio.sleep(1.0)
        yield region
    finally:
        window.close()
        delete(window)
        await lanes.close(30)


def _beside(*widgets: QWidget) -> QWidget:
    window = QWidget()
    layout = QHBoxLayout(window)
    widgets[0].setFixedWidth(240)
    for widget in widgets:
        layout.addWidget(widget)
    window.resize(1100, 760)
    window.show()
    return window


async def _peer_months(listed: Sequence[ListedEvent]) -> list[float]:
    source = _items(listed)
    proxy = QSortFilterProxyModel()
    proxy.setFilterKeyColumn(_MONTH_COLUMN)
    proxy.setSourceModel(source)
    calendar, view = QCalendarWidget(), QTableView()
    busy = QTextCharFormat()
    busy.setFontWeight(700)
    for day in {span.first for span in map(day_span, listed) if span is not None}:
        calendar.setDateTextFormat(QDate(day.year, day.month, day.day), busy)
    view.setModel(proxy)
    view.setColumnHidden(_MONTH_COLUMN, True)
    window = _beside(calendar, view)
    watch = PaintWatch(view.viewport())
    took: list[float] = []

    def turn(forward: bool) -> None:
        (calendar.showNextMonth if forward else calendar.showPreviousMonth)()
        proxy.setFilterFixedString(f"{calendar.yearShown()}-{calendar.monthShown():02}")
        watch.happened()
        view.viewport().update()

    for number in range(_TURNS):
        for _ in range(_MONTHS):
            took.append(await watch.milliseconds(partial(turn, number % 2 == 0)))
    window.close()
    delete(window)
    return took


async def _peer_pages(listed: Sequence[ListedEvent], pages: int) -> list[float]:
    source = _items(listed)
    view = QTableView()
    view.setModel(source)
    view.setColumnHidden(_MONTH_COLUMN, True)
    window = _beside(QCalendarWidget(), view)
    view.setCurrentIndex(source.index(0, 1))
    watch = PaintWatch(view.viewport())
    view.verticalScrollBar().valueChanged.connect(watch.happened)
    took: list[float] = []
    for _ in range(pages):
        took.append(await watch.milliseconds(partial(QTest.keyClick, view, Qt.Key.Key_PageDown)))
    window.close()
    delete(window)
    return took


def _items(listed: Sequence[ListedEvent]) -> QStandardItemModel:
    model = QStandardItemModel(0, _MONTH_COLUMN + 1)
    for one in listed:
        span = day_span(one)
        texts = [column.text(one) for column in COLUMNS]
        texts[TIME] = "" if span is None else when_text(one, span.first)
        texts.append("" if span is None else f"{span.first:%Y-%m}")
        model.appendRow([QStandardItem(text) for text in texts])
    return model
