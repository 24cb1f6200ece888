"""Some time that a person chose among days and hours. No widgets."""

from dataclasses import dataclass
from datetime import date, datetime

from eventdesk.ui.models.calendar_days import DAY
from eventdesk.ui.models.time_segments import at_minute


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Some time that was chosen: minutes of one day, or whole days where there are none.

    Attributes:
        first, last: the days, both included.
        start, end: minutes of the first day, `end` later; None for whole days.
    """

    first: date
    last: date
    start: int | None = None
    end: int | None = None

    @property
    def whole_days(self) -> bool:
        """True where no clock counts."""
        return self.start is None

    @property
    def starts(self) -> datetime:
        """On the wall's clock."""
        return at_minute(self.first, self.start or 0)

    @property
    def ends(self) -> datetime:
        """On the wall's clock; of whole days the midnight after the last."""
        if self.end is None:
            return at_minute(self.last + DAY, 0)
        return at_minute(self.first, self.end)
