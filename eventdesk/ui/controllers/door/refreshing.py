"""Keeps the lists of a door fresh: first of all when it opens, then for as long as it is open."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.list_pace import ListPace
from eventdesk.ui.controllers.door.list_reading import ListReading
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.accounts_words import Words
from eventdesk.ui.models.door_words import sync_words
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.sync_state import SyncState


class ListKeeper(QObject):
    """The lists of one door. It ends with its widget.

    Signals:
        refreshed: a list was read anew, or could not be.

    Attributes:
        widget: says how the lists stand, and shows a reading that somebody waits for.
    """

    refreshed = Signal()

    def __init__(self, hub: Hub, refs: Sequence[EventRef], pace: ListPace | None = None) -> None:
        widget = SyncState()
        super().__init__(widget)
        self.widget = widget
        self._hub = hub
        self._refs = tuple(refs)
        self._scope = hub.scope(self)
        self._words = Words("")
        self._again = False
        pace = pace or ListPace()
        names = dict.fromkeys(ref.account for ref in refs)
        self._readings = {
            name: ListReading(
                hub, [ref for ref in refs if ref.account == name], pace, tell=self._told
            )
            for name in names
        }
        widget.refresh_asked.connect(self.refresh_now)
        widget.cancel_asked.connect(self.stop_reading)
        hub.changed.connect(self._changed)

    @property
    def text(self) -> str:
        """How the lists stand, in a few words: "Online 14:05", "Offline, list from 14:05"."""
        return self._words.text

    def start(self) -> None:
        """Read the lists now, and from now on."""
        self._look()
        for name, reading in self._readings.items():
            self._scope.single(f"list of {name}", reading.keep, repeat=Repeat.IGNORE)

    def refresh_now(self) -> None:
        """Read the lists anew: a person asked."""
        for reading in self._readings.values():
            reading.read_now(watched=True)

    def stop_reading(self) -> None:
        """Stop what is being read; the list stays as it was and is read again in time."""
        for reading in self._readings.values():
            reading.stop()

    def stop(self) -> None:
        """Read nothing any more, for good."""
        self.stop_reading()
        self._scope.close()
        self.widget.show_reading(None)

    def _changed(self, changes: Changes) -> None:
        if changes.accounts:
            self._look()

    def _told(self) -> None:
        """A reading began, went on, or ended; perhaps after the window of the door is gone."""
        if not isValid(self):
            return
        working = [one.progress for one in self._readings.values() if one.progress is not None]
        self.widget.show_reading(working[0] if working else None)
        if not working:
            self._look()
            self.refreshed.emit()

    def _look(self) -> None:
        """Say how the lists stand now; asked meanwhile, it looks once more."""
        self._again = True
        self._scope.single("state of the door's lists", self._show_state)

    async def _show_state(self) -> None:
        while self._again:
            self._again = False
            view = self._hub.workspace.events.view
            try:
                listed = [(await self._hub.door(view, ref)).listed for ref in self._refs]
            except EventDeskError as error:
                self._say(Words(self.tr("No list"), Tone.REFUSED, error.message))
                continue
            accounts = {one.account.name: one.account for one in listed}
            for name, account in accounts.items():
                self._readings[name].heard(account.state)
            times = [one.attendees_at for one in listed if one.attendees_at is not None]
            oldest = min(times) if len(times) == len(listed) else None
            readings = self._readings.values()
            trouble = " ".join(filter(None, (one.trouble for one in readings)))
            note = " ".join(filter(None, (one.note for one in readings)))
            words = sync_words(tuple(accounts.values()), oldest, trouble)
            self._say(replace(words, detail=f"{words.detail} {note}".strip()))

    def _say(self, words: Words) -> None:
        self._words = words
        self.widget.show_state(words.text, words.tone, words.detail)
