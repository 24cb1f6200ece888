"""What is said of days, ranges and events on their way among hours. No widgets."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import (
    clock_text,
    day_heading,
    short_day_text,
    title_text,
)
from eventdesk.ui.models.event_tips import speech_below
from eventdesk.ui.models.time_range import TimeRange


def day_words(day: date, today: date, spans: Sequence[DaySpan]) -> str:
    """A day and its events as a screen reader says them."""
    parts = [day_heading(day, today)]
    if not spans:
        parts.append(_tr("no events"))
    elif len(spans) > 1:
        parts.append(_tr("{count} events").format(count=len(spans)))
    return "; ".join([*parts, *map(speech_below, spans)])


def range_words(picked: TimeRange) -> str:
    """A range that was chosen: "Sat 21 Nov, 10:00–11:30"."""
    first = short_day_text(picked.first)
    if not picked.whole_days:
        return f"{first}, {clock_text(picked.starts)}–{clock_text(picked.ends)}"
    if picked.first == picked.last:
        return f"{first}, {_tr('all day')}"
    return f"{first} – {short_day_text(picked.last)}, {_tr('all day')}"


def place_words(starts: datetime, *, all_day: bool) -> str:
    """Where an event was moved to: "Tue 24 Nov, 14:00", of whole days the day."""
    day = short_day_text(starts.date())
    return day if all_day else f"{day}, {clock_text(starts)}"


def ghost_words(span: DaySpan, starts: datetime, ends: datetime) -> str:
    """Where an event is being carried, and how to go on."""
    where = place_words(starts, all_day=span.listed.event.all_day)
    if ends - starts != span.ends - span.starts:
        where = f"{where}–{clock_text(ends)}"
    return _tr("{title}: {place}. Enter moves it there, Escape leaves it.").format(
        title=title_text(span.listed), place=where
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("time_texts", text)
