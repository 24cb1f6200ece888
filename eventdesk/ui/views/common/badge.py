"""States as small coloured marks: always an icon and a word beside the colour."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.labels import IconLabel, TextLabel
from eventdesk.ui.views.common.restyle import set_look

TONE_ICONS = {
    Tone.NEUTRAL: "circle",
    Tone.INFO: "info",
    Tone.CONFIRMED: "check-circle-fill",
    Tone.WAITING: "clock-fill",
    Tone.ALREADY: "user-circle-fill",
    Tone.OWING: "wallet-fill",
    Tone.REFUSED: "x-circle-fill",
}
"""The icon of each tone, wherever it appears."""


class StatusBadge(QFrame):
    """A state in one or two words, such as "In" or "Waiting on this desk"."""

    def __init__(
        self, text: str, tone: Tone, parent: QWidget | None = None, *, icon_name: str = ""
    ) -> None:
        """`icon_name` is for a state that the tone's own icon does not fit."""
        super().__init__(parent)
        self._icon_name = icon_name
        self.setProperty("role", "badge")
        self._icon = IconLabel(TONE_ICONS[tone], tone, size=14)
        self._label = TextLabel(role=TextRole.CAPTION)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, 2, metrics.SMALL, 2)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self.set_state(text, tone)

    @property
    def text(self) -> str:
        """The state in words."""
        return self._label.text()

    def set_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._icon.set_icon(self._icon_name or TONE_ICONS[tone], tone)
        set_look(self, "tone", tone)
