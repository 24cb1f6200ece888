"""What of a series is closest to a day: its next date, or as much as is worth a list's room."""

from datetime import date, timedelta, tzinfo

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_query import wall_clock
from eventdesk.recurrence.expansion import moved_by, occurrences, reach_of

_HALF_A_YEAR = timedelta(days=182)
_ZONES_APART = timedelta(days=2)
_REACHES = [timedelta(days=days) for days in (40, 800, 15_000)]


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


def occurrences_near(event: Event, near: date, window: Window, zone: tzinfo | None) -> list[Event]:
    """As `occurrences`, but days without end hold only what is closest to the day `near`.

    A window that goes to the last year of the calendar, or begins in its first, has no end there.
    Of a series it holds half a year from `near` on or back to it, or from where the series begins
    or ends; and where that holds nothing, the one date that comes next.
    """
    first, last = window.first, window.last
    if event.recurrence is None or (first.year > date.min.year and last.year < date.max.year):
        return occurrences(event, window, zone)
    begins, ends = (near if x is None else wall_clock(x, zone).date() for x in reach_of(event))
    for reach in (_HALF_A_YEAR, *_REACHES[1:]):
        if last.year == date.max.year:
            days = Window(first, min(last, _day(max(near, begins), reach)))
        else:
            days = Window(max(first, _day(min(near, ends), -reach)), last)
        found = occurrences(event, days, zone)
        if found:
            closest = found[:1] if last.year == date.max.year else found[-1:]
            return found if reach == _HALF_A_YEAR else closest
    return []


def _day(day: date, by: timedelta) -> date:
    return moved_by(wall_clock(day, None), by).date()
