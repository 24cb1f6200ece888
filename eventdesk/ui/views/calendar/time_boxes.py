"""Lays days out: bars in their lanes, events in their columns, words cut to the room there is."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize

from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import clock_text, time_below_text, title_text
from eventdesk.ui.models.time_segments import Segment, segments
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.event_paint import SOLD_OUT, signs_of, stripes_width
from eventdesk.ui.views.calendar.layout import Piece, WeekLayout, layout_week
from eventdesk.ui.views.calendar.time_columns import Counted, Placed, lay_columns
from eventdesk.ui.views.calendar.time_scene import (
    GAP,
    MOST_LANES,
    CountBox,
    TimeBox,
    TimeLooks,
    TimeScene,
    TimeSheet,
)
from eventdesk.ui.views.calendar.wrapping import wrapped

SIGN = 14
"""Width of a sign at the trailing edge of an event."""

_INSET = 3
_NARROWEST = 22
"""An event that has fewer pixels can neither be read nor clicked."""

_NARROW = 40
"""An event with fewer pixels than these has its words closer to its edges."""

_LEAST_PLACE = 80
"""Room from which on an event tells where it is, below its time."""

_LEAST_WORDS = 12
"""Room below which not even two letters would stand, so there are no words."""

ROOM_TO_POINT = 8
"""At the trailing edge of a day no event lies, so that its free time can be reached."""


def lay_out_days(sheet: TimeSheet, size: QSize, looks: TimeLooks) -> TimeScene:
    """Compute all places and cut all texts."""
    bars = _bars(sheet)
    needed = max((piece.lane + 1 for piece in bars.pieces if piece.first < sheet.days), default=1)
    scene = TimeScene(sheet, size, looks, lanes=min(needed, MOST_LANES))
    if needed > MOST_LANES:
        bars = _bars(sheet, MOST_LANES)
    scene.boxes.extend(_bar_box(scene, piece) for piece in bars.pieces if piece.first < sheet.days)
    scene.counts.extend(
        _strip_count(scene, column, count)
        for column, count in enumerate(bars.hidden[: sheet.days])
        if count
    )
    found = segments(sheet.first, sheet.days, sheet.spans)
    for column in range(sheet.days):
        _lay_day(scene, [segment for segment in found if segment.column == column])
    return scene


def _bars(sheet: TimeSheet, lanes: int = 1000) -> WeekLayout:
    last = sheet.day(sheet.days - 1)
    spans = [s for s in sheet.spans if s.bar and s.first <= last and s.last >= sheet.first]
    layout = layout_week(sheet.first, spans, lanes)
    return replace(layout, pieces=tuple(_cut(piece, sheet) for piece in layout.pieces))


def _cut(piece: Piece, sheet: TimeSheet) -> Piece:
    """No further than the days that are shown."""
    last = min(piece.last, sheet.days - 1)
    return replace(piece, last=last, ends=sheet.day(last) == piece.span.last)


def _lay_day(scene: TimeScene, found: list[Segment]) -> None:
    if not found:
        return
    looks = scene.looks
    least = -(-(looks.line + GAP + 2) * 60 // looks.hour)
    room = scene.columns[found[0].column][1]
    layout = lay_columns(found, least=least, most=max(2, room // _NARROWEST))
    ordered = sorted(layout.placed, key=lambda placed: (placed.start, placed.first))
    scene.boxes.extend(map(partial(_event_box, scene), ordered))
    scene.counts.extend(_day_count(scene, found[0].column, group) for group in layout.counted)


def _bar_box(scene: TimeScene, piece: Piece) -> TimeBox:
    rect = scene.lane_rect(piece.first, piece.last, piece.lane)
    before, after = (_INSET if piece.begins else 0), (_INSET if piece.ends else 1)
    if scene.looks.rtl:
        before, after = after, before
    rect.adjust(before, 0, -after, 0)
    span, words = piece.span, scene.looks.metrics
    timed = piece.begins and not span.listed.event.all_day
    title = title_text(span.listed)
    said = f"{clock_text(span.starts)} {title}" if timed else title
    signs, room = _signs(scene, span.listed, rect, said)
    return TimeBox(
        rect=rect,
        span=span,
        column=piece.first,
        lines=wrapped(words, said, room, 1),
        past=scene.past(span),
        signs=signs,
        begins=piece.begins,
        ends=piece.ends,
        piece=piece,
    )


def _event_box(scene: TimeScene, placed: Placed) -> TimeBox:
    segment, looks = placed.segment, scene.looks
    rect = _place(scene, segment.column, (placed.first, placed.last, placed.of))
    rect.setTop(scene.y_of(placed.start))
    rect.setBottom(scene.y_of(placed.end) - GAP)
    span = segment.span
    title, when = title_text(span.listed), clock_text(span.starts)
    lines = max(1, (rect.height() - 2) // looks.line)
    said = f"{when} {title}" if lines == 1 and segment.begins else title
    signs, room = _signs(scene, span.listed, rect, said)
    if signs and signs_stand_below(rect, looks):
        room, lines = room + SIGN * len(signs), lines - 1
    time_line = -1
    if room < _LEAST_WORDS:
        found: tuple[str, ...] = ("",)
    elif lines == 1:
        beside = looks.metrics.horizontalAdvance(f"{when} ") < room // 2
        found = wrapped(looks.metrics, said if beside else title, room, 1)
    else:
        found, time_line = _title_and_time(scene, span, title, room, lines)
    return TimeBox(
        rect=rect,
        span=span,
        column=segment.column,
        lines=found,
        past=scene.past(span),
        signs=signs,
        begins=segment.begins,
        ends=segment.ends,
        placed=placed,
        time_line=time_line,
    )


def words_gap(rect: QRect) -> int:
    """Between the words of an event and its edges."""
    return metrics.TIGHT if rect.width() >= _NARROW else metrics.TIGHT // 2


def signs_stand_below(rect: QRect, looks: TimeLooks) -> bool:
    """True where an event is high enough for its signs to stand below its words."""
    return rect.height() >= 3 * looks.line


def _title_and_time(
    scene: TimeScene, span: DaySpan, title: str, room: int, lines: int
) -> tuple[tuple[str, ...], int]:
    """The title on as many lines as it takes, below the time, then the place if there is room.

    Half a time misleads, so it is there as a whole or not at all.
    """
    words = scene.looks.metrics
    when, short = time_below_text(span, span.first), clock_text(span.starts)
    fitting = next((text for text in (when, short) if words.horizontalAdvance(text) <= room), "")
    found = wrapped(words, title, room, lines - 1 if fitting else lines)
    if not fitting:
        return found, -1
    below = one_line(span.listed.event.place) if room >= _LEAST_PLACE else ""
    place = wrapped(words, below, room, min(1, lines - 1 - len(found)))
    return (*found, fitting, *place), len(found)


def _signs(
    scene: TimeScene, listed: ListedEvent, rect: QRect, said: str
) -> tuple[tuple[str, ...], int]:
    """The signs that there is room for, and the room that words then have.

    That an event is sold out takes room from its title; that it repeats only takes what is left.
    """
    room = rect.width() - stripes_width(listed) - 2 * words_gap(rect)
    signs = tuple(name for name in signs_of(listed) if name == SOLD_OUT)
    spare = room - scene.looks.metrics.horizontalAdvance(said)
    signs += tuple(
        name for name in signs_of(listed) if name not in signs and spare >= SIGN * (len(signs) + 1)
    )
    return signs, max(0, room - SIGN * len(signs))


def _place(scene: TimeScene, column: int, taken: tuple[int, int, int]) -> QRect:
    """Columns of a day, from the leading side on."""
    left, width = scene.columns[column]
    first, last, of = taken
    room = width - min(ROOM_TO_POINT, width // 8)
    start, end = room * first // of, room * (last + 1) // of - GAP
    if scene.looks.rtl:
        return QRect(left + width - end - 1, 0, end - start, 1)
    return QRect(left + start + 1, 0, end - start, 1)


def _strip_count(scene: TimeScene, column: int, count: int) -> CountBox:
    rect = scene.lane_rect(column, column, MOST_LANES - 1).adjusted(_INSET, 0, -_INSET, 0)
    return CountBox(rect, column, _more(scene, rect, count), count, strip=True)


def _day_count(scene: TimeScene, column: int, group: Counted) -> CountBox:
    rect = _place(scene, column, (group.of - 1, group.of - 1, group.of))
    rect.setTop(scene.y_of(group.start))
    rect.setHeight(scene.looks.line + GAP)
    count = len(group.segments)
    return CountBox(rect, column, _more(scene, rect, count), count, strip=False)


def _more(scene: TimeScene, rect: QRect, count: int) -> str:
    text = scene.looks.more.format(count=count)
    fits = scene.looks.strong.horizontalAdvance(text) <= rect.width() - metrics.TIGHT
    return text if fits else f"+{count}"
