"""A line on what was found, beside the matches."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.labels import IconLabel, TextLabel

_ICON = 20


class NoteLine(QWidget):
    """Hidden while there is nothing to say; `words` is its text."""

    def __init__(self) -> None:
        super().__init__()
        self.words = TextLabel(role=TextRole.BODY, muted=True, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(IconLabel("info", "muted", size=_ICON))
        layout.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))
