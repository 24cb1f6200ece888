"""What a VTIMEZONE tells of a zone is what the zone is, also while its clocks change."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event
from eventdesk.exports.calendar_events import CalendarEvent
from eventdesk.exports.calendar_file import write_calendar
from eventdesk.providers.ics.own_zone import OwnZone
from eventdesk.providers.ics.splitting import taken_apart
from eventdesk.providers.ics.zones import Zones
from tests.providers.ics.generated import ZONES
from tests.providers.ics.test_mapping import OWN_RULES

EDGES = [datetime(2026, 3, 8), datetime(2026, 3, 29), datetime(2026, 4, 5), datetime(2026, 10, 4)]
EDGES += [datetime(2026, 10, 25), datetime(2026, 11, 1), datetime(2030, 3, 31)]
WALLS = st.datetimes(datetime(2001, 1, 1), datetime(2036, 12, 31)) | st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from(EDGES),
    st.integers(0, 300),
)


def told_of(zone: ZoneInfo) -> OwnZone:
    """As this program writes it, with every change of its clocks."""
    days = (datetime(year, 7, 1, tzinfo=zone) for year in (2001, 2036))
    events = [CalendarEvent("A", Event(f"{day}", "", day, None, zone.key)) for day in days]
    file = BytesIO()
    write_calendar(file, events, name="", now=datetime.now(UTC))
    told = Zones(taken_apart(file.getvalue(), CancelToken()).zones, "").told(zone.key)
    assert told is not None
    return told


TOLD = {name: told_of(ZoneInfo(name)) for name in ZONES}
BY_RULES = OwnZone(OWN_RULES.splitlines())


@settings(max_examples=200)
@given(name=st.sampled_from(ZONES), wall=WALLS)
def test_its_offsets_are_those_of_the_zone(name: str, wall: datetime) -> None:
    zone = ZoneInfo(name)
    assert TOLD[name].offset(wall) == wall.replace(tzinfo=zone).utcoffset()
    moment = wall.replace(tzinfo=zone)
    assert TOLD[name].wall(moment) == moment.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(
        tzinfo=None
    )
    # The rules that Europe follows since 1996, told once and for all.
    assert BY_RULES.offset(wall) == wall.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()


def test_only_what_has_no_end_speaks_for_all_years() -> None:
    assert BY_RULES.lasts
    assert BY_RULES.changes
    assert not TOLD["Europe/Berlin"].lasts
    assert not TOLD["Asia/Kolkata"].changes


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("BEGIN:STANDARD", "END:STANDARD"),
        ("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+9900", "END:STANDARD"),
        ("BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD"),
        (
            *("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+0100"),
            *("RRULE:FREQ=SOMETIMES", "END:STANDARD"),
        ),
        ("BEGIN:STANDARD", "DTSTART:99991231T235959", "TZOFFSETTO:-2359", "END:STANDARD"),
    ],
)
def test_one_that_tells_nothing_usable_is_none(lines: tuple[str, ...]) -> None:
    zones = Zones({"Odd": lines}, "")
    assert zones.told("Odd") is None
    wall = datetime(2026, 7, 1, 9)
    assert zones.placed(wall, "Odd") == wall


def test_a_name_that_is_an_offset_counts_unless_rules_say_otherwise() -> None:
    wall = datetime(2026, 7, 1, 9)
    assert Zones({}, "").placed(wall, "GMT+0100").utcoffset() == timedelta(hours=1)
    rules = {"GMT+0100": tuple(OWN_RULES.splitlines())}
    assert Zones(rules, "").placed(wall, "GMT+0100").utcoffset() == timedelta(hours=2)
