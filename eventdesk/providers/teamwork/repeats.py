"""How an event of Teamwork.com repeats: as it is read, in words, and as it is written.

Reads and writes spell it differently, and the filled form of reads is known from a client only
(apis/teamwork.md section 6).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from eventdesk.providers.teamwork.words import flag, texts

FREQUENCIES: Mapping[str, str] = {
    "weekdays": "Every weekday",
    "weekly": "Every week",
    "every2weeks": "Every 2 weeks",
    "every3weeks": "Every 3 weeks",
    "every4weeks": "Every 4 weeks",
    "monthly": "Every month",
    "every2months": "Every 2 months",
    "every3months": "Every 3 months",
    "every4months": "Every 4 months",
    "every6months": "Every 6 months",
    "yearly": "Every year",
}
"""What can be written, in words."""

_ONLY_READ = {"daily": "Every day"}
_MONTHLY = "month"
_SAME_DAY_OF_MONTH = "monthday"
_WRITTEN = {"frequency", "ends", "end-date", "endDate", "month-type", "selected-days-list"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A frequency, and the last day as 2026-11-21, "" for none. `days` is as it came."""

    frequency: str
    until: str = ""
    month_type: str = ""
    days: str = ""

    @classmethod
    def of(cls, value: object) -> "Repeat | None":
        """How an event repeats; None where it does not."""
        told = texts(value)
        frequency = told.get("frequency", "")
        if not frequency or frequency.casefold() == "none":
            return None
        until = told.get("endDate") or told.get("end-date") or ""
        if flag(told.get("ends", "true")) is False:
            until = ""
        return cls(
            frequency, _day(until), told.get("month-type", ""), told.get("selected-days-list", "")
        )

    @classmethod
    def is_whole(cls, value: object) -> bool:
        """True where `body` would write all that was read, in documented words."""
        repeat = cls.of(value)
        if repeat is None or not isinstance(value, dict):
            return False
        return (
            value.keys() <= _WRITTEN
            and repeat.frequency in FREQUENCIES
            and repeat.month_type in ("", _SAME_DAY_OF_MONTH)
            and not repeat.days
            and (not repeat.until or _DAY.fullmatch(repeat.until) is not None)
        )

    @classmethod
    def parse(cls, text: str) -> "Repeat | None":
        """The inverse of `kept`."""
        return msgspec.json.decode(text, type=Repeat) if text else None

    def kept(self) -> str:
        """It all as one text."""
        return msgspec.json.encode(self).decode()

    def in_words(self) -> str:
        """For people; a frequency that nobody knows as it came."""
        words = frequency_title(self.frequency)
        if self.days:
            words = f"{words} ({self.days})"
        return f"{words}, until {self.until}" if self.until else words

    def body(self) -> dict[str, object]:
        """What is written: `month-type` only where it was read or is needed."""
        body: dict[str, object] = {"frequency": self.frequency, "ends": bool(self.until)}
        month_type = self.month_type or (_SAME_DAY_OF_MONTH if _MONTHLY in self.frequency else "")
        if month_type:
            body["month-type"] = month_type
        if self.until:
            body["endDate"] = self.until
        return body


def frequency_title(frequency: str) -> str:
    """A frequency in words; one that nobody knows as it came."""
    return FREQUENCIES.get(frequency) or _ONLY_READ.get(frequency) or frequency


def _day(text: str) -> str:
    """20261121 and 2026-11-21T00:00 as 2026-11-21; anything else as it came."""
    if len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text.partition("T")[0]
