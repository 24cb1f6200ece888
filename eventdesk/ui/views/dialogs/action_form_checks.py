"""What is wrong with a filled-in field, in a sentence to stand beside it."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from eventdesk.domain.capability import Field, FieldKind


def complaint(field: Field, text: str) -> str:
    """The sentence, "" where nothing is wrong."""
    text = text.strip()
    if not text:
        return f"Fill in {field.title}." if field.required else ""
    if field.kind is FieldKind.NUMBER and not _is_number(text):
        return "Write a number."
    if field.kind is FieldKind.DATE and not _is_date(text):
        return "Write the day as 2026-11-21 or 21 Nov."
    if field.kind is FieldKind.DATETIME and not _is_time(text):
        return "Write day and time as 2026-11-21 19:00 or 21 Nov 19:00."
    return ""


def complaint_of_order(starts: str, ends: str, *, whole_days: bool) -> str:
    """The sentence where an event would end before it begins; times are ISO 8601.

    Args:
        whole_days: `ends` is the day after the last one.
    """
    try:
        start, end = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    except ValueError:  # what is missing or is no time is said elsewhere
        return ""
    if (start.tzinfo is None) != (end.tzinfo is None):
        return ""
    return "The end is before the start." if end < start or (whole_days and end == start) else ""


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
