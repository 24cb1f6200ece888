"""What an event object of any form becomes."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventStatus
from eventdesk.net.decode import RecordError
from eventdesk.providers.sheepcrm.mapping_events import event_reader
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.sheepcrm.conftest import OpenProvider
from tests.servers import Fault, FaultKind, SheepServer

LONDON = ZoneInfo("Europe/London")


def read(zone: ZoneInfo | None = None, **fields: Any) -> Event:
    reader = event_reader(zone, zone.key if zone else "")
    return reader(msgspec.json.encode({"uid": "e1", "title": "T", **fields}))


def test_the_whole_event_is_shown_in_readable_words(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    day = sheepcrm_server.dataset.today
    assert event.title == "Annual Dinner & Awards"
    assert event.start == datetime(day.year, day.month, day.day, 18)
    assert event.end == datetime(day.year, day.month, day.day, 20)
    assert event.description == "About 0\n\n• Bring a coat"
    assert event.place == "Town Hall"
    assert event.link.startswith("https://www.example.com/")
    more = dict(event.more)
    assert more["Online meeting"] == "https://meet.example.com/abc-def"
    assert more["Venues"] == "Main hall"
    assert more["Highest ticket price"] == "120.5"
    assert more["Waiting list"] == "Yes"
    assert len(event.more) == 60
    assert not any("{" in text or "[" in text for row in event.more for text in row)


def test_a_user_without_the_whole_event_sees_the_reduced_one(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    denied = Fault(kind=FaultKind.STATUS, status=403, path=f"*/booking/{main}", count=None)
    sheepcrm_server.faults.add(denied)
    event = provider.event(main, cancel)
    assert event.title == "Annual Dinner & Awards"
    assert event.description == ""
    with pytest.raises(NotThere):
        provider.event("0" * 24, cancel)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, EventStatus.ACTIVE),
        ({"status": None}, EventStatus.ACTIVE),
        ({"status": " Confirmed "}, EventStatus.ACTIVE),
        ({"status": "draft"}, EventStatus.DRAFT),
        ({"status": "Draft event"}, EventStatus.DRAFT),
        ({"status": "confirmed", "cancelled": True}, EventStatus.CANCELLED),
        ({"status": "confirmed", "cancelled": "true"}, EventStatus.CANCELLED),
        ({"status": "Cancelled"}, EventStatus.CANCELLED),
        ({"status": "draft", "record_state": "deleted"}, EventStatus.DELETED),
        ({"status": "awaiting-venue"}, EventStatus.UNKNOWN),
    ],
)
def test_a_status_is_claimed_only_where_it_is_told(
    fields: dict[str, Any], status: EventStatus
) -> None:
    event = read(**fields)
    assert event.status is status
    assert event.status_text == (fields.get("status") or "").strip()


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        # date, time, datetime, as in apis/sheepcrm.md section 8
        (
            ("2026-05-01", "18:30", "2026-05-01T18:30:00.000000"),
            ("2026-05-01", "21:00", "2026-05-01T21:00:00.000000"),
            (datetime(2026, 5, 1, 18, 30), datetime(2026, 5, 1, 21)),
        ),
        (
            ("2026-05-01T00:00:00", "18:30", None),
            ("2026-05-02", "01:00", None),
            (datetime(2026, 5, 1, 18, 30), datetime(2026, 5, 2, 1)),
        ),
        (
            ("2026-05-01", None, None),
            ("2026-05-03", None, None),
            (date(2026, 5, 1), date(2026, 5, 4)),
        ),
        (
            (None, None, "2026-05-01T00:00:00"),
            (None, None, "2026-05-01"),
            (date(2026, 5, 1), date(2026, 5, 2)),
        ),
        (("2026-05-01", "00:00", None), (None, None, None), (datetime(2026, 5, 1), None)),
        (
            ("2026-05-01", "18:00", None),
            ("2026-05-03", None, None),
            (datetime(2026, 5, 1, 18), datetime(2026, 5, 4)),
        ),
        (
            ("2026-05-01", "18:00", None),
            ("2026-05-01", None, None),
            (datetime(2026, 5, 1, 18), None),
        ),
        (
            ("2026-05-02", "18:00", None),
            ("2026-05-01", "9:99", None),
            (datetime(2026, 5, 2, 18), None),
        ),
        (
            ("2026-05-01", None, None),
            ("2026-05-03", "18:00", None),
            (date(2026, 5, 1), date(2026, 5, 4)),
        ),
        (("soon", "late", "1 May"), ("2026-05-01", None, None), (None, None)),
        (("9999-12-31", None, None), ("9999-12-31", None, None), (date(9999, 12, 31), None)),
    ],
)
def test_every_form_of_dates_keeps_the_wall_clock(
    start: tuple[Any, ...], end: tuple[Any, ...], wanted: tuple[Any, Any]
) -> None:
    names = ("date", "time", "datetime")
    fields = {f"start_{name}": value for name, value in zip(names, start, strict=True)}
    fields |= {f"end_{name}": value for name, value in zip(names, end, strict=True)}
    event = read(**fields)
    assert (event.start, event.end) == wanted
    assert type(event.start) is type(wanted[0])
    assert event.timezone == ""


def test_an_account_with_a_time_zone_has_aware_times_also_around_the_clock_change() -> None:
    event = read(LONDON, start_datetime="2026-03-29T01:30:00", end_datetime="2026-10-25T01:30:00")
    assert event.timezone == "Europe/London"
    assert event.start == datetime(2026, 3, 29, 1, 30, tzinfo=LONDON)
    assert isinstance(event.end, datetime)
    assert event.end.utcoffset() == timedelta(hours=1), "the first of the two half past one"
    assert read(LONDON, start_date="2026-03-29").start == date(2026, 3, 29)
    told = read(
        LONDON, start_datetime="2026-05-01T10:00:00+02:00", end_datetime="2026-05-01T11:00:00"
    )
    assert str(told.start) == "2026-05-01 10:00:00+02:00"


def test_zoned_times_reach_every_listed_event(
    open_provider: OpenProvider, cancel: CancelToken, main: str
) -> None:
    event = open_provider(time_zone="Europe/Paris").event(main, cancel)
    assert isinstance(event.start, datetime)
    assert event.start.tzinfo == ZoneInfo("Europe/Paris")


def test_unknown_single_fields_become_rows_and_the_rest_stays_out() -> None:
    event = read(
        dietary_notes="Vegan &amp; halal",
        seats=40,
        is_hybrid=True,
        is_online=False,
        owner="/x/person/1/",
        owner_uid="77",
        parts=[1],
        blob={"a": 1},
        nothing=None,
    )
    assert event.more == (("Dietary notes", "Vegan & halal"), ("Seats", "40"), ("Is hybrid", "Yes"))


@pytest.mark.parametrize(
    "fields",
    [
        {"capacity": 1e300, "tags": "x", "group": 7, "venues": {"a": 1}, "series_id": 5},
        {"capacity": -1, "website": "javascript:alert(1)", "description": "<![x <b>hi</b>"},
        {"title": ["a"], "display_value": None, "formatted_title": 9, "location": {"a": "b"}},
    ],
)
def test_fields_of_wrong_types_leave_a_usable_event(fields: dict[str, Any]) -> None:
    event = read(**fields)
    assert event.ref == "e1"
    assert event.title
    assert event.capacity is None
    assert event.link == ""


def test_a_record_without_a_uid_takes_it_from_its_uri_or_cannot_be_read() -> None:
    assert read(uid=None, uri="/x/booking/abc/").ref == "abc"
    with pytest.raises(RecordError):
        read(uid=None)
