"""What long work tells about itself. Plain data, so that it can cross threads."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the work stands: `done` of `total` (None while nobody knows), and a few words."""

    text: str
    done: int = 0
    total: int | None = None


ProgressCallback = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """For work that nobody watches."""
