"""Recurrence rules (RFC 5545 section 3.3.10): read from text, and their starts within a span.

dateutil walks on to the next match however far it is, which a rule that never matches makes a walk
to the year 9999. So it is asked one month or year at a time, or for days alone that are filtered
here, and every walk ends at the end of its span.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice
from typing import TYPE_CHECKING, Literal

from eventdesk.recurrence.within_day import UNITS, starts_within_days

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_FREQUENCIES: Mapping[str, Literal[0, 1, 2, 3]] = {
    "YEARLY": 0,
    "MONTHLY": 1,
    "WEEKLY": 2,
    "DAILY": 3,
}
"""With dateutil's numbers. Those within a day are walked by `within_day`; seconds are not read."""

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
}
_DAY_PARTS = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"})
_TIME_PARTS = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_DAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_MOST = 99_999
_ONE_PERIOD = 12 * 10_000  # months or years: the next turn lies after the year 9999
_HORIZON = timedelta(days=36_525)

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
        ValueError: it is not written as RFC 5545 says, or repeats every second.
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
    if within_weeks and "BYSETPOS" in names:
        # Positions count what is left after the months were sorted out, which is done here.
        raise ValueError(f"BYSETPOS does not go with {rule.frequency}")


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
    until = min(until, _later(max(first, since)))
    walks = {"WEEKLY": _by_day, "DAILY": _by_day, "YEARLY": _by_period, "MONTHLY": _by_period}
    found = walks.get(rule.frequency, starts_within_days)(rule, first, since, until)
    return (start for start in found if max(first, since) <= start <= until)


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
    if rule.frequency in UNITS:
        del implied["BYHOUR"]
    if rule.frequency == "MINUTELY":
        del implied["BYMINUTE"]
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
        yield from _plain(rule, period, _ONE_PERIOD, until)


def _by_day(rule: Rule, first: datetime, since: datetime, until: datetime) -> Iterator[datetime]:
    step = rule.interval * (7 if rule.frequency == "WEEKLY" else 1)
    # One turn earlier: the week that the walk begins in is whole only from its second turn on.
    skipped = max((since - first).days // step - 1, 0)
    begin = datetime.combine(first, time()) + timedelta(days=skipped * step)
    for start in _plain(rule, begin, rule.interval, until):
        if _wanted(rule, start):
            yield start


def _wanted(rule: Rule, start: datetime) -> bool:
    months, days = rule.values("BYMONTH"), rule.values("BYMONTHDAY")
    if months and start.month not in months:
        return False
    if rule.frequency == "DAILY" and rule.days and (start.weekday(), 0) not in rule.days:
        return False
    if not days:
        return True
    return start.day in days or start.day - monthrange(start.year, start.month)[1] - 1 in days


def _plain(rule: Rule, begin: datetime, interval: int, until: datetime) -> "rrule":
    from dateutil.rrule import rrule, weekdays

    often = rule.frequency in ("WEEKLY", "DAILY")
    days = [weekdays[day](number) if number else weekdays[day] for day, number in rule.days]
    return rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=begin,
        until=until,
        interval=interval,
        wkst=rule.week_start,
        byweekday=None if rule.frequency == "DAILY" else days or None,
        bymonth=None if often else rule.values("BYMONTH") or None,
        bymonthday=None if often else rule.values("BYMONTHDAY") or None,
        byyearday=rule.values("BYYEARDAY") or None,
        byweekno=rule.values("BYWEEKNO") or None,
        bysetpos=rule.values("BYSETPOS") or None,
        byhour=rule.values("BYHOUR") or None,
        byminute=rule.values("BYMINUTE") or None,
        bysecond=rule.values("BYSECOND") or None,
    )
