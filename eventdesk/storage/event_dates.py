"""The dates of events that a list shows: of a series one entry for each of its occurrences.

Nothing here reads the store. Events without end are shown as far as is worth a list's room.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime, tzinfo
from functools import lru_cache
from operator import attrgetter, itemgetter

from eventdesk.domain.event import Event
from eventdesk.domain.event_query import EventQuery, ListedEvent, takes_place, wall_clock
from eventdesk.domain.text import fold
from eventdesk.recurrence.expansion import each_occurrence
from eventdesk.recurrence.nearest import (
    has_end,
    next_occurrence,
    occurrences_near,
    reach_of_many,
)

_NAMES = tuple(field.name for field in fields(ListedEvent))
_values = attrgetter(*_NAMES)
_title_key = lru_cache(maxsize=4096)(fold)


def shown(
    stored: Iterable[ListedEvent], query: EventQuery, near: date | None
) -> Iterator[ListedEvent]:
    """What a list shows of events that may be in it, in no order; see `event_lists.listed`."""
    window, zone = query.window, query.zone
    if window is None:
        yield from (item if near is None else at_next(item, near, zone) for item in stored)
        return
    series = list[ListedEvent]()
    for item in stored:
        if item.event.recurrence is not None:
            series.append(item)
        elif takes_place(item.event, window, zone):
            yield item
    if near is None or has_end(window):
        for item in series:
            yield from _each(item, each_occurrence(item.event, window, zone))
        return
    reach = reach_of_many([item.event for item in series], near, window)
    for item in series:
        yield from _each(item, occurrences_near(item.event, near, window, zone, reach=reach))


def at_next(item: ListedEvent, near: date, zone: tzinfo | None) -> ListedEvent:
    """A series at its next occurrence from a day on, at its last one after that; others as is."""
    if item.event.recurrence is None:
        return item
    return replace(item, event=next_occurrence(item.event, near, zone) or item.event)


def in_order(items: Iterable[ListedEvent], query: EventQuery) -> list[ListedEvent]:
    """By their start on the wall clock of the query; those without one last.

    Day by day: to sort many at once would keep all other threads from working meanwhile.
    """
    days = defaultdict[date, list[tuple[tuple[datetime, bool, str, int], ListedEvent]]](list)
    for item in items:
        place = _place_in_list(item, query.zone)
        days[place[0].date()].append((place, item))
    ordered = list[ListedEvent]()
    for day in sorted(days):
        ordered += [item for _, item in sorted(days[day], key=itemgetter(0))]
    return ordered


def _place_in_list(item: ListedEvent, zone: tzinfo | None) -> tuple[datetime, bool, str, int]:
    event = item.event
    start = datetime.max if event.start is None else wall_clock(event.start, zone)
    return start, not event.all_day, _title_key(event.title), item.id


def _each(item: ListedEvent, dates: Iterable[Event]) -> Iterator[ListedEvent]:
    # As `dataclasses.replace` in a quarter of the time; a month may hold thousands.
    values = dict(zip(_NAMES, _values(item), strict=True))
    return (ListedEvent(**values | {"event": event}) for event in dates)
