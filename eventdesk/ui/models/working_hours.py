"""When the person works, which the views of days shade. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from PySide6.QtCore import QLocale

from eventdesk.ui.models.time_segments import MINUTES_OF_DAY

_START, _END = 8 * 60, 18 * 60


def _weekdays() -> frozenset[int]:
    """The days that are no weekend where the person lives."""
    return frozenset(day.value - 1 for day in QLocale().weekdays())


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The same hours on each working day.

    Attributes:
        start, end: minutes since midnight, `end` later.
        days: weekdays, 0 for Monday.
    """

    start: int
    end: int
    days: frozenset[int]

    @classmethod
    def usual(cls) -> Self:
        """Eight to six, on all days but the weekend of the person's locale."""
        return cls(_START, _END, _weekdays())

    def hold(self, day: date) -> bool:
        """True where the day is a working day."""
        return day.weekday() in self.days

    def as_json(self) -> dict[str, object]:
        """What to remember."""
        return {"start": self.start, "end": self.end, "days": sorted(self.days)}

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """What was remembered; anything else is as usual."""
        usual = cls.usual()
        if not isinstance(kept, Mapping):
            return usual
        start, end, days = (kept.get(name) for name in ("start", "end", "days"))
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(days, list)):
            return usual
        if not 0 <= start < end <= MINUTES_OF_DAY:
            return usual
        return cls(start, end, frozenset(day for day in days if day in range(7)))
