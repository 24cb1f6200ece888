"""Values made fit for a cell of any table: clean text, wall-clock times, exact numbers."""

import re
from contextlib import suppress
from datetime import datetime, tzinfo
from decimal import Decimal

from eventdesk.domain.event_time import EventTime

_LINE_BREAK = re.compile("\r\n?|\x85|\u2028|\u2029")
# Cc but tab and line feed; surrogates; what XML 1.0 (section 2.2) does not allow.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|([\ud800-\udfff\ufffe\uffff])")
# OWASP "CSV Injection"; the wide forms count where a Japanese or Chinese Excel opens the file.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def clean_text(text: str) -> str:
    """The text without what no file can hold.

    Line breaks of every kind become a line feed, control characters go, half characters (lone
    surrogates) and noncharacters become U+FFFD.
    """
    if text.isprintable():
        return text
    text = _LINE_BREAK.sub("\n", text)
    return _UNWRITABLE.sub(lambda found: "\ufffd" if found[1] else "", text)


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    Source: OWASP "CSV Injection". A tab, line break or blank before the sign does not hide it.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def wall_clock(when: EventTime, zone: tzinfo | None) -> EventTime:
    """The time as a clock on the wall shows it, to the second, without a zone.

    Aware times are turned into `zone` (None: this computer's own); a time whose zone is not known
    and a date stay as they are.
    """
    if not isinstance(when, datetime):
        return when
    if when.tzinfo is not None:
        with suppress(OverflowError):  # within a day of the years 1 and 9999
            when = when.astimezone(zone)
    return when.replace(tzinfo=None, microsecond=0)


def spelt(when: EventTime) -> str:
    """The time as text that spreadsheets read as a time: "2026-11-21 19:00:00"."""
    return when.isoformat(" ") if isinstance(when, datetime) else when.isoformat()


def fits_number(value: int | Decimal) -> bool:
    """True where a spreadsheet keeps every digit: it has 15 of them."""
    number = Decimal(value)
    return number.is_finite() and len(number.as_tuple().digits) <= 15
