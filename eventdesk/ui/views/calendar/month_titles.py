"""How the time and the title of an event in a month are cut to the room there is. No widgets."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from eventdesk.ui.theme import metrics

_TITLE_BESIDE_TIME = 96
"""Room for a title from which on the time may stand before one that does not fit."""

_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Said:
    """The time, the room it takes before the title (0 where it stands above), the title's lines."""

    time: str
    time_width: int
    lines: tuple[str, ...]


def short_title(words: QFontMetrics, time: str, title: str, room: int) -> Said:
    """One line: the time and the title, or the title alone where it needs the room."""
    width = words.horizontalAdvance(time) + metrics.TIGHT if time else 0
    if room - width < min(words.horizontalAdvance(title), _TITLE_BESIDE_TIME):
        time, width = "", 0
    return Said(time, width, (words.elidedText(title, _ELIDE, max(0, room - width)),))


def tall_title(words: QFontMetrics, time: str, title: str, room: int) -> Said:
    """Two lines: the time above the title, or the title alone where it needs both.

    A time that does not fit is left out: half of one misleads.
    """
    time = time if words.horizontalAdvance(time) <= room else ""
    if words.horizontalAdvance(title) <= room:
        return Said(time, 0, (title,))
    said = title.split(" ")
    fitting = next(
        (
            count
            for count in range(len(said) - 1, 0, -1)
            if words.horizontalAdvance(" ".join(said[:count])) <= room
        ),
        0,
    )
    if not fitting:
        return Said(time, 0, (words.elidedText(title, _ELIDE, max(0, room)),))
    rest = words.elidedText(" ".join(said[fitting:]), _ELIDE, max(0, room))
    return Said("", 0, (" ".join(said[:fitting]), rest))
