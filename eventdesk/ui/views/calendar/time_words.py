"""What events say among the hours: title, time, place and signs, cut to the room there is."""

from PySide6.QtCore import QRect

from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import clock_text, time_below_text, title_text
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.event_paint import SOLD_OUT, signs_of, stripes_width
from eventdesk.ui.views.calendar.font_words import FontWords
from eventdesk.ui.views.calendar.time_scene import TimeBox, TimeLooks, TimeText

SIGN = 14
"""Width of a sign at the trailing edge of an event."""

_NARROW = 40
"""An event with fewer pixels than these has its words closer to its edges."""

_LEAST_PLACE = 80
"""Room from which on an event tells where it is, below its time."""

_LEAST_WORDS = 12
"""Room below which not even two letters would stand, so there are no words."""


def bar_text(looks: TimeLooks, box: TimeBox) -> TimeText:
    """What a bar says on its one line."""
    listed = box.span.listed
    title = title_text(listed)
    timed = box.begins and not listed.event.all_day
    said = f"{clock_text(box.span.starts)} {title}" if timed else title
    signs, room = _signs(looks.words, listed, box.rect, said)
    return TimeText(looks.words.wrapped(said, room, 1), signs)


def event_text(looks: TimeLooks, box: TimeBox) -> TimeText:
    """What an event says among the hours, on as many lines as its length gives."""
    span, rect = box.span, box.rect
    title, when = title_text(span.listed), clock_text(span.starts)
    lines = max(1, (rect.height() - 2) // looks.line)
    said = f"{when} {title}" if lines == 1 and box.begins else title
    signs, room = _signs(looks.words, span.listed, rect, said)
    if signs and signs_stand_below(rect, looks):
        room, lines = room + SIGN * len(signs), lines - 1
    if room < _LEAST_WORDS:
        return TimeText(("",), signs)
    if lines == 1:
        beside = looks.words.width(f"{when} ") < room // 2
        return TimeText(looks.words.wrapped(said if beside else title, room, 1), signs)
    found, time_line = _title_and_time(looks.words, span, title, room, lines)
    return TimeText(found, signs, time_line)


def words_gap(rect: QRect) -> int:
    """Between the words of an event and its edges."""
    return metrics.TIGHT if rect.width() >= _NARROW else metrics.TIGHT // 2


def signs_stand_below(rect: QRect, looks: TimeLooks) -> bool:
    """True where an event is high enough for its signs to stand below its words."""
    return rect.height() >= 3 * looks.line


def _title_and_time(
    words: FontWords, span: DaySpan, title: str, room: int, lines: int
) -> tuple[tuple[str, ...], int]:
    """The title on as many lines as it takes, below the time, then the place if there is room.

    Half a time misleads, so it is there as a whole or not at all.
    """
    when, short = time_below_text(span, span.first), clock_text(span.starts)
    fitting = next((text for text in (when, short) if words.width(text) <= room), "")
    found = words.wrapped(title, room, lines - 1 if fitting else lines)
    if not fitting:
        return found, -1
    below = one_line(span.listed.event.place) if room >= _LEAST_PLACE else ""
    place = words.wrapped(below, room, min(1, lines - 1 - len(found)))
    return (*found, fitting, *place), len(found)


def _signs(
    words: FontWords, listed: ListedEvent, rect: QRect, said: str
) -> tuple[tuple[str, ...], int]:
    """The signs that there is room for, and the room that words then have.

    That an event is sold out takes room from its title; that it repeats only takes what is left.
    """
    room = rect.width() - stripes_width(listed) - 2 * words_gap(rect)
    wanted = signs_of(listed)
    signs = tuple(name for name in wanted if name == SOLD_OUT)
    if len(signs) < len(wanted):
        spare = room - words.width(said)
        signs += tuple(
            name for name in wanted if name not in signs and spare >= SIGN * (len(signs) + 1)
        )
    return signs, max(0, room - SIGN * len(signs))
