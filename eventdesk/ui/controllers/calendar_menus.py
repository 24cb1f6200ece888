"""What a right click or the menu key offers in the calendar, and **Go to a date**."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.controllers.calendar_loader import Wanted
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import title_text, when_text
from eventdesk.ui.views.calendar.event_menu import Entry, calendar_menu, open_menu
from eventdesk.ui.views.calendar.go_to_date import GoToDate
from eventdesk.ui.views.calendar.wall_time import Now


class CalendarMenus(QObject):
    """Signals:

    opened: the `CalendarEntry` to open.
    only_account: the name of the account that alone is to be shown, "" for all again.
    day_wanted: a `date` and the name of the view to show it in, "" for the present one.
    filling: the `QMenu` of an event and its `CalendarEntry`, before it is shown, so that others
        may add what they do with it.
    filling_day: the same for a `date`.
    """

    opened = Signal(object)
    only_account = Signal(str)
    day_wanted = Signal(object, str)
    filling = Signal(QMenu, object)
    filling_day = Signal(QMenu, object)

    def __init__(self, pages: QWidget, wanted: Wanted, now: Now) -> None:
        super().__init__(pages)
        self._pages = pages
        self._wanted = wanted
        self._now = now

    def of_event(self, listed: ListedEvent, place: QPoint) -> None:
        """Offer what can be done with an event."""
        entry = CalendarEntry.of(listed)
        groups: list[list[Entry]] = [
            [(self.tr("Open"), "arrow-square-out", lambda: self.opened.emit(entry))],
            self._copies(listed),
            self._accounts(listed.account.name),
        ]
        menu = calendar_menu(self._pages, groups)
        self.filling.emit(menu, entry)
        open_menu(menu, place)

    def of_day(self, day: date, views: Sequence[str], place: QPoint) -> None:
        """Offer what can be done with a day; `views` are the names of those that can show it."""
        words = {
            "month": self.tr("Show the month"),
            "week": self.tr("Show the week"),
            "day": self.tr("Show the day"),
            "agenda": self.tr("List the events of the day"),
        }
        shows: list[Entry] = [
            (words[name], "", partial(self.day_wanted.emit, day, name)) for name in views
        ]
        go: list[Entry] = [(self.tr("Go to a date…"), "", self.go_to_date)]
        menu = calendar_menu(self._pages, [shows, go])
        self.filling_day.emit(menu, day)
        open_menu(menu, place)

    def go_to_date(self) -> None:
        """Ask for a day."""
        popup = GoToDate(self._now().date(), self._pages)
        popup.chosen.connect(lambda day: self.day_wanted.emit(day, ""))
        popup.open_above(self._pages)

    def _copies(self, listed: ListedEvent) -> list[Entry]:
        title, when = title_text(listed), when_text(listed, self._now().date())
        return [
            (self.tr("Copy title"), "copy", lambda: _copy(title)),
            (self.tr("Copy title and time"), "", lambda: _copy(f"{title}, {when}")),
        ]

    def _accounts(self, name: str) -> list[Entry]:
        if self._wanted.filters.accounts == {name}:
            return [(self.tr("Show all accounts"), "funnel", lambda: self.only_account.emit(""))]
        words = self.tr("Show only {account}").format(account=name)
        return [(words, "funnel", lambda: self.only_account.emit(name))]


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
