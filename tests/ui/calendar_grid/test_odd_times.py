"""Times that the wall's clock leaves out or shows twice, and those at the ends of the calendar."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import ListedEvent
from eventdesk.services.event_moving import Times
from eventdesk.ui.controllers.calendar_moving import new_times
from eventdesk.ui.models.calendar_days import DaySpan, day_span
from eventdesk.ui.models.event_zones import zone_lines

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def span(start: datetime, end: datetime | None = None, timezone: str = "") -> DaySpan:
    listed = ListedEvent(1, Account(1, "A", "ics"), Event("1", "Night", start, end, timezone))
    found = day_span(listed)
    assert found is not None
    return found


@pytest.mark.parametrize("zone", [UTC, BERLIN, ZoneInfo("Pacific/Kiritimati")])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_what_is_never_has_words_too(qapp: QApplication, day: date, zone: tzinfo) -> None:
    """Some systems write the ends of the calendar for "never"."""
    never = datetime.combine(day, datetime.max.time(), zone)
    assert all(zone_lines(span(never, None, str(zone))))


def test_a_time_that_the_clocks_leave_out_is_not_of_another_zone(qapp: QApplication) -> None:
    start = datetime(2026, 3, 29, 1, 30, tzinfo=LONDON)
    assert zone_lines(span(start, None, "Europe/London")) == ()


def test_what_begins_in_the_second_pass_of_an_hour_stays_there_when_it_gets_longer() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past one once more, in London
    found = span(second, second + HOUR)
    assert found.starts == datetime(2026, 10, 25, 1, 30)
    longer = new_times(found, found.starts, found.ends + HOUR)
    assert longer == Times(second, second + 2 * HOUR)
    assert new_times(found, found.starts, found.ends) == Times(second, second + HOUR)
