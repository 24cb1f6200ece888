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
        return "Write the day as 2026-11-21."
    if field.kind is FieldKind.DATETIME and not _is_time(text):
        return "Write day and time as 2026-11-21 19:00."
    return ""


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
