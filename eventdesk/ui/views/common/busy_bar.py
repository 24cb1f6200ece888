"""Shows work under way where it happens: a sentence, a thin bar and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from eventdesk.domain.progress import Progress
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import ElidedLabel


class BusyBar(QWidget):
    """Hidden while nothing is done.

    Signals:
        cancel_asked: the person wants the work to stop; it ends when it says so.
    """

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ElidedLabel(muted=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = button(self.tr("Cancel"), self._ask, variant=Variant.FLAT)
        column = QVBoxLayout()
        column.setSpacing(metrics.TIGHT)
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addLayout(column, 1)
        layout.addWidget(self._cancel)
        self.hide()

    def begin(self, sentence: str, *, cancellable: bool = True) -> None:
        """Show that work has begun and may take a while."""
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self.show_progress(Progress(sentence))
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Show where the work stands."""
        self._sentence.setText(progress.text)
        self._bar.setAccessibleName(progress.text)
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)

    def end(self) -> None:
        """Hide: the work is done, or was stopped."""
        self.hide()
        # An endless bar animates even while hidden, and keeps the processor awake.
        self._bar.setRange(0, 1)

    def _ask(self) -> None:
        self._cancel.setEnabled(False)
        self._sentence.setText(self.tr("Stopping…"))
        self.cancel_asked.emit()
