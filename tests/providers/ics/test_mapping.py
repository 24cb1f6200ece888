"""What single events of calendars say, as the programs that people use write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.event import EventStatus, PersonRole
from eventdesk.domain.event_query import wall_clock
from eventdesk.domain.event_time import EventTime
from tests.providers.ics.reading import calendar, event, events, reads

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NINE = datetime(2026, 3, 27, 9)


def test_every_field_has_its_place() -> None:
    found = event(
        """UID:concert@example.org
        DTSTART;TZID=Europe/Berlin:20260327T090000
        DTEND;TZID=Europe/Berlin:20260327T103000
        SUMMARY;LANGUAGE=de:Konzert\\, mit "Chor": heute\\; laut
        DESCRIPTION:Erste Zeile\\nZweite \\\\ Zeile
        LOCATION;ALTREP="https://x.org/a:b":Saal 2\\nGroßmarkt
        CATEGORIES:Musik\\, laut,Chor
        CATEGORIES:Chor,Privat
        COLOR:Teal
        STATUS:tentative
        CLASS:PRIVATE
        TRANSP:TRANSPARENT
        URL:https://x.org/konzert
        CONTACT:Frau Lang
        ORGANIZER;CN="Okafor, Ngozi":mailto:ngozi@example.org
        ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:MAILTO:Anna@Example.org
        ATTENDEE;CUTYPE=ROOM;CN=Saal 2:mailto:saal@example.org
        LAST-MODIFIED:20260102T030405Z""",
        head="X-WR-CALNAME:Chor\\, alle",
    )
    assert found.ref == "concert@example.org"
    assert found.title == 'Konzert, mit "Chor": heute; laut'
    assert found.start == NINE.replace(tzinfo=BERLIN)
    assert found.end == datetime(2026, 3, 27, 10, 30, tzinfo=BERLIN)
    assert found.timezone == "Europe/Berlin"
    assert found.description == "Erste Zeile\nZweite \\ Zeile"
    assert found.place == "Saal 2 Großmarkt"
    assert found.tags == ("Musik, laut", "Chor", "Privat")
    assert found.colour == "#008080"
    assert (found.status, found.status_text) == (EventStatus.ACTIVE, "tentative")
    assert found.link == "https://x.org/konzert"
    assert found.organizer == "Okafor, Ngozi"
    assert {(one.name, one.role) for one in found.people} == {
        ("Anna", PersonRole.ATTENDS),
        ("Okafor, Ngozi", PersonRole.RESPONSIBLE),
    }
    assert found.updated_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert dict(found.more) == {
        "Visibility": "Private",
        "Shown as": "free",
        "Contact": "Frau Lang",
        "Room": "Saal 2",
        "Calendar": "Chor, alle",
    }


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20260327", date(2026, 3, 27), date(2026, 3, 28)),
        (
            "DTSTART;VALUE=DATE:20260327\nDTEND;VALUE=DATE:20260330",
            date(2026, 3, 27),
            date(2026, 3, 30),
        ),
        (
            "DTSTART;VALUE=DATE:20260327\nDTEND;VALUE=DATE:20260327",
            date(2026, 3, 27),
            date(2026, 3, 28),
        ),
        ("DTSTART;VALUE=DATE:20260327\nDURATION:P3D", date(2026, 3, 27), date(2026, 3, 30)),
        ("DTSTART:20260327", date(2026, 3, 27), date(2026, 3, 28)),
        ("DTSTART:20260327T090000", NINE, None),
        ("DTSTART:20260327T090000\nDTEND:20260327T080000", NINE, None),
        ("DTSTART:20260327T090000\nDURATION:PT1H30M", NINE, NINE + timedelta(minutes=90)),
        ("DTSTART:20260327T090000\nDURATION:1 hour", NINE, None),
        (
            "DTSTART:20260327T090000Z\nDTEND;TZID=Europe/Berlin:20260327T110000",
            NINE.replace(tzinfo=UTC),
            NINE.replace(tzinfo=UTC) + timedelta(hours=1),
        ),
        (
            # The clocks go on in this night: an hour is an hour.
            "DTSTART;TZID=Europe/Berlin:20260329T013000\nDURATION:PT1H",
            datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN),
            datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN),
        ),
        (
            # In an hour that comes twice the wall's clock alone does not tell before from after.
            "DTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT1H",
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        ),
        (
            # In one that is left out, half past two is half past three.
            "DTSTART;TZID=Europe/Berlin:20260329T023000\nDTEND;TZID=Europe/Berlin:20260329T030000",
            datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN),
            None,
        ),
        (
            "DTSTART:20260327T000000\nDTEND:20260328T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            date(2026, 3, 27),
            date(2026, 3, 28),
        ),
        ("SUMMARY:no start", None, None),
    ],
)
def test_times_of_every_kind(times: str, start: EventTime, end: EventTime) -> None:
    found = event(f"UID:1\n{times}")
    assert found.start == start
    assert found.end == end
    if found.end is not None:
        # Python compares times of one zone by the wall's clock alone.
        assert wall_clock(found.end, UTC) == wall_clock(end, UTC)
    assert type(found.start) is type(start)


OWN_RULES = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
ODD_RULES = """BEGIN:VTIMEZONE
TZID:Moon
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0123
TZOFFSETTO:+0123
END:STANDARD
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("told", "head", "zone"),
    [
        ("TZID=Europe/Berlin", "", "Europe/Berlin"),
        ('TZID="Europe/Berlin"', "", "Europe/Berlin"),
        ("TZID=W. Europe Standard Time", "", "Europe/Berlin"),
        ("TZID=Eastern Standard Time", "", "America/New_York"),
        ("TZID=/freeassociation.sourceforge.net/Europe/Berlin", "", "Europe/Berlin"),
        ("TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "", "Europe/Berlin"),
        ("TZID=/mozilla.org/20050126_1/America/New_York", "", "America/New_York"),
        ("TZID=/x/America/Argentina/Buenos_Aires", "", "America/Argentina/Buenos_Aires"),
        ("TZID=(UTC+01:00) Amsterdam, Berlin, Bern", "", "Europe/Amsterdam"),
        ('TZID="(UTC+01:00) Amsterdam, Berlin, Bern"', "", "Europe/Amsterdam"),
        ("TZID=Customized Time Zone", OWN_RULES, "Europe/Berlin"),
        ("TZID=X-Office: 1", OWN_RULES.replace("{name}", "X-Office: 1"), "Europe/Berlin"),
        (
            "TZID=Own",
            OWN_RULES.format(name="Own").replace(
                "BEGIN:STANDARD", "X-LIC-LOCATION:Europe/Rome\nBEGIN:STANDARD", 1
            ),
            "Europe/Rome",
        ),
    ],
)
def test_zones_by_whatever_name(told: str, head: str, zone: str) -> None:
    head = head.replace("{name}", "Customized Time Zone")
    found = event(f"UID:1\nDTSTART;{told}:20260701T090000", head)
    assert found.timezone == zone
    assert found.start == datetime(2026, 7, 1, 9, tzinfo=ZoneInfo(zone))


def test_zones_that_no_name_fits() -> None:
    moon = event("UID:1\nDTSTART;TZID=Moon:20260701T090000", ODD_RULES)
    offset = timezone(timedelta(hours=1, minutes=23))
    assert moon.start == datetime(2026, 7, 1, 9, tzinfo=offset)
    assert moon.timezone == ""
    fixed = event("UID:1\nDTSTART;TZID=GMT+0530:20260701T090000")
    assert fixed.start == datetime(2026, 7, 1, 3, 30, tzinfo=UTC)
    unknown = event("UID:1\nDTSTART;TZID=Office:20260701T090000")
    assert unknown.start == datetime(2026, 7, 1, 9)
    assert ("Time zone", "“Office”, which is not known here") in unknown.more


def test_a_moment_in_utc_is_shown_in_the_zone_of_its_calendar() -> None:
    head = "X-WR-TIMEZONE:America/New_York"
    found = event("UID:1\nDTSTART:20260701T130000Z\nDTEND:20260701T140000Z", head)
    assert found.timezone == "America/New_York"
    assert found.start is not None
    assert found.start.isoformat() == "2026-07-01T09:00:00-04:00"
    series = event("UID:1\nDTSTART:20260701T010000Z\nRRULE:FREQ=WEEKLY;BYDAY=WE", head)
    assert series.timezone == "UTC"  # it is a Wednesday there


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("CONFIRMED", (EventStatus.ACTIVE, "confirmed")),
        ("CANCELLED", (EventStatus.CANCELLED, "cancelled")),
        ("Perhaps", (EventStatus.UNKNOWN, "perhaps")),
        ("", (EventStatus.ACTIVE, "")),
    ],
)
def test_states(status: str, expected: tuple[EventStatus, str]) -> None:
    found = event(f"UID:1\nDTSTART:20260701T090000\nSTATUS:{status}")
    assert (found.status, found.status_text) == expected


def test_answers_are_read_and_rooms_are_nobody() -> None:
    body = calendar(
        """UID:1
        DTSTART:20260701T090000
        ATTENDEE;CN="Baker, Anna";PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:anna@example.org
        ATTENDEE;PARTSTAT=DECLINED:mailto:tom@example.org
        ATTENDEE;CN=Zoë:mailto:zoe@example.org
        ATTENDEE;CN=Kim;PARTSTAT=TENTATIVE:invalid:nomail
        ATTENDEE;CN=Lee;PARTSTAT=NEEDS-ACTION:invalid:nomail
        ATTENDEE;CN=Anna again;PARTSTAT=ACCEPTED:mailto:ANNA@example.org
        ATTENDEE;CN=Beamer;CUTYPE=RESOURCE:mailto:beamer@example.org"""
    )
    ((read,), problems) = reads(body)
    assert not problems
    assert [(one.ref, one.name, one.status) for one in read.attendees] == [
        ("anna@example.org", "Anna again", "accepted"),
        ("tom@example.org", "tom@example.org", "declined"),
        ("zoe@example.org", "Zoë", "invited"),
        ("kim", "Kim", "tentative"),
        ("lee", "Lee", "invited"),
    ]
    assert ("Resource", "Beamer") in read.event.more


def test_markup_of_descriptions_becomes_text() -> None:
    google = "<b>Agenda</b><br>1 &amp; 2<ul><li>Lunch</li></ul><a href='x'>Link</a>"
    found = event(f"UID:1\nDTSTART:20260701T090000\nDESCRIPTION:{google}")
    assert found.description == "Agenda\n1 & 2\nLunchLink"
    plain = event("UID:1\nDTSTART:20260701T090000\nDESCRIPTION:a < b\\, b > c")
    assert plain.description == "a < b, b > c"
    asked = event("UID:1\nDTSTART:20260701T090000\nDESCRIPTION:<a title='a>b'>a</a> <3 <!-- x -->")
    assert asked.description == "a <3"
    endless = event(f"UID:1\nDTSTART:20260701T090000\nDESCRIPTION:</p>{'<a ' * 300_000}")
    assert endless.description.startswith("<a <a")


def test_events_without_a_name_of_their_own_are_told_apart() -> None:
    same = "DTSTART:20260701T090000"
    found = events(f"{same}\nSUMMARY:One", f"{same}\nSUMMARY:Two", f"UID:\n{same}\nSUMMARY:Three")
    assert len({one.ref for one in found}) == 3
    again = events(f"{same}\nSUMMARY:Two")
    assert again[0].ref == found[1].ref


def test_the_newest_of_several_versions_counts_and_different_events_of_one_name_stay() -> None:
    old, new = ("UID:1\nSEQUENCE:{}\nDTSTART:2026070{}T090000\nSUMMARY:{}",) * 2
    found = events(new.format(2, 2, "New"), old.format(1, 1, "Old"))
    assert [one.title for one in found] == ["New"]
    found = events(*(f"UID:1\nDTSTART:2026070{n}T090000\nSUMMARY:{n}" for n in (1, 2)))
    assert [one.title for one in found] == ["1", "2"]
    assert len({one.ref for one in found}) == 2


def test_other_encodings_and_line_ends_are_read() -> None:
    text = calendar("UID:1\nDTSTART:20260701T090000\nSUMMARY:Café").decode()
    for body in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.encode("cp1252"),
        text.replace("\r\n", "\n").encode(),
        text.replace("\r\n", "\r").encode(),
        text.encode().replace("é".encode(), b"\xc3\r\n \xa9"),
    ):
        ((read,), problems) = reads(body)
        assert not problems
        assert read.event.title == "Café"
