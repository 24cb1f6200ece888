"""What of a series is closest to a day: its next date, or as much as is worth a list's room."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import wall_clock
from eventdesk.recurrence.expansion import begin_between, moved_by, occurrences, reach_of

MOST_DATES = 20_000
"""Days without end hold about so many dates of all series, if that is at least four weeks."""

_FOUR_WEEKS = timedelta(days=28)
_HALF_A_YEAR = timedelta(days=182)
_ZONES_APART = timedelta(days=2)
_REACHES = [timedelta(days=days) for days in (8, 40, 800, 15_000)]


def next_occurrence(event: Event, near: date, zone: tzinfo | None) -> Event | None:
    """The first occurrence that is not over on that day; after the last one, the last.

    An event that is no series is its own. None where nothing takes place, or not within decades.
    """
    if event.recurrence is None or event.start is None:
        return event
    for reach in _REACHES:
        ahead = occurrences(event, Window(near, _day(near, reach)), zone)
        if ahead:
            return ahead[0]
    latest = reach_of(event)[1]
    end = near if latest is None else min(near, _day(wall_clock(latest, zone).date(), _ZONES_APART))
    for reach in _REACHES:
        behind = occurrences(event, Window(_day(end, -reach), _day(end, timedelta(days=1))), zone)
        if behind:
            return behind[-1]
    return None


def has_end(window: Window) -> bool:
    """False for days that go to the last year of the calendar, or begin in its first."""
    return window.first.year > date.min.year and window.last.year < date.max.year


def reach_of_many(events: Iterable[Event], near: date, window: Window) -> timedelta:
    """How far from the day `near` many series are worth showing in days without end.

    Half a year, or less where that would be more dates than anybody reads.
    """
    ahead = window.last.year == date.max.year
    first, last = (near, _day(near, _FOUR_WEEKS)) if ahead else (_day(near, -_FOUR_WEEKS), near)
    dates = sum(begin_between(event, Window(first, last)) for event in events)
    return min(max(_FOUR_WEEKS * (MOST_DATES / max(dates, 1)), _FOUR_WEEKS), _HALF_A_YEAR)


def occurrences_near(
    event: Event,
    near: date,
    window: Window,
    zone: tzinfo | None,
    *,
    reach: timedelta = _HALF_A_YEAR,
) -> list[Event]:
    """As `occurrences`, but days without end hold only what is closest to the day `near`.

    Of a series they hold what lies within the reach from `near` on or back to it, or from where the
    series begins or ends; and where that holds nothing, the one date that comes next.
    """
    first, last = window.first, window.last
    if event.recurrence is None or has_end(window):
        return occurrences(event, window, zone)
    begins, ends = (near if x is None else wall_clock(x, zone).date() for x in reach_of(event))
    for length in (reach, *(longer for longer in _REACHES if longer > reach)):
        if last.year == date.max.year:
            days = Window(first, min(last, _day(max(near, begins), length)))
        else:
            days = Window(max(first, _day(min(near, ends), -length)), last)
        found = occurrences(event, days, zone)
        if found:
            closest = found[:1] if last.year == date.max.year else found[-1:]
            return found if length == reach else closest
    return []


def _day(day: date, by: timedelta) -> date:
    return moved_by(wall_clock(day, None), by).date()
