"""The sounds of a door: one for each outcome, as loud as the person chose, or none."""

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.door import Outcome
from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.player import SoundPlayer
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import assets
from eventdesk.ui.views.door.sound_page import SoundPage

_KEPT_AS = "door.sound"
_USUAL_VOLUME = 70


class Sounds(QObject):
    """Made when a door opens; `close` when it closes.

    Signals:
        changed: volume, "no sound" and `problem`, one of which is another one.
    """

    changed = Signal(int, bool, str)

    def __init__(
        self, hub: Hub, parent: QObject | None = None, *, backends: Sequence[str] = ()
    ) -> None:
        """`backends` are those of the player."""
        super().__init__(parent)
        self._hub = hub
        self._scope = hub.scope(self)
        self._loop = asyncio.get_running_loop()
        self._player = SoundPlayer(assets.folder() / "sounds", self._hear, backends=backends)
        self.volume = _USUAL_VOLUME
        self.off = False
        self.problem = ""
        player = self._player
        self.destroyed.connect(lambda: player.close())
        self._scope.single("reading the volume", self._read)

    def play(self, outcome: Outcome | None) -> None:
        """Play an outcome's sound, unless there is to be none. Returns at once."""
        if outcome is not None and not self.off and self.volume:
            self._player.play(outcome.value, self.volume)

    def set_volume(self, volume: int) -> None:
        """Be as loud as this from now on, 0 to 100."""
        self.volume = volume
        self._keep()

    def set_off(self, off: bool) -> None:
        """Play nothing from now on, or play again."""
        self.off = off
        self._keep()

    def page(self) -> QWidget:
        """The page **Sound** of the settings."""
        page = SoundPage()
        page.volume_chosen.connect(self.set_volume)
        page.off_chosen.connect(self.set_off)
        page.sample_wanted.connect(self._sample)
        self.changed.connect(page.show_state)
        page.show_state(self.volume, self.off, self.problem)
        return page

    def close(self) -> None:
        """Let go of the device."""
        self._player.close()

    def _sample(self, outcome: Outcome) -> None:
        self._player.try_again()
        self._player.play(outcome.value, self.volume)

    def _hear(self, problem: str) -> None:
        """Called on the player's thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note, problem)

    def _note(self, problem: str) -> None:
        if isValid(self) and problem != self.problem:
            self.problem = problem
            self._announce()

    def _keep(self) -> None:
        self._announce()
        self._scope.single("keeping the volume", self._write, repeat=Repeat.REPLACE)

    def _announce(self) -> None:
        self.changed.emit(self.volume, self.off, self.problem)

    async def _read(self) -> None:
        kept = await self._hub.db(self._hub.workspace.layout.get, _KEPT_AS, {})
        self.volume = int(kept.get("volume", _USUAL_VOLUME))
        self.off = bool(kept.get("off", False))
        self._announce()

    async def _write(self) -> None:
        values = {"volume": self.volume, "off": self.off}
        try:
            await self._hub.db(self._hub.workspace.layout.put, _KEPT_AS, values)
        except EventDeskError as error:
            self._note(error.message)
