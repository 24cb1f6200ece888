"""Which day a key leads to, the same in the month and in the mini month."""

from datetime import date

from PySide6.QtCore import Qt

from eventdesk.ui.models.calendar_days import DAY, WEEK, add_months

_Key = Qt.Key


def day_after_key(key: int, day: date, today: date, direction: Qt.LayoutDirection) -> date | None:
    """The day that a key leads to, None for other keys.

    Arrows move by days and weeks, Page up and down by months, Home and T to today.
    """
    back, on = _Key.Key_Left, _Key.Key_Right
    if direction == Qt.LayoutDirection.RightToLeft:
        back, on = on, back
    days = {back: day - DAY, on: day + DAY, _Key.Key_Up: day - WEEK, _Key.Key_Down: day + WEEK}
    if key in days:
        return days[_Key(key)]
    if key in (_Key.Key_PageUp, _Key.Key_PageDown):
        return add_months(day, -1 if key == _Key.Key_PageUp else 1)
    return today if key in (_Key.Key_Home, _Key.Key_T) else None
