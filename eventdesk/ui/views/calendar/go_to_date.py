"""**Go to a date**: a day typed as people write it, with what is understood below the field."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Signal
from PySide6.QtWidgets import QWidget

from eventdesk.ui.models.date_words import day_meant
from eventdesk.ui.models.event_texts import day_text
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.line_popup import LinePopup


class GoToDate(LinePopup):
    """Signals:

    chosen: the `date` that was typed, with Enter.
    """

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(_tr("Go to a date"), parent, example=_example(today))
        self._today = today
        self.changed.connect(self._explain)
        self.entered.connect(self._choose)
        self._explain("")

    def open_above(self, widget: QWidget) -> None:
        """Show the field over the upper part of a widget."""
        self.open_at(widget.mapToGlobal(QPoint(widget.width() // 2, metrics.HUGE)))

    def _explain(self, text: str) -> None:
        day = day_meant(text, self._today)
        if day is not None:
            self.say(day_text(day, year=True))
        elif text.strip():
            self.say(_tr("No date is meant by this."))
        else:
            self.say(_tr("A day, a month, a weekday, or so many days, weeks or months from now."))

    def _choose(self, text: str) -> None:
        day = day_meant(text, self._today)
        if day is not None:
            self.close()
            self.chosen.emit(day)


def _example(today: date) -> str:
    """What can be typed, the date in numbers as the person writes it."""
    eve = QDate(today.year, 12, 24)
    numbers = QLocale().toString(eve, QLocale.FormatType.ShortFormat)
    return ", ".join((numbers, _tr("+3w"), QLocale().standaloneDayName(5)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoToDate", text)
