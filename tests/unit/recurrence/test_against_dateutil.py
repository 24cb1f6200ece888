"""Whatever the rule: what a window shows is what dateutil's plain walk from the start gives."""

import datetime as datetime_module
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import dateutil.rrule
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from eventdesk.domain.event import Event, Window
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.recurrence.expansion import occurrences, reach_of
from eventdesk.recurrence.nearest import next_occurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FIRST = st.datetimes(datetime(2018, 1, 1), datetime(2021, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
_WINDOWS = st.builds(
    lambda first, days: Window(first, first + timedelta(days=days)),
    st.dates(date(2017, 12, 1), date(2024, 1, 1)),
    st.integers(1, 60),
)


def _some(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(",".join)


def _numbers(least: int, greatest: int, *, from_the_end: bool = False) -> st.SearchStrategy[str]:
    numbers = st.integers(least, greatest)
    if from_the_end:
        numbers |= st.integers(-greatest, -least)
    return _some(numbers.map(str))


@st.composite
def _rules(draw: st.DrawFn) -> str:
    """A rule without an end, of the parts that RFC 5545 allows for its frequency."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = {"INTERVAL": st.integers(1, 5).map(str), "WKST": st.sampled_from(_DAYS)}
    parts |= {"BYMONTH": _numbers(1, 12), "BYHOUR": _numbers(0, 23)}
    days = st.sampled_from(_DAYS)
    if frequency in ("MONTHLY", "YEARLY"):
        days |= st.builds("{}{}".format, st.sampled_from((-2, -1, 1, 2, 4, 5)), days)
    parts["BYSETPOS"] = _numbers(1, 4, from_the_end=True)
    if frequency != "WEEKLY":
        parts["BYMONTHDAY"] = _numbers(1, 31, from_the_end=True)
    if frequency == "YEARLY":
        parts["BYYEARDAY"] = _numbers(1, 366, from_the_end=True)
        parts["BYWEEKNO"] = _numbers(1, 53, from_the_end=True)
    parts["BYDAY"] = _some(days)
    names = draw(st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True))
    return ";".join([f"FREQ={frequency}", *(f"{name}={draw(parts[name])}" for name in names)])


# Where nothing matches any more dateutil walks on to the year 9999, which takes seconds.
_SHORT_CALENDAR = SimpleNamespace(**vars(datetime_module) | {"MAXYEAR": 2024})


def _plainly(rule: str, first: datetime) -> list[datetime]:
    """Every start up to the end of 2024, the first one among them as RFC 5545 wants it."""
    whole, begin = (rule, first) if "BYSETPOS" not in rule else _of_whole_weeks(rule, first)
    with patch.object(dateutil.rrule, "datetime", _SHORT_CALENDAR):
        found = rrulestr(whole, dtstart=begin)
        return sorted({first, *(start for start in found if start >= first)})


def _of_whole_weeks(rule: str, first: datetime) -> tuple[str, datetime]:
    """From the week's beginning on: dateutil counts positions of the first one from `first` on."""
    told = dict(part.split("=") for part in rule.split(";"))
    if told["FREQ"] != "WEEKLY":
        return rule, first
    usual = {"BYDAY": _DAYS[first.weekday()], "BYHOUR": first.hour, "BYMINUTE": first.minute}
    usual["BYSECOND"] = first.second
    since = (first.weekday() - _DAYS.index(told.get("WKST", "MO"))) % 7
    begin = datetime.combine(first - timedelta(days=since), time())
    return ";".join(f"{name}={value}" for name, value in (usual | told).items()), begin


def _starts(event: Event, window: Window) -> list[EventTime | None]:
    return [one.start for one in occurrences(event, window, UTC)]


@given(rule=_rules(), first=_FIRST, window=_WINDOWS)
def test_a_window_shows_what_a_plain_walk_gives(rule: str, first: datetime, window: Window) -> None:
    event = Event("e", "", first, recurrence=Recurrence(rule))
    expected = [at for at in _plainly(rule, first) if window.first <= at.date() < window.last]
    assert _starts(event, window) == expected
    if "BYHOUR" not in rule:
        days = Event("d", "", first.date(), recurrence=Recurrence(rule))
        plain = [at.date() for at in _plainly(rule, datetime.combine(first, time()))]
        assert _starts(days, window) == [at for at in plain if window.first <= at < window.last]


@given(rule=_rules(), first=_FIRST, window=_WINDOWS, count=st.integers(1, 30))
def test_a_count_ends_it(rule: str, first: datetime, window: Window, count: int) -> None:
    allowed = _plainly(rule, first)[:count]
    assume(len(allowed) == count)
    counted = Event("e", "", first, recurrence=Recurrence(f"{rule};COUNT={count}"))
    expected = [at for at in allowed if window.first <= at.date() < window.last]
    assert _starts(counted, window) == expected
    assert reach_of(counted) == (first, allowed[-1])
    until = Event("e", "", first, recurrence=Recurrence(rule, until=allowed[-1]))
    assert _starts(until, window) == expected


@given(
    rule=_rules(), first=_FIRST, near=st.dates(date(2018, 1, 1), date(2023, 1, 1)), data=st.data()
)
def test_changes_move_and_cancel_and_the_next_one_is_found(
    rule: str, first: datetime, near: date, data: st.DataObject
) -> None:
    plain = _plainly(rule, first)
    cancelled = data.draw(st.lists(st.sampled_from(plain), max_size=5, unique=True))
    moved = data.draw(st.dictionaries(st.sampled_from(plain), _FIRST, max_size=5))
    changes = [OccurrenceChange(at) for at in cancelled if at not in moved]
    changes += [OccurrenceChange(at, to) for at, to in moved.items()]
    event = Event("e", "", first, recurrence=Recurrence(rule, changes=tuple(changes)))
    left = sorted([*(set(plain) - set(cancelled) - set(moved)), *moved.values()])
    window = Window(near, near + timedelta(days=30))
    assert _starts(event, window) == [at for at in left if window.first <= at.date() < window.last]

    later = [at for at in left if near <= at.date()]
    found = next_occurrence(event, near, UTC)
    if later:
        assert found is not None
        assert found.start == later[0]
