"""How full the house is: a bar and words, which warn before the last place is taken."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from eventdesk.ui.theme import TextRole, Tone, colors, metrics, text_font
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.labels import TextLabel

_BAR = QSize(120, 10)


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full it is in words, and whether that is a warning."""

    text: str
    tone: Tone
    warning: str = ""


def fullness(arrived: int, capacity: int, warn_before: int) -> Fullness:
    """What to say of so many guests in a house of so many places."""
    left = capacity - arrived
    number = QLocale().toString
    text = _tr("{arrived} of {capacity} places").format(
        arrived=number(arrived), capacity=number(capacity)
    )
    if left < 0:
        return Fullness(
            text, Tone.REFUSED, _tr("Over capacity by {count}").format(count=number(-left))
        )
    if left == 0:
        return Fullness(text, Tone.REFUSED, _tr("Full"))
    if left <= warn_before:
        words = _tr("1 place left") if left == 1 else _tr("{count} places left").format(count=left)
        return Fullness(text, Tone.ALREADY, words)
    return Fullness(text, Tone.NEUTRAL)


class Capacity(QWidget):
    """Hidden while nobody knows how many places there are."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Capacity"))
        self._bar = _Bar()
        self._words = TextLabel(role=TextRole.STRONG)
        self._badge = StatusBadge("", Tone.ALREADY, icon_name="warning-fill")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_large(self, large: bool) -> None:
        """Write larger, for a large screen."""
        self._words.setFont(text_font(TextRole.HEADING if large else TextRole.STRONG))

    def show_fullness(self, arrived: int, capacity: int | None, warn_before: int) -> None:
        """Show how many places are taken; None hides it."""
        self.setVisible(capacity is not None)
        if capacity is None:
            return
        said = fullness(arrived, capacity, warn_before)
        self._bar.show_share(arrived / capacity if capacity else 1.0, said.tone)
        self._words.setText(said.text)
        self._badge.setVisible(bool(said.warning))
        self._badge.set_state(said.warning, said.tone)
        self.setAccessibleDescription(", ".join(filter(None, (said.text, said.warning))))


class _Bar(QWidget):
    """Filled from its leading edge."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 0.0, Tone.NEUTRAL
        self.setFixedSize(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone) -> None:
        """Fill this part, 0 to 1."""
        self._share, self._tone = min(max(share, 0.0), 1.0), tone
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is taken of it."""
        present = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        whole, round_ = QRectF(self.rect()), self.height() / 2
        painter.setBrush(QColor(present.pressed))
        painter.drawRoundedRect(whole, round_, round_)
        if not self._share:
            return
        calm = self._tone is Tone.NEUTRAL
        painter.setBrush(QColor(present.accent if calm else present.tones[self._tone].solid))
        taken = QRectF(whole)
        taken.setWidth(max(whole.width() * self._share, whole.height()))
        if self.isRightToLeft():
            taken.moveRight(whole.right())
        painter.drawRoundedRect(taken, round_, round_)


def _tr(text: str) -> str:
    return QCoreApplication.translate("capacity", text)
