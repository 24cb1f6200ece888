"""Lays a month out: which event goes where, and its texts cut to the room there is.

It goes week by week, so that a month that nobody looks at yet holds up nothing.
"""

from collections.abc import Generator
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import clock_text, is_sold_out, title_text
from eventdesk.ui.runtime.turns import at_once
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.event_paint import SOLD_OUT, signs_of, stripes_width
from eventdesk.ui.views.calendar.layout import Piece, WeekLayout, layout_week, stretched
from eventdesk.ui.views.calendar.looks import Looks
from eventdesk.ui.views.calendar.month_scene import (
    INSET,
    MORE_INSET,
    SIGN,
    EventBox,
    MonthScene,
    MonthSheet,
    MoreBox,
)
from eventdesk.ui.views.calendar.month_titles import short_title, tall_title


def laying_out(
    sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None = None
) -> Generator[None, None, MonthScene]:
    """Compute all places and cut all texts, one week a turn; the chosen entry is not hidden."""
    scene = MonthScene(sheet, size, looks)
    leader = next((span for span in sheet.spans if span.entry == chosen), None) if chosen else None
    for week, first in enumerate(sheet.weeks):
        lanes = scene.lanes(week)
        layout = layout_week(first, sheet.spans, lanes, leader, counts=not scene.dense)
        layout = stretched(layout, lanes, partial(_is_tall, scene))
        scene.boxes.extend(_event_box(scene, week, first, piece) for piece in layout.pieces)
        scene.more.extend(_more_boxes(scene, week, layout))
        yield
    return scene


def lay_out(
    sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None = None
) -> MonthScene:
    """The same in one go."""
    return at_once(laying_out(sheet, size, looks, chosen))


def _is_tall(scene: MonthScene, span: DaySpan) -> bool:
    """True where time, title and the sign that must be seen do not fit beside each other."""
    words = scene.looks.words
    title = title_text(span.listed)
    text = f"{clock_text(span.starts)} {title}" if scene.timed else title
    room = scene.columns[0].width() - 2 * INSET - _lead(span.listed) - metrics.TIGHT
    return words.width(text) > room - SIGN * is_sold_out(span.listed)


def _lead(listed: ListedEvent) -> int:
    return stripes_width(listed) + metrics.TIGHT


def _event_box(scene: MonthScene, week: int, first: date, piece: Piece) -> EventBox:
    rect = scene.lane_rect(week, piece.first, piece.last, piece.lane, piece.lanes)
    before, after = (INSET if piece.begins else 0), (INSET if piece.ends else 1)
    if scene.rtl:
        before, after = after, before
    rect.adjust(before, 0, -after, 0)
    span, words, lead = piece.span, scene.looks.words, _lead(piece.span.listed)
    room, tall = rect.width() - lead - metrics.TIGHT, piece.lanes > 1
    timed = scene.timed and piece.begins and not span.listed.event.all_day
    time = clock_text(span.starts) if timed else ""
    title = title_text(span.listed)
    beside = title if tall or not time else f"{time} {title}"
    signs = _signs(span.listed, room - words.width(beside))
    said = (tall_title if tall else short_title)(words, time, title, room - len(signs) * SIGN)
    return EventBox(
        rect=rect,
        piece=piece,
        day=first + timedelta(days=piece.first),
        time=said.time,
        time_width=said.time_width,
        lines=said.lines,
        lead=lead,
        signs=signs,
    )


def _signs(listed: ListedEvent, room: int) -> tuple[str, ...]:
    """That an event is sold out; others only where the title is not cut for them."""
    signs = signs_of(listed)
    return signs if room >= SIGN * len(signs) else tuple(one for one in signs if one == SOLD_OUT)


def _more_boxes(scene: MonthScene, week: int, layout: WeekLayout) -> list[MoreBox]:
    found = []
    for column, count in enumerate(layout.hidden):
        if count:
            rect = scene.count_rect(week, column)
            text = scene.looks.more.format(count=count)
            if scene.looks.strong.width(text) > rect.width() - 2 * MORE_INSET:
                text = f"+{count}"
            found.append(MoreBox(rect, layout.first + timedelta(days=column), text))
    return found
