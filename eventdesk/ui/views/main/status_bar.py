"""The line at the foot of the window: how the sync stands, and marks that want attention."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStatusBar, QWidget

from eventdesk.domain.progress import Progress
from eventdesk.domain.text import one_line
from eventdesk.ui.models.accounts_words import Words
from eventdesk.ui.theme import Tone, icon, metrics
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import ElidedLabel, plain_tip
from eventdesk.ui.views.main.actions import WindowActions

_STATE_ICONS = {
    Tone.CONFIRMED: "cloud-check",
    Tone.INFO: "arrows-clockwise",
    Tone.WAITING: "cloud-slash",
    Tone.ALREADY: "warning",
    Tone.REFUSED: "warning-circle",
    Tone.NEUTRAL: "cloud",
}
_MESSAGE_MS = 8000
_LONGEST_NAME = 24


class WindowStatusBar(QStatusBar):
    """What Qt would write over the buttons goes to a place of its own between them.

    Signals:
        cancel_asked: the person wants the running sync to stop.
    """

    cancel_asked = Signal()

    def __init__(self, actions: WindowActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._state = _quiet_button(self.tr("Sync state"), actions.sync_state.trigger)
        self._busy = BusyBar()
        self._busy.setFixedWidth(320)
        self._busy.cancel_asked.connect(self.cancel_asked)
        # Another pane may show work of its own with a "Cancel" at the same time.
        for stop in self._busy.findChildren(QPushButton):
            stop.setAccessibleName(self.tr("Cancel sync"))
        self._message = ElidedLabel(muted=True)
        self._badge = StatusBadge("", Tone.INFO)
        self._badge.hide()
        self._names = _quiet_button(self.tr("Operator and desk"), actions.names.trigger)
        self._names.setIcon(icon("user", "muted"))
        self._waiting = _quiet_button(self.tr("Waiting marks"), actions.waiting.trigger)
        self._decisions = _quiet_button(self.tr("Needs decision"), actions.decisions.trigger)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(metrics.TIGHT, 0, metrics.TIGHT, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._state)
        layout.addWidget(self._busy)
        layout.addWidget(self._message, 1)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._names)
        layout.addWidget(self._waiting)
        layout.addWidget(self._decisions)
        self.addPermanentWidget(line, 1)
        self.messageChanged.connect(self._message.setText)
        self.set_state(Words(self.tr("Opening"), Tone.NEUTRAL))
        self.set_counts(0, 0)

    def say(self, sentence: str) -> None:
        """Tell what was done, for a moment."""
        self.showMessage(sentence, _MESSAGE_MS)

    def show_badge(self, text: str, explanation: str) -> None:
        """Say something about the whole window for as long as it is open."""
        self._badge.set_state(text, Tone.INFO)
        self._badge.setToolTip(plain_tip(explanation))
        self._badge.setAccessibleDescription(explanation)
        self._badge.show()

    def show_names(self, operator: str, desk: str) -> None:
        """Say whose names go on every mark."""
        who = one_line(operator) or self.tr("No operator name")
        _set_text(self._names, who if len(who) <= _LONGEST_NAME else f"{who[:_LONGEST_NAME]}…")
        said = self.tr("Marks are made by {operator} at {desk}.").format(operator=who, desk=desk)
        self._names.setToolTip(plain_tip(said))
        self._names.setAccessibleDescription(said)

    def set_state(self, words: Words) -> None:
        """Say how the sync of all accounts stands: briefly, and the whole in the tool tip."""
        tint = "muted" if words.tone == Tone.NEUTRAL else str(words.tone)
        self._state.setIcon(icon(_STATE_ICONS[words.tone], tint))
        _set_text(self._state, words.text)
        self._state.setToolTip(plain_tip(words.detail or words.text))
        if words.detail:
            self._state.setAccessibleDescription(f"{words.text}\n{words.detail}")

    def set_counts(self, waiting: int, decisions: int) -> None:
        """Say how many marks wait for a system, and how many for the operator."""
        _set_text(self._waiting, self.tr("{count} waiting").format(count=waiting))
        self._waiting.setIcon(icon("clock", "waiting" if waiting else "muted"))
        needs = self.tr("1 needs your decision")
        if decisions != 1:
            needs = self.tr("{count} need your decision").format(count=decisions)
        _set_text(self._decisions, needs)
        self._decisions.setIcon(icon("warning", "refused" if decisions else "muted"))

    def show_sync(self, progress: Progress | None) -> None:
        """Show where a sync stands that can be stopped; None when it is over."""
        if progress is None:
            self._busy.end()
        elif self._busy.isHidden():
            self._busy.begin(progress.text)
        else:
            self._busy.show_progress(progress)


def _quiet_button(name: str, clicked: Callable[[], object]) -> QPushButton:
    made = button(name, clicked, variant=Variant.FLAT)
    made.setAccessibleName(name)
    # Wider than the glyph: Qt leaves too little room between icon and word.
    made.setIconSize(QSize(metrics.ICON + metrics.TIGHT, metrics.ICON))
    return made


def _set_text(widget: QPushButton, text: str) -> None:
    """The name stays as it is; what it stands for now is the description."""
    widget.setText(text)
    widget.setAccessibleDescription(text)
