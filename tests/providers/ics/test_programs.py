"""Calendars as the programs that people use write them, each with what makes it awkward."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from eventdesk.domain.event import Event, EventStatus, Window
from eventdesk.recurrence.expansion import occurrences
from tests.providers.ics.reading import event, events, reads

BERLIN = ZoneInfo("Europe/Berlin")
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Chor\\, öffentlich
X-WR-TIMEZONE:Europe/Berlin
X-WR-CALDESC:Alle Termine
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:GMT+2
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:GMT+1
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20260316T190000
DTEND;TZID=Europe/Berlin:20260316T210000
RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20260413T215959Z;BYDAY=MO
EXDATE;TZID=Europe/Berlin:20260406T190000
DTSTAMP:20261121T101500Z
UID:4q0example@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=anna@e
 xample.org;X-NUM-GUESTS=0:mailto:anna@example.org
CREATED:20250101T000000Z
DESCRIPTION:<b>Bitte</b> pünktlich<br>Noten mitbringen
LAST-MODIFIED:20260301T120000Z
LOCATION:Gemeindesaal\\, Hof 2
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Probe
TRANSP:OPAQUE
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20260331T180000
DTEND;TZID=Europe/Berlin:20260331T200000
UID:4q0example@google.com
RECURRENCE-ID;TZID=Europe/Berlin:20260330T190000
SUMMARY:Probe
DESCRIPTION:<b>Bitte</b> pünktlich<br>Noten mitbringen
LOCATION:Gemeindesaal\\, Hof 2
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=anna@example.org:mailto:anna@example.org
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
LAST-MODIFIED:20260302T120000Z
SEQUENCE:2
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
DTSTART:20260320T170000Z
DTEND:20260320T170000Z
UID:reminder@google.com
SUMMARY:Abgabe
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-CALSTART:20260101T000000Z
X-WR-RELCALID:{0000002E-1A0B-2C3D-4E5F-000000000000}
X-WR-CALNAME:Kalender
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Lang, Eva";RSVP=TRUE:mailto:eva@example.org
ATTENDEE;CN=Saal;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT:mailto:saal@example.org
CLASS:PRIVATE
CREATED:20260102T080000Z
DESCRIPTION:Guten Tag\\,\\n\\nbitte die Karten mitbringen.\\n
DTEND;TZID="W. Europe Standard Time":20260331T103000
DTSTAMP:20260102T080000Z
DTSTART;TZID="W. Europe Standard Time":20260331T090000
LAST-MODIFIED:20260102T080000Z
LOCATION:Raum 3
ORGANIZER;CN="Büro, Empfang":mailto:buero@example.org
PRIORITY:5
RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
SEQUENCE:0
SUMMARY;LANGUAGE=de:Abrechnung
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5DA01000000000000000
	0100000001234567890ABCDEF
X-ALT-DESC;FMTTYPE=text/html:<html><body>Guten Tag</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-IMPORTANCE:1
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART:20260501T000000
DTEND:20260502T000000
SUMMARY:Feiertag
TRANSP:TRANSPARENT
UID:feiertag
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
END:VCALENDAR
"""

APPLE = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 14.4//EN
VERSION:2.0
X-APPLE-CALENDAR-COLOR:#FF2968
X-WR-CALNAME:Privat
BEGIN:VEVENT
CREATED:20260105T101112Z
DTEND;TZID=Europe/Berlin:20260612T233000
DTSTAMP:20260105T101113Z
DTSTART;TZID=Europe/Berlin:20260612T200000
LAST-MODIFIED:20260105T101112Z
LOCATION:Markthalle\\nMarkt 1\\, 10115 Berlin
ORGANIZER;CN="Kim Wu";EMAIL="kim@example.org":/aMTIzNDU2Nzg5/principal/
ATTENDEE;CN="Kim Wu";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;EMAIL="kim@example.org":/aMTIz/principal/
ATTENDEE;CN="Zoë";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;SCHEDULE-STATUS="1.1":mailto:zoe@example.org
SEQUENCE:0
SUMMARY:Sommerfest 🎪
UID:9A1B2C3D-0000-4444-8888-ABCDEFABCDEF
URL;VALUE=URI:https://example.org/fest
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Markt 1\\n10115 Berlin";X-APPLE-RADIUS=70.6;
 X-TITLE=Markthalle:geo:52.52,13.38
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT1H
UID:11111111-2222-3333-4444-555555555555
X-WR-ALARMUID:11111111-2222-3333-4444-555555555555
END:VALARM
END:VEVENT
BEGIN:VTODO
UID:todo
DUE:20260612T120000
SUMMARY:Eis kaufen
END:VTODO
END:VCALENDAR
"""


def read(body: bytes) -> dict[str, Event]:
    found, problems = reads(body)
    assert not problems
    return {one.event.title: one.event for one in found}


def starts(found: Event) -> list[str]:
    shown = occurrences(found, YEAR, UTC)
    return [one.start.astimezone(UTC).strftime("%m-%d %H:%M") for one in shown]


def test_google() -> None:
    found = read(GOOGLE.encode())
    weekly = found["Probe"]
    assert starts(weekly) == ["03-16 18:00", "03-23 18:00", "03-31 16:00", "04-13 17:00"]
    assert weekly.description == "Bitte pünktlich\nNoten mitbringen"
    assert weekly.link == "https://meet.google.com/abc-defg-hij"
    assert weekly.place == "Gemeindesaal, Hof 2"
    assert ("Calendar", "Chor, öffentlich") in weekly.more
    reminder = found["Abgabe"]
    assert reminder.start == datetime(2026, 3, 20, 18, tzinfo=BERLIN)
    assert (reminder.timezone, reminder.end) == ("Europe/Berlin", None)
    assert dict(reminder.more) == {"Shown as": "free", "Calendar": "Chor, öffentlich"}


def test_outlook_with_a_mark_at_the_beginning_and_zones_of_windows() -> None:
    found = read(OUTLOOK.replace("\n", "\r\n").encode("utf-8-sig"))
    monthly = found["Abrechnung"]
    assert monthly.timezone == "Europe/Berlin"
    assert starts(monthly) == ["03-31 07:00", "04-30 07:00", "05-29 07:00"]
    assert monthly.ref.endswith("A0B1C2D3E4F5DA010000000000000000100000001234567890ABCDEF")
    assert monthly.description == "Guten Tag,\n\nbitte die Karten mitbringen."
    assert monthly.organizer == "Büro, Empfang"
    assert [one.name for one in monthly.people] == ["Lang, Eva", "Büro, Empfang"]
    assert ("Resource", "Saal") in monthly.more
    assert ("Visibility", "Private") in monthly.more
    assert ("Repeats", "every month on the last weekday, 3 times") in monthly.more
    holiday = found["Feiertag"]
    assert (holiday.start, holiday.end) == (date(2026, 5, 1), date(2026, 5, 2))


def test_apple_with_bare_line_feeds_and_folds_within_characters() -> None:
    body = APPLE.encode()
    circus = "🎪".encode()
    for cut in range(1, len(circus)):
        found = read(body.replace(circus, circus[:cut] + b"\n " + circus[cut:]))
        assert set(found) == {"Sommerfest 🎪"}
    ((one,), _) = reads(body)
    assert one.event.ref == "9A1B2C3D-0000-4444-8888-ABCDEFABCDEF"
    assert one.event.place == "Markthalle Markt 1, 10115 Berlin"
    assert one.event.link == "https://example.org/fest"
    assert one.event.description == ""
    assert [(a.name, a.email, a.status) for a in one.attendees] == [
        ("Kim Wu", "kim@example.org", "accepted"),
        ("Zoë", "zoe@example.org", "invited"),
    ]


def test_an_end_before_the_start_is_left_out_and_told() -> None:
    row = ("End", "told as before the start, so it is left out")
    for end in ("20260327T080000", "20260326"):
        found = event(f"UID:1\nDTSTART:20260327T090000\nDTEND:{end}")
        assert (found.end, row in found.more) == (None, True)
    same = event("UID:1\nDTSTART:20260327T090000\nDTEND:20260327T090000")
    assert (same.end, same.more) == (None, ())


CLUBHOUSE = """BEGIN:VTIMEZONE
TZID:Clubhouse
BEGIN:DAYLIGHT
DTSTART:19700308T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701129T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


def test_a_series_follows_clocks_that_only_its_calendar_knows() -> None:
    weekly = "UID:1\nSUMMARY:Tea\nDTSTART;TZID=Clubhouse:20260302T190000\nDURATION:PT1H"
    found, moved = events(
        f"{weekly}\nRRULE:FREQ=WEEKLY;UNTIL=20260330T170000Z\n"
        "EXDATE;TZID=Clubhouse:20260316T190000",
        f"{weekly.replace('20260302T19', '20260323T20')}\nLOCATION:Garden\n"
        "RECURRENCE-ID;TZID=Clubhouse:20260323T190000",
        head=CLUBHOUSE,
    )
    assert starts(found) == ["03-02 18:00", "03-09 17:00", "03-30 17:00"]
    assert starts(moved) == ["03-23 18:00"]
    assert ("Repeats", "every week, until 30 March 2026") in found.more
    assert found.recurring
    endless = event(f"{weekly}\nRRULE:FREQ=DAILY", head=CLUBHOUSE)
    told = "2037-02-12, since only this calendar knows its time zone"
    assert ("Shown until", told) in endless.more


def test_clocks_of_one_year_alone_are_those_of_the_zone_that_had_them() -> None:
    """Some programs write only the changes that their events need."""
    one_year = CLUBHOUSE.replace("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n", "")
    one_year = one_year.replace("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1SU\n", "")
    one_year = one_year.replace("19700308", "20260329").replace("19701129", "20261025")
    found = event("UID:1\nDTSTART;TZID=Clubhouse:20260302T190000\nRRULE:FREQ=YEARLY", one_year)
    assert found.timezone == "Europe/Berlin"


def test_several_calendars_and_events_of_one_name_in_one_file() -> None:
    cancelled = APPLE.replace("SEQUENCE:0", "SEQUENCE:1\nSTATUS:CANCELLED")
    found = read((APPLE + cancelled + GOOGLE).encode())
    assert set(found) == {"Sommerfest 🎪", "Probe", "Abgabe"}
    assert found["Sommerfest 🎪"].status is EventStatus.CANCELLED
