"""Series over both changes of the clocks: the wall's hour stays, and no date is lost or doubled.

RFC 5545 section 3.3.5: an hour that comes twice is the first one; one that is left out is counted
with the offset from before.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.event import Event, Window
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.expansion import occurrences

LONDON = ZoneInfo("Europe/London")
AUTUMN, SPRING = (
    Window(date(2026, 10, 24), date(2026, 10, 27)),
    Window(date(2026, 3, 28), date(2026, 3, 31)),
)


def starts(hour: int, minute: int, window: Window) -> list[str]:
    first = datetime(2026, 3, 1, hour, minute, tzinfo=LONDON)
    event = Event(
        "e",
        "",
        first,
        first + timedelta(minutes=20),
        "Europe/London",
        recurrence=Recurrence("FREQ=DAILY"),
    )
    found = list(occurrences(event, window, LONDON))
    for one in found:
        assert isinstance(one.start, datetime)
        assert isinstance(one.end, datetime)
        assert one.end.astimezone(UTC) - one.start.astimezone(UTC) == timedelta(minutes=20)
    return [f"{one.start.astimezone(UTC):%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("hour", "minute", "window", "wanted"),
    [
        (9, 0, AUTUMN, ["24 08:00", "25 09:00", "26 09:00"]),
        (9, 0, SPRING, ["28 09:00", "29 08:00", "30 08:00"]),
        (1, 30, AUTUMN, ["24 00:30", "25 00:30", "26 01:30"]),
        (1, 30, SPRING, ["28 01:30", "29 01:30", "30 00:30"]),
    ],
    ids=["autumn", "spring", "an hour twice", "an hour left out"],
)
def test_the_hour_of_the_wall_stays(
    hour: int, minute: int, window: Window, wanted: list[str]
) -> None:
    assert starts(hour, minute, window) == wanted


def test_one_on_the_edge_is_moved_and_another_cancelled() -> None:
    first = datetime(2026, 10, 23, 1, 30, tzinfo=LONDON)
    moved = OccurrenceChange(
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON),
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1),
        datetime(2026, 10, 25, 2, 0, tzinfo=LONDON),
    )
    gone = OccurrenceChange(datetime(2026, 10, 24, 1, 30, tzinfo=LONDON))
    rule = Recurrence("FREQ=DAILY;COUNT=4", changes=(moved, gone))
    event = Event("e", "", first, None, "Europe/London", recurrence=rule)
    window = Window(date(2026, 10, 20), date(2026, 10, 30))
    found = [one.start.astimezone(UTC) for one in occurrences(event, window, LONDON)]
    assert [f"{one:%d %H:%M}" for one in found] == ["23 00:30", "25 01:30", "26 01:30"]
