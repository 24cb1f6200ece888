"""Series read and worked out here are those that the library recurring-ical-events works out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Window
from eventdesk.domain.event_time import EventTime, as_iso
from eventdesk.providers.ics.series import read_group
from eventdesk.providers.ics.splitting import taken_apart
from eventdesk.providers.ics.zones import Zones
from eventdesk.recurrence.expansion import occurrences
from tests.providers.ics.generated import drawn

CASES, BLOCK = 2000, 100
FIRST, LAST = date(2026, 2, 1), date(2027, 7, 1)
EDGE = LAST - timedelta(days=1)
UTC = ZoneInfo("UTC")

Span = tuple[str, str]


def ours(text: str) -> list[Span]:
    document = taken_apart(text.encode(), CancelToken())
    zones = Zones(document.zones, document.zone)
    events = [read.event for group in document.groups for read in read_group(group, zones, "")[0]]
    window = Window(FIRST, LAST)
    found = [each for event in events for each in occurrences(event, window, UTC)]
    return spans((each.start, each.end) for each in found)


def theirs(text: str) -> list[Span]:
    calendar = Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(FIRST, LAST)
    found = [each for each in found if each.get("STATUS") != "CANCELLED"]
    return spans((each["DTSTART"].dt, each["DTEND"].dt) for each in found)


def spans(found: Iterable[tuple[EventTime | None, EventTime | None]]) -> list[Span]:
    """Starts and ends, without those at the edge of the window, whose days are another zone's."""
    told = [(_told(start), _told(end)) for start, end in found]
    return sorted(span for span in told if FIRST.isoformat() < span[0] < EDGE.isoformat())


def _told(when: EventTime | None) -> str:
    moment = isinstance(when, datetime) and when.tzinfo is not None
    return str(as_iso(when.astimezone(UTC) if moment else when))


@pytest.mark.parametrize("block", range(0, CASES, BLOCK))
def test_a_series_comes_to_the_same(block: int) -> None:
    for seed in range(block, block + BLOCK):
        case = drawn(seed)
        assert ours(case.text) == theirs(case.text), f"seed {seed}:\n{case.text}"
