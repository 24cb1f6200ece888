"""The table **Events**: opens rows, keeps its place over a refresh, lets columns move and hide."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from eventdesk.domain.event import EventRef
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import range_text
from eventdesk.ui.models.events import EventsModel
from eventdesk.ui.models.events_columns import (
    ACCOUNT,
    ATTENDED,
    COLUMNS,
    EXPECTED,
    PLACE,
    STATUS,
    TIME,
    TITLE,
)
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.agenda_delegate import AgendaDelegate
from eventdesk.ui.views.calendar.chosen_rows import blocks_of
from eventdesk.ui.views.calendar.columns_menu import columns_menu
from eventdesk.ui.views.calendar.kept_place import KeptPlace, Moved
from eventdesk.ui.views.calendar.wall_time import Now
from eventdesk.ui.views.common.item_views import dress_table

_Move = QAbstractItemView.CursorAction
_LEAST_TITLE = 180
_GIVE_WAY = ((PLACE,), (STATUS, EXPECTED, ATTENDED), (ACCOUNT,))
"""Columns that make room for the title where it gets narrow, in this order; but for the place
alone, what they say then stands below the title."""

_SLACK = 2


class EventsTable(QTableView):
    """Signals:

    selected: the `CalendarEntry` of a row that the person went to.
    choice_changed: how many events are chosen.
    opened: the `CalendarEntry` of a row opened with Enter or a double click.
    menu_asked: the `ListedEvent` of a row whose menu is wanted, and a place on the screen.
    today_asked: the days from today on are to be shown.
    columns_changed: the person moved, hid, sized or sorted columns.
    """

    selected = Signal(object)
    choice_changed = Signal(int)
    opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    today_asked = Signal()
    columns_changed = Signal()

    def __init__(self, model: EventsModel, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_table(self, self.tr("Events"))
        self._events = model
        self._hidden: set[int] = set()
        self._quiet = False
        self._replacing = False
        self._place = KeptPlace(self, model)
        self.setModel(model)
        # Where a header shares the table's choice, it asks each row of each column whether it is
        # chosen, with every painting: seconds for a long list of which all is.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self._delegate = AgendaDelegate(self, model, now)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("role", "bare")
        self.doubleClicked.connect(lambda index: self._open(index))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._tell)  # the current row too: its event may be out of sight
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_choice())
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSortIndicator(TIME, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        for number, column in enumerate(COLUMNS):
            header.resizeSection(number, column.width)
        header.resizeSection(TIME, max(COLUMNS[TIME].width, self._longest_time()))
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        model.replacing.connect(self._remember_place)
        model.replaced.connect(self._restore_place)
        self.verticalScrollBar().valueChanged.connect(lambda *_: self._look())
        header.sectionMoved.connect(lambda *_: self._changed())
        header.sectionResized.connect(lambda *_: self._resized())
        header.sortIndicatorChanged.connect(lambda *_: self._changed())

    @property
    def current(self) -> CalendarEntry | None:
        """The entry of the keyboard's row."""
        return self._events.entry(self.currentIndex().row())

    @property
    def chosen_refs(self) -> tuple[EventRef, ...]:
        """The events that are chosen, in the order of their rows; a series once."""
        rows = self._events.rows
        found = dict[tuple[str, str], None]()
        for block in blocks_of(self.selectionModel().selection()):
            part = slice(block.start, block.stop)
            found.update(dict.fromkeys(zip(rows.accounts[part], rows.refs[part], strict=True)))
        return tuple(EventRef(account, ref) for account, ref in found if ref)

    def choose(self, entry: CalendarEntry | None) -> None:
        """Put the keyboard on an entry, telling nobody; where it is chosen, others stay so too."""
        self._quiet = True
        at_hand = entry is not None and entry == self.current
        row = self._events.row_of(entry) if entry and not at_hand else self.currentIndex().row()
        self._place.go_to(None if entry is None else row)
        self._quiet = False

    def sort_by_time(self, order: Qt.SortOrder) -> None:
        """Newest first or oldest first, if rows stand in the order of time at all."""
        if self._events.arrangement.grouped:
            self.sortByColumn(TIME, order)

    def columns(self) -> dict[str, Any]:
        """What to remember of the columns."""
        state = self.horizontalHeader().saveState().toBase64().toStdString()
        return {"state": state, "hidden": sorted(COLUMNS[number].key for number in self._hidden)}

    def restore_columns(self, kept: object) -> None:
        """Arrange columns as `columns` told; anything else changes nothing."""
        if not isinstance(kept, Mapping):
            return
        self._quiet = True
        hidden = kept.get("hidden", ())
        self._hidden = {number for number, column in enumerate(COLUMNS) if column.key in hidden}
        state = QByteArray.fromBase64(str(kept.get("state", "")).encode())
        self.horizontalHeader().restoreState(state)
        self.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        self.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._quiet = False
        self._fit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads; past a heading, upwards where only headings are below."""
        found: QModelIndex = super().moveCursor(action, modifiers)
        up = action in (_Move.MoveUp, _Move.MovePageUp)
        row = self._events.event_row(found.row(), -1 if up else 1)
        return found if row is None else self._events.index(row, found.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, on every platform; Home and T lead to today, as in the other views."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_T) and not held:
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the event of a row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        listed = self._events.listed(index.row())
        if listed is not None:
            place = event.pos() if by_mouse else self.visualRect(index).center()
            self.menu_asked.emit(listed, self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes the room that there is."""
        super().resizeEvent(event)
        self._fit()
        self._look()

    def _look(self) -> None:
        """Tell the model which rows are on screen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        end = self._events.rowCount() if last < 0 else last + 1
        self._events.look_at(range(max(0, first), end), self.currentIndex().row())

    def _open(self, index: QModelIndex) -> None:
        entry = self._events.entry(index.row())
        if entry is not None:
            self.opened.emit(entry)

    def _tell(self, index: QModelIndex) -> None:
        entry = None if self._quiet else self._events.entry(index.row())
        if entry is not None:
            self.selected.emit(entry)

    def _tell_choice(self) -> None:
        if not self._replacing:
            rows, blocks = self._events.rows, blocks_of(self.selectionModel().selection())
            self.choice_changed.emit(sum(rows.events_among(b.start, b.stop) for b in blocks))

    def _changed(self) -> None:
        if not self._quiet:
            self.columns_changed.emit()

    def _resized(self) -> None:
        if not self._quiet:
            self._fit()
            self.columns_changed.emit()

    def _longest_time(self) -> int:
        """Room for a time from before noon to after it, as people write it."""
        text = range_text(datetime(2000, 1, 1, 10, 44), datetime(2000, 1, 1, 22, 44))
        return self.fontMetrics().horizontalAdvance(text) + 2 * metrics.SMALL + _SLACK

    def _fit(self) -> None:
        """Hide what the person hid and what there is no room for; the title takes the rest."""
        header, room = self.horizontalHeader(), self.viewport().width()
        self._quiet = True
        for number in range(len(COLUMNS)):
            header.setSectionHidden(number, number in self._hidden)
        below: set[int] = set()
        for numbers in _GIVE_WAY:
            if room - self._others() >= _LEAST_TITLE:
                break
            below.update(number for number in numbers if number not in self._hidden)
            for number in numbers:
                header.setSectionHidden(number, True)
        self._write_below(below if below != {PLACE} else set())
        header.resizeSection(TITLE, max(_LEAST_TITLE, room - self._others()))
        self._quiet = False

    def _write_below(self, columns: set[int]) -> None:
        """Rows are higher while a second line stands in them."""
        self._delegate.below = frozenset(columns)
        height = metrics.ROW_HEIGHT if not columns else self._delegate.two_lines()
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()

    def _others(self) -> int:
        header = self.horizontalHeader()
        return sum(header.sectionSize(n) for n in range(len(COLUMNS)) if n != TITLE)

    def _offer_columns(self, place: QPoint) -> None:
        across = Qt.Orientation.Horizontal
        titles = {
            number: str(self._events.headerData(number, across))
            for number in range(len(COLUMNS))
            if number != TITLE
        }
        menu = columns_menu(self, titles, self._hidden, self._show_column)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, number: int, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(number)
        self._fit()
        self._changed()

    def _remember_place(self, moved: Moved) -> None:
        self._place.remember(moved)
        self._quiet = self._replacing = True

    def _restore_place(self, moved: Moved) -> None:
        self._place.restore(moved)
        self._quiet = self._replacing = False
        self._tell_choice()
        self._look()
