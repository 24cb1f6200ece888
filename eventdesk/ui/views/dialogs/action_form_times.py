"""A line to type a day into, perhaps with a clock, and a month to click on."""

from datetime import datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import icon_button

_FIRST_CLOCK = "09:00"


class TimeLine(QWidget):
    """Empty where there is no day. The clock can be put aside for whole days, and comes back.

    Signals:
        changed: another text stands there.
    """

    changed = Signal()

    def __init__(self, title: str, *, timed: bool) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self._timed = timed
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
        """ISO 8601 as far as the person typed it; a whole day begins at midnight."""
        typed = self.edit.text().strip().replace(" ", "T", 1)
        return f"{typed}T00:00" if typed and self._whole_day and "T" not in typed else typed

    def set_text(self, text: str) -> None:
        """Show a time as people write it."""
        day, _, clock = text.partition("T")
        self._clock = clock
        self.edit.setText(day if self._whole_day else f"{day} {clock}".strip())

    def set_whole_day(self, whole: bool) -> None:
        """Leave the clock out of sight, or bring it back."""
        if not self._timed or whole == self._whole_day:
            return
        day, _, clock = self.edit.text().strip().replace("T", " ").partition(" ")
        self._whole_day = whole
        if whole:
            self._clock = clock
            self.edit.setText(day)
        else:
            self.edit.setText(f"{day} {clock or self._clock or _FIRST_CLOCK}" if day else "")
        self._say_how()

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
        clock = self.edit.text().strip().replace("T", " ").partition(" ")[2]
        text = day.toString(Qt.DateFormat.ISODate)
        if self._timed and not self._whole_day:
            text = f"{text} {clock or _FIRST_CLOCK}"
        self.edit.setText(text)

    def _turn_month(self) -> None:
        try:
            day = datetime.fromisoformat(self.edit.text().strip()).date()
        except ValueError:
            return
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
