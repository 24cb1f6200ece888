"""On which day weeks begin for the person."""

from PySide6.QtCore import QLocale


def first_weekday() -> int:
    """The first day of the week in the person's locale, 0 for Monday."""
    return int(QLocale().firstDayOfWeek().value) - 1
