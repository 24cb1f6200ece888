"""The dialog behind `ask` and `tell`: a sentence, perhaps some detail, one or two buttons."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import IconLabel, TextLabel

_TOP = Qt.AlignmentFlag.AlignTop


class MessageKind(Enum):
    """What the dialog is for: its icon and the icon's colour."""

    INFORMATION = ("info", Tone.INFO)
    QUESTION = ("question", Tone.INFO)
    DESTRUCTIVE = ("warning", Tone.REFUSED)
    FAILURE = ("warning-circle", Tone.REFUSED)


class MessageDialog(QDialog):
    """Closed by its buttons or Escape; accepted only by the affirmative button."""

    def __init__(
        self, parent: QWidget | None, kind: MessageKind, title: str, sentence: str, detail: str
    ) -> None:
        """`sentence` says it all; `detail` is the small print, "" for none."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(f"{sentence} {detail}".strip())
        self._kind = kind
        words = QVBoxLayout()
        words.setSpacing(metrics.SMALL)
        words.addWidget(TextLabel(title, role=TextRole.HEADING, wrap=True))
        words.addWidget(_paragraph(sentence))
        if detail:
            words.addWidget(_paragraph(detail, muted=True))
        row = QHBoxLayout()
        row.setSpacing(metrics.LARGE)
        icon_name, tone = kind.value
        row.addWidget(IconLabel(icon_name, tone, size=28), 0, _TOP)
        row.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(metrics.SMALL)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.HUGE)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addLayout(row)
        layout.addLayout(self._buttons)

    def add_buttons(self, *, yes: str, no: str = "") -> None:
        """Add the affirmative button and, if named, the other one, which is then Escape's.

        The default of a destructive question is the other one.
        """
        destructive = self._kind is MessageKind.DESTRUCTIVE
        accept = button(
            yes, self.accept, variant=Variant.DESTRUCTIVE if destructive else Variant.PRIMARY
        )
        default = accept
        if no:
            reject = button(no, self.reject)
            self._buttons.addWidget(reject)
            default = reject if destructive else accept
        self._buttons.addWidget(accept)
        default.setDefault(True)
        default.setFocus()


def _paragraph(text: str, *, muted: bool = False) -> TextLabel:
    label = TextLabel(text, muted=muted, wrap=True)
    label.setFixedWidth(metrics.READING_WIDTH)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
