"""What a screen reader finds among days and hours: each day, its events, and what is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect

from eventdesk.ui.models.event_texts import clock_text, day_heading
from eventdesk.ui.models.event_tips import speech_of
from eventdesk.ui.models.time_segments import at_minute
from eventdesk.ui.views.calendar.painted_parts import PaintedPart
from eventdesk.ui.views.calendar.time_marks import SLOT, TimeMarks
from eventdesk.ui.views.calendar.time_seen import TimeSeen


def time_parts(seen: TimeSeen, marks: TimeMarks, inside: QRect) -> Sequence[PaintedPart]:
    """Days from the first on; of a day the place of the keyboard, bars, then events by time.

    Args:
        inside: where in the widget days are painted; what is scrolled out of it has a place too.
    """
    return [
        replace(part, rect=part.rect.translated(inside.topLeft()))
        for column in range(seen.scene.sheet.days)
        for part in (_day(seen, marks, column, inside), *_of_day(seen, marks, column))
    ]


def _day(seen: TimeSeen, marks: TimeMarks, column: int, inside: QRect) -> PaintedPart:
    left, width = seen.scene.columns[column]
    day = seen.scene.sheet.day(column)
    return PaintedPart(
        partial(_day_text, seen, column),
        QRect(left, 0, width, inside.height()),
        chosen=day == marks.day,
    )


def _of_day(seen: TimeSeen, marks: TimeMarks, column: int) -> Iterator[PaintedPart]:
    scene = seen.scene
    here = scene.sheet.column(marks.day)
    if column == here:
        rect = scene.minutes_rect(column, marks.minute, marks.minute + SLOT)
        yield PaintedPart(
            partial(clock_text, at_minute(marks.day, marks.minute)),
            seen.on_sheet(rect),
            focused=marks.focus and marks.ringed is None,
        )
    for box in scene.boxes:
        if box.column == column:
            yield PaintedPart(
                partial(speech_of, box.span.listed, scene.sheet.now.date()),
                seen.rect_of(box),
                focused=marks.focus and box.entry == marks.ringed and box.is_on(here),
                chosen=box.entry == marks.chosen,
            )
    for count in scene.counts:
        if count.column == column:
            words = _tr("{count} more").format(count=count.count)
            yield PaintedPart(partial(str, words), seen.rect_of(count))


def _day_text(seen: TimeSeen, column: int) -> str:
    sheet = seen.scene.sheet
    count = len({box.entry for box in seen.scene.boxes_of(column)})
    count += sum(more.count for more in seen.scene.counts if more.column == column)
    if count == 0:
        events = _tr("no events")
    else:
        events = _tr("1 event") if count == 1 else _tr("{count} events").format(count=count)
    return f"{day_heading(sheet.day(column), sheet.now.date())}; {events}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimeParts", text)
