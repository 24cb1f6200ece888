"""Tables and lists the way every window has them: calm, by rows, and left with the Tab key."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from eventdesk.ui.theme import metrics


class RowDelegate(QStyledItemDelegate):
    """Rows of the theme's height.

    Not done with padding in the style sheet: a list that is filled before it gets its place in
    a window keeps the positions it worked out without the padding, and rows overlap.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """At least as high as a row of a list."""
        return super().sizeHint(option, index).expandedTo(QSize(0, metrics.LIST_ROW_HEIGHT))


def dress_list(view: QListView, name: str) -> None:
    """Give a list its accessible name and the looks of a list without a frame."""
    _dress(view, name)
    view.setProperty("role", "bare")
    view.setItemDelegate(RowDelegate(view))
    view.setUniformItemSizes(True)


def dress_table(view: QTableView, name: str) -> None:
    """Give a table its accessible name and select whole rows of it."""
    _dress(view, name)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setCornerWidget(QWidget(view))  # else the style draws a frame between the scroll bars
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows, columns = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setMinimumSectionSize(metrics.ROW_HEIGHT)
    rows.setDefaultSectionSize(metrics.ROW_HEIGHT)
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    columns.setMinimumSectionSize(metrics.ROW_HEIGHT)


def _dress(view: QAbstractItemView, name: str) -> None:
    view.setAccessibleName(name)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
