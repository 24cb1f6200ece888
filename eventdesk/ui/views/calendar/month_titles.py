"""How the time and the title of an event in a month are cut to the room there is. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from eventdesk.ui.models.event_texts import clock_text
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.font_words import FontWords

_TITLE_BESIDE_TIME = 40
"""Room that a title has beside its time at least."""

_LONG_TIMES = tuple(datetime(2000, 1, 1, hour, 44) for hour in (10, 22))


@dataclass(frozen=True, slots=True)
class Said:
    """The time, the room it takes before the first line of the title, the lines."""

    time: str
    time_width: int
    lines: tuple[str, ...]


def times_fit(words: FontWords, room: int) -> bool:
    """True where any event of a month can show its time; where one cannot, none does."""
    longest = max(words.width(clock_text(time)) for time in _LONG_TIMES)
    return room >= longest + metrics.TIGHT + _TITLE_BESIDE_TIME


def short_title(words: FontWords, time: str, title: str, room: int) -> Said:
    """One line: the time, if there is one, and the title."""
    width = _time_width(words, time)
    return Said(time, width, (_cut(words, title, room - width),))


def tall_title(words: FontWords, time: str, title: str, room: int) -> Said:
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


def _time_width(words: FontWords, time: str) -> int:
    return words.width(time) + metrics.TIGHT if time else 0


def _split(words: FontWords, title: str, room: int) -> tuple[str, str]:
    """As many whole words as fit, and the rest."""
    said = title.split(" ")
    fitting = next(
        (
            count
            for count in range(len(said), 0, -1)
            if words.metrics.horizontalAdvance(" ".join(said[:count])) <= room
        ),
        0,
    )
    return " ".join(said[:fitting]), " ".join(said[fitting:])


def _cut(words: FontWords, text: str, room: int) -> str:
    """As much of a text as there is room for."""
    return words.wrapped(text, max(0, room), 1)[0] if text else ""
