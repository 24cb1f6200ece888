"""Text and pictures on a window. Text is always shown as it is, never as markup."""

from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from eventdesk.ui.theme import TextRole, icon, metrics, text_font

_BEGINNING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class TextLabel(QLabel):
    """A plain text label in one role of the type scale."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: TextRole = TextRole.BODY,
        muted: bool = False,
        wrap: bool = False,
    ) -> None:
        """`muted` is for side notes; `wrap` lets the text take several lines."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(text_font(role))
        self.setWordWrap(wrap)
        # Qt would put each text on the side where its own script begins.
        self.setAlignment(QStyle.visualAlignment(self.layoutDirection(), _BEGINNING))
        if muted:
            self.setProperty("role", "muted")
        self.setText(text)


class Heading(TextLabel):
    """The title of a pane or a group."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: TextRole = TextRole.HEADING,
    ) -> None:
        super().__init__(text, parent, role=role)


class ElidedLabel(TextLabel):
    """One line that is cut with an ellipsis where there is no room; the tool tip has it all."""

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setAccessibleDescription(text)  # else a screen reader reads out the tip's markup
        self._offer_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the text fits."""
        super().resizeEvent(event)
        self._offer_all()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(direction_of(self.text()))
        painter.drawText(self.contentsRect(), self.alignment(), self._shown())

    def _shown(self) -> str:
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _offer_all(self) -> None:
        self.setToolTip("" if self._shown() == self.text() else plain_tip(self.text()))


class ClampedHeading(Heading):
    """A heading of a few lines at most; the last one ends with an ellipsis where more follows.

    A word wider than a line is broken. `text` and the tool tip have it all.
    """

    def __init__(self, lines: int, *, role: TextRole = TextRole.HEADING) -> None:
        super().__init__(role=role)
        self._lines = lines
        self.setWordWrap(True)

    def set_lines(self, lines: int) -> None:
        """Take so many lines at most."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(plain_tip(text))
        self.setAccessibleDescription(text)  # else a screen reader reads out the tip's markup

    def heightForWidth(self, width: int) -> int:
        """As high as its lines, up to the most there may be."""
        if self._breaks_a_word(width):
            return len(self._cut(width)) * self.fontMetrics().lineSpacing()
        return min(super().heightForWidth(width), self._most())

    def sizeHint(self) -> QSize:
        """No higher than the most lines there may be."""
        return super().sizeHint().boundedTo(QSize(super().sizeHint().width(), self._most()))

    def minimumSizeHint(self) -> QSize:
        """One line; any width will do."""
        return QSize(1, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that there is room for."""
        whole = super().heightForWidth(self.width()) <= self._most()
        if whole and not self._breaks_a_word(self.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(direction_of(self.text()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        height = self.fontMetrics().lineSpacing()
        for number, line in enumerate(self._cut(self.width())):
            place = QRect(0, number * height, self.width(), height)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, line)

    def _most(self) -> int:
        return self._lines * self.fontMetrics().lineSpacing()

    def _breaks_a_word(self, width: int) -> bool:
        advance = self.fontMetrics().horizontalAdvance
        return any(advance(word) > width for word in self.text().split())

    def _cut(self, width: int) -> list[str]:
        """The lines at this width, the rest of the text cut in the last one."""
        text, lines = " ".join(self.text().split()), list[str]()
        layout = QTextLayout(text, self.font())
        layout.setTextOption(_ANYWHERE)
        layout.beginLayout()
        while len(lines) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(text[line.textStart() : line.textStart() + line.textLength()])
            rest = text[line.textStart() :]
        layout.endLayout()
        last = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return [*lines[:-1], last]


class IconLabel(QWidget):
    """An icon beside text. It carries no meaning of its own, so screen readers pass over it."""

    def __init__(
        self,
        name: str,
        color: str = "text",
        parent: QWidget | None = None,
        *,
        size: int = metrics.ICON,
    ) -> None:
        """`name` and `color` are those of `theme.icon`; `size` is the side in logical pixels."""
        super().__init__(parent)
        self._icon = icon(name, color)
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, color: str = "text") -> None:
        """Show another icon."""
        self._icon = icon(name, color)
        self.update()

    def sizeHint(self) -> QSize:
        """The icon's size."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the colours of the present theme."""
        self._icon.paint(QPainter(self), self.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def direction_of(text: str) -> Qt.LayoutDirection:
    """In which direction a text is read; of one without letters that of the program.

    A painter must know, else commas and ellipses end up on the wrong side of a name in another
    script than the program's.
    """
    for letter in text:
        side = bidirectional(letter)
        if side in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if side == "L":
            return Qt.LayoutDirection.LeftToRight
    return QGuiApplication.layoutDirection()


def in_sentence(title: str) -> str:
    """A title within a sentence: "Site details" as "site details"; "PIN" stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def plain_tip(text: str) -> str:
    """A tool tip that shows the text as it is; Qt takes any that looks like markup for markup."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
