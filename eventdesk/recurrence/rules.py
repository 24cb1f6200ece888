"""Recurrence rules (RFC 5545 section 3.3.10): read from text, and their starts within a span.

dateutil walks on to the next match however far it is, which a rule that never matches makes a walk
to the year 9999. So it is asked for one month or year at a time; weeks and days are walked here.
Every walk ends at the end of its span.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice, product
from typing import TYPE_CHECKING, Literal

from eventdesk.recurrence.within_day import UNITS, chosen, most_a_day, starts_within_days

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_FREQUENCIES: Mapping[str, Literal[0, 1, 2, 3]] = {
    "YEARLY": 0,
    "MONTHLY": 1,
    "WEEKLY": 2,
    "DAILY": 3,
}
"""With dateutil's numbers. Those within a day are walked by `within_day`."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# Part of a rule: the least and the greatest value; where the least is 1, negatives count from the
# end.
_RANGES = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
}
# RFC 5545 forbids these with that frequency; dateutil would give them meanings of its own.
_FORBIDDEN = {
    "YEARLY": frozenset[str](),
    "MONTHLY": frozenset({"BYYEARDAY", "BYWEEKNO"}),
    "WEEKLY": frozenset({"BYYEARDAY", "BYWEEKNO", "BYMONTHDAY"}),
    "DAILY": frozenset({"BYYEARDAY", "BYWEEKNO"}),
    "HOURLY": frozenset({"BYWEEKNO"}),
    "MINUTELY": frozenset({"BYWEEKNO"}),
    "SECONDLY": frozenset({"BYWEEKNO"}),
}
_DAY_PARTS = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"})
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_TIME_PARTS = frozenset(_TIMES_OF_DAY)
_DAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_MOST = 99_999
_MOST_A_DAY = 2_000  # starts: no view could show more, nor would anybody read them
_ONE_PERIOD = 12 * 10_000  # months or years: the next turn lies after the year 9999
_HORIZON = timedelta(days=36_525)
_DAY_LONG = timedelta(days=1)
_LAST_DAY = date.max.toordinal()

Day = tuple[int, int]
"""A weekday, Monday being 0, and its number within the month or year: 0 for each of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was read; `parts` holds the values of each BY part but BYDAY, by its name."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0
    days: tuple[Day, ...] = ()
    parts: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def values(self, part: str) -> tuple[int, ...]:
        """The values of a part, none where the rule does not have it."""
        return dict(self.parts).get(part, ())

    @property
    def has_times(self) -> bool:
        """Whether it tells times of a day."""
        return self.frequency in UNITS or any(name in _TIME_PARTS for name, _ in self.parts)


@lru_cache(maxsize=4096)
def read_rule(text: str) -> Rule:
    """The rule of a text, with or without "RRULE:" before it and a DTSTART line around it.

    Raises:
        ValueError: it is not written as RFC 5545 says, or repeats thousands of times a day.
    """
    lines = [line for line in text.upper().split() if not line.startswith("DTSTART")]
    if len(lines) != 1:
        raise ValueError(f"{len(lines)} rules")
    told: dict[str, str] = {}
    for piece in filter(None, lines[0].removeprefix("RRULE:").split(";")):
        name, _, value = piece.partition("=")
        if name in told:
            raise ValueError(f"{name} twice")
        told[name] = value
    rule = Rule(
        frequency=told.pop("FREQ", ""),
        interval=_number(told.pop("INTERVAL", "1"), 1, _MOST),
        count=_number(told.pop("COUNT"), 1, _MOST) if "COUNT" in told else None,
        until=_moment(told.pop("UNTIL")) if "UNTIL" in told else None,
        week_start=WEEKDAYS.index(told.pop("WKST", "MO")),
        days=tuple(_day(value) for value in told.pop("BYDAY").split(","))
        if "BYDAY" in told
        else (),
        parts=tuple((name, _numbers(name, value)) for name, value in sorted(told.items())),
    )
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    if rule.frequency not in _FORBIDDEN:
        raise ValueError(f"“{rule.frequency}” is no frequency that is read")
    names = {name for name, _ in rule.parts}
    within_weeks = rule.frequency not in ("YEARLY", "MONTHLY")
    if names & _FORBIDDEN[rule.frequency]:
        raise ValueError(f"{names} do not go with {rule.frequency}")
    if within_weeks and any(number for _, number in rule.days):
        raise ValueError(f"numbered days do not go with {rule.frequency}")
    few = rule.count is not None and rule.count <= _MOST_A_DAY and "BYSETPOS" not in names
    if not few and most_a_day(rule) > _MOST_A_DAY:
        raise ValueError("too often to be shown")


def _number(text: str, least: int, greatest: int) -> int:
    number = int(text)
    if not least <= number <= greatest:
        raise ValueError(f"{number} is out of range")
    return number


def _numbers(name: str, text: str) -> tuple[int, ...]:
    if name not in _RANGES:
        raise ValueError(f"unknown part {name}")
    least, greatest = _RANGES[name]
    from_the_end = bool(least) and name != "BYMONTH"
    numbers = {
        _number(value.removeprefix("-") if from_the_end else value, least, greatest)
        * (-1 if value.startswith("-") else 1)
        for value in text.split(",")
    }
    return tuple(sorted(numbers))


def _day(text: str) -> Day:
    match = _DAY.fullmatch(text)
    if not match or abs(int(match[1] or 0)) > 53:
        raise ValueError(f"no day: {text}")
    return WEEKDAYS.index(match[2]), int(match[1] or 0)


def _moment(text: str) -> date | datetime:
    if len(text) == 8:
        return datetime.strptime(text, "%Y%m%d").date()
    moment = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")
    return moment.replace(tzinfo=UTC) if text.endswith("Z") else moment


def starts(rule: Rule, first: datetime, since: datetime, until: datetime) -> Iterator[datetime]:
    """The starts that a rule gives from `since` to `until`, both included, in order.

    All are on the wall's clock of the series, whose first start is `first`. COUNT and UNTIL are
    not looked at: see `count_end`. Nothing is looked for more than a century after `since`.
    """
    rule = _completed(rule, first)
    earliest = max(first, since)
    until = min(until, _later(earliest))
    walks = {"WEEKLY": _by_day, "DAILY": _by_day, "YEARLY": _by_period, "MONTHLY": _by_period}
    found = walks.get(rule.frequency, starts_within_days)(rule, first, since, until)
    return (start for start in found if earliest <= start <= until)


@lru_cache(maxsize=4096)
def count_end(rule: Rule, first: datetime) -> datetime | None:
    """The last start that COUNT allows; None where there is none, or not within a century.

    The first start counts even where the rule does not give it (RFC 5545 section 3.8.5.3).
    """
    if rule.count is None:
        return None
    every = starts(rule, first, first + timedelta(seconds=1), datetime.max)
    last = list(islice(every, rule.count - 1))
    return None if len(last) < rule.count - 1 else [first, *last][-1]


def _later(moment: datetime) -> datetime:
    try:
        return moment + _HORIZON
    except OverflowError:
        return datetime.max


def _completed(rule: Rule, first: datetime) -> Rule:
    """With what the first start stands for, which a walk from another moment would lose."""
    implied = {"BYHOUR": (first.hour,), "BYMINUTE": (first.minute,), "BYSECOND": (first.second,)}
    for frequency, part in zip(UNITS, tuple(implied), strict=True):
        # A turn of an hour lies within any hour, one of a minute within any minute too.
        if UNITS.get(rule.frequency, _DAY_LONG) <= UNITS[frequency]:
            del implied[part]
    days = rule.days
    if not days and not any(name in _DAY_PARTS for name, _ in rule.parts):
        if rule.frequency == "WEEKLY":
            days = ((first.weekday(), 0),)
        if rule.frequency in ("YEARLY", "MONTHLY"):
            implied["BYMONTHDAY"] = (first.day,)
        if rule.frequency == "YEARLY":
            implied["BYMONTH"] = (first.month,)
    return replace(rule, days=days, parts=tuple((implied | dict(rule.parts)).items()))


def _by_period(rule: Rule, first: datetime, since: datetime, until: datetime) -> Iterator[datetime]:
    months = 12 if rule.frequency == "YEARLY" else 1
    begin = first.year * 12 + (first.month - 1 if months == 1 else 0)
    step = rule.interval * months
    skipped = max((since.year * 12 + since.month - 1 - begin) // step, 0)
    for month in count(begin + skipped * step, step):
        if month > until.year * 12 + until.month - 1:
            return
        period = datetime(month // 12, month % 12 + 1, 1)
        yield from _plain(rule, period, until)


def _by_day(rule: Rule, first: datetime, since: datetime, until: datetime) -> Iterator[datetime]:
    """Turns of weeks or days, counted in days; the weeks of a rule begin on its first weekday."""
    weekly = rule.frequency == "WEEKLY"
    step = rule.interval * (7 if weekly else 1)
    begin = first.toordinal() - ((first.weekday() - rule.week_start) % 7 if weekly else 0)
    skipped = max((since.toordinal() - begin) // step, 0)
    offsets = sorted({(day - rule.week_start) % 7 for day, _ in rule.days}) if weekly else [0]
    times = list(map(time, *zip(*product(*map(rule.values, _TIMES_OF_DAY)), strict=True)))
    is_wanted, positions = _day_filter(rule), rule.values("BYSETPOS")
    for turn in range(begin + skipped * step, until.toordinal() + 1, step):
        found = (turn + offset for offset in offsets if 0 < turn + offset <= _LAST_DAY)
        days = filter(is_wanted, map(date.fromordinal, found))
        # A turn as a whole, since positions may count from its end.
        yield from chosen([datetime.combine(day, at) for day in days for at in times], positions)


def _day_filter(rule: Rule) -> Callable[[date], bool] | None:
    """What a rule asks of a day beside its turn, None where every day will do."""
    months, days = frozenset(rule.values("BYMONTH")), frozenset(rule.values("BYMONTHDAY"))
    daily = rule.frequency == "DAILY"
    weekdays = frozenset(day for day, _ in rule.days) if daily else frozenset[int]()

    def is_wanted(day: date) -> bool:
        if (months and day.month not in months) or (weekdays and day.weekday() not in weekdays):
            return False
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        return not days or day.day in days or from_end in days

    return is_wanted if months or days or weekdays else None


def _plain(rule: Rule, begin: datetime, until: datetime) -> "rrule":
    """The starts of the month or year that begins there."""
    from dateutil.rrule import rrule, weekdays

    days = [weekdays[day](number) if number else weekdays[day] for day, number in rule.days]
    return rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=begin,
        until=until,
        interval=_ONE_PERIOD,
        wkst=rule.week_start,
        byweekday=days or None,
        bymonth=rule.values("BYMONTH") or None,
        bymonthday=rule.values("BYMONTHDAY") or None,
        byyearday=rule.values("BYYEARDAY") or None,
        byweekno=rule.values("BYWEEKNO") or None,
        bysetpos=rule.values("BYSETPOS") or None,
        byhour=rule.values("BYHOUR") or None,
        byminute=rule.values("BYMINUTE") or None,
        bysecond=rule.values("BYSECOND") or None,
    )
