"""A badge on screen as it will be printed: the same painter, smaller or larger."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eventdesk.domain.badge import SAMPLE, TEMPLATES, Badge, BadgeRules
from eventdesk.ui.theme import colors
from eventdesk.ui.views.door.badge_painter import paint_badge

_EDGE = 2


class BadgePreview(QWidget):
    """Paper in the middle of the widget, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = BadgeRules()
        self._badge = SAMPLE
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_badge(self, rules: BadgeRules, badge: Badge = SAMPLE) -> None:
        """Show another badge."""
        self._rules, self._badge = rules, badge
        self.setAccessibleDescription(f"{TEMPLATES[rules.template]}, {rules.label.text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough to read."""
        return QSize(320, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the label, turned so that its text can be read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label, turned = self._rules.label, self._rules.turned
        wide, high = (label.height, label.width) if turned else (label.width, label.height)
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        scale = min(room.width() / wide, room.height() / high)
        paper = QRectF(0, 0, wide * scale, high * scale)
        paper.moveCenter(room.center())
        painter.setPen(QPen(QColor(colors().edge), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(paper, _EDGE, _EDGE)
        painter.translate(paper.topLeft())
        if turned:
            painter.rotate(-90)
            painter.translate(-label.width * scale, 0)
        paint_badge(painter, self._badge, self._rules, scale=scale)
        painter.end()
