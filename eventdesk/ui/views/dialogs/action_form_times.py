"""A line to type a day into, perhaps with a clock, and a month to click on."""

from datetime import date, time, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from eventdesk.ui.models.typed_times import clock_typed, day_typed, time_typed
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import icon_button

_FIRST_CLOCK = "09:00"
_DAY = timedelta(days=1)


class TimeLine(QWidget):
    """Empty where there is no day. The clock can be put aside for whole days, and comes back.

    Signals:
        changed: another text stands there.
    """

    changed = Signal()

    def __init__(self, title: str, *, timed: bool, exclusive: bool = False) -> None:
        """`exclusive`: the text is the day after the last one; people see and type the last."""
        super().__init__()
        self.edit = QLineEdit()
        self._timed = timed
        self._exclusive = exclusive
        self._whole_day = False
        self._clock = ""
        self._month = QCalendarWidget()
        pick = icon_button(self.tr("Choose %s") % title, "calendar-blank")
        pick.setPopupMode(pick.ToolButtonPopupMode.InstantPopup)
        pick.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.TIGHT)
        row.addWidget(self.edit, 1)
        row.addWidget(pick)
        self.edit.textChanged.connect(self.changed)
        self._say_how()

    def text(self) -> str:
        """ISO 8601 where a time is meant, else as it was typed; a whole day begins at midnight."""
        typed = self.edit.text().strip()
        meant = time_typed(typed, date.today())
        if meant is None:
            return typed
        if self._whole_day or not self._timed:
            day = meant.date() + (_DAY if self._exclusive else timedelta())
            return f"{day}T00:00" if self._timed else str(day)
        if clock_typed(typed)[1] is None:  # a day alone stays one
            return str(meant.date())
        return meant.isoformat(timespec="seconds" if meant.second else "minutes")

    def set_text(self, text: str) -> None:
        """Show a time as people write it."""
        day, _, clock = text.partition("T")
        if day and self._exclusive and self._timed:
            clock = clock or "00:00"
        self._clock = clock
        if self._whole_day or not self._timed:
            self.edit.setText(self._last_day(day))
        else:
            self.edit.setText(f"{day} {clock}".strip())

    def set_whole_day(self, whole: bool) -> None:
        """Leave the clock out of sight, or bring it back."""
        if not self._timed or whole == self._whole_day:
            return
        day, clock = _parts(self.edit.text())
        self._whole_day = whole
        if whole:
            self._clock = clock
            self.edit.setText(self._last_day(day) if _is_midnight(clock) else day)
        elif day:
            back = clock or self._clock or _FIRST_CLOCK
            self.edit.setText(f"{self._day_after(day) if _is_midnight(back) else day} {back}")
        self._say_how()

    def _last_day(self, text: str) -> str:
        return self._moved(text, -_DAY)

    def _day_after(self, text: str) -> str:
        return self._moved(text, _DAY)

    def _moved(self, text: str, by: timedelta) -> str:
        day = day_typed(text, date.today()) if self._exclusive else None
        return text if day is None else str(day + by)

    def _say_how(self) -> None:
        clock = self._timed and not self._whole_day
        self.edit.setPlaceholderText("2026-11-21 19:00" if clock else "2026-11-21")

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self._month)
        menu.addAction(holder)
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)
        self._month.clicked.connect(menu.close)
        self._month.activated.connect(menu.close)
        menu.aboutToShow.connect(self._turn_month)
        return menu

    def _take(self, day: QDate) -> None:
        _, clock = _parts(self.edit.text())
        text = f"{day.year():04}-{day.month():02}-{day.day():02}"
        if self._timed and not self._whole_day:
            text = f"{text} {clock or _FIRST_CLOCK}"
        self.edit.setText(text)

    def _turn_month(self) -> None:
        meant = time_typed(self.edit.text(), date.today())
        if meant is not None:
            self._month.setSelectedDate(QDate(meant.year, meant.month, meant.day))


def _parts(text: str) -> tuple[str, str]:
    """The day as it was typed, and the clock."""
    before, clock = clock_typed(text)
    return before, "" if clock is None else clock.isoformat("minutes")


def _is_midnight(clock: str) -> bool:
    return bool(clock) and time.fromisoformat(clock) == time()
