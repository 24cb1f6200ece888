"""The starts of rules that repeat every so many hours, minutes or seconds, walked day by day.

Days and hours that a rule leaves out are skipped whole, and a walk that finds nothing ends: such a
rule must not cost more than one without an end.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventdesk.recurrence.rules import Rule

UNITS = {
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
_PARTS = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 60}

_MOST_LOOKED_AT = 300_000
"""Days and turns of a rule that are looked at in one walk: some tenths of a second."""
_DAY = timedelta(days=1)


def most_a_day(rule: "Rule") -> int:
    """No more starts than so many has any day, whatever BYSETPOS chooses of them."""
    units, within = tuple(UNITS), 1
    depth = units.index(rule.frequency) + 1 if rule.frequency in UNITS else 0
    limited = 1
    for place, (part, every) in enumerate(_PARTS.items()):
        told = len(rule.values(part)) or (every if place < depth else 1)
        limited *= told
        within *= told if place >= depth else 1
    if not depth:
        return limited
    turns = -(-_DAY // (UNITS[rule.frequency] * rule.interval))
    return min(limited, turns * within)


def chosen(starts: Sequence[datetime], positions: Sequence[int]) -> Sequence[datetime]:
    """Those at the positions that BYSETPOS names, from 1 on or from the end; all without any."""
    if not positions:
        return starts
    count = len(starts)
    places = {place - 1 if place > 0 else count + place for place in positions}
    return [starts[place] for place in sorted(places) if 0 <= place < count]


def starts_within_days(
    rule: "Rule", first: datetime, since: datetime, until: datetime
) -> Iterator[datetime]:
    """The starts from `since` to `until`, at most some of a day early, on the clock of `first`."""
    step = UNITS[rule.frequency] * rule.interval
    origin = _turn_of(rule, first)
    begin, looked_at = max(since, first).date(), 0
    for number in range((until.date() - begin).days + 1):
        midnight = datetime.combine(begin + number * _DAY, time())
        looked_at += 1
        for opens, length in _spans(rule, midnight):
            looked_at += 1
            slot = origin + max(-((origin - opens) // step), 0) * step
            while slot - opens < length:
                if slot > until:
                    return
                looked_at += 1
                yield from chosen(_in_turn(rule, slot), rule.values("BYSETPOS"))
                slot += step
        if looked_at > _MOST_LOOKED_AT:
            return


def _turn_of(rule: "Rule", start: datetime) -> datetime:
    """The beginning of the hour, minute or second."""
    minute = 0 if rule.frequency == "HOURLY" else start.minute
    second = start.second if rule.frequency == "SECONDLY" else 0
    return start.replace(minute=minute, second=second, microsecond=0)


def _spans(rule: "Rule", midnight: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """Where within a day turns may begin, and how long that lasts."""
    if not _is_wanted(rule, midnight.date()):
        return
    names = tuple(_PARTS)[: tuple(UNITS).index(rule.frequency) + 1]
    while names and not rule.values(names[-1]):
        names = names[:-1]
    values = [rule.values(name) or range(_PARTS[name]) for name in names]
    length = (_DAY, *UNITS.values())[len(names)]
    for told in product(*values):
        hour, minute, second = (*told, 0, 0, 0)[:3]
        yield midnight.replace(hour=hour, minute=minute, second=second), length


def _in_turn(rule: "Rule", slot: datetime) -> list[datetime]:
    """The starts of one hour, minute or second."""
    if rule.frequency == "SECONDLY":
        return [slot]
    minutes = rule.values("BYMINUTE") if rule.frequency == "HOURLY" else (slot.minute,)
    pairs = product(minutes, rule.values("BYSECOND"))
    return [slot.replace(minute=minute, second=second) for minute, second in pairs]


def _is_wanted(rule: "Rule", day: date) -> bool:
    months, weekdays = rule.values("BYMONTH"), {weekday for weekday, _ in rule.days}
    if (months and day.month not in months) or (weekdays and day.weekday() not in weekdays):
        return False
    of_month, length = rule.values("BYMONTHDAY"), monthrange(day.year, day.month)[1]
    if of_month and not {day.day, day.day - length - 1} & set(of_month):
        return False
    of_year, number = rule.values("BYYEARDAY"), day.timetuple().tm_yday
    whole = date(day.year, 12, 31).timetuple().tm_yday
    return not of_year or bool({number, number - whole - 1} & set(of_year))
