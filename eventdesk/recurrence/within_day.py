"""The starts of rules that repeat every so many hours or minutes, walked day by day.

Days that a rule leaves out are skipped whole, and a walk that finds nothing ends: such a rule must
not cost more than one without an end.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventdesk.recurrence.rules import Rule

UNITS = {"HOURLY": timedelta(hours=1), "MINUTELY": timedelta(minutes=1)}

_MOST_LOOKED_AT = 300_000
"""Days and turns of a rule that are looked at in one walk: some tenths of a second."""
_DAY = timedelta(days=1)


def starts_within_days(
    rule: "Rule", first: datetime, since: datetime, until: datetime
) -> Iterator[datetime]:
    """The starts from `since` to `until`, at most one turn early, on the clock of `first`."""
    unit = UNITS[rule.frequency]
    step = unit * rule.interval
    origin = first.replace(minute=0 if rule.frequency == "HOURLY" else first.minute, second=0)
    begin, looked_at = max(since, first).date(), 0
    for number in range((until.date() - begin).days + 1):
        midnight = datetime.combine(begin + number * _DAY, time())
        looked_at += 1
        if _is_wanted(rule, midnight.date()):
            slot = origin + max(-((origin - midnight) // step), 0) * step
            while slot < midnight + _DAY:
                looked_at += 1
                yield from _in_turn(rule, slot)
                slot += step
        if looked_at > _MOST_LOOKED_AT:
            return


def _in_turn(rule: "Rule", slot: datetime) -> Iterator[datetime]:
    """The starts of one hour or minute."""
    hours, minutes = rule.values("BYHOUR"), rule.values("BYMINUTE")
    if hours and slot.hour not in hours:
        return
    if rule.frequency == "MINUTELY":
        if minutes and slot.minute not in minutes:
            return
        minutes = (slot.minute,)
    for minute, second in product(minutes, rule.values("BYSECOND")):
        yield slot.replace(minute=minute, second=second)


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
