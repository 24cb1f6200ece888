"""Rules that repeat within a day: what a day shows is what looking at every second of it gives.

dateutil is no judge here: it tries every turn up to the next match, which takes minutes.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import Recurrence
from eventdesk.recurrence.expansion import occurrences, readable
from eventdesk.recurrence.words import rule_in_words

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
NINE = datetime(2026, 1, 1, 9)  # a Thursday


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    found = st.lists(values, min_size=1, max_size=3, unique=True)
    return found.map(lambda told: ",".join(map(str, told)))


@st.composite
def rules(draw: st.DrawFn) -> dict[str, str]:
    """A rule that gives few enough starts to be shown."""
    frequency, most = draw(st.sampled_from((("HOURLY", 9), ("MINUTELY", 700), ("SECONDLY", 9999))))
    parts = {"BYHOUR": some(st.integers(0, 23)), "BYMINUTE": some(st.integers(0, 59))}
    parts |= {"BYSECOND": some(st.integers(0, 59)), "BYDAY": some(st.sampled_from(DAYS))}
    parts["BYSETPOS"] = some(st.sampled_from((1, 2, -1, -2)))
    names = draw(st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True))
    interval = draw(st.integers(44 if frequency == "SECONDLY" else 1, most))
    told = {name: draw(parts[name]) for name in names}
    return {"FREQ": frequency, "INTERVAL": str(interval), **told}


def every_start(told: Mapping[str, str], first: datetime, day: date) -> list[datetime]:
    """By looking at each hour, minute or second of a day."""
    unit = SECONDS[told["FREQ"]]
    interval = int(told["INTERVAL"])
    usual = {"BYMINUTE": first.minute, "BYSECOND": first.second} if unit > 1 else {}
    if unit == 60:
        del usual["BYMINUTE"]
    numbers = {name: {number} for name, number in usual.items()}
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"):
        if name in told:
            numbers[name] = set(map(int, told[name].split(",")))
    if DAYS[day.weekday()] not in told.get("BYDAY", ",".join(DAYS)).split(","):
        return []
    midnight, found = datetime.combine(day, time()), list[datetime]()
    origin = int((first - datetime.min).total_seconds()) // unit
    begin = int((midnight - datetime.min).total_seconds()) // unit
    for turn in range(86_400 // unit):
        if (begin + turn - origin) % interval:
            continue
        slot = midnight + timedelta(seconds=turn * unit)
        inside = _inside(slot, unit, numbers)
        places = {p - 1 if p > 0 else len(inside) + p for p in numbers.get("BYSETPOS", ())}
        found += [s for n, s in enumerate(inside) if not places or n in places]
    return [start for start in found if start > first]


def _inside(slot: datetime, unit: int, numbers: Mapping[str, set[int]]) -> list[datetime]:
    if slot.hour not in numbers.get("BYHOUR", {slot.hour}):
        return []
    if unit < 3600 and slot.minute not in numbers.get("BYMINUTE", {slot.minute}):
        return []
    if unit == 1:
        return [slot] if slot.second in numbers.get("BYSECOND", {slot.second}) else []
    minutes = sorted(numbers["BYMINUTE"]) if unit == 3600 else [slot.minute]
    seconds = sorted(numbers["BYSECOND"])
    return [slot.replace(minute=minute, second=second) for minute in minutes for second in seconds]


def shown(rule: str, first: datetime, window: Window) -> list[EventTime | None]:
    event = Event("e", "", first, recurrence=Recurrence(rule))
    return [one.start for one in occurrences(event, window, UTC)]


@settings(max_examples=60)
@given(
    told=rules(),
    first=st.datetimes(datetime(2018, 1, 1), datetime(2021, 12, 31)),
    days=st.integers(0, 400),
)
def test_a_day_shows_every_start(told: dict[str, str], first: datetime, days: int) -> None:
    first = first.replace(microsecond=0)
    rule = ";".join(f"{name}={value}" for name, value in told.items())
    day = first.date() + timedelta(days=days)
    expected = every_start(told, first, day)
    if not days:
        expected.insert(0, first)
    assert shown(rule, first, Window(day, day + timedelta(days=1))) == expected


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=SECONDLY;INTERVAL=30;COUNT=3", "every 30 seconds, 3 times"),
        ("FREQ=MINUTELY;INTERVAL=15", "every 15 minutes"),
    ],
)
def test_seconds_and_minutes_are_told_and_shown(rule: str, words: str) -> None:
    assert rule_in_words(rule) == words
    assert len(shown(rule, NINE, Window(NINE.date(), date(2026, 1, 2)))) == (
        3 if "SECONDLY" in rule else 60
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;INTERVAL=43",
        "FREQ=SECONDLY;COUNT=2001",
        f"FREQ=DAILY;BYHOUR=9;BYMINUTE={','.join(map(str, range(60)))}"
        f";BYSECOND={','.join(map(str, range(60)))};BYSETPOS=1;COUNT=1",
    ],
)
def test_what_no_day_could_show_is_not_followed(rule: str) -> None:
    assert not readable(Recurrence(rule), NINE)
    assert shown(rule, NINE, Window(date.min, date.max)) == [NINE]


def test_positions_count_within_the_whole_week_that_a_series_begins_in() -> None:
    """The second of Monday, Wednesday and Friday is the Wednesday, also in the first week."""
    rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=3"
    wednesday = datetime(2026, 1, 7, 9)
    found = shown(rule, wednesday, Window(date(2026, 1, 1), date(2026, 3, 1)))
    assert found == [wednesday + timedelta(weeks=number) for number in range(3)]
