"""How words are put on lines of a width. No widgets.

A word that is longer than a line goes on below where letters enough stand on each line; where it
is narrower each word is cut, since the beginnings of words tell more than letters one by one.
"""

from bisect import bisect_right
from unicodedata import east_asian_width

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_ELIDE = Qt.TextElideMode.ElideRight
_ANYWHERE = ("W", "F")
"""Scripts that are broken between any two signs, such as Chinese."""

_LEAST_BEFORE, _LEAST_AFTER = 5, 3
"""Letters on either side of a hyphen."""

_LEAST_WITH_DOTS = 2
"""Letters that stand before dots; fewer tell nothing, so that dots are left out."""


def wrapped(words: QFontMetrics, text: str, room: int, lines: int) -> tuple[str, ...]:
    """The text on at most so many lines; the last one is cut where it does not end there."""
    found: list[str] = []
    rest = text if lines > 0 else ""
    while rest and len(found) < lines - 1:
        line, rest = _first_line(words, rest, room)
        found.append(line)
    if rest:
        found.append(_last_line(words, rest, room))
    return tuple(found)


def _last_line(words: QFontMetrics, text: str, room: int) -> str:
    """The text, cut where it does not fit."""
    return text if words.horizontalAdvance(text) <= room else _cut(words, text, room)


def _first_line(words: QFontMetrics, text: str, room: int) -> tuple[str, str]:
    """As many whole words as fit, of a word that is too long as many letters, and what is left."""
    end = text.find(" ")
    end = len(text) if end == -1 else end
    if words.horizontalAdvance(text[:end]) > room:
        return _broken(words, text, end, room)
    while True:
        further = text.find(" ", end + 1)
        further = len(text) if further == -1 else further
        if further == end or words.horizontalAdvance(text[:further]) > room:
            return text[:end], text[end + 1 :]
        end = further


def _broken(words: QFontMetrics, text: str, end: int, room: int) -> tuple[str, str]:
    """Of the first word, which is too long, what stands on this line, and what is left."""
    word = text[:end]
    if east_asian_width(word[0]) in _ANYWHERE:
        count = max(1, _fitting(words, word, room))
        return word[:count], text[count:]
    count = _fitting(words, word, room - words.horizontalAdvance("-"))
    count = min(count, end - _LEAST_AFTER)
    if count < _LEAST_BEFORE or word.upper() == word.lower():  # Arabic knows no hyphens
        return _cut(words, word, room), text[end + 1 :]
    return word[:count] + ("-" if word[count - 1].isalnum() else ""), text[count:]


def _cut(words: QFontMetrics, word: str, room: int) -> str:
    """The beginning of a word and dots; letters alone where those would leave too few."""
    cut = words.elidedText(word, _ELIDE, room)
    return cut if len(cut) > _LEAST_WITH_DOTS else word[: max(1, _fitting(words, word, room))]


def _fitting(words: QFontMetrics, word: str, room: int) -> int:
    """How many letters of a word fit."""
    lengths = range(1, len(word) + 1)
    return bisect_right(lengths, room, key=lambda count: words.horizontalAdvance(word[:count]))
