"""Keeps the screen on while a door is open. Asking the system may block, so a thread does it."""

import asyncio
import logging
import threading

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

_log = logging.getLogger(__name__)

_SECONDS_TO_END = 0.5
_REFUSED = (
    "This computer does not let Event Desk keep the screen on. Switch the screen saver and the "
    "sleep of the computer off in its own settings."
)


class Awake(QObject):
    """Signals:

    failed: the screen may go dark; a sentence that says what to do.
    """

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Made on the loop's thread."""
        super().__init__(parent)
        self._loop = asyncio.get_running_loop()
        self._thread: threading.Thread | None = None
        self._enough = threading.Event()
        enough = self._enough
        # Not the bound method: Qt holds that weakly, and a dying object may drop it first.
        self.destroyed.connect(lambda: enough.set())

    def start(self) -> None:
        """Keep the screen on from now on."""
        if self._thread is None:
            self._enough.clear()
            self._thread = threading.Thread(target=self._keep, name="awake", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the screen sleep as its settings say."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._enough.set()
            thread.join(_SECONDS_TO_END)

    def _keep(self) -> None:
        # Brings libraries of D-Bus along.
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            if not mode.active:
                _log.info("The screen cannot be kept on: %s", mode.result)
                if not self._loop.is_closed():
                    self._loop.call_soon_threadsafe(self._tell)
                return
            self._enough.wait()

    def _tell(self) -> None:
        if isValid(self) and self._thread is not None:
            self.failed.emit(_REFUSED)
