"""What stands out among days: the place of the keyboard, a range, an event on its way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.time_range import TimeRange

SLOT = 30
"""Minutes that the keyboard moves by."""

STEP = 15
"""Minutes that the pointer moves by."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where an event would lie if it were let go: its times on the wall."""

    entry: CalendarEntry
    starts: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class TimeMarks:
    """What stands out.

    Attributes:
        day, minute: where the keyboard is; `ringed` is the event there that Enter opens.
        chosen: the event that the pane beside shows.
        picked: the range that was chosen.
        ghost: an event that is being moved.
    """

    day: date
    minute: int
    focus: bool = False
    chosen: CalendarEntry | None = None
    ringed: CalendarEntry | None = None
    hovered: CalendarEntry | None = None
    picked: TimeRange | None = None
    ghost: Ghost | None = None
