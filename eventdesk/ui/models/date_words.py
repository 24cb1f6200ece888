"""Reads the day that somebody means: "24 dec", "12/24", "+3w", "Friday", in English and in the
person's own language. No widgets.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from eventdesk.domain.text import fold
from eventdesk.ui.models.calendar_days import DAY, add_months

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DISTANCE = re.compile(r"([+\-\u2212])\s*(\d{1,4})\s*([^\W\d_]*)")
_NEXT = "next "
_LEAST_LETTERS = 3
_LONGEST_DAY = 31
_UNITS = {"": 1, "d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}
_MONTHS_OF_UNIT = {"m": 1, "month": 1, "months": 1, "y": 12, "year": 12, "years": 12}
_FORMS = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)


def day_meant(text: str, today: date) -> date | None:
    """The day that a text means, None where it means none.

    A day without a year is the nearest one; of two numbers the person's own order decides which is
    the month, unless only the other one makes a day.
    """
    text = fold(text).strip()
    found = None
    with suppress(ValueError, OverflowError):
        found = _by_distance(text, today) or _by_word(text, today) or _by_parts(text, today)
    return found


def _by_distance(text: str, today: date) -> date | None:
    """ "+3w" and the like, from today on."""
    match = _DISTANCE.fullmatch(text)
    if match is None:
        return None
    count = int(match[2]) * (1 if match[1] == "+" else -1)
    unit = match[3]
    if unit in _MONTHS_OF_UNIT:
        return add_months(today, count * _MONTHS_OF_UNIT[unit])
    return today + timedelta(days=count * _UNITS[unit]) if unit in _UNITS else None


def _by_word(text: str, today: date) -> date | None:
    """ "today", "friday" for the next day of that name, "next friday" for one after today."""
    near = {"today": today, "tomorrow": today + DAY, "yesterday": today - DAY}
    if text in near:
        return near[text]
    name = text.removeprefix(_NEXT)
    first = today + DAY if name != text else today
    weekday = _place(name.rstrip("."), _weekdays())
    return None if weekday is None else first + timedelta(days=(weekday - first.weekday()) % 7)


def _by_parts(text: str, today: date) -> date | None:
    """A day written with numbers, perhaps with the name of its month."""
    tokens = _TOKEN.findall(text)
    numbers = [int(token) for token in tokens if token.isdigit()]
    found = (_place(token, _months()) for token in tokens if not token.isdigit())
    months = [place + 1 for place in found if place is not None]
    if len(months) > 1 or len(numbers) > 3 or not tokens:
        return None
    if months:
        return _in_month(months[0], numbers, today)
    if len(numbers) < len(tokens) and len(numbers) < 3:
        return None  # a word that means nothing here
    return _of_one(tokens[0], today) if len(numbers) == 1 else _of_numbers(numbers, today)


def _in_month(month: int, numbers: Sequence[int], today: date) -> date | None:
    if len(numbers) > 2:
        return None
    days = [number for number in numbers if number <= _LONGEST_DAY]
    years = [number for number in numbers if number > _LONGEST_DAY]
    if len(days) == 2:  # "24 dec 26"
        days, years = days[:1], days[1:]
    if len(years) > 1:
        return None
    day = days[0] if days else 1
    return date(_year(years[0]), month, day) if years else _nearest(month, day, today)


def _of_one(token: str, today: date) -> date | None:
    number = int(token)
    if len(token) == 8:  # 20261224
        return date(number // 10000, number // 100 % 100, number % 100)
    if len(token) == 4:
        return date(number, 1, 1)
    return today.replace(day=number) if number <= _LONGEST_DAY else None


def _of_numbers(numbers: Sequence[int], today: date) -> date | None:
    if len(numbers) == 3 and numbers[0] > _LONGEST_DAY:
        return date(numbers[0], numbers[1], numbers[2])
    first, second = numbers[0], numbers[1]
    if len(numbers) == 2 and second > _LONGEST_DAY:  # 12/2026
        return date(_year(second), first, 1)
    if len(numbers) == 2 and first > _LONGEST_DAY:  # 2026-12
        return date(_year(first), second, 1)
    pairs = [(first, second), (second, first)]
    if not _month_first():
        pairs.reverse()
    month, day = next((pair for pair in pairs if pair[0] <= 12), pairs[0])
    return date(_year(numbers[2]), month, day) if numbers[2:] else _nearest(month, day, today)


def _nearest(month: int, day: int, today: date) -> date:
    """The day of that name which is closest to today; the later one of two as close."""
    years = (today.year + 1, today.year, today.year - 1, today.year + 2, today.year - 2)
    found = []
    for year in years:
        with suppress(ValueError):
            found.append(date(year, month, day))
    return min(found, key=lambda one: abs((one - today).days))


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number


def _month_first() -> bool:
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return pattern.find("M") < pattern.find("d")


def _place(word: str, names: Sequence[Sequence[str]]) -> int | None:
    """Which of several things a word names, whole or by its beginning."""
    for place, each in enumerate(names):
        if word in each:
            return place
    if len(word) < _LEAST_LETTERS:
        return None
    starting = (
        place for place, each in enumerate(names) if any(name.startswith(word) for name in each)
    )
    return next(starting, None)


def _months() -> list[list[str]]:
    return [
        [
            fold(name(month, form)).rstrip(".")
            for locale in (QLocale(), QLocale.c())
            for name in (locale.monthName, locale.standaloneMonthName)
            for form in _FORMS
        ]
        for month in range(1, 13)
    ]


def _weekdays() -> list[list[str]]:
    return [
        [
            fold(name(day, form)).rstrip(".")
            for locale in (QLocale(), QLocale.c())
            for name in (locale.dayName, locale.standaloneDayName)
            for form in _FORMS
        ]
        for day in range(1, 8)
    ]
