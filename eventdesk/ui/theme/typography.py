"""The type scale: the system's own font in a few sizes and weights."""

from enum import Enum

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

_SMALLEST_BODY_PIXELS = 13.0
"""Some systems start at 12, which is too small for lists that are read all day."""


class TextRole(Enum):
    """A place in the scale: its size as a multiple of the body's, and its weight."""

    CAPTION = (0.9, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    HEADING = (1.2, QFont.Weight.DemiBold)
    TITLE = (1.55, QFont.Weight.DemiBold)
    DISPLAY = (2.6, QFont.Weight.DemiBold)


def body_font(app: QApplication) -> QFont:
    """The system's font, at a size that can be read."""
    font = QFont(app.font())
    pixels_per_point = app.primaryScreen().logicalDotsPerInch() / 72
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_BODY_PIXELS / pixels_per_point))
    return font


def text_font(role: TextRole) -> QFont:
    """The program's font in this role."""
    scale, weight = role.value
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(weight)
    return font
