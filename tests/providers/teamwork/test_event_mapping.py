"""What becomes of an event object: every form that the notes know, and some that they do not."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec import Raw

from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole
from eventdesk.net.decode import RecordError
from eventdesk.providers.teamwork.mapping_events import event_reader
from tests.servers.teamwork.dataset import plain_event

DUBLIN = ZoneInfo("Europe/Dublin")
PEOPLE = {"104": "Martin Luther King, Jr.", "101": "Anna Baker"}


def mapped(text: str = "", *, zone: ZoneInfo | None = None, **fields: object) -> Event:
    """A plain event with other fields (underscores for hyphens), or any text."""
    record = plain_event("5001", date(2026, 11, 21))
    record |= {name.replace("_", "-"): value for name, value in fields.items()}
    read = event_reader(zone, zone.key if zone else "", lambda ident: PEOPLE.get(ident, ""))
    return read(Raw(text.encode() if text else json.dumps(record).encode()))


def row(event: Event, label: str) -> str:
    return dict(event.more).get(label, "")


def test_every_field_finds_its_place() -> None:
    event = mapped(
        title="Spring  concert",
        description="Doors\n19:00",
        where="Town Hall",
        attending_user_ids="101,102",
        attending_user_names="Anna Baker, Thomas O'Neill",
        notify_user_ids="101",
        notify_user_names="Anna Baker",
        last_changed_on="2026-10-01T08:15:30Z",
    )
    assert event == Event(
        ref="5001",
        title="Spring concert",
        start=datetime(2026, 11, 21, 10),
        end=datetime(2026, 11, 21, 11, 30),
        kind="Rehearsal",
        colour="#4e9075",
        place="Town Hall",
        organizer="Anna Baker",
        attendees=2,
        updated_at=datetime(2026, 10, 1, 8, 15, 30, tzinfo=UTC),
        description="Doors\n19:00",
        tags=("company",),
        more=(("Privacy", "company"), ("Show as busy", "No"), ("Notified", "Anna Baker")),
        people=(
            EventPerson("Anna Baker", PersonRole.RESPONSIBLE),
            EventPerson("Anna Baker", PersonRole.ATTENDS),
            EventPerson("Thomas O'Neill", PersonRole.ATTENDS),
        ),
        refs=event.refs,
    )
    assert event.own_ref("attending") == "101,102"
    assert event.own_ref("type") == "12"


@pytest.mark.parametrize(
    ("sent", "colour"),
    [
        ('"4E9075"', "#4e9075"),
        ("4E9075", "#4e9075"),
        ('"123456"', "#123456"),
        ("123456", "#123456"),
        ("3456", "#003456"),
        ('"#AbCdEf"', "#abcdef"),
        ("1e999", ""),
        ('"red"', ""),
        ("null", ""),
        ("[1]", ""),
        ("Infinity", ""),
    ],
)
def test_a_colour_stays_the_text_that_it_is(sent: str, colour: str) -> None:
    text = '{"id": "7", "title": "T", "type": {"id": "3", "name": "N", "color": %s}}'
    if sent == "Infinity":
        text = text.replace('"title": "T"', '"title": 5')
    event = mapped(text % sent)
    assert event.colour == colour
    assert event.kind == "N"


def test_a_colour_survives_other_fields_of_a_wrong_type() -> None:
    event = mapped('{"id": 7, "title": [], "where": 5, "type": {"id": -4, "color": 4E9075}}')
    assert (event.ref, event.place, event.colour) == ("7", "5", "#4e9075")
    assert event.kind == "Meeting"


@pytest.mark.parametrize(
    ("kind", "ref", "name"),
    [
        ({"id": -6, "name": "Training"}, "-6", "Training"),
        ({"id": "-7"}, "-7", "Public Holiday"),
        ({"id": "12", "name": ""}, "12", "Type 12"),
        ({"id": "-99", "name": "Jury duty"}, "-99", "Jury duty"),
        ({}, "", ""),
        (None, "", ""),
        ("odd", "", ""),
    ],
)
def test_types_are_signed_and_come_as_number_or_text(kind: Any, ref: str, name: str) -> None:
    event = mapped(type=kind)
    assert (event.own_ref("type"), event.kind) == (ref, name)


@pytest.mark.parametrize("told", [True, "true", "True", 1])
def test_an_all_day_event_ends_after_its_last_day(told: object) -> None:
    event = mapped(all_day=told, start="2026-11-21T00:00", end="2026-11-23T23:59", zone=DUBLIN)
    assert (event.start, event.end) == (date(2026, 11, 21), date(2026, 11, 24))
    assert event.all_day


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-21T10:00", "2026-11-21T11:30:30", (10, datetime(2026, 11, 21, 11, 30, 30))),
        ("2026-11-21T10:00", "2026-11-21T10:00", (10, None)),
        ("2026-11-21T10:00", "2026-11-20T10:00", (10, None)),
        ("2026-11-21T10:00", "soon", (10, None)),
        ("2026-11-21T10:00", None, (10, None)),
        ("2026-11-21T10:00", "2026-11-21", (10, datetime(2026, 11, 21, 23, 59))),
        ("2026-11-21T10:00", "2026-11-21T12:00Z", (10, datetime(2026, 11, 21, 12))),
    ],
)
def test_times_are_the_wall_clock_s(start: str, end: Any, expected: Any) -> None:
    event = mapped(start=start, end=end)
    assert event.start == datetime(2026, 11, 21, expected[0])
    assert event.end == expected[1]


def test_times_are_in_the_account_s_zone_where_it_tells_one() -> None:
    event = mapped(start="2026-07-01T10:00", end="2026-07-01T11:00", zone=DUBLIN)
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(UTC) == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert event.timezone == "Europe/Dublin"
    zoned = mapped(start="2026-07-01T10:00Z", end="2026-07-01T11:00", zone=DUBLIN)
    assert zoned.start == datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("start", ["", None, "soon", 7, "2026-13-01T00:00"])
def test_an_event_without_a_start_is_still_there(start: object) -> None:
    event = mapped(start=start)
    assert (event.start, event.end) == (None, None)


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        ({"frequency": "weekly", "ends": False}, "Every week"),
        ({"frequency": "every2weeks", "ends": True, "endDate": "2027-06-30"}, "2027-06-30"),
        ({"frequency": "weekdays", "end-date": "20270630", "ends": "true"}, "until 2027-06-30"),
        ({"frequency": "weekly", "end-date": "2027-06-30", "ends": "false"}, "Every week"),
        ({"frequency": "daily"}, "Every day"),
        ({"frequency": "weekly", "selected-days-list": "1,3"}, "Every week (1,3)"),
        ({"frequency": "fullmoon"}, "fullmoon"),
        ({}, ""),
        ({"frequency": "none"}, ""),
        (None, ""),
        ([], ""),
        ("weekly", ""),
    ],
)
def test_a_series_says_in_words_how_it_repeats(repeat: object, words: str) -> None:
    event = mapped(repeat=repeat)
    assert event.recurring == bool(words)
    assert row(event, "Repeats").endswith(words)
    assert event.recurrence is None, "whether lists have each date already is not known"


def test_reminders_are_told_in_words() -> None:
    event = mapped(
        reminders=[
            {"type": "email", "period": "hours", "before": "2"},
            {"type": "sms", "period": "days", "before": 1},
            {"type": "pigeon", "period": "weeks", "before": "3"},
            "odd",
            {},
        ]
    )
    assert row(event, "Reminders") == (
        "E-mail 2 hours before; Text message 1 day before; pigeon 3 weeks before"
    )


@pytest.mark.parametrize(
    ("privacy", "words", "project"),
    [
        ({"type": "company"}, "company", ""),
        ({"type": "project", "project-id": 77}, "project", "77"),
        ({"type": "sect"}, "sect", ""),
        ("private", "private", ""),
        (None, "", ""),
        ([], "", ""),
    ],
)
def test_privacy_is_told_as_it_came(privacy: object, words: str, project: str) -> None:
    event = mapped(privacy=privacy)
    assert (row(event, "Privacy"), row(event, "Project")) == (words, project)
    assert event.tags == ((words,) if words else ()), "events can be filtered by it"
    assert row(mapped(privacy={"type": "project"}, project_id="8"), "Project") == "8"


@pytest.mark.parametrize(
    ("busy", "words"), [(True, "Yes"), ("true", "Yes"), ("false", "No"), (None, ""), ([], "")]
)
def test_show_as_busy_and_who_may_edit_are_told(busy: object, words: str) -> None:
    event = mapped(show_as_busy=busy, attendees_can_edit="true", project_users_can_edit=True)
    assert row(event, "Show as busy") == words
    assert row(event, "May also be edited by") == "its attendees, people of the project"


@pytest.mark.parametrize(
    ("sent", "status", "text"),
    [
        ("active", EventStatus.ACTIVE, ""),
        (None, EventStatus.ACTIVE, ""),
        ("Deleted", EventStatus.DELETED, "Deleted"),
        ("postponed", EventStatus.UNKNOWN, "postponed"),
    ],
)
def test_an_unknown_status_is_shown_as_it_came(
    sent: object, status: EventStatus, text: str
) -> None:
    event = mapped(status=sent)
    assert (event.status, event.status_text) == (status, text)


@pytest.mark.parametrize(
    ("ids", "names", "found"),
    [
        ("101, 104", "Anna Baker, Martin Luther King, Jr.", list(PEOPLE.values())[::-1]),
        ("101,102", "Anna Baker,Thomas", ["Anna Baker", "Thomas"]),
        ([101, "104"], "", list(PEOPLE.values())[::-1]),
        (101, "Anna Baker", ["Anna Baker"]),
        ("101,101", "Anna Baker", ["Anna Baker"]),
        ("", "", []),
        (None, None, []),
    ],
)
def test_ids_decide_who_attends(ids: object, names: Any, found: list[str]) -> None:
    event = mapped(attending_user_ids=ids, attending_user_names=names)
    attends = [person.name for person in event.people if person.role is PersonRole.ATTENDS]
    assert attends == found
    assert event.attendees == len(found)


def test_names_that_cannot_be_told_apart_are_shown_as_they_came() -> None:
    event = mapped(attending_user_ids="1,2", attending_user_names="Kay, Jr., Bo")
    assert row(event, "Attending") == "Kay, Jr., Bo"


def test_fields_that_the_notes_do_not_name_are_shown_too() -> None:
    event = mapped(room_size=12, cateringNote="Tea", sequenceId="9", icon_url="x", secret=False)
    assert [each for each in event.more if each[0] not in ("Privacy", "Show as busy")] == [
        ("Room size", "12"),
        ("CateringNote", "Tea"),
    ]


@pytest.mark.parametrize("text", ["[]", "7", '"x"', "{}", '{"id": ""}', '{"id": null}', "{"])
def test_what_is_no_event_is_told(text: str) -> None:
    with pytest.raises(RecordError):
        mapped(text)
