"""Small repairs to Qt's fields, so that they look like the others."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QWidget

_INSET = 7


def name_field(field: QWidget, name: str) -> None:
    """Give a field its accessible name, and those of its parts that say they have the focus too.

    Such are the page of a field of several lines and the line inside a number or a combo box:
    a screen reader that asks for the focus meets them first.
    """
    field.setAccessibleName(name)
    for part in field.findChildren(QWidget):
        if part.focusProxy() is field:
            part.setAccessibleName(name)


def dress_spin_box(box: QAbstractSpinBox, name: str) -> None:
    """Give a number, date or time field its accessible name and the inset that other fields have.

    The style sheet cannot: Qt keeps it away from the line edit inside. Not for a date field with
    a calendar popup, which Qt draws as a combo box and insets itself.
    """
    name_field(box, name)
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)


def dress_calendar(calendar: QCalendarWidget, name: str) -> None:
    """Give a month its accessible name and calm weekends, which Qt would paint in pure red."""
    calendar.setAccessibleName(name)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Friday, Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
