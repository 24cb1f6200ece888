"""The periods that the agenda offers, and which days each of them means. No widgets."""

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.event import Window
from eventdesk.ui.models.calendar_days import DAY, add_months, month_of
from eventdesk.ui.models.event_texts import day_text, month_text, short_day_text

_FIRST = date(1, 1, 2)
_LAST = date(9999, 12, 30)


class Period(StrEnum):
    """Which days a list of events covers."""

    UPCOMING = "upcoming"
    TODAY = "today"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH_AHEAD = "month_ahead"
    MONTH = "month"
    PAST = "past"
    ALL = "all"


_LENGTHS = {Period.TODAY: 1, Period.WEEK: 7, Period.TWO_WEEKS: 14, Period.MONTH_AHEAD: 31}


WITHOUT_END = frozenset({Period.UPCOMING, Period.PAST, Period.ALL})
"""Of their series a list holds as much as `recurrence.nearest` finds worth its room."""


def period_window(period: Period, today: date, offset: int = 0) -> Window | None:
    """The days of a period, None for all.

    Args:
        offset: so many periods on, or back where negative; for those with a length.
    """
    if period in _LENGTHS:
        length = timedelta(days=_LENGTHS[period])
        first = today + length * offset
        return Window(first, first + length)
    if period is Period.MONTH:
        first = add_months(month_of(today), offset)
        return Window(first, add_months(first, 1))
    if period is Period.UPCOMING:
        return Window(today, _LAST)
    return Window(_FIRST, today) if period is Period.PAST else None


def stepped(period: Period, offset: int, steps: int) -> tuple[Period, int]:
    """The period before or after another; one without a length is left for a month."""
    if period in _LENGTHS or period is Period.MONTH:
        return period, offset + steps
    return Period.MONTH, steps


def period_text(period: Period) -> str:
    """What the choice is called."""
    return {
        Period.UPCOMING: _tr("Upcoming"),
        Period.TODAY: _tr("Today"),
        Period.WEEK: _tr("Next 7 days"),
        Period.TWO_WEEKS: _tr("Next 14 days"),
        Period.MONTH_AHEAD: _tr("Next 31 days"),
        Period.MONTH: _tr("This month"),
        Period.PAST: _tr("Past"),
        Period.ALL: _tr("All"),
    }[period]


def period_title(period: Period, today: date, offset: int = 0) -> str:
    """What is shown, above a list: a month, a day, days from and to, or the choice itself."""
    window = period_window(period, today, offset)
    if window is None or period in (Period.UPCOMING, Period.PAST):
        return {
            Period.UPCOMING: _tr("Upcoming events"),
            Period.PAST: _tr("Past events"),
            Period.ALL: _tr("All events"),
        }[period]
    if period is Period.MONTH:
        return month_text(window.first)
    if period is Period.TODAY:
        return day_text(window.first, year=window.first.year != today.year)
    last = window.last - DAY
    first = short_day_text(window.first, year=window.first.year != last.year)
    return f"{first} – {short_day_text(last, year=True)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar_periods", text)
