"""Whether the door is online, how old its list is, and the work on a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eventdesk.domain.progress import Progress
from eventdesk.ui.theme import TextRole, Tone, metrics, text_font
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import icon_button
from eventdesk.ui.views.common.labels import ClampedHeading, IconLabel, plain_tip

_ICONS = {
    Tone.CONFIRMED: "cloud-check-fill",
    Tone.INFO: "arrows-clockwise-bold",
    Tone.WAITING: "cloud-slash-fill",
    Tone.ALREADY: "warning-fill",
    Tone.REFUSED: "warning-circle-fill",
    Tone.NEUTRAL: "cloud-fill",
}
_ICON = 20
_LINES = 2
"""A long account's name takes a second one; what is said must not be cut."""


class SyncState(QWidget):
    """Signals:

    refresh_asked: read the list anew, now.
    cancel_asked: stop reading it.
    """

    refresh_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("cloud-fill", "muted", size=_ICON)
        self._words = ClampedHeading(_LINES, role=TextRole.STRONG)
        self._words.setAccessibleName(self.tr("Sync state"))
        self._refresh = icon_button(
            self.tr("Refresh the list"), "arrows-clockwise", self.refresh_asked.emit
        )
        # A click must not take the focus from where the next code is typed.
        self._refresh.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._busy = BusyBar()
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else the figures would jump with each reading
        self._busy.setSizePolicy(policy)
        self._busy.cancel_asked.connect(self.cancel_asked)
        for stop in self._busy.findChildren(QPushButton):
            stop.setAccessibleName(self.tr("Cancel reading the list"))
            stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._words.text()

    def set_large(self, large: bool) -> None:
        """Write larger, for a large screen."""
        self._words.setFont(text_font(TextRole.HEADING if large else TextRole.STRONG))

    @property
    def reading(self) -> bool:
        """Whether a reading is shown that can be stopped."""
        return not self._busy.isHidden()

    def show_state(self, text: str, tone: Tone, sentence: str = "") -> None:
        """Say how it stands in a few words; `sentence` says it in full where that needs one."""
        self._icon.set_icon(_ICONS[tone], "muted" if tone is Tone.NEUTRAL else str(tone))
        self._words.setText(text)
        self._words.setAccessibleDescription(f"{text}. {sentence}".strip() if sentence else text)
        if sentence:
            self._words.setToolTip(plain_tip(sentence))

    def show_reading(self, progress: Progress | None) -> None:
        """Show where the reading of a list stands that can be stopped; None when it is over."""
        self._refresh.setEnabled(progress is None)
        if progress is None:
            self._busy.end()
        elif self._busy.isHidden():
            self._busy.begin(progress.text)
            self._busy.show_progress(progress)
        else:
            self._busy.show_progress(progress)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(metrics.SMALL)
        first.addWidget(self._icon)
        first.addWidget(self._words, 1)
        first.addWidget(self._refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(first)
        layout.addWidget(self._busy)
