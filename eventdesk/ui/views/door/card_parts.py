"""Parts of a guest's card: the facts that the rules of the door ask for, and the warning."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.labels import ClampedHeading, IconLabel, TextLabel


class FactRows(QWidget):
    """Titles and texts, one below the other; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels = 0
        self._rows: list[tuple[TextLabel, ClampedHeading]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, metrics.TIGHT, 0, 0)
        self._grid.setHorizontalSpacing(metrics.MEDIUM)
        self._grid.setVerticalSpacing(metrics.TIGHT)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        for each in self.findChildren(TextLabel):
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = []
        for row, (title, text) in enumerate(facts):
            name, value = TextLabel(title, muted=True), ClampedHeading(1)
            value.setText(text)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._rows.append((name, value))
        self._write()

    def set_size(self, pixels: int) -> None:
        """Write so large."""
        self._pixels = pixels
        self._write()

    def set_room(self, rows: int, lines: int) -> None:
        """Show so many facts, each on so many lines at most."""
        for row, (name, value) in enumerate(self._rows):
            value.set_lines(lines)
            for part in (name, value):
                part.setVisible(row < rows)
        self.setVisible(bool(self._rows[:rows]))
        self.updateGeometry()

    def _write(self) -> None:
        for label in (part for row in self._rows for part in row):
            font = label.font()
            font.setPixelSize(max(self._pixels, 1))
            label.setFont(font)


class WarningLine(QWidget):
    """A line of its own, hidden while there is nothing to warn of."""

    def __init__(self) -> None:
        super().__init__()
        self._text = TextLabel(role=TextRole.STRONG, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, metrics.TIGHT, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(IconLabel("warning-fill", Tone.ALREADY, size=20))
        layout.addWidget(self._text, 1)
        self.hide()

    def set_size(self, pixels: int) -> None:
        """Write so large."""
        font = self._text.font()
        font.setPixelSize(pixels)
        self._text.setFont(font)

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self._text.setText(sentence)
        self.setVisible(bool(sentence))
