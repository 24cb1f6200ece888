"""Timing, and how a figure is told."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Figure:
    """One benchmark's outcome.

    Attributes:
        ours, peer: in `unit`; `peer` is what the target compares with, measured in the same run.
        target: the design's words.
        more: further numbers worth reading.
    """

    name: str
    unit: str
    ours: float
    peer: float | None
    target: str
    peer_name: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Ours to the peer's."""
        return None if not self.peer else self.ours / self.peer

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": round(self.ours, 3),
            "peer": None if self.peer is None else round(self.peer, 3),
            "peer_name": self.peer_name,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "target": self.target,
            **self.more,
        }


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` of 100 stay below."""
    return statistics.quantiles(values, n=100)[share - 1] if len(values) > 1 else values[0]
