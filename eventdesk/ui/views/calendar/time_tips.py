"""Tool tips of a week or a day: what is said of the event under the pointer."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from eventdesk.ui.models.event_tips import tip_of

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.time_canvas import TimeCanvas


def show_tip(view: "TimeCanvas", event: QHelpEvent) -> None:
    """Say what is under the pointer, or take away what was said."""
    box = view.seen.box_at(event.pos())
    if box is None:
        QToolTip.hideText()
        return
    text, place = tip_of(box.span.listed, view.today), view.seen.rect_of(box)
    QToolTip.showText(event.globalPos(), text, view.viewport(), place)
