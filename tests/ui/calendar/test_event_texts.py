"""Days, times and states are said as people in the locale say them; dates never shift."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime
from eventdesk.ui.models.calendar_days import DaySpan, day_span
from eventdesk.ui.models.event_texts import (
    day_heading,
    day_text,
    days_text,
    is_past,
    month_text,
    short_day_text,
    status_text,
    time_below_text,
    time_text,
    tip_lines,
    tip_of_lines,
    when_text,
)
from eventdesk.ui.models.event_tips import speech_below, speech_of

TODAY = date(2026, 11, 18)
ACCOUNT = Account(1, "Office", "memory")
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    """British English, whatever the machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def listed(start: EventTime | None, end: EventTime | None = None, **fields: object) -> ListedEvent:
    return ListedEvent(1, ACCOUNT, Event("e", "Ball", start, end, **fields))  # type: ignore[arg-type]


def span(start: EventTime, end: EventTime | None = None) -> DaySpan:
    found = day_span(listed(start, end), LONDON)
    assert found is not None
    return found


def test_days_are_said_with_what_is_near() -> None:
    assert day_heading(TODAY, TODAY) == "Wednesday 18 November — today"
    assert day_heading(TODAY + timedelta(days=1), TODAY) == "Thursday 19 November — tomorrow"
    assert day_heading(date(2027, 1, 2), TODAY) == "Saturday 2 January 2027"
    assert month_text(TODAY) == "November 2026"


@pytest.mark.parametrize(
    ("name", "same", "months", "years"),
    [
        (
            "en_GB",
            "16 – 22 November 2026",
            "30 November – 6 December 2026",
            "28 December 2026 – 3 January 2027",
        ),
        (
            "en_US",
            "November 16 – 22, 2026",
            "November 30 – December 6, 2026",
            "December 28, 2026 – January 3, 2027",
        ),
        (
            "es_ES",
            "16 – 22 de noviembre de 2026",
            "30 de noviembre – 6 de diciembre de 2026",
            "28 de diciembre de 2026 – 3 de enero de 2027",
        ),
        (
            "ja_JP",
            "2026年11月16日 – 22日",
            "2026年11月30日 – 12月6日",
            "2026年12月28日 – 2027年1月3日",
        ),
        (
            "lv_LV",
            "2026. gada 16. – 22. novembris",
            "2026. gada 30. novembris – 6. decembris",
            "2026. gada 28. decembris – 2027. gada 3. janvāris",
        ),
    ],
)
def test_a_week_names_its_days_in_the_order_of_the_locale(
    name: str, same: str, months: str, years: str
) -> None:
    QLocale.setDefault(QLocale(name))
    mondays = date(2026, 11, 16), date(2026, 11, 30), date(2026, 12, 28)
    assert [days_text(day, day + timedelta(days=6)) for day in mondays] == [same, months, years]


def at_hour(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 21, hour, minute)


@pytest.mark.parametrize(
    ("name", "said", "short", "until", "evening"),
    [
        ("en_US", "Saturday, November 21", "Sat, Nov 21", "until Nov 22", "7:00–10:30\u202fPM"),
        ("de_DE", "Samstag 21. November", "Sa. 21. Nov.", "until 22. Nov.", "19:00–22:30"),
        ("ja_JP", "11月21日土曜日", "11月21日土", "until 11月22日", "19:00–22:30"),
        ("ru_RU", "суббота 21 ноября", "сб 21 нояб.", "until 22 нояб.", "19:00–22:30"),
    ],
)
def test_days_and_times_follow_the_locale(
    name: str, said: str, short: str, until: str, evening: str
) -> None:
    QLocale.setDefault(QLocale(name))
    day = date(2026, 11, 21)
    assert day_text(day) == said
    assert short_day_text(day) == short
    assert time_below_text(span(day, date(2026, 11, 23)), day) == until
    assert time_below_text(span(at_hour(19), at_hour(22, 30)), day) == evening
    morning = time_below_text(span(at_hour(9), at_hour(12)), day)
    assert morning == "9:00\u202fAM–12:00\u202fPM" or name != "en_US"


def test_an_all_day_event_ends_on_its_last_day_for_people() -> None:
    weekend = span(date(2026, 11, 21), date(2026, 11, 23))
    assert (weekend.first, weekend.last) == (date(2026, 11, 21), date(2026, 11, 22))
    assert time_text(weekend) == "21 Nov – 22 Nov"
    assert time_text(span(date(2026, 11, 21), date(2026, 11, 22))) == "All day"
    assert time_text(span(date(2026, 11, 21))) == "All day"
    assert when_text(weekend.listed, TODAY) == "Sat 21 Nov – Sun 22 Nov"


def test_an_evening_that_ends_after_midnight_belongs_to_its_day() -> None:
    ball = span(datetime(2026, 11, 21, 20), datetime(2026, 11, 22, 2))
    assert (ball.first, ball.last, ball.bar) == (date(2026, 11, 21), date(2026, 11, 21), False)
    assert time_text(ball) == "20:00–02:00"
    camp = span(datetime(2026, 11, 20, 18), datetime(2026, 11, 22, 16))
    assert (camp.first, camp.last, camp.bar) == (date(2026, 11, 20), date(2026, 11, 22), True)
    assert time_below_text(camp, date(2026, 11, 20)) == "18:00 – 22 Nov"
    assert time_below_text(camp, date(2026, 11, 21)) == "until 22 Nov"


def test_times_are_of_the_person_and_the_venues_clock_stays() -> None:
    summer = span(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert (summer.first, time_text(summer)) == (date(2026, 7, 1), "00:30")
    venue = span(datetime(2026, 6, 30, 23, 30))
    assert (venue.first, time_text(venue)) == (date(2026, 6, 30), "23:30")


def test_an_event_over_the_change_of_clocks_keeps_its_days() -> None:
    night = span(
        datetime(2026, 10, 24, 22, tzinfo=LONDON), datetime(2026, 10, 25, 3, tzinfo=LONDON)
    )
    assert time_text(night) == "22:00–03:00"
    spring = span(
        datetime(2026, 3, 28, 12, tzinfo=LONDON), datetime(2026, 3, 29, 12, tzinfo=LONDON)
    )
    assert (spring.first, spring.last) == (date(2026, 3, 28), date(2026, 3, 29))


def test_what_is_over_is_past() -> None:
    noon = datetime(2026, 11, 18, 12)
    assert is_past(span(noon - timedelta(hours=3), noon), noon)
    assert not is_past(span(noon - timedelta(hours=3), noon + timedelta(minutes=1)), noon)
    assert not is_past(span(noon - timedelta(hours=3)), noon)  # nobody knows how long it takes
    assert not is_past(span(TODAY, TODAY + timedelta(days=1)), noon)
    assert is_past(span(TODAY - timedelta(days=1), TODAY), noon)


def test_states_are_words() -> None:
    assert status_text(listed(TODAY)) == "Active"
    assert status_text(listed(TODAY, sold_out=True)) == "Sold out"
    assert status_text(listed(TODAY, sold_out=True, status=EventStatus.CANCELLED)) == "Cancelled"


def test_a_screen_reader_hears_the_day_unless_it_was_said_before() -> None:
    whole_day = listed(TODAY, place="Town Hall")
    assert speech_of(whole_day, TODAY) == "Ball, Wed 18 Nov, All day, Town Hall, Office, Active"
    next_year = "Ball, Wed 18 Nov 2026, All day, Town Hall, Office, Active"
    assert speech_of(whole_day, date(2027, 1, 1)) == next_year
    assert speech_of(listed(None), TODAY) == "Ball, No date, Office, Active"
    assert speech_below(span(TODAY)) == "Ball, All day, Office, Active"


def test_a_tool_tip_shows_marks_as_they_are() -> None:
    shown = listed(datetime(2026, 11, 21, 19), place="<b>Hall</b>\n1", status=EventStatus.DRAFT)
    lines = tip_lines(shown, TODAY)
    assert lines == ("Ball", "Sat 21 Nov, 19:00", "<b>Hall</b> 1", "Office · Draft")
    assert "&lt;b&gt;Hall&lt;/b&gt; 1<br>Office" in tip_of_lines(lines)
