"""**Test scanner**: says what came, at what pace, and what was made of it. Admits nobody."""

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from eventdesk.domain.scan_codes import STEADY, EndKey, ScanTrace
from eventdesk.domain.scanning import Reading, Scan
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.labels import TextLabel

_SLOWEST_PACE = 200
_FEWEST_KEYS = 4
_PEOPLE_MS = 120
"""Nobody but a slow scanner keeps to such a pace."""


class PacedField(QLineEdit):
    """A field that measures what is typed into it.

    Signals:
        paced: the text and the mean milliseconds from key to key.
    """

    paced = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stamps: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note the time of a key that writes; Enter begins anew."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)
        if not self.text():
            self._stamps = []
        if event.text().isprintable() and event.text() and not event.isAutoRepeat():
            self._stamps.append(event.timestamp())
            if len(self._stamps) >= _FEWEST_KEYS:
                mean = (self._stamps[-1] - self._stamps[0]) / (len(self._stamps) - 1)
                self.paced.emit(self.text(), mean)

    def clear(self) -> None:
        """Begin anew."""
        self._stamps = []
        super().clear()


class ScannerTest(QFrame):
    """A field to scan into, and below it what came of the last scan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.field = PacedField()
        self.field.setAccessibleName(self.tr("Test scanner"))
        self.field.setPlaceholderText(self.tr("Scan a ticket now; nobody is admitted"))
        self.field.paced.connect(self._show_typing)
        self._came = self._line(self.tr("What came"))
        self._pace = self._line(self.tr("Pace"))
        self._made = self._line(self.tr("What was made of it"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(metrics.LARGE,) * 4)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(TextLabel(self.tr("Test scanner"), role=TextRole.STRONG))
        layout.addWidget(self.field)
        form = QFormLayout()
        form.setHorizontalSpacing(metrics.LARGE)
        form.setVerticalSpacing(metrics.SMALL)
        for line in (self._came, self._pace, self._made):
            form.addRow(TextLabel(line.accessibleDescription(), muted=True), line)
        layout.addLayout(form)

    @property
    def said(self) -> str:
        """What came, its pace and what was made of it, as a screen reader says it."""
        return "\n".join(line.text() for line in (self._came, self._pace, self._made))

    def show_scan(self, trace: ScanTrace, scan: Scan) -> None:
        """Say what a scanner sent."""
        pace = self.tr("%1 ms a key, the slowest %2 ms; %3")
        pace = pace.replace("%1", f"{trace.pace_ms:.0f}").replace("%2", f"{trace.slowest_ms:.0f}")
        ends = {EndKey.ENTER: self.tr("ended by Enter"), EndKey.TAB: self.tr("ended by Tab")}
        end = ends.get(trace.end, self.tr("ended by a pause"))
        self._say(trace.raw, pace.replace("%3", end), "\n".join(map(_in_words, scan.readings)))

    def show_camera(self, scan: Scan) -> None:
        """Say what a camera read."""
        self._say(scan.raw, self.tr("by camera"), "\n".join(map(_in_words, scan.readings)))

    def _show_typing(self, text: str, pace: float) -> None:
        made = self.tr("Taken for typing.")
        needed = ceil(pace / STEADY / 10) * 10
        if pace <= _PEOPLE_MS and needed <= _SLOWEST_PACE:
            advice = self.tr("Was it your scanner? Then set the slowest pace to %1 ms.")
            made = f"{made} {advice.replace('%1', str(needed))}"
        self._say(text, self.tr("%1 ms a key").replace("%1", f"{pace:.0f}"), made)

    def _line(self, name: str) -> TextLabel:
        line = TextLabel("–", wrap=True)
        line.setAccessibleDescription(name)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return line

    def _say(self, came: str, pace: str, made: str) -> None:
        self._came.setText(_visible(came))
        self._pace.setText(pace)
        self._made.setText(made)
        self.setAccessibleName(self.said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def _in_words(reading: Reading) -> str:
    return f"{_visible(reading.code)} ({reading.how})"


def _visible(text: str) -> str:
    """Control characters, which people cannot see, by their pictures."""
    return "".join(chr(0x2400 + ord(each)) if ord(each) < 32 else each for each in text)
