"""What keys do among days and hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from eventdesk.ui.models.event_texts import clock_text
from eventdesk.ui.models.event_tips import speech_of
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, at_minute
from eventdesk.ui.models.time_texts import day_words, range_words
from eventdesk.ui.views.calendar.painted_parts import tell_place
from eventdesk.ui.views.calendar.time_carrying import TimeCarrying
from eventdesk.ui.views.calendar.time_marks import SLOT
from eventdesk.ui.views.calendar.time_scene import TimeBox

if TYPE_CHECKING:
    from eventdesk.ui.views.calendar.time_grid import TimeGridView

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_OPENING = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space)
_SIDEWAYS = (_Key.Key_Left, _Key.Key_Right)
_UPRIGHT = (_Key.Key_Up, _Key.Key_Down)
_NEW_EVENT = 60  # minutes, where no range was chosen


class TimeKeys:
    """Arrows move over days and events, with Ctrl over half hours, with Shift they choose a range.

    With Ctrl and Alt they carry the event of the keyboard; Enter lets it go, Escape takes it back.
    """

    def __init__(self, view: "TimeGridView", carrying: TimeCarrying) -> None:
        self._view = view
        self._anchor: int | None = None
        self._carrying = carrying

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a key means; false where it means nothing here."""
        key, held = event.key(), event.modifiers() & ~_Modifier.KeypadModifier
        shift = held & _Modifier.ShiftModifier
        if held & ~_Modifier.ShiftModifier == _Modifier.ControlModifier | _Modifier.AltModifier:
            return self._carry(key, longer=bool(shift))
        if held == _Modifier.ControlModifier and key in _UPRIGHT:
            self._go_to_minute(self._view.marks.minute + (SLOT if key == _Key.Key_Down else -SLOT))
            return True
        if held == _Modifier.ShiftModifier and key in (*_SIDEWAYS, *_UPRIGHT):
            self._choose(key)
            return True
        return held == _Modifier.NoModifier and (self._did(key) or self._moved_on(key))

    def tab(self, *, onwards: bool) -> bool:
        """Go to the next event of the day; false after the last one."""
        boxes = self._boxes()
        place = self._place(boxes)
        if place is None and not onwards:
            return False
        place = (0 if onwards else -1) if place is None else place + (1 if onwards else -1)
        if place in range(len(boxes)):
            self._ring(boxes[place])
            return True
        self._view.mark(replace(self._view.marks, ringed=None))
        return False

    def ringed_box(self) -> TimeBox | None:
        """The event of the keyboard as it is seen on its day."""
        boxes = self._boxes()
        place = self._place(boxes)
        return None if place is None else boxes[place]

    def _did(self, key: int) -> bool:
        """Whether the key does something with what is there."""
        acts: dict[int, Callable[[], object]] = dict.fromkeys(_OPENING, self._open)
        acts |= {_Key.Key_N: self._offer_new}
        if self._view.marks.picked or self._view.marks.ghost:
            acts[_Key.Key_Escape] = self._put_back
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def _moved_on(self, key: int) -> bool:
        view = self._view
        if key in _UPRIGHT:
            self._go_to_event(1 if key == _Key.Key_Down else -1)
            return True
        days = {_Key.Key_PageUp: -view.days, _Key.Key_PageDown: view.days}
        days |= dict(zip(self._sides(), (-1, 1), strict=True))
        if key in days:
            self._view.set_day(_later(view.day, days[_Key(key)]))
            return True
        if key in (_Key.Key_Home, _Key.Key_T):
            view.set_day(view.today)
            view.show_now()
            return True
        return False

    def _sides(self) -> tuple[Qt.Key, Qt.Key]:
        """The keys that lead back and on."""
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return (_Key.Key_Right, _Key.Key_Left) if rtl else _SIDEWAYS

    def _go_to_event(self, steps: int) -> None:
        """The next event of the day, or half an hour where there is none."""
        boxes = self._boxes()
        place = self._place(boxes)
        if place is None:
            minute = self._view.marks.minute
            starts = [box.placed.start if box.placed else -1 for box in boxes]
            ahead = [n for n, start in enumerate(starts) if start >= minute]
            behind = [n for n, start in enumerate(starts) if start < minute]
            found = ahead[:1] if steps > 0 else behind[-1:]
        else:
            found = [place + steps] if place + steps in range(len(boxes)) else []
        if found:
            self._ring(boxes[found[0]])
        else:
            self._go_to_minute(self._view.marks.minute + steps * SLOT)

    def _go_to_minute(self, minute: int) -> None:
        view = self._view
        minute = min(max(minute // SLOT * SLOT, 0), MINUTES_OF_DAY - SLOT)
        view.mark(replace(view.marks, minute=minute, ringed=None, picked=None))
        view.show_time(minute, minute + SLOT)
        tell_place(view, clock_text(at_minute(view.day, minute)))

    def _ring(self, box: TimeBox) -> None:
        view = self._view
        minute = view.marks.minute
        if box.placed is not None:
            minute = min(box.placed.start // SLOT * SLOT, MINUTES_OF_DAY - SLOT)
            view.show_time(box.placed.start, min(box.placed.end, MINUTES_OF_DAY))
        view.mark(replace(view.marks, ringed=box.entry, minute=minute, picked=None))
        view.selected.emit(box.entry)
        tell_place(view, speech_of(box.span.listed, view.today))

    def _boxes(self) -> list[TimeBox]:
        column = self._view.scene.sheet.column(self._view.day)
        return [] if column is None else self._view.scene.boxes_of(column)

    def _place(self, boxes: list[TimeBox]) -> int | None:
        ringed = self._view.marks.ringed
        return next((n for n, box in enumerate(boxes) if box.entry == ringed), None)

    def _open(self) -> None:
        """What was chosen or carried comes first, then the event of the keyboard, then the day."""
        view = self._view
        if view.marks.ghost is not None:
            self._carrying.let_go()
        elif view.marks.picked is not None:
            self._offer_new()
        elif view.marks.ringed is not None:
            view.opened.emit(view.marks.ringed)
        elif view.days > 1:
            view.day_opened.emit(view.day)
        elif view.events_of(view.day):
            view.list_wanted.emit(view.day)

    def _offer_new(self) -> None:
        """A new event at the range that was chosen, or at the place of the keyboard."""
        view = self._view
        start = view.marks.minute
        end = min(start + _NEW_EVENT, MINUTES_OF_DAY)
        picked = view.marks.picked or TimeRange(view.day, view.day, start, end)
        view.mark(replace(view.marks, picked=picked))
        view.range_offered.emit(picked, self._corner(picked))

    def _corner(self, picked: TimeRange) -> QPoint:
        """Where on the screen a range begins."""
        view = self._view
        column = view.scene.sheet.column(picked.first) or 0
        if picked.start is None or picked.end is None:
            rect = view.scene.lane_rect(column, column, 0)
        else:
            rect = view.seen.on_sheet(view.scene.minutes_rect(column, picked.start, picked.end))
        return view.viewport().mapToGlobal(rect.center())

    def _choose(self, key: int) -> None:
        """Begin a range at the place of the keyboard, or make it longer or shorter."""
        view, picked = self._view, self._view.marks.picked
        if picked is None:
            self._anchor = view.marks.minute
        if key in _SIDEWAYS:
            self._choose_days(1 if key == self._sides()[1] else -1)
        else:
            self._choose_minutes(SLOT if key == _Key.Key_Down else -SLOT)
        if view.marks.picked is not None:
            view.say(range_words(view.marks.picked))

    def _choose_days(self, steps: int) -> None:
        view, picked = self._view, self._view.marks.picked
        first = last = view.day
        if picked is not None and picked.whole_days:
            first, last = picked.first, picked.last
            ahead = last if first == view.day and (last > first or steps > 0) else first
            ahead = _later(ahead, steps)
            first, last = min(view.day, ahead), max(view.day, ahead)
        shown = view.scene.sheet
        first, last = max(first, shown.first), min(last, shown.day(shown.days - 1))
        view.mark(replace(view.marks, picked=TimeRange(first, last), ringed=None))

    def _choose_minutes(self, minutes: int) -> None:
        view, picked, anchor = self._view, self._view.marks.picked, self._anchor
        anchor = view.marks.minute if anchor is None else anchor
        if picked is None or picked.start is None or picked.end is None:
            head = anchor + SLOT if minutes > 0 else anchor - SLOT
        else:
            head = (picked.end if picked.start == anchor else picked.start) + minutes
        if head == anchor:
            head += minutes
        head = min(max(head, 0), MINUTES_OF_DAY)
        chosen = TimeRange(view.day, view.day, min(anchor, head), max(anchor, head))
        view.mark(replace(view.marks, picked=chosen, ringed=None))
        view.show_time(max(0, head - SLOT), min(head + SLOT, MINUTES_OF_DAY))

    def _carry(self, key: int, *, longer: bool) -> bool:
        box = self.ringed_box()
        if box is None or key not in (*_SIDEWAYS, *_UPRIGHT):
            return False
        if key in _SIDEWAYS:
            days = 1 if key == self._sides()[1] else -1
            self._carrying.carry(box.span, days=days, longer=longer)
        else:
            self._carrying.carry(box.span, steps=1 if key == _Key.Key_Down else -1, longer=longer)
        return True

    def _put_back(self) -> None:
        view = self._view
        view.mark(replace(view.marks, picked=None, ghost=None))
        view.say(day_words(view.day, view.today, view.events_of(view.day)))


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
