"""What the calendar says of its own work: reading, fetching, and what went wrong there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from eventdesk.ui.controllers.calendar_fetching import RangeFetcher
from eventdesk.ui.views.calendar.pages import CalendarPages

_SLOW = 500
"""Milliseconds after which reading is shown."""


class CalendarNews(QObject):
    """Says it at the lower edge of the views, where nothing moves for it."""

    def __init__(self, pages: CalendarPages, retry: Callable[[], object]) -> None:
        """`retry` reads once more what could not be read."""
        super().__init__(pages)
        self._pages = pages
        self._retry = retry
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(self._show_working)

    def follow(self, fetcher: RangeFetcher) -> None:
        """Say what is fetched, and offer to stop it or to try it again."""
        fetching = self._pages.news.fetching
        fetcher.began.connect(self._pages.say_fetching)
        fetcher.ended.connect(fetching.end)
        fetcher.failed.connect(
            lambda sentence: self._pages.complain_of_fetching(sentence, fetcher.again)
        )
        fetching.cancel_asked.connect(fetcher.cancel)

    def complain(self, sentence: str) -> None:
        """Say why events could not be read."""
        self._pages.complain(sentence, self._retry)

    def tell_working(self, working: bool) -> None:
        """Events are read, or none are any more; what is quick is not shown."""
        if working:
            self._slow.start()
        else:
            self._slow.stop()
            self._pages.busy.end()

    def _show_working(self) -> None:
        self._pages.busy.begin(self.tr("Reading events"), cancellable=False)
