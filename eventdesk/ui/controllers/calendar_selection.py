"""Which event the calendar has open: after a rest on it, with Enter, or wanted from elsewhere."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.runtime.tasks import Repeat, TaskScope

_REST = 250
"""Milliseconds that a selection must last before the event is shown beside it."""


class CalendarSelection(QObject):
    """Asks the hub for events, and follows what others ask it for.

    Signals:
        opened: a `CalendarEntry` opened with Enter or a double click, after it was asked for.
        gone_to: the `ListedEvent` that somebody elsewhere wants to see.
    """

    opened = Signal(object)
    gone_to = Signal(object)

    def __init__(
        self,
        hub: Hub,
        scope: TaskScope,
        choose: Callable[[CalendarEntry], None],
        parent: QObject,
    ) -> None:
        """`choose` marks an entry in the views and tells nobody."""
        super().__init__(parent)
        self._hub = hub
        self._scope = scope
        self._choose = choose
        self._asked: CalendarEntry | None = None
        self._selected: CalendarEntry | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_selected)
        hub.event_wanted.connect(self._follow)

    @property
    def asked(self) -> CalendarEntry | None:
        """The entry that is shown beside the calendar."""
        return self._asked

    def select(self, entry: CalendarEntry) -> None:
        """Somebody looks at an entry: show it once they rest there."""
        self._selected = entry
        self._rest.start()

    def leave(self) -> None:
        """What was pressed last was carried elsewhere: that was no wish to see it."""
        self._rest.stop()

    def open(self, entry: CalendarEntry) -> None:
        """Show an entry at once; the keyboard goes there."""
        self._rest.stop()
        self.show(entry)
        self.opened.emit(entry)

    def show(self, entry: CalendarEntry) -> None:
        """Show an entry beside the calendar."""
        self._asked = entry
        self._hub.want_event(entry.ref, entry.occurrence)

    def _show_selected(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._rest.start()  # perhaps it is about to be dragged: nothing moves under the hand
        elif self._selected is not None:
            self.show(self._selected)

    def _follow(self, ref: EventRef, occurrence: EventTime | None) -> None:
        """Mark the event that is shown beside the calendar, and go to it if another asked.

        The first one is that of last time: the calendar begins with today all the same.
        """
        entry = CalendarEntry(ref, occurrence)
        before, self._asked = self._asked, entry
        self._choose(entry)
        if before not in (None, entry):
            work = partial(self._find_day, entry)
            self._scope.single("going to an event", work, repeat=Repeat.REPLACE)

    async def _find_day(self, entry: CalendarEntry) -> None:
        try:
            found = await self._hub.db(self._hub.workspace.events.view, entry.ref, entry.occurrence)
        except EventDeskError:
            return  # the pane beside says that there is no such event
        listed: ListedEvent = found.listed
        self._asked = CalendarEntry.of(listed)  # of a series perhaps the next occurrence
        self._choose(self._asked)
        self.gone_to.emit(listed)
