"""Says while an event is dragged that it stays where it is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip, QWidget

from eventdesk.ui.views.common.labels import plain_tip


def refuse_drag(widget: QWidget, place: QPoint, reason: str) -> None:
    """Show the pointer of what cannot be dropped, and why at `place` on the screen."""
    widget.setCursor(Qt.CursorShape.ForbiddenCursor)
    QToolTip.showText(place, plain_tip(reason), widget)
