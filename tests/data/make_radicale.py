"""Makes tests/data/calendars/radicale.ics: what a CalDAV server hands on of events put one by one.

Radicale (made with 3.9) stores each and joins them into one file, with its own order of lines,
folding and quoting. Run it for a folder of its own, then this script::

    radicale --server-hosts 127.0.0.1:5232 --auth-type none --storage-filesystem-folder FOLDER
    python tests/data/make_radicale.py http://127.0.0.1:5232
"""

import sys
from pathlib import Path

import requests

TARGET = Path(__file__).parent / "calendars" / "radicale.ics"
WHO = ("choir", "any")

BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
OUTLOOK = BERLIN.replace("Europe/Berlin", "Customized Time Zone")

EVENTS = {
    "rehearsal": f"""{BERLIN}
BEGIN:VEVENT
UID:rehearsal
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260302T190000
DTEND;TZID=Europe/Berlin:20260302T210000
RRULE:FREQ=WEEKLY;UNTIL=20260504T170000Z
EXDATE;TZID=Europe/Berlin:20260406T190000
RDATE;TZID=Europe/Berlin:20260408T190000
SUMMARY:Rehearsal
CATEGORIES:Music,Members
END:VEVENT
BEGIN:VEVENT
UID:rehearsal
RECURRENCE-ID;TZID=Europe/Berlin:20260323T190000
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260324T193000
DTEND;TZID=Europe/Berlin:20260324T213000
SUMMARY:Rehearsal
CATEGORIES:Music,Members
END:VEVENT
BEGIN:VEVENT
UID:rehearsal
RECURRENCE-ID;TZID=Europe/Berlin:20260330T190000
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260330T180000
DTEND;TZID=Europe/Berlin:20260330T220000
SUMMARY:Dress rehearsal
LOCATION:Town Hall
END:VEVENT""",
    "concert": f"""{OUTLOOK}
BEGIN:VEVENT
UID:concert
DTSTAMP:20260101T000000Z
DTSTART;TZID=Customized Time Zone:20260411T200000
DURATION:PT2H30M
SUMMARY:Frühlingskonzert – Chor\\, Orchester und eine Überschrift\\, die gefaltet wird
DESCRIPTION:Einlass um sechs.\\nBitte Ausweis mitbringen.
LOCATION:Großer Saal
STATUS:CONFIRMED
CLASS:PRIVATE
COLOR:teal
ORGANIZER;CN=Jörg Okafor:mailto:joerg@example.org
ATTENDEE;CN="Baker, Anna";PARTSTAT=ACCEPTED:mailto:anna@example.org
ATTENDEE;CN=Tom;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:tom@example.org
END:VEVENT""",
    "holiday": """BEGIN:VEVENT
UID:holiday
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260403
DTEND;VALUE=DATE:20260407
SUMMARY:Easter
TRANSP:TRANSPARENT
END:VEVENT""",
    "breakfast": """BEGIN:VEVENT
UID:breakfast
DTSTAMP:20260101T000000Z
DTSTART:20260412T090000
DTEND:20260412T100000
SUMMARY:Breakfast\\, wherever you are
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Breakfast
END:VALARM
END:VEVENT""",
    "call": """BEGIN:VEVENT
UID:call
DTSTAMP:20260101T000000Z
DTSTART:20260413T160000Z
DTEND:20260413T163000Z
SUMMARY:Call
STATUS:CANCELLED
URL:https://meet.example.org/call
END:VEVENT""",
}
COLLECTION = """<?xml version="1.0" encoding="utf-8"?>
<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<resourcetype><collection/><C:calendar/></resourcetype><displayname>Chor</displayname>
</prop></set></mkcol>"""


def made(server: str) -> bytes:
    """The collection as the server hands it on."""
    folder = f"{server}/choir/calendar/"
    sent = requests.request("MKCOL", folder, data=COLLECTION.encode(), auth=WHO, timeout=10)
    sent.raise_for_status()
    for name, components in EVENTS.items():
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Choir//EN", *components.splitlines()]
        body = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
        kind = {"Content-Type": "text/calendar; charset=utf-8"}
        put = requests.put(f"{folder}{name}.ics", data=body, headers=kind, auth=WHO, timeout=10)
        put.raise_for_status()
    answer = requests.get(folder, auth=WHO, timeout=10)
    answer.raise_for_status()
    return answer.content


if __name__ == "__main__":
    TARGET.write_bytes(made(sys.argv[1]))
