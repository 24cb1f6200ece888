"""The events that the calendar server publishes: their lines by label, in the calendar's order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_HEAD = (
    "VERSION:2.0",
    "PRODID:-//Harbour Choir//Calendar//EN",
    "X-WR-CALNAME:Harbour choir",
    "X-WR-TIMEZONE:Europe/London",
)


class CalendarData:
    """One calendar. `events` maps a label to the lines between BEGIN and END of its VEVENT."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
        self.events: dict[str, list[str]] = {}

    @classmethod
    def small(cls) -> CalendarData:
        """Some events around today, among them a series with an exception, and a far one."""
        data = cls()
        data._add(
            "main",
            *data._span(0, 19, 2),
            "SUMMARY:Summer concert",
            "DESCRIPTION:Doors open at six.\\nBring your badge.",
            "LOCATION:Town Hall\\, Hall 2",
            "CATEGORIES:Music,Members",
            "COLOR:teal",
            "STATUS:CONFIRMED",
            "URL:https://choir.example.org/summer",
            "ORGANIZER;CN=Ngozi Okafor:mailto:ngozi@example.org",
            'ATTENDEE;CN="Baker, Anna";PARTSTAT=ACCEPTED:mailto:anna@example.org',
            "ATTENDEE;CN=Tom Baker;PARTSTAT=DECLINED:mailto:tom@example.org",
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:zoe@example.org",
            "ATTENDEE;CN=Hall 2;CUTYPE=ROOM:mailto:hall2@example.org",
            "LAST-MODIFIED:20260101T120000Z",
        )
        data._add(
            "weekly",
            *data._span(-7, 18, 1),
            "SUMMARY:Rehearsal",
            "RRULE:FREQ=WEEKLY;COUNT=6",
            f"EXDATE;TZID=Europe/London:{data._wall(7, 18)}",
        )
        data._add("holiday", f"DTSTART;VALUE=DATE:{data._day(3)}", "SUMMARY:Holiday")
        data._add("floating", f"DTSTART:{data._wall(2, 9)}", "SUMMARY:Breakfast")
        data._add("far", *data._span(500, 10, 1), "SUMMARY:Anniversary")
        return data

    @classmethod
    def sized(cls, *, events: int) -> CalendarData:
        """Many plain events, the first of them today."""
        data = cls.small()
        for number in range(events - len(data.events)):
            title = f"SUMMARY:Meeting {number}"
            data._add(f"meeting-{number}", *data._span(number % 300, 10, 1), title)
        return data

    def uid(self, label: str) -> str:
        """What an event is called in the calendar."""
        return f"{label}@choir.example.org"

    def body(self) -> bytes:
        """The calendar as it is sent."""
        lines = ["BEGIN:VCALENDAR", *_HEAD]
        for own in self.events.values():
            lines += ["BEGIN:VEVENT", *own, "END:VEVENT"]
        return "\r\n".join([*map(_folded, [*lines, "END:VCALENDAR"]), ""]).encode()

    def _add(self, label: str, *lines: str) -> None:
        self.events[label] = [f"UID:{self.uid(label)}", "DTSTAMP:20260101T000000Z", *lines]

    def _span(self, days: int, hour: int, hours: int) -> tuple[str, str]:
        name = "TZID=Europe/London"
        return (
            f"DTSTART;{name}:{self._wall(days, hour)}",
            f"DTEND;{name}:{self._wall(days, hour + hours)}",
        )

    def _wall(self, days: int, hour: int) -> str:
        return f"{self._day(days)}T{hour:02}0000"

    def _day(self, days: int) -> str:
        return f"{self.now + timedelta(days=days):%Y%m%d}"


def _folded(line: str) -> str:
    return "\r\n ".join(line[start : start + 60] for start in range(0, len(line), 60))
