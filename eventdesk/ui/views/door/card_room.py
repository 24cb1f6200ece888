"""What the card of a guest gives up where a window is too low for all of it. Data only."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardRoom:
    """How much there may be of each part.

    Attributes:
        name_lines, name_share: of the name; the share is one of its largest size.
        reason_lines: of the reason, which says what to do next.
        facts, fact_lines: how many facts, and lines of each.
        party_rows: others of the party seen at once.
    """

    name_lines: int
    name_share: float
    reason_lines: int
    facts: int
    fact_lines: int
    party_rows: int


ROOMS: Sequence[CardRoom] = (
    CardRoom(3, 1.0, 3, 9, 2, 4),
    CardRoom(3, 1.0, 3, 9, 2, 3),
    CardRoom(3, 1.0, 3, 9, 1, 3),
    CardRoom(2, 0.8, 3, 9, 1, 3),
    CardRoom(2, 0.8, 3, 3, 1, 3),
    CardRoom(2, 0.65, 3, 3, 1, 2),
    CardRoom(2, 0.65, 2, 2, 1, 2),
    CardRoom(2, 0.55, 2, 1, 1, 2),
    CardRoom(2, 0.55, 2, 1, 1, 1),
    CardRoom(2, 0.45, 2, 0, 1, 1),
    CardRoom(1, 0.45, 1, 0, 1, 1),
)
"""From the roomiest on. Name, outcome, reason, warning and buttons are never given up."""

STRIP = CardRoom(1, 1.0, 2, 0, 1, 1)
"""While a name is looked for."""
