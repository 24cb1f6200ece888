"""Reads days and times as people type them, and as the program itself writes them. No widgets."""

import re
from datetime import date, datetime, time

from eventdesk.ui.models.date_words import day_meant

_CLOCK = re.compile(
    r"(?:^|[\sT,]+)(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2})?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"^[^\W\d_]+[.,]?\s+")
_NOON = 12


def day_typed(text: str, today: date) -> date | None:
    """The day that a text means: ISO 8601, "12 Nov 2026", "Thu 12 Nov", "friday", "+3w"."""
    text = text.strip().strip(",")
    try:
        return date.fromisoformat(text)
    except ValueError:
        # The name of a weekday may begin like a month: "mar. 24 nov." in French.
        return day_meant(text, today) or day_meant(_WORD.sub("", text), today)


def clock_typed(text: str) -> tuple[str, time | None]:
    """What stands before the clock at the end of a text, and the clock: "21 Nov" and 19:00.

    A number alone is a day, not an hour, unless "am" or "pm" follows.
    """
    found = _CLOCK.search(text)
    if found is None or not (found["minute"] or found["half"]):
        return text.strip(), None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    before = text[: found.start()].strip(" ,")
    try:
        return before, time(hour, minute)
    except ValueError:
        return text.strip(), None


def time_typed(text: str, today: date) -> datetime | None:
    """Day and time that a text means: "12 Nov 2026 11:30", "friday 7 pm"; without one midnight."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        before, clock = clock_typed(text)
        day = day_typed(before, today)
        return None if day is None else datetime.combine(day, clock or time())
