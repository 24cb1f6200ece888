"""Keeps the collection of reference cycles on the window's thread.

Python collects on whichever thread happens to allocate. On a lane that would destroy Qt objects
off their thread, which Qt answers with warnings at best and a crash at worst.
"""

import contextlib
import gc
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot

_PACE_MS = 50
"""So short that little piles up between two ticks of a large sync, and no collection takes long."""

_NEW, _YOUNG, _FULL = 0, 1, 2
_TICKS_BETWEEN_FULL = 1200


class _Collector(QObject):
    """Collects new cycles when there are enough of them, and all of them once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks = 0
        self._timer = QTimer(self, interval=_PACE_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        """Collect no more."""
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks % _TICKS_BETWEEN_FULL == 0:
            gc.collect(_FULL)
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(_NEW)


@contextlib.contextmanager
def collected_on_this_thread() -> Iterator[None]:
    """Collect on the calling thread, which must be the window's, until the block is left."""
    was_enabled = gc.isenabled()
    gc.disable()
    collector = _Collector()
    try:
        yield
    finally:
        collector.stop()
        gc.collect(_YOUNG)  # what has just ended, before a thread that is still busy could
        if was_enabled:
            gc.enable()
