"""Times of events and marks as people read them, in the order of their own country."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from eventdesk.domain.event import Event
from eventdesk.ui.models.moments import event_time, moment


def test_times_in_plain_words() -> None:
    def said(start: object, end: object = None, zone: str = "") -> str:
        return event_time(Event("e", "E", start=start, end=end, timezone=zone))  # type: ignore[arg-type]

    assert said(None) == "No date"
    assert said(date(2026, 11, 21), date(2026, 11, 22)) == "Sat 21 Nov 2026, all day"
    three_days = "Sat 21 Nov 2026 – Mon 23 Nov 2026, all day"
    assert said(date(2026, 11, 21), date(2026, 11, 24)) == three_days
    wall = datetime(2026, 11, 21, 19)
    assert said(wall) == "Sat 21 Nov 2026, 19:00"
    overnight = "Sat 21 Nov 2026, 19:00 – Sun 22 Nov 2026, 02:00"
    assert said(wall, wall + timedelta(hours=7)) == overnight
    here = datetime(2026, 11, 21, 19, tzinfo=UTC)
    assert said(here, here + timedelta(hours=2), "Europe/London") == "Sat 21 Nov 2026, 19:00–21:00"
    assert said(here, None, "Europe/Berlin") == "Sat 21 Nov 2026, 19:00 (20:00 Europe/Berlin)"
    today = date(2026, 11, 21)
    assert moment(here, today) == "19:00"
    assert moment(here, date(2026, 11, 22)) == "21 Nov 19:00"
    assert moment(here, date(2027, 1, 1)) == "21 Nov 2026 19:00"
    assert moment(None) == ""


@pytest.mark.parametrize(
    ("name", "when", "marked"),
    [
        (
            "de_DE",
            "Sa. 21. Nov. 2026, 19:00 (20:00 Europe/Berlin)",
            "21. Nov. 2026 19:00",
        ),
        (
            "en_US",
            "Sat, Nov 21, 2026, 7:00 PM (8:00 PM Europe/Berlin)",
            "Nov 21, 2026 7:00 PM",
        ),
        ("C", "Sat 21 Nov 2026, 19:00 (20:00 Europe/Berlin)", "21 Nov 2026 19:00"),
    ],
)
def test_times_as_people_write_them_elsewhere(name: str, when: str, marked: str) -> None:
    here = datetime(2026, 11, 21, 19, tzinfo=UTC)
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        event = Event("e", "E", start=here, timezone="Europe/Berlin")
        assert event_time(event).replace("\u202f", " ") == when
        assert moment(here, date(2027, 1, 1)).replace("\u202f", " ") == marked
    finally:
        QLocale.setDefault(before)
