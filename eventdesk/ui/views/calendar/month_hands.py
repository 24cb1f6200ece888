"""Days of a month that are chosen and events that are carried on, with keys or the pointer."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from eventdesk.ui.models.calendar_days import DAY, WEEK, DaySpan
from eventdesk.ui.models.event_texts import day_text, title_text
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.models.time_texts import range_words
from eventdesk.ui.views.calendar.month_painter import Carried
from eventdesk.ui.views.calendar.no_drop import refuse_drag

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.month_view import MonthView

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_CARRYING = _Modifier.ControlModifier | _Modifier.AltModifier
_OPENING = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space)


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down: the day, and the event if there was one."""

    point: QPoint
    day: date
    span: DaySpan | None


class MonthHands:
    """Shift and arrows, or a drag over days, choose days; Ctrl, Alt and arrows, or a drag of an
    event, carry it. Enter or letting go asks for what was shown, Escape takes it back.
    """

    def __init__(self, view: "MonthView") -> None:
        self._view = view
        self._press: _Press | None = None
        self._end: date | None = None

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; false where it means nothing."""
        held = event.modifiers() & ~_Modifier.KeypadModifier
        days = self._days(event.key())
        if days is not None and held == _Modifier.ShiftModifier:
            self._choose(days)
        elif days is not None and held == _CARRYING:
            self._carry(days)
        elif held == _Modifier.NoModifier and event.key() == _Key.Key_N:
            self._offer()
        elif held == _Modifier.NoModifier and self._holds and event.key() in _OPENING:
            self._let_go()
        elif self._holds and event.key() == _Key.Key_Escape:
            self.put_back()
        else:
            return False
        return True

    def pressed(self, point: QPoint, day: date, span: DaySpan | None) -> None:
        """The left button went down."""
        self._press = _Press(point, day, span)

    def dragged(self, point: QPoint) -> bool:
        """The pointer moved with the button down; true while something is dragged."""
        press = self._press
        if press is None:
            return False
        far = (point - press.point).manhattanLength() >= QApplication.startDragDistance()
        if not far and not self._holds:
            return False
        day = self._view.scene.day_at(point) or press.day
        if press.span is not None and (why := self._view.why_fixed(press.span.listed)):
            refuse_drag(self._view, self._view.mapToGlobal(point), why)
        elif press.span is not None:
            self._show_carried(press.span, day - press.day)
        elif day != press.day or self._holds:
            self._show_chosen(press.day, day)
        return True

    def released(self) -> None:
        """The button is up: ask for what is shown."""
        self._press = None
        if self._holds:
            self._let_go()

    def offer(self, day: date) -> None:
        """Ask for a new event on a day."""
        self._show_chosen(day, day)
        self._offer()

    def put_back(self) -> None:
        """Nothing is chosen or carried any more."""
        self._press = None
        self._view.mark(replace(self._view.marks, picked=None, carried=None))

    @property
    def _holds(self) -> bool:
        return self._view.marks.picked is not None or self._view.marks.carried is not None

    def _days(self, key: int) -> timedelta | None:
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (DAY, -DAY) if rtl else (-DAY, DAY)
        found = {
            _Key.Key_Left: back,
            _Key.Key_Right: on,
            _Key.Key_Up: -WEEK,
            _Key.Key_Down: WEEK,
        }
        return found.get(_Key(key))

    def _choose(self, days: timedelta) -> None:
        picked = self._view.marks.picked
        end = self._end if picked is not None and self._end is not None else self._view.day
        self._show_chosen(self._view.day, end + days)

    def _show_chosen(self, start: date, end: date) -> None:
        if self._view.scene.cell_of(end) is None:
            return
        self._end = end
        picked = TimeRange(min(start, end), max(start, end))
        self._view.mark(replace(self._view.marks, day=start, picked=picked, ringed=None))
        self._view.say(range_words(picked))

    def _carry(self, days: timedelta) -> None:
        span, carried = self._view.ringed_span(), self._view.marks.carried
        if span is None:
            return
        before = carried.by if carried is not None and carried.span == span else timedelta()
        self._show_carried(span, before + days)

    def _show_carried(self, span: DaySpan, by: timedelta) -> None:
        if self._view.scene.cell_of(span.first + by) is None:
            return
        self._view.mark(replace(self._view.marks, carried=Carried(span, by), picked=None))
        self._view.say(f"{title_text(span.listed)}, {day_text(span.first + by)}")

    def _offer(self) -> None:
        """A new event on the days that were chosen, or on the day of the keyboard."""
        view = self._view
        picked = view.marks.picked or TimeRange(view.day, view.day)
        view.mark(replace(view.marks, picked=picked))
        cell = view.scene.cell_of(picked.last)
        place = cell.center() if cell is not None else view.rect().center()
        view.range_offered.emit(picked, view.mapToGlobal(place))

    def _let_go(self) -> None:
        carried = self._view.marks.carried
        if carried is None:
            self._offer()
        elif not carried.by:
            self.put_back()
        else:
            span, by = carried.span, carried.by
            self._view.move_wanted.emit(span, span.starts + by, _end_of(span) + by)


def _end_of(span: DaySpan) -> datetime:
    """The end on the wall; an all-day event without one takes its day."""
    whole = span.listed.event.all_day and span.ends <= span.starts
    return span.starts + DAY if whole else span.ends
