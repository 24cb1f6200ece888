"""Measures how long the window's loop was away: the longest gap between two turns, and all gaps."""

import logging
import time
from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_log = logging.getLogger(__name__)

BOUNDS_MS = (4.0, 8.0, 16.0, 33.0, 50.0, 100.0, 250.0, 1000.0)
"""Upper bounds of the histogram's classes; one more class holds everything above."""

_WORTH_A_LOG_LINE_MS = 100.0


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was measured, in milliseconds beyond the pace of the watch.

    Attributes:
        longest: the worst gap.
        turns: how many gaps were measured.
        histogram: the number of gaps up to each of `BOUNDS_MS`, and above the last.
    """

    longest: float
    turns: int
    histogram: tuple[int, ...]

    def share_within(self, milliseconds: float) -> float:
        """The part of all gaps, 0 to 1, that were no longer than this bound of the histogram."""
        if not self.turns:
            return 1.0
        return sum(self.histogram[: BOUNDS_MS.index(milliseconds) + 1]) / self.turns


class StallWatch(QObject):
    """Ticks on the loop and notes by how much each tick was late."""

    def __init__(self, parent: QObject | None = None, *, pace_ms: int = 4) -> None:
        """`pace_ms` is the time between ticks: 4 to measure, 25 is enough to keep an eye open."""
        super().__init__(parent)
        self._pace_ms = pace_ms
        self._timer = QTimer(self, interval=pace_ms, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._reset()

    def start(self) -> None:
        """Begin a measurement, forgetting the one before."""
        self._reset()
        self._timer.start()

    def stop(self) -> Gaps:
        """End the measurement, counting a gap that is still open, and tell what was seen."""
        if self._timer.isActive():
            self._tick()
            self._timer.stop()
        return Gaps(self._longest, sum(self._counts), tuple(self._counts))

    def _reset(self) -> None:
        self._longest = 0.0
        self._counts = [0] * (len(BOUNDS_MS) + 1)
        self._last = time.perf_counter()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        gap = max(0.0, (now - self._last) * 1000 - self._pace_ms)
        self._last = now
        self._longest = max(self._longest, gap)
        self._counts[bisect_left(BOUNDS_MS, gap)] += 1
        if gap > _WORTH_A_LOG_LINE_MS:
            _log.debug("The window's loop was away for %.0f ms", gap)
