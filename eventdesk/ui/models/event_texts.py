"""What is said about events: days, times and states in the person's own locale. No widgets."""

import re
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from eventdesk.domain.event import EventStatus
from eventdesk.domain.event_query import ListedEvent, wall_clock
from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DAY, DaySpan, day_span

_YEAR = re.compile(r"(\s*'[^']*')?[\s,.]*y+((\.?\s*\(?'[^']*'\)?)+\.?|[.年년])?\s*")
_WEEKDAY = re.compile(r"[\s,،]*dddd[\s,،]*")
_QUOTED_OR_DAY = re.compile(r"'[^']*'|d+[.日일]?")
_COMMA_BEFORE_DAY = re.compile(r"(?<=dddd)[,،](?= d)")
_HALF_OF_DAY = re.compile(r"\s\D+$")
_LONGEST_TITLE = 160


def clock_text(when: datetime) -> str:
    """A time of day: "19:00", or "7:00 PM" where people write so; never with seconds."""
    locale = QLocale()
    plain = locale.language() == QLocale.Language.C  # of no country, which would write them
    pattern = "HH:mm" if plain else locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(when.hour, when.minute), pattern)


def range_text(starts: datetime, ends: datetime) -> str:
    """From when to when: "19:00–22:00", "7:00–10:00 PM", "11:00 AM–1:00 PM"."""
    start, end = clock_text(starts), clock_text(ends)
    half = _HALF_OF_DAY.search(end)
    if half is not None and start.endswith(half[0]):
        start = start.removesuffix(half[0])
    return f"{start}–{end}"


def day_text(day: date, *, year: bool = False) -> str:
    """A day in full: "Saturday 21 November", with the year where asked for."""
    return _date(day, _pattern(year=year))


def short_day_text(day: date, *, year: bool = False) -> str:
    """A day in a table: "Sat 21 Nov" or "Sat, Nov 21", with the year where asked for."""
    return _date(day, _pattern(year=year).replace("dddd", "ddd").replace("MMMM", "MMM"))


def brief_day_text(day: date, *, year: bool = False) -> str:
    """A day without its weekday: "21 Nov" or "Nov 21", with the year where asked for."""
    return _date(day, _WEEKDAY.sub("", _pattern(year=year)).replace("MMMM", "MMM"))


def _pattern(*, year: bool) -> str:
    pattern = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return _shortened(pattern, year)


@lru_cache
def _shortened(pattern: str, year: bool) -> str:
    if not year:
        pattern = _YEAR.sub("", pattern, count=1).lstrip(" .,")
    return _COMMA_BEFORE_DAY.sub("", pattern)


def day_heading(day: date, today: date) -> str:
    """A day above its events: "Saturday 21 November — today"; the year where it is not this one."""
    text = day_text(day, year=day.year != today.year)
    near = {today - DAY: _tr("yesterday"), today: _tr("today"), today + DAY: _tr("tomorrow")}
    return f"{text} — {near[day]}" if day in near else text


def month_text(day: date) -> str:
    """A month: "November 2026"."""
    name = QLocale().standaloneMonthName(day.month)
    return f"{name[:1].upper()}{name[1:]} {_date(day, 'yyyy')}"


def days_text(first: date, last: date) -> str:
    """From one day to another, in the locale's order; month and year once where they are shared.

    "16 – 22 November 2026", "30 November – 6 December 2026", "28 December 2026 – 3 January 2027".
    """
    whole, short = (_WEEKDAY.sub("", _pattern(year=year)) for year in (True, False))
    if first.year != last.year:
        return f"{_date(first, whole)} – {_date(last, whole)}"
    if first.month != last.month:
        begins, ends = (whole, short) if whole.startswith("y") else (short, whole)
        return f"{_date(first, begins)} – {_date(last, ends)}"
    day = next(found for found in _QUOTED_OR_DAY.findall(whole) if found.startswith("d"))
    both = f"'{_date(first, day)} – '{day}"
    return _date(last, _QUOTED_OR_DAY.sub(lambda it: both if it[0] == day else it[0], whole))


def time_text(span: DaySpan) -> str:
    """When on its day: "19:00–22:00", "All day"; with the days where there are several."""
    if span.listed.event.all_day:
        if span.first == span.last:
            return _tr("All day")
        return f"{brief_day_text(span.first)} – {brief_day_text(span.last)}"
    start = clock_text(span.starts)
    if span.ends <= span.starts:
        return start
    if span.first == span.last:
        return f"{start}–{clock_text(span.ends)}"
    first, last = brief_day_text(span.first), brief_day_text(span.last)
    return f"{first} {start} – {last} {clock_text(span.ends)}"


def time_below_text(span: DaySpan, day: date) -> str:
    """When, below the heading of a day: as `time_text`, but as short as can be."""
    last = _tr("until {day}").format(day=brief_day_text(span.last))
    if span.first == span.last:
        timed = not span.listed.event.all_day and span.ends > span.starts
        return range_text(span.starts, span.ends) if timed else time_text(span)
    if span.listed.event.all_day or day > span.first:
        return last
    return f"{clock_text(span.starts)} – {brief_day_text(span.last)}"


def when_text(listed: ListedEvent, today: date, zone: tzinfo | None = None) -> str:
    """Day and time in one line: "Sat 21 Nov, 19:00–22:00"; the year where it is not this one."""
    span = day_span(listed, zone)
    if span is None:
        return _tr("No date")
    first = short_day_text(span.first, year=span.first.year != today.year)
    if span.first == span.last:
        return f"{first}, {time_text(span)}"
    last = short_day_text(span.last, year=span.last.year != today.year)
    if span.listed.event.all_day:
        return f"{first} – {last}"
    return f"{first}, {clock_text(span.starts)} – {last}, {clock_text(span.ends)}"


def status_word(status: str) -> str:
    """A state in one word, for a filter or a column."""
    words = {
        EventStatus.ACTIVE: _tr("Active"),
        EventStatus.DRAFT: _tr("Draft"),
        EventStatus.CANCELLED: _tr("Cancelled"),
        EventStatus.DELETED: _tr("Deleted"),
        EventStatus.UNKNOWN: _tr("Unknown"),
    }
    return words.get(EventStatus(status), status) if status in list(EventStatus) else status


def status_text(listed: ListedEvent) -> str:
    """How an event stands: one word, and "no longer listed" or "sold out" where that is so."""
    event = listed.event
    return standing_text(
        event.status, event.status_text, gone=listed.gone, sold_out=bool(event.sold_out)
    )


def standing_text(status: str, own_words: str, *, gone: bool, sold_out: bool) -> str:
    """The same of its parts; `own_words` are those of the system."""
    if gone:
        return _tr("No longer listed")
    if sold_out and status == EventStatus.ACTIVE:
        return _tr("Sold out")
    if status == EventStatus.UNKNOWN:  # a code that nobody knows is shown as it came
        return one_line(own_words) or status_word(status)
    return status_word(status)


def state_text(listed: ListedEvent) -> str:
    """How an event stands where that is out of the ordinary; empty for one that is just active."""
    plain = listed.event.status == EventStatus.ACTIVE and not listed.event.sold_out
    return "" if plain and not listed.gone else status_text(listed)


def is_called_off(listed: ListedEvent) -> bool:
    """True where the event does not take place, so its title is struck through."""
    return listed.gone or listed.event.status in (EventStatus.CANCELLED, EventStatus.DELETED)


def is_draft(listed: ListedEvent) -> bool:
    """True where the event is not yet announced."""
    return listed.event.status == EventStatus.DRAFT


def is_sold_out(listed: ListedEvent) -> bool:
    """True where the event takes place and has no place left."""
    return bool(listed.event.sold_out) and listed.event.status == EventStatus.ACTIVE


def own_colour(listed: ListedEvent) -> str:
    """The colour that the event's own system gives it; empty where it tells nothing more."""
    colour = listed.event.colour
    return "" if colour.casefold() == listed.account.colour.casefold() else colour


def is_past(span: DaySpan, now: datetime) -> bool:
    """True once the event is over; `now` is the wall clock, naive."""
    if span.listed.event.all_day:
        return span.last < now.date()
    # Without an end nobody knows how long it takes, so it lasts until its day is over.
    return span.ends <= now if span.ends > span.starts else span.first < now.date()


def title_text(listed: ListedEvent) -> str:
    """The title on one line; an event without one says so."""
    return one_line(listed.event.title, _LONGEST_TITLE) or _tr("(no title)")


def repeats(listed: ListedEvent) -> bool:
    """True for a series and for each of its occurrences."""
    event = listed.event
    return event.recurring or event.recurrence is not None or event.occurrence is not None


def moved_from_text(listed: ListedEvent, zone: tzinfo | None = None) -> str:
    """Where the rule puts an occurrence that was moved: "Mon 23 Nov, 19:00"; else empty."""
    event = listed.event
    if event.occurrence is None or event.occurrence == event.start:
        return ""
    was = wall_clock(event.occurrence, zone)
    year = event.start is not None and was.year != wall_clock(event.start, zone).year
    day = short_day_text(was.date(), year=year)
    return f"{day}, {clock_text(was)}" if isinstance(event.occurrence, datetime) else day


def repeat_text(listed: ListedEvent, zone: tzinfo | None = None) -> str:
    """That an event repeats, and from where this date of it was moved; else empty."""
    moved = moved_from_text(listed, zone)
    if moved:
        return _tr("repeats, moved from {day}").format(day=moved)
    return _tr("repeats") if repeats(listed) else ""


def spoken_text(listed: ListedEvent, when: str) -> str:
    """An event as a screen reader says it: title, when, place, account, state."""
    parts = [title_text(listed), when, one_line(listed.event.place), listed.account.name]
    parts += [status_text(listed), repeat_text(listed)]
    return ", ".join(part for part in parts if part)


def numbers_text(listed: ListedEvent) -> str:
    """How many are expected and how many came; empty where nobody tells."""
    return ", ".join(filter(None, (expected_text(listed), attended_text(listed))))


def expected_text(listed: ListedEvent) -> str:
    """How many are expected, in words; empty where nobody tells."""
    count = listed.expected
    return "" if count is None else _tr("{count} expected").format(count=_number(count))


def attended_text(listed: ListedEvent) -> str:
    """How many came, in words; empty where nobody tells."""
    count = listed.attended
    return "" if count is None else _tr("{count} in").format(count=_number(count))


def count_text(count: int | None) -> str:
    """A number in a column, empty where it is not known."""
    return "" if count is None else _number(count)


def tip_lines(listed: ListedEvent, today: date, zone: tzinfo | None = None) -> tuple[str, ...]:
    """What a tool tip says of an event, line by line."""
    lines = (
        one_line(listed.event.title, _LONGEST_TITLE) or title_text(listed),
        when_text(listed, today, zone),
        _capital(repeat_text(listed, zone)),
        one_line(listed.event.place),
        " · ".join(filter(None, (listed.account.name, status_text(listed)))),
        numbers_text(listed),
    )
    return tuple(line for line in lines if line)


def tip_of_lines(lines: Sequence[str]) -> str:
    """A tool tip that shows lines as they are, whatever marks they hold."""
    return f"<qt>{'<br>'.join(escape(line) for line in lines)}</qt>" if lines else ""


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _date(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _number(count: int) -> str:
    return QLocale().toString(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("event_texts", text)
