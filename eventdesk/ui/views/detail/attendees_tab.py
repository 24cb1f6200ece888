"""The Attendees tab: search, filter, table, and the buttons to mark with."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from eventdesk.domain.attendance import AttendanceStatus, status_title
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import ElidedLabel
from eventdesk.ui.views.common.search_field import SearchField
from eventdesk.ui.views.common.sparing import name_by_words, spare_words
from eventdesk.ui.views.detail.attendee_table import AttendeeTable
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.content import ContentStack
from eventdesk.ui.views.detail.flow import FlowLayout
from eventdesk.ui.views.detail.row_ranges import count_rows, make_current, selected_ranges

MARK_KEYS = {
    AttendanceStatus.ATTENDED: "Ctrl+Return",
    AttendanceStatus.NO_SHOW: "Ctrl+Shift+Return",
    AttendanceStatus.INVITED: "Ctrl+Shift+I",
    AttendanceStatus.ACCEPTED: "Ctrl+Shift+A",
    AttendanceStatus.DECLINED: "Ctrl+Shift+N",
}
"""The key of each status, wherever in the tab the focus is."""

_MORE = (AttendanceStatus.INVITED, AttendanceStatus.ACCEPTED, AttendanceStatus.DECLINED)
UNDO_KEY = "Ctrl+Shift+Backspace"


class AttendeesTab(QWidget):
    """Signals:

    search_changed: the text of the search field, with every key.
    filter_chosen: the number of a line of the filter.
    mark_asked: a status to give to the selected rows.
    undo_asked: take back the selected rows' last marks.
    print_asked: put the list on paper.
    selection_changed: other rows are selected.
    """

    search_changed = Signal(str)
    filter_chosen = Signal(int)
    mark_asked = Signal(str)
    undo_asked = Signal()
    print_asked = Signal()
    selection_changed = Signal()

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField("Search attendees")
        self.search.textChanged.connect(self.search_changed)
        self.search.left_downwards.connect(self._enter_table)
        self.filter = QComboBox()
        self.filter.setAccessibleName("Attendance filter")
        self.filter.setAccessibleDescription("Attendance filter")
        self.filter.setToolTip(self.tr("Attendance filter"))
        self.filter.currentIndexChanged.connect(self.filter_chosen)
        self.table = AttendeeTable(columns)
        self.table.typed.connect(self._search_for)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_row_menu)
        self.content = ContentStack(self.table)
        self.message = InlineMessage()
        self.busy = BusyBar()
        self.summary = ElidedLabel(muted=True)
        self._make_buttons()
        self._lay_out()

    def watch_selection(self) -> None:
        """Follow the selection, once the table has its model."""
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.model().modelReset.connect(self._begin_list)
        self._begin_list()

    def offer_filters(self, titles: Sequence[str], chosen: int) -> None:
        """Fill the filter; nothing is emitted."""
        if [self.filter.itemText(i) for i in range(self.filter.count())] != list(titles):
            with QSignalBlocker(self.filter):
                self.filter.clear()
                self.filter.addItems(list(titles))
        with QSignalBlocker(self.filter):
            self.filter.setCurrentIndex(chosen)

    def reset(self, search: str = "") -> None:
        """Begin another event without a filter and with this search; nothing is emitted."""
        with QSignalBlocker(self):  # the field itself must notice, for its clear button
            self.search.setText(search)
            self.filter.setCurrentIndex(0)
        self.message.clear()

    def chosen_rows(self) -> list[range]:
        """The selected rows: whom a mark would be of."""
        return selected_ranges(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons in one row as long as that can be."""
        super().resizeEvent(event)
        spare_words(self._buttons(), (self._more, self._undo), self.contentsRect().width())

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._attended, self._no_show, self._more, self._undo

    def _make_buttons(self) -> None:
        attended, no_show = AttendanceStatus.ATTENDED, AttendanceStatus.NO_SHOW
        self._attended = button(
            self.tr("Mark attended"),
            lambda: self.mark_asked.emit(attended),
            variant=Variant.PRIMARY,
            icon_name="check-circle",
        )
        self._no_show = button(self.tr("Mark no-show"), lambda: self.mark_asked.emit(no_show))
        self._more = button("More statuses")
        self._more.setMenu(self._status_menu())
        self._undo = button(
            self.tr("Undo"), self.undo_asked.emit, icon_name="arrow-counter-clockwise"
        )
        for made, key in (
            (self._attended, MARK_KEYS[attended]),
            (self._no_show, MARK_KEYS[no_show]),
            (self._undo, UNDO_KEY),
        ):
            made.setToolTip(f"{made.text()} ({_shown_key(key)})")
        for made in (self._more, self._undo):
            name_by_words(made)
        self._add_shortcuts()

    def _add_shortcuts(self) -> None:
        """Keys that hold wherever in the tab the focus is; also with Enter of the number pad."""
        for status, key in MARK_KEYS.items():
            for text in {key, key.replace("Return", "Enter")}:
                self._shortcut(text, partial(self.mark_asked.emit, status))
        self._shortcut(UNDO_KEY, self.undo_asked.emit)

    def _shortcut(self, key: str, act: Any) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def _status_menu(self) -> QMenu:
        menu = QMenu(self._more)
        for status in _MORE:
            title = self.tr("Mark %s") % status_title(status).lower()
            menu.addAction(
                f"{title}\t{_shown_key(MARK_KEYS[status])}",
                partial(self.mark_asked.emit, status),
            )
        return menu

    def _lay_out(self) -> None:
        find = QHBoxLayout()
        find.setSpacing(metrics.SMALL)
        find.addWidget(self.search, 3)
        find.addWidget(self.filter, 2)
        act = FlowLayout()
        for made in self._buttons():
            act.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.SMALL, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addLayout(find)
        column.addWidget(self.content, 1)
        column.addWidget(self.summary)
        column.addWidget(self.message)
        column.addWidget(self.busy)
        column.addLayout(act)

    def _begin_list(self) -> None:
        """Select whoever alone was found, so that one can mark them and sees who it is."""
        if self.table.model().rowCount() == 1:
            self.table.selectRow(0)
        self._selection_changed()

    def _selection_changed(self) -> None:
        chosen = count_rows(self.chosen_rows())
        for made in self._buttons():
            made.setEnabled(chosen > 0)
        self.selection_changed.emit()

    def _enter_table(self) -> None:
        if self.content.has_content and self.table.model().rowCount():
            self.table.setFocus()
            if not selected_ranges(self.table):
                make_current(self.table, 0)
                self.table.selectRow(0)

    def _search_for(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _show_row_menu(self, at: QPoint) -> None:
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if count_rows(self.chosen_rows()):
            menu.addAction(self.tr("Open contact card\tEnter"), self.table.open_asked.emit)
            menu.addSeparator()
            for status in (AttendanceStatus.ATTENDED, AttendanceStatus.NO_SHOW, *_MORE):
                title = self.tr("Mark %s") % status_title(status).lower()
                menu.addAction(
                    f"{title}\t{_shown_key(MARK_KEYS[status])}",
                    partial(self.mark_asked.emit, status),
                )
            menu.addAction(self.tr("Undo\t%s") % _shown_key(UNDO_KEY), self.undo_asked.emit)
            menu.addSeparator()
        menu.addMenu(self.table.sort_menu(menu))
        menu.addMenu(self.table.columns_menu(menu))
        menu.addSeparator()
        menu.addAction(self.tr("Print list…"), self.print_asked.emit)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _shown_key(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
