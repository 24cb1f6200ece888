"""Tells when waiting has lost its reason: the computer woke up, or has a network again."""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 15.0
_SLEPT_SECONDS = 45.0
"""A look that comes this much too late by the clock on the wall means that the computer slept."""

_ONLINE = (
    QNetworkInformation.Reachability.Local,
    QNetworkInformation.Reachability.Site,
    QNetworkInformation.Reachability.Online,
)


class WakeWatch(QObject):
    """Signals:

    woke: the computer slept, or was without a network, and no longer is.
    """

    woke = Signal()

    def __init__(
        self, parent: QObject | None = None, *, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """`wall_clock` gives seconds since 1970; unlike a timer's, it goes on during sleep."""
        super().__init__(parent)
        self._wall_clock = wall_clock
        self._looked_at = wall_clock()
        self._timer = QTimer(self)
        self._timer.setInterval(int(_LOOK_SECONDS * 1000))
        self._timer.timeout.connect(self.look)
        self._online: bool | None = None

    def start(self) -> None:
        """Watch from now on."""
        self._looked_at = self._wall_clock()
        self._timer.start()
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            network = QNetworkInformation.instance()
            self._online = network.reachability() in _ONLINE
            network.reachabilityChanged.connect(self.note_reachability)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Compare the clock on the wall with the time since the last look."""
        now = self._wall_clock()
        late, self._looked_at = now - self._looked_at - _LOOK_SECONDS, now
        if late > _SLEPT_SECONDS:
            _log.info("the computer slept for about %d seconds", late)
            self.woke.emit()

    def note_reachability(self, reachability: QNetworkInformation.Reachability) -> None:
        """The system says how far its network reaches now."""
        before, self._online = self._online, reachability in _ONLINE
        if self._online and before is False:
            self.woke.emit()
