"""Says something to those who do not see the screen."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, politely: bool = False) -> None:
    """Have a screen reader say a sentence now, or politely, once it has nothing else to say.

    Args:
        widget: whose news it is.
    """
    manners = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(manners.Polite if politely else manners.Assertive)
    QAccessible.updateAccessibility(event)
