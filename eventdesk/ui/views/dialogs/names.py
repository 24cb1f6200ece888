"""The dialog **Operator and desk**: the two names that go on every mark."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.account_form import Form, line_edit


class NamesDialog(QDialog):
    """Accepted with Save; `names` then tells what was typed."""

    def __init__(self, parent: QWidget | None, *, operator: str, desk: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Operator and desk"))
        self.setAccessibleName(self.tr("Operator and desk"))
        self._operator = line_edit(self.tr("Operator"), operator)
        self._desk = line_edit(self.tr("Desk name"), desk)
        form = Form()
        form.add_field(self.tr("Operator"), self._operator, self._operator)
        form.add_field(self.tr("Desk name"), self._desk, self._desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        layout.addWidget(TextLabel(self.tr("Operator and desk"), role=TextRole.HEADING))
        note = self.tr("Both go on every mark from now on. Earlier marks keep theirs.")
        layout.addWidget(TextLabel(note, muted=True, wrap=True))
        layout.addLayout(form)
        layout.addLayout(self._foot())
        self.resize(460, self.sizeHint().height())

    def names(self) -> tuple[str, str]:
        """Operator and desk as typed."""
        return self._operator.text().strip(), self._desk.text().strip()

    def _foot(self) -> QHBoxLayout:
        save = button(self.tr("Save"), self.accept, variant=Variant.PRIMARY)
        save.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(save)
        return row
