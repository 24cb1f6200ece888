"""Tool tips of what the calendar paints: what is said of the event under the pointer."""

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.event_tips import tip_of


def show_tip(
    widget: QWidget, event: QHelpEvent, found: tuple[ListedEvent, QRect] | None, today: date
) -> None:
    """Say what is under the pointer and where it is, or take away what was said."""
    if found is None:
        QToolTip.hideText()
        return
    listed, place = found
    QToolTip.showText(event.globalPos(), tip_of(listed, today), widget, place)
