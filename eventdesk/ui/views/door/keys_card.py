"""All keys of a door on one card (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, colors, metrics, text_font
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import Heading, TextLabel
from eventdesk.ui.views.dialogs.keys import KeyLine

_CLOSING = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COLUMNS = 2


class KeysCard(QDialog):
    """Closed with Escape, F1, Enter or its button."""

    def __init__(self, parent: QWidget | None, lines: Sequence[KeyLine]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription("; ".join(f"{line.keys}: {line.what}" for line in lines))
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.MEDIUM)
        grid.setVerticalSpacing(metrics.SMALL)
        half = -(-len(lines) // _COLUMNS)
        for number, line in enumerate(lines):
            column, row = divmod(number, half)
            grid.addWidget(_KeyCap(line.keys), row, 3 * column)
            grid.addWidget(TextLabel(line.what, role=TextRole.HEADING), row, 3 * column + 1)
        grid.setColumnMinimumWidth(2, metrics.HUGE)
        close = button(self.tr("Close"), self.accept, variant=Variant.PRIMARY)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.HUGE] * 4)
        layout.setSpacing(metrics.LARGE)
        layout.addWidget(Heading(self.tr("Keys"), role=TextRole.TITLE))
        layout.addLayout(grid)
        layout.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that showed the card puts it away."""
        if event.key() in _CLOSING:
            self.accept()
        else:
            super().keyPressEvent(event)


class _KeyCap(QLabel):
    """A key as it looks on a keyboard."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(text_font(TextRole.STRONG))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(metrics.MEDIUM, metrics.TIGHT, metrics.MEDIUM, metrics.TIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap, then the word on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors().edge))
        painter.setBrush(QColor(colors().surface))
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(area, metrics.RADIUS, metrics.RADIUS)
        left, right = area.left() + metrics.TIGHT, area.right() - metrics.TIGHT
        painter.drawLine(left, area.bottom() - 2, right, area.bottom() - 2)
        painter.end()
        super().paintEvent(event)
