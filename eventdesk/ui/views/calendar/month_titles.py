"""How the time and the title of an event in a month are cut to the room there is. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from eventdesk.ui.models.event_texts import clock_text
from eventdesk.ui.theme import metrics

_TITLE_BESIDE_TIME = 40
"""Room that a title has beside its time at least."""

_LONG_TIMES = tuple(datetime(2000, 1, 1, hour, 44) for hour in (10, 22))

_ELIDE = Qt.TextElideMode.ElideRight

_TOO_NARROW = 44
"""Room below which an ellipsis takes letters that tell more than it does."""


@dataclass(frozen=True, slots=True)
class Said:
    """The time, the room it takes before the first line of the title, the lines."""

    time: str
    time_width: int
    lines: tuple[str, ...]


def times_fit(words: QFontMetrics, room: int) -> bool:
    """True where any event of a month can show its time; where one cannot, none does."""
    longest = max(words.horizontalAdvance(clock_text(time)) for time in _LONG_TIMES)
    return room >= longest + metrics.TIGHT + _TITLE_BESIDE_TIME


def short_title(words: QFontMetrics, time: str, title: str, room: int) -> Said:
    """One line: the time, if there is one, and the title."""
    width = _time_width(words, time)
    return Said(time, width, (_cut(words, title, room - width),))


def tall_title(words: QFontMetrics, time: str, title: str, room: int) -> Said:
    """Two lines: the time, if there is one, and the title, which goes on below."""
    width = _time_width(words, time)
    first, rest = _split(words, title, room - width)
    if not first and time:  # the time stands above
        rest = title
    elif not first and " " in title:
        word, _, rest = title.partition(" ")
        first = _cut(words, word, room)
    elif not first:
        first, rest = _cut(words, title, room), ""
    return Said(time, width, (first, _cut(words, rest, room)) if rest else (first,))


def _time_width(words: QFontMetrics, time: str) -> int:
    return words.horizontalAdvance(time) + metrics.TIGHT if time else 0


def _split(words: QFontMetrics, title: str, room: int) -> tuple[str, str]:
    """As many whole words as fit, and the rest."""
    said = title.split(" ")
    fitting = next(
        (
            count
            for count in range(len(said), 0, -1)
            if words.horizontalAdvance(" ".join(said[:count])) <= room
        ),
        0,
    )
    return " ".join(said[:fitting]), " ".join(said[fitting:])


def _cut(words: QFontMetrics, text: str, room: int) -> str:
    """As much of a text as there is room for."""
    if room >= _TOO_NARROW or words.horizontalAdvance(text) <= room:
        return words.elidedText(text, _ELIDE, max(0, room))
    count = min(len(text), _TOO_NARROW)
    while count > 1 and words.horizontalAdvance(text, count) > room:
        count -= 1
    return text[:count].rstrip()
