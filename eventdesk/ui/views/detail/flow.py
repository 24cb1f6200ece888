"""Puts controls beside each other and goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from eventdesk.ui.theme import metrics


class FlowLayout(QLayout):
    """Like words of a paragraph; without margins of its own."""

    def __init__(
        self,
        spacing: int = metrics.SMALL,
        parent: QWidget | None = None,
        *,
        line_spacing: int = metrics.SMALL,
    ) -> None:
        """`spacing` is between neighbours in a line, `line_spacing` between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._line_spacing = line_spacing
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Add behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As large as needed and no larger."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Less width means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Give each its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not sizes:
            return QSize(0, 0)
        width = sum(size.width() for size in sizes) + self.spacing() * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; returns how high they are together."""
        left, top, line = rect.left(), rect.top(), 0
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget is not None else Qt.LayoutDirection(0)
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            # What is wider than a whole line is cut by its own rules, not by the pane's edge.
            size.setWidth(min(size.width(), max(rect.width(), item.minimumSize().width())))
            if line and left + size.width() > rect.left() + rect.width():
                left, top, line = rect.left(), top + line + self._line_spacing, 0
            if move:
                place = QRect(QPoint(left, top), size)
                item.setGeometry(QStyle.visualRect(direction, rect, place))
            left += size.width() + self.spacing()
            line = max(line, size.height())
        return top + line - rect.top()
