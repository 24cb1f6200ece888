"""The attendees of one event as a table that holds only the pages somebody looked at last.

It never blocks and knows no store: a page that is missing is shown as dots and asked for.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.ui.models.attendees_columns import COLUMNS, STATUS_COLUMN
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.views.detail.status_look import status_look

PAGE = 100
"""Rows in a page."""

ATTENDEE_ROLE = Qt.ItemDataRole.UserRole
"""The `ListedAttendee` of a cell, None while its page is not there."""

Fetch = Callable[[int, int], Awaitable[Sequence[ListedAttendee]]]
"""Reads rows of the present query: from the first number, at most so many as the second."""

_PAGES_KEPT = 24
_PAGES_ASKED = 4
_PLACEHOLDER = "…"
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ROLES = frozenset({_DISPLAY, _SPOKEN, int(ATTENDEE_ROLE)})  # painting asks for many others
_Index = QModelIndex | QPersistentModelIndex
_Pages = Mapping[int, Sequence[ListedAttendee]]


class AttendeesModel(QAbstractTableModel):
    """Rows by number, filled in as they are looked at."""

    def __init__(self, fetch: Fetch, scope: TaskScope, parent: QObject | None = None) -> None:
        """`fetch` is awaited in `scope`; its answer is dropped if the query changed meanwhile."""
        super().__init__(parent)
        self._fetch = fetch
        self._scope = scope
        self._count = 0
        self._pages: dict[int, Sequence[ListedAttendee]] = {}
        self._wanted: deque[int] = deque(maxlen=_PAGES_ASKED)
        self._reading: int | None = None
        self._generation = 0

    def show(self, count: int, first_page: Sequence[ListedAttendee]) -> None:
        """Show what another query found; `first_page` holds its first rows."""
        self.beginResetModel()
        self._forget_pages()
        self._count = count
        self._pages[0] = first_page
        self.endResetModel()

    def refresh(self, count: int, pages: Mapping[int, Sequence[ListedAttendee]]) -> None:
        """Show what the same query finds now, without leaving the place on screen."""
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        before, after = self._pages.copy(), dict(pages)
        on_their_way = (*self._wanted, self._reading)
        asked = [page for page in on_their_way if page is not None and page not in after]
        self._forget_pages()
        self._pages.update(after)
        # Page by page, as the view paints all that lies between the first and the last it is told.
        for page in before | after:
            self._tell_changed(_changed(page, before, after))
        for page in asked:
            # Its answer will be dropped, so its rows must ask again if they are on screen.
            self._tell_changed(range(page * PAGE, (page + 1) * PAGE))

    def listed(self, row: int) -> ListedAttendee | None:
        """The attendee of a row, None while its page is not there. Asks for nothing."""
        page = self._pages.get(row // PAGE, ())
        place = row % PAGE
        return page[place] if place < len(page) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many the query found."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """All columns; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if not 0 <= section < len(COLUMNS):
            return None
        return QCoreApplication.translate("AttendeesModel", COLUMNS[section].title)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows; a cell of a missing page shows dots and asks for the page."""
        if role not in _ROLES or not index.isValid():
            return None
        row = index.row()
        listed = self.listed(row)
        if listed is None:
            self._want(row // PAGE)
            return _PLACEHOLDER if role == _DISPLAY else None
        return _cell(listed, index.column(), role)

    def match(
        self,
        start: _Index,
        role: int,
        value: object,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """Nothing: looking through all rows would read them all; the search field finds them."""
        return []

    def _tell_changed(self, rows: Iterable[int]) -> None:
        """Have only the rows painted anew that say something else: one, as a rule, after a mark."""
        changed = [row for row in rows if row < self._count]
        if changed:
            last = self.index(max(changed), len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(min(changed), 0), last)

    def _forget_pages(self) -> None:
        self._generation += 1
        self._pages.clear()
        self._wanted.clear()
        self._reading = None

    def _want(self, page: int) -> None:
        if page in self._pages or page in self._wanted or page == self._reading:
            return
        # The oldest wish drops out: its rows ask again, should they still be on screen.
        self._wanted.append(page)
        self._scope.single(("reading attendees", id(self)), self._read_wanted)

    async def _read_wanted(self) -> None:
        while self._wanted:
            page, generation = self._wanted.pop(), self._generation
            self._reading = page
            rows = await self._fetch(page * PAGE, PAGE)
            self._reading = None
            if generation == self._generation:
                self._keep(page, rows)

    def _keep(self, page: int, rows: Sequence[ListedAttendee]) -> None:
        self._pages[page] = rows
        if len(self._pages) > _PAGES_KEPT:
            del self._pages[max(self._pages, key=lambda kept: abs(kept - page))]
        last = min((page + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(COLUMNS) - 1))


def _changed(page: int, before: _Pages, after: _Pages) -> Iterator[int]:
    """The rows of a page that are not in both as they were."""
    pairs = zip_longest(before.get(page, ()), after.get(page, ()))
    return (page * PAGE + place for place, (old, new) in enumerate(pairs) if old != new)


def _cell(listed: ListedAttendee, column: int, role: int) -> object:
    if role == ATTENDEE_ROLE:
        return listed
    if role == _SPOKEN and column == STATUS_COLUMN:
        return status_look(listed).sentence
    return COLUMNS[column].text(listed)
