"""What the painted views of the calendar share: fonts, direction, the word for what is hidden."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from eventdesk.ui.theme import TextRole, text_font
from eventdesk.ui.views.calendar.font_words import FontWords


class Fonts:
    """Those of the present theme: plain, strong, and struck through."""

    def __init__(self) -> None:
        self.plain = text_font(TextRole.CAPTION)
        self.strong = QFont(self.plain)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.struck = QFont(self.plain)
        self.struck.setStrikeOut(True)


@dataclass(frozen=True, slots=True)
class Looks:
    """What the size of things depends on beside the size of the widget.

    Attributes:
        words, strong: words in the plain and in the strong font.
        more: the text for hidden events, with {count}.
    """

    words: FontWords
    strong: FontWords
    direction: Qt.LayoutDirection
    more: str

    @property
    def rtl(self) -> bool:
        """True where people read from right to left."""
        return self.direction == Qt.LayoutDirection.RightToLeft

    @property
    def line(self) -> int:
        """Height of a line of text."""
        return self.words.line
