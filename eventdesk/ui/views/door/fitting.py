"""Text that is made as large as a box allows, and never cut: it takes more lines or shrinks.

Boxes and sizes are in the painter's own units; a size is the height of the letters' em.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

_REFERENCE = 1000
"""The size at which widths are measured; without hinting they grow with the size."""

_SPARE = 0.98
"""What is used of a box, as some letters reach beyond their width."""

_PIECE = re.compile(r"[^\s-]*-+\s*|[^\s-]+\s*")
_MOST_PIECES = 24
"""A text of more pieces is broken between some of them only, which keeps the tries few."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text laid out: its lines, their size, and how high one is."""

    lines: tuple[str, ...]
    size: float
    line_height: float
    font: QFont


def fit(text: str, box: QRectF, *, largest: float, lines: int = 1, bold: bool = False) -> Fitted:
    """The layout of a text, on at most so many lines, that makes it largest in a box."""
    font = _font(_REFERENCE, bold)
    metrics = QFontMetricsF(font)
    height = metrics.height() / _REFERENCE

    def widest(candidate: tuple[str, ...]) -> float:
        return max(metrics.horizontalAdvance(line) for line in candidate) / _REFERENCE

    def size_of(candidate: tuple[str, ...]) -> float:
        width = widest(candidate)
        by_width = _SPARE * box.width() / width if width else largest
        return min(largest, by_width, box.height() / (height * len(candidate)))

    # Of equally large ones the one of fewer lines, and of these the most even one.
    best = max(_broken(text, lines), key=lambda each: (size_of(each), -len(each), -widest(each)))
    size = size_of(best)
    return Fitted(best, size, height * size, _font(size, bold))


def draw_fitted(
    painter: QPainter,
    text: str,
    box: QRectF,
    *,
    largest: float,
    lines: int = 1,
    bold: bool = False,
    centred: bool = False,
) -> None:
    """Draw a text in the middle of a box's height; at its left side, or `centred`."""
    text = " ".join(text.split())
    if not text or box.isEmpty():
        return
    laid = fit(text, box, largest=largest, lines=lines, bold=bold)
    painter.setFont(laid.font)
    metrics = QFontMetricsF(laid.font)
    top = box.center().y() - laid.line_height * len(laid.lines) / 2
    for number, line in enumerate(laid.lines):
        room = box.width() - metrics.horizontalAdvance(line)
        left = box.left() + (room / 2 if centred else 0)
        painter.drawText(QPointF(left, top + number * laid.line_height + metrics.ascent()), line)


def _font(size: float, bold: bool) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(max(1, int(size)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _broken(text: str, lines: int) -> Iterator[tuple[str, ...]]:
    """The ways to write a text on up to so many lines, broken at spaces and after hyphens."""
    pieces = _PIECE.findall(text)
    while len(pieces) > _MOST_PIECES:
        pieces = ["".join(pieces[place : place + 2]) for place in range(0, len(pieces), 2)]
    for count in range(1, min(lines, len(pieces)) + 1):
        for breaks in combinations(range(1, len(pieces)), count - 1):
            edges = pairwise((0, *breaks, len(pieces)))
            yield tuple("".join(pieces[first:last]).strip() for first, last in edges)
