"""What the cells of the table of events show and say."""

from PySide6.QtCore import Qt

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import day_span
from eventdesk.ui.models.event_texts import status_text, time_below_text, when_text
from eventdesk.ui.models.event_tips import speech_of, tip_of
from eventdesk.ui.models.events_columns import COLUMNS, STATUS, TIME
from eventdesk.ui.models.events_rows import Arrangement, DayHeading

EVENT_ROLE = Qt.ItemDataRole.UserRole
"""The `ListedEvent` of a cell, None for a heading and for an event that is not there yet."""

HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `DayHeading` of a cell, None for an event."""

_DISPLAY = Qt.ItemDataRole.DisplayRole


def cell_text(listed: ListedEvent, column: int, shown: Arrangement) -> str:
    """What a cell shows; its time is shorter below the heading of its day."""
    if column != TIME:
        return COLUMNS[column].text(listed)
    if not shown.grouped:
        return when_text(listed, shown.today)
    span = day_span(listed)
    return time_below_text(span, max(span.first, shown.floor)) if span else ""


def cell_data(listed: ListedEvent, column: int, role: int, shown: Arrangement) -> object:
    """Everything that a view may ask of an event's cell."""
    if role == _DISPLAY:
        return cell_text(listed, column, shown)
    if role == EVENT_ROLE:
        return listed
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip_of(listed, shown.today)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(listed, column, shown)
    return None


def heading_data(heading: DayHeading, column: int, role: int) -> object:
    """The same of a heading's; it says its day in the first column."""
    if role == HEADING_ROLE:
        return heading
    return heading.text if role == _DISPLAY and column == TIME else None


def _spoken(listed: ListedEvent, column: int, shown: Arrangement) -> str | None:
    """What a screen reader says of a cell that shows something else."""
    if column == TIME:
        return speech_of(listed, shown.today)
    return status_text(listed) if column == STATUS else None
