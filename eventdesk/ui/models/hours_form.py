"""The forms of working hours and of a second time zone, as data. No widgets."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from eventdesk.domain.capability import Action, Choice, Field, FieldKind, Values
from eventdesk.ui.models.event_texts import clock_text
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY, at_minute
from eventdesk.ui.models.working_hours import WorkingHours

_STEP = 30
_ANY_DAY = date(2000, 1, 1)


def hours_action(hours: WorkingHours) -> Action:
    """The form of working hours, filled with those that hold."""
    first = QLocale().firstDayOfWeek().value
    weekdays = tuple(
        Choice(str((first - 1 + n) % 7), QLocale().standaloneDayName((first - 1 + n) % 7 + 1))
        for n in range(7)
    )
    fields = (
        Field("from", _tr("From"), FieldKind.CHOICE, choices=_clock(0), value=str(hours.start)),
        Field("until", _tr("Until"), FieldKind.CHOICE, choices=_clock(_STEP), value=str(hours.end)),
        Field(
            "days",
            _tr("Working days"),
            FieldKind.CHOICES,
            choices=weekdays,
            value=",".join(map(str, sorted(hours.days))),
        ),
    )
    return Action("working-hours", _tr("Set working hours"), fields)


def hours_of(values: Values) -> WorkingHours | None:
    """The hours that a form tells, None where they end before they begin."""
    start, end = int(values["from"]), int(values["until"])
    days = frozenset(int(day) for day in values["days"].split(",") if day.strip())
    return WorkingHours(start, end, days) if start < end else None


def zone_action(name: str) -> Action:
    """The form of the second time zone."""
    hint = _tr("Its hours stand beside yours in the day. Empty: none.")
    field = Field("zone", _tr("Time zone"), FieldKind.TIME_ZONE, value=name, hint=hint)
    return Action("second-zone", _tr("Set second time zone"), (field,))


def _clock(first: int) -> tuple[Choice, ...]:
    """Half hours; the midnight at the end of the day is that day's."""
    minutes = range(first, MINUTES_OF_DAY + (1 if first else 0), _STEP)
    return tuple(Choice(str(minute), clock_text(at_minute(_ANY_DAY, minute))) for minute in minutes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("hours_form", text)
