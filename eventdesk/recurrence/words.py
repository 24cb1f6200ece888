"""Recurrence rules in words, for people. A rule that plain words cannot tell whole is left out."""

from collections.abc import Sequence
from datetime import date

from eventdesk.recurrence.rules import Day, Rule, read_rule

_UNITS = {"YEARLY": "year", "MONTHLY": "month", "WEEKLY": "week", "DAILY": "day"}
_UNITS |= {"HOURLY": "hour", "MINUTELY": "minute", "SECONDLY": "second"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_ORDINALS |= {-1: "last", -2: "second to last", -3: "third to last"}
_WORKDAYS = tuple((day, 0) for day in range(5))


def rule_in_words(rule: str) -> str:
    """ "every 2 weeks on Monday and Friday, until 31 December 2026"; "" where words fail."""
    try:
        read = read_rule(rule)
        return f"{_often(read)}{_days(read)}{_end(read)}"
    except (ValueError, KeyError):  # not readable, or with a part that has no plain words
        return ""


def _often(rule: Rule) -> str:
    if (rule.frequency, rule.interval, rule.parts) == ("WEEKLY", 1, ()) and rule.days == _WORKDAYS:
        return "every weekday"
    unit = _UNITS[rule.frequency]
    return f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"


def _days(rule: Rule) -> str:
    parts = dict(rule.parts)
    months, month_days = parts.pop("BYMONTH", ()), parts.pop("BYMONTHDAY", ())
    position = parts.pop("BYSETPOS", ())
    if parts or (month_days and rule.days):
        raise KeyError(*parts)
    named = _listed([_MONTHS[month - 1] for month in months])
    if month_days:
        return _month_days(rule, month_days, named)
    within = f" in {named}" if named else ""
    if not rule.days:
        if position:
            raise KeyError("BYSETPOS")
        return within
    if _often(rule) == "every weekday":
        return ""
    if rule.frequency == "YEARLY" and not named:
        raise KeyError("BYDAY")
    return f"{within} on {_weekdays(rule, position)}"


def _month_days(rule: Rule, days: Sequence[int], months: str) -> str:
    if rule.frequency == "YEARLY" and months and min(days) > 0:
        return f" on {_listed([str(day) for day in days])} {months}"
    if rule.frequency == "YEARLY" and not months:
        raise KeyError("BYMONTHDAY")
    within = f" in {months}" if months else ""
    last = {-1: "last day"}
    named = [f"the {_nth(day) if day > 0 else last[day]}" for day in sorted(days, key=_from_end)]
    return f"{within} on {_listed(named)}"


def _weekdays(rule: Rule, position: Sequence[int]) -> str:
    if not position:
        return _listed([_weekday(day) for day in rule.days])
    if any(number for _, number in rule.days):
        raise KeyError("BYSETPOS")
    if rule.days == _WORKDAYS:
        name = "weekday"
    elif len(rule.days) == 1:
        name = _WEEKDAYS[rule.days[0][0]]
    elif len(rule.days) == len(_WEEKDAYS):
        name = "day"
    else:
        raise KeyError("BYSETPOS")
    return _listed([f"the {_ORDINALS[number]} {name}" for number in position])


def _weekday(day: Day) -> str:
    weekday, number = day
    return f"the {_ORDINALS[number]} {_WEEKDAYS[weekday]}" if number else _WEEKDAYS[weekday]


def _end(rule: Rule) -> str:
    if rule.count is not None:
        times = ", once" if rule.count == 1 else f", {rule.count} times"
        return times if rule.until is None else f"{times}, {_until(rule.until)}"
    return "" if rule.until is None else f", {_until(rule.until)}"


def _until(day: date) -> str:
    return f"until {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _from_end(day: int) -> tuple[bool, int]:
    return day < 0, day


def _nth(number: int) -> str:
    teens = 10 < number < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
