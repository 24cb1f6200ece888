"""What an event object of any form becomes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole, Window
from eventdesk.domain.recurrence import Recurrence
from eventdesk.net.decode import RecordError
from eventdesk.providers.safesites.mapping_events import event_reader
from eventdesk.providers.safesites.provider import SafeSitesProvider
from eventdesk.recurrence.expansion import occurrences
from tests.providers.safesites.conftest import OpenProvider
from tests.servers import SafeServer

STOCKHOLM = ZoneInfo("Europe/Stockholm")
START = "2026-03-06 10:00:00"
WEEKLY: dict[str, Any] = {
    "start": START,
    "durationMinutes": 90,
    "recurring": True,
    "rrule": "FREQ=WEEKLY",
}


def read(zone: ZoneInfo | None = None, **fields: Any) -> Event:
    return event_reader(zone)(msgspec.json.encode({"id": "e1", "title": "T", **fields}))


def days(event: Event, first: str, last: str) -> list[str]:
    window = Window(date.fromisoformat(first), date.fromisoformat(last))
    return [f"{each.start:%m-%d %H:%M}" for each in occurrences(event, window, None)]


def test_a_whole_event_is_shown_in_readable_words(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    event = provider.event(safesites_server.event_id("assigned"), cancel)
    more = dict(event.more)
    assert (event.title, event.organizer, event.kind) == (
        "Guarding",
        "Nordic Building",
        "Scheduled work",
    )
    assert event.description.startswith("Bring helmets.\nGate")
    assert event.place.startswith("Quay ")
    assert isinstance(event.start, datetime)
    assert event.end == event.start + timedelta(minutes=90)
    assert more["Order"].startswith("25-")
    assert more["Order"].endswith(", draft")
    assert more["Confirmed by"] == "Björn Ek"
    assert more["Created by"] == "Åsa Lindqvist"
    assert more["Created"].endswith(" UTC")
    assigned = [text for label, text in event.more if label == "Assigned"]
    assert assigned == [
        "Role: guard, User: Anna Berg, Created by: Åsa Lindqvist",
        "Role: spare, Team: Night shift",
    ]
    assert event.people == (
        EventPerson("Anna Berg", PersonRole.ATTENDS),
        EventPerson("Åsa Lindqvist", PersonRole.RESPONSIBLE),
        EventPerson("Björn Ek", PersonRole.RESPONSIBLE),
    )
    assert event.own_ref("site") in safesites_server.dataset.sites
    assert event.own_ref("order") in safesites_server.dataset.orders
    assert not any("{" in text or "[" in text for row in event.more for text in row)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("draft", EventStatus.DRAFT),
        ("Cancelled", EventStatus.CANCELLED),
        ("on_hold", EventStatus.ACTIVE),
        ("", EventStatus.ACTIVE),
        (None, EventStatus.ACTIVE),
    ],
)
def test_a_status_that_nobody_knows_is_shown_as_it_came(
    word: str | None, status: EventStatus
) -> None:
    event = read(status=word, type="hot_work")
    assert event.status is status
    assert event.status_text == (word or "")
    assert event.kind == "Hot work"


@pytest.mark.parametrize(
    ("text", "zone", "start"),
    [
        ("2026-03-06 10:00:00", None, datetime(2026, 3, 6, 10)),
        ("2026-03-06T10:00:00", None, datetime(2026, 3, 6, 10)),
        ("2026-03-06T10:00:00Z", None, datetime(2026, 3, 6, 10, tzinfo=UTC)),
        ("2026-03-06 10:00:00", STOCKHOLM, datetime(2026, 3, 6, 10, tzinfo=STOCKHOLM)),
        ("2026-03-06T10:00:00Z", STOCKHOLM, datetime(2026, 3, 6, 11, tzinfo=STOCKHOLM)),
        ("2026-03-06T10:00:00+05:00", STOCKHOLM, datetime(2026, 3, 6, 6, tzinfo=STOCKHOLM)),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_both_forms_of_a_start_are_read_and_a_zone_counts_only_where_it_is_told(
    text: str | None, zone: ZoneInfo | None, start: datetime | None
) -> None:
    event = read(zone, start=text, durationMinutes=30)
    assert event.start == start
    assert event.timezone == (zone.key if zone else "")
    if start is None:
        assert event.end is None
        assert dict(event.more).get("Start", "") == (text or "")
    else:
        assert (event.start.tzinfo is None) == (start.tzinfo is None)


def test_a_length_runs_on_across_the_change_of_clocks() -> None:
    night = read(STOCKHOLM, start="2026-03-28 23:00:00", durationMinutes=600)
    assert night.end == datetime(2026, 3, 29, 10, tzinfo=STOCKHOLM)
    assert read(start=START).end is None
    assert read(start=START, durationMinutes=-5).end is None
    assert read(start=START, durationMinutes=1e300).end is None


@pytest.mark.parametrize(
    ("minutes", "last"), [(None, 7), (0, 7), (60, 7), (1440, 7), (1441, 8), (2880, 8)]
)
def test_an_all_day_event_has_whole_days(minutes: int | None, last: int) -> None:
    event = read(start="2026-03-06 00:00:00", allDay=True, durationMinutes=minutes)
    assert (event.start, event.end) == (date(2026, 3, 6), date(2026, 3, last))
    assert event.all_day


def test_the_day_of_an_all_day_event_is_the_one_at_the_site() -> None:
    assert read(STOCKHOLM, start="2026-03-05T23:00:00Z", allDay=True).start == date(2026, 3, 6)
    assert read(STOCKHOLM, start="2026-03-06T00:00:00Z", allDay=True).start == date(2026, 3, 6)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY",
        "DTSTART:20260306T100000\nRRULE:FREQ=WEEKLY",
        "DTSTART;TZID=Europe/Stockholm:20260306T100000\\nRRULE:FREQ=WEEKLY\n",
    ],
)
def test_a_rule_is_read_with_or_without_its_name_and_start(rule: str) -> None:
    event = read(**{**WEEKLY, "rrule": rule})
    assert event.recurrence == Recurrence("FREQ=WEEKLY")
    assert event.recurring
    assert dict(event.more)["Repeats"].startswith("every week")
    assert days(event, "2026-03-01", "2026-03-21") == ["03-06 10:00", "03-13 10:00", "03-20 10:00"]


def test_a_series_ends_with_until_or_its_rule_whichever_is_earlier() -> None:
    until = read(**WEEKLY, until="2026-03-13")
    assert days(until, "2026-03-01", "2026-05-01") == ["03-06 10:00", "03-13 10:00"]
    assert dict(until.more)["Repeats until"] == "2026-03-13"
    for end in ("2026-03-13T10:00:00Z", "2026-03-13 10:00:00"):
        assert len(days(read(**WEEKLY, until=end), "2026-03-01", "2026-05-01")) == 2
    for day in ("2026-03-13 00:00:00", "2026-03-13T00:00:00.000000Z", "2026-03-13 23:59:59"):
        for zone in (None, STOCKHOLM):
            last = days(read(zone, **WEEKLY, until=day), "2026-03-01", "2026-05-01")
            assert len(last) == 2, "a midnight stands for its day, which belongs to the series"
    counted = read(**{**WEEKLY, "rrule": "FREQ=WEEKLY;COUNT=1", "until": "2026-12-31"})
    assert days(counted, "2026-03-01", "2026-05-01") == ["03-06 10:00"]
    zoned = read(STOCKHOLM, **WEEKLY, until="2026-03-13T09:00:00Z")
    assert zoned.recurrence.until == datetime(2026, 3, 13, 10, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rrule": "every now and then"}, "cannot be read: every now and then"),
        ({"rrule": "FREQ=SECONDLY"}, "cannot be read: FREQ=SECONDLY"),
        ({"rrule": "RRULE:FREQ=DAILY\nEXDATE:20260307"}, "cannot be read: RRULE:FREQ=DAILY"),
        ({"rrule": "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY"}, "cannot be read: RRULE:FREQ=DAILY"),
        ({"start": "soon"}, "from a start that cannot be read: FREQ=WEEKLY"),
        ({"rrule": None}, "yes, but SafeSites tells no rule"),
    ],
)
def test_a_rule_that_cannot_be_read_leaves_the_first_date_and_says_so(
    fields: dict[str, Any], said: str
) -> None:
    event = read(**{**WEEKLY, **fields})
    assert event.recurrence is None
    assert event.recurring
    assert dict(event.more)["Repeats"].startswith(said)
    assert days(event, "2026-03-01", "2026-05-01") == ([] if "start" in fields else ["03-06 10:00"])


def test_an_event_that_denies_to_repeat_does_not() -> None:
    event = read(**{**WEEKLY, "recurring": False})
    assert (event.recurring, event.recurrence) == (False, None)
    assert read(**{**WEEKLY, "recurring": None}).recurrence is not None


def test_the_series_of_the_server_are_the_same_in_every_form(
    open_provider: OpenProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    ref = safesites_server.event_id("round")
    cancelled = {"originalDate": "2026-03-13", "type": "cancelled"}
    safesites_server.edit_event(ref, start=START, exceptions=[cancelled])
    expected = ["03-06 10:00", "03-20 10:00"]
    for form in ("space", "T", "Z"):
        for shape in ("request", "wrapped"):
            safesites_server.options.start_form = form
            safesites_server.options.shape = shape
            event = open_provider().event(ref, cancel)
            window = Window(date(2026, 3, 1), date(2026, 3, 21))
            found = occurrences(event, window, UTC)
            assert [f"{each.start:%m-%d %H:%M}" for each in found] == expected


def test_fields_that_the_notes_do_not_name_are_shown_and_odd_ones_harm_nothing() -> None:
    event = read(gateCode="B", crew=[{"name": "Lifters"}], teamId="x", hidden=False, order="17")
    assert dict(event.more) == {"Order": "17", "Gate code": "B", "Crew": "Lifters"}
    odd = read(site=[], order=3, assignments={"a": 1}, confirmedBy="Kim", organization=7)
    assert (odd.place, odd.organizer, odd.people) == ("", "", ())
    with pytest.raises(RecordError, match="no id"):
        read(id=None)
    with pytest.raises(RecordError):
        event_reader(None)(b"[1]")


def test_an_embedded_order_without_its_own_id_field_is_still_found() -> None:
    assert read(order={"data": {"id": "o1", "number": "25-1"}}).own_ref("order") == "o1"
    assert read(orderId="o2").own_ref("order") == "o2"
    assert read().refs == ()
