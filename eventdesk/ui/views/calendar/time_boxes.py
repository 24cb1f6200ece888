"""Lays days out: bars in their lanes, events in their columns, counts of the rest."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize

from eventdesk.ui.models.time_segments import Segment, segments
from eventdesk.ui.theme import metrics
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
    TimeText,
)
from eventdesk.ui.views.calendar.time_words import bar_text, event_text

_Written = Callable[[TimeBox], TimeText]

_WRITTEN_AT_ONCE = 20
"""Texts that are cut in one turn."""

_INSET = 3
_NARROWEST = 22
"""An event that has fewer pixels can neither be read nor clicked."""

ROOM_TO_POINT = 8
"""At the trailing edge of a day no event lies, so that its free time can be reached."""


def laying_out_days(
    sheet: TimeSheet, size: QSize, looks: TimeLooks
) -> Generator[None, None, TimeScene]:
    """Compute all places and cut all texts, a few each turn."""
    scene = lay_out_days(sheet, size, looks)
    yield
    for number, box in enumerate(scene.boxes):
        _ = box.text
        if number % _WRITTEN_AT_ONCE == 0:
            yield
    return scene


def lay_out_days(sheet: TimeSheet, size: QSize, looks: TimeLooks) -> TimeScene:
    """Compute all places; texts are cut when they are first asked for."""
    bars = _bars(sheet)
    needed = max((piece.lane + 1 for piece in bars.pieces if piece.first < sheet.days), default=1)
    scene = TimeScene(sheet, size, looks, lanes=min(needed, MOST_LANES))
    if needed > MOST_LANES:
        bars = _bars(sheet, MOST_LANES)
    written = partial(bar_text, looks)
    scene.boxes.extend(
        _bar_box(scene, written, piece) for piece in bars.pieces if piece.first < sheet.days
    )
    scene.counts.extend(
        _strip_count(scene, column, count)
        for column, count in enumerate(bars.hidden[: sheet.days])
        if count
    )
    for found in segments(sheet.first, sheet.days, sheet.spans):
        _lay_day(scene, found)
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


def _lay_day(scene: TimeScene, found: Sequence[Segment]) -> None:
    if not found:
        return
    looks = scene.looks
    least = -(-(looks.line + GAP + 2) * 60 // looks.hour)
    room = scene.columns[found[0].column][1]
    layout = lay_columns(found, least=least, most=max(2, room // _NARROWEST))
    ordered = sorted(layout.placed, key=lambda placed: (placed.start, placed.first))
    scene.boxes.extend(map(partial(_event_box, scene, partial(event_text, looks)), ordered))
    scene.counts.extend(_day_count(scene, found[0].column, group) for group in layout.counted)


def _bar_box(scene: TimeScene, written: _Written, piece: Piece) -> TimeBox:
    rect = scene.lane_rect(piece.first, piece.last, piece.lane)
    before, after = (_INSET if piece.begins else 0), (_INSET if piece.ends else 1)
    if scene.looks.rtl:
        before, after = after, before
    rect.adjust(before, 0, -after, 0)
    return TimeBox(rect, piece.span, piece.first, piece.begins, piece.ends, written, piece=piece)


def _event_box(scene: TimeScene, written: _Written, placed: Placed) -> TimeBox:
    segment = placed.segment
    rect = _place(scene, segment.column, (placed.first, placed.last, placed.of))
    rect.setTop(scene.y_of(placed.start))
    rect.setBottom(scene.y_of(placed.end) - GAP)
    return TimeBox(
        rect,
        segment.span,
        segment.column,
        segment.begins,
        segment.ends,
        written,
        placed=placed,
    )


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
    fits = scene.looks.strong.width(text) <= rect.width() - metrics.TIGHT
    return text if fits else f"+{count}"
