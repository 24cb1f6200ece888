"""An event on its way to another time: by keys, step by step, or with the pointer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.time_texts import ghost_words
from eventdesk.ui.views.calendar.time_marks import STEP, Ghost

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.time_grid import TimeGridView

_STEP = timedelta(minutes=STEP)


class TimeCarrying:
    """Shows where the event would lie; asks for the move once it is let go."""

    def __init__(self, view: "TimeGridView") -> None:
        self._view = view
        self._span: DaySpan | None = None

    def carry(self, span: DaySpan, *, days: int = 0, steps: int = 0, longer: bool = False) -> None:
        """Go on from where the event is or was carried to; `longer` moves its end alone."""
        ghost = self._ghost(span)
        by = timedelta(days=days) + (timedelta() if span.bar else steps * _STEP)
        starts = ghost.starts if longer else ghost.starts + by
        least = timedelta(days=1) if span.listed.event.all_day else _STEP
        ends = max(ghost.ends + by, starts + least) if longer else ghost.ends + by
        self.put(span, starts, ends)
        self._view.say(ghost_words(span, starts, self._ghost(span).ends))

    def put(self, span: DaySpan, starts: datetime, ends: datetime) -> None:
        """Show the event at other times."""
        self._span = span
        view = self._view
        view.mark(replace(view.marks, ghost=Ghost(span.entry, starts, ends), picked=None))
        if not span.bar:
            minute = starts.hour * 60 + starts.minute
            view.show_time(minute, min(minute + 60, 24 * 60))

    def let_go(self) -> None:
        """Ask for the move; where the event did not leave its place nothing happens."""
        view, ghost, span = self._view, self._view.marks.ghost, self._span
        if ghost is None or span is None:
            return
        if (ghost.starts, ghost.ends) == (span.starts, _end_of(span)):
            view.end_move()
        else:
            view.move_wanted.emit(span, ghost.starts, ghost.ends)

    def _ghost(self, span: DaySpan) -> Ghost:
        ghost = self._view.marks.ghost
        if ghost is not None and ghost.entry == span.entry:
            return ghost
        return Ghost(span.entry, span.starts, _end_of(span))


def _end_of(span: DaySpan) -> datetime:
    """The end on the wall; an all-day event without one takes its day."""
    if span.listed.event.all_day and span.ends <= span.starts:
        return span.starts + timedelta(days=1)
    return span.ends
