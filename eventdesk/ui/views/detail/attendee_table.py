"""The table of attendees: columns to sort, move and hide, rows to open and to mark."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from eventdesk.ui.views.common.item_views import dress_table
from eventdesk.ui.views.detail.columns import Column, dress_header, header_state, restore_header

_LEAST_ROWS = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttendeeTable(QTableView):
    """Signals:

    open_asked: the person wants to see the current row's card.
    sort_asked: a column's key, and whether downwards.
    columns_changed: order, widths or hidden columns are others now.
    typed: text typed on the table, which is meant for the search.
    """

    open_asked = Signal()
    sort_asked = Signal(str, bool)
    columns_changed = Signal()
    typed = Signal(str)

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._sort = ("name", False)
        self._dressing = False
        dress_table(self, "Attendees")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.open_asked.emit())
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns_menu)
        header.sortIndicatorChanged.connect(self._sort_clicked)
        header.sectionMoved.connect(self._tell_columns)
        header.sectionResized.connect(self._tell_columns)

    def minimumSizeHint(self) -> QSize:
        """A few rows below the titles."""
        rows = _LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()
        return QSize(super().minimumSizeHint().width(), height)

    def dress(self, state: Mapping[str, Any]) -> None:
        """Arrange the columns of the model as they were kept; {} for the first arrangement."""
        header = self.horizontalHeader()
        self._dressing = True
        dress_header(header, self._columns)
        restore_header(header, self._columns, state)
        key, descending = state.get("sort", "name"), bool(state.get("descending", False))
        if any(column.key == key and column.sorts for column in self._columns):
            self._sort = (key, descending)
        self._show_sort()
        self._dressing = False

    @property
    def sort(self) -> tuple[str, bool]:
        """The key of the column that is sorted by, and whether downwards."""
        return self._sort

    def layout_state(self) -> dict[str, Any]:
        """What `dress` takes."""
        key, descending = self._sort
        state = header_state(self.horizontalHeader(), self._columns)
        return state | {"sort": key, "descending": descending}

    def columns_menu(self, parent: QWidget) -> QMenu:
        """A menu to show and hide columns; the name stays."""
        menu = QMenu(self.tr("Columns"), parent)
        for place, column in enumerate(self._columns):
            action = menu.addAction(self._title(place))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(column.key != "name")
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown=shown))
        return menu

    def sort_menu(self, parent: QWidget) -> QMenu:
        """A menu to sort by: the keyboard's way to the titles."""
        menu = QMenu(self.tr("Sort by"), parent)
        key, descending = self._sort
        for place, column in enumerate(self._columns):
            if column.sorts:
                again = column.key == key and not descending
                action = menu.addAction(self._title(place))
                action.setCheckable(True)
                action.setChecked(column.key == key)
                action.triggered.connect(
                    lambda _checked, key=column.key, down=again: self._sort_by(key, down)
                )
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else is Qt's."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in _ENTER and plain:
            self.open_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters typed on the table search all attendees, not only those that are loaded."""
        if search.strip():
            self.typed.emit(search)

    def _title(self, place: int) -> str:
        return str(self.model().headerData(place, Qt.Orientation.Horizontal))

    def _show_column(self, place: int, *, shown: bool) -> None:
        self.setColumnHidden(place, not shown)
        self._tell_columns()

    def _show_columns_menu(self, at: QPoint) -> None:
        menu = self.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _sort_clicked(self, place: int, order: Qt.SortOrder) -> None:
        column = self._columns[place]
        if column.sorts:
            self._sort_by(column.key, order == Qt.SortOrder.DescendingOrder)
        else:
            self._show_sort()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._show_sort()
        self.sort_asked.emit(key, descending)
        self._tell_columns()

    def _show_sort(self) -> None:
        key, descending = self._sort
        place = next(i for i, column in enumerate(self._columns) if column.key == key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(self.horizontalHeader()):
            self.horizontalHeader().setSortIndicator(place, order)
        self.horizontalHeader().viewport().update()

    def _tell_columns(self) -> None:
        if not self._dressing:
            self.columns_changed.emit()
