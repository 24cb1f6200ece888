"""What a scanner typed, and which codes that may have meant."""

from dataclasses import dataclass
from enum import StrEnum


class ScanSource(StrEnum):
    """Where a code came from."""

    SCANNER = "scanner"  # types like a keyboard
    CAMERA = "camera"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a scan may have meant.

    Attributes:
        code: as the list may hold it.
        how: how it was read, as people read it: "as it came", "German keyboard", "from an address".
        guessed: by a keyboard that nobody chose and no known code taught.
    """

    code: str
    how: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan.

    Attributes:
        raw: what came, character by character.
        readings: what it may mean, the likeliest first; never empty.
    """

    raw: str
    readings: tuple[Reading, ...]
    source: ScanSource = ScanSource.SCANNER

    @property
    def told(self) -> tuple[str, ...]:
        """What it says, as far as the keyboard is known."""
        return tuple(each.code for each in self.readings if not each.guessed)

    @property
    def guesses(self) -> tuple[Reading, ...]:
        """What other keyboards would have made of it."""
        return tuple(each for each in self.readings if each.guessed)
