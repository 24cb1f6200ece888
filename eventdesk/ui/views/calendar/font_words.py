"""How wide the words of a font are, and how they stand on lines: each asked of the font once."""

from functools import lru_cache, partial

from PySide6.QtGui import QFont, QFontMetrics

from eventdesk.ui.views.calendar.wrapping import wrapped

_KEPT = 8192
"""Some weeks of hundreds of events."""


class FontWords:
    """Attributes:
    metrics: of the font.
    line: height of a line of text.
    """

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetrics(font)
        self.line = self.metrics.height()
        self._widths = lru_cache(_KEPT)(self.metrics.horizontalAdvance)
        self._wrapped = lru_cache(_KEPT)(partial(wrapped, self.metrics))

    def width(self, text: str) -> int:
        """Of a text on one line, in pixels."""
        return self._widths(text)

    def wrapped(self, text: str, room: int, lines: int) -> tuple[str, ...]:
        """The text on at most so many lines; the last one is cut where it does not end there."""
        return self._wrapped(text, room, lines)
