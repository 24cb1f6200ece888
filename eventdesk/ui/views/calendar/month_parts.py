"""What a screen reader finds in a month: its days, each followed by its events and their count."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication

from eventdesk.ui.models.event_texts import day_heading
from eventdesk.ui.models.event_tips import speech_of
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.calendar.month_painter import Marks
from eventdesk.ui.views.calendar.month_scene import MonthScene
from eventdesk.ui.views.calendar.painted_parts import PaintedPart


def month_parts(scene: MonthScene, marks: Marks) -> Iterator[PaintedPart]:
    """Days and events from the first day on, events of a day from top to bottom."""
    for cells, first in zip(scene.cells, scene.sheet.weeks, strict=True):
        for column in range(DAYS):
            day = first + timedelta(days=column)
            here = marks.focus and day == marks.day
            yield PaintedPart(
                partial(_day_text, scene, day, marks.today),
                cells[column],
                focused=here and marks.ringed is None,
                chosen=day == marks.day,
            )
            yield from _events(scene, marks, day)


def _events(scene: MonthScene, marks: Marks, day: date) -> Iterator[PaintedPart]:
    for box in scene.starting(day):
        entry = box.piece.span.entry
        yield PaintedPart(
            partial(speech_of, box.piece.span.listed, marks.today),
            box.rect,
            focused=marks.focus and entry == marks.ringed,
            chosen=entry == marks.chosen,
        )
    for more in scene.more:
        if more.day == day:
            yield PaintedPart(partial(str, more.text), more.rect)


def _day_text(scene: MonthScene, day: date, today: date) -> str:
    count = sum(span.is_on(day) for span in scene.sheet.spans)
    if count == 0:
        events = _tr("no events")
    else:
        events = _tr("1 event") if count == 1 else _tr("{count} events").format(count=count)
    return f"{day_heading(day, today)}; {events}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MonthParts", text)
