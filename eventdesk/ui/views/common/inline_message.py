"""A line of news where it matters: no dialog, no beep, gone when it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from eventdesk.ui.theme import Tone, metrics
from eventdesk.ui.views.common.buttons import Variant, button, icon_button
from eventdesk.ui.views.common.labels import IconLabel, TextLabel
from eventdesk.ui.views.common.restyle import set_look

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.INFO: "info",
    Tone.CONFIRMED: "check-circle",
    Tone.WAITING: "clock",
    Tone.ALREADY: "warning",
    Tone.OWING: "wallet",
    Tone.REFUSED: "warning-circle",
}


class InlineMessage(QFrame):
    """Hidden until it has something to say.

    Tones: `INFO` for news, `ALREADY` for a warning, `REFUSED` for an error.

    Signals:
        closed: the person put the message away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.setMinimumHeight(metrics.CONTROL_HEIGHT)  # also without a button in it
        self._icon = IconLabel("info", "info")
        self._text = TextLabel(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act: Callable[[], object] | None = None
        self._button = button("", self._run_action, variant=Variant.FLAT)
        self._close = icon_button(self.tr("Close message"), "x", self._put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, 1, metrics.TIGHT, 1)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def action_button(self) -> QPushButton:
        """The button beside the sentence, hidden unless a message brings an action."""
        return self._button

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Show a sentence in the place of the one before; `act` runs when `action` is clicked."""
        self._icon.set_icon(_ICONS[tone], tone)
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._act = act
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._close.setVisible(closable)
        set_look(self, "tone", tone)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing any more."""
        self._act = None
        self.hide()

    def _run_action(self) -> None:
        if self._act is not None:
            self._act()

    def _put_away(self) -> None:
        self.clear()
        self.closed.emit()
