"""The question **Remove account**: what goes away, and the marks that no system has."""

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel


class RemoveAccountDialog(QDialog):
    """Accepted with Remove. Escape and Enter leave everything as it is."""

    def __init__(self, parent: QWidget | None, *, account: str, marks_here_only: int) -> None:
        """`marks_here_only`: how many marks would be lost."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remove account"))
        self.setAccessibleName(self.tr("Remove account"))
        title = self.tr("Remove {account}?").format(account=account)
        sentence = self.tr(
            "Its key and everything that was read from it are removed from this computer. "
            "Nothing changes in the system itself."
        )
        self.setAccessibleDescription(f"{title} {sentence}")
        self._keep_marks = QCheckBox(self.tr("Save these marks to a file first"), self)
        self._keep_marks.setChecked(marks_here_only > 0)
        self._keep_marks.setVisible(marks_here_only > 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addWidget(TextLabel(title, role=TextRole.HEADING))
        text = TextLabel(sentence, wrap=True)
        text.setFixedWidth(metrics.READING_WIDTH)
        layout.addWidget(text)
        if marks_here_only:
            layout.addWidget(_warning(self._lost(marks_here_only)))
        layout.addWidget(self._keep_marks)
        layout.addLayout(self._foot())

    @property
    def keeps_marks(self) -> bool:
        """Whether the marks are to be written to a file before."""
        return self._keep_marks.isChecked()

    def _lost(self, marks: int) -> str:
        if marks == 1:
            return self.tr("1 mark is on this desk only: it is lost with the account.")
        text = self.tr("{count} marks are on this desk only: they are lost with the account.")
        return text.format(count=marks)

    def _foot(self) -> QHBoxLayout:
        cancel = button(self.tr("Cancel"), self.reject)
        cancel.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(button(self.tr("Remove"), self.accept, variant=Variant.DESTRUCTIVE))
        return row


def _warning(sentence: str) -> InlineMessage:
    message = InlineMessage()
    message.say(sentence, Tone.ALREADY, closable=False)
    return message
