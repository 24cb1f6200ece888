"""The frame of dialogs that do longer work in place: message, progress, buttons."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage


class WorkDialog(QDialog):
    """`message` and `busy` stand below the body; work that can be stopped is stopped by Escape."""

    def __init__(self, parent: QWidget | None, size: QSize) -> None:
        """`size` is the first size, made smaller where the screen has less room."""
        super().__init__(parent)
        room = self.screen().availableSize() - QSize(metrics.HUGE, 2 * metrics.HUGE)
        self.resize(size.boundedTo(room))  # before it is shown, so that Qt can centre it
        self.message = InlineMessage()
        self.busy = BusyBar()
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # short work must not make the dialog jump
        self.busy.setSizePolicy(policy)
        self._body = QVBoxLayout()
        self._leading = QHBoxLayout()
        self._trailing = QHBoxLayout()
        self._lay_out()

    def set_title(self, title: str) -> None:
        """What the dialog is called, by people and by screen readers."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def set_body(self, body: QWidget) -> None:
        """What the dialog is about; takes all room that there is."""
        self._body.addWidget(body, 1)

    def add_button(
        self,
        text: str,
        clicked: Callable[[], object],
        *,
        variant: Variant = Variant.NORMAL,
        leading: bool = False,
    ) -> QPushButton:
        """Add a button at the end of its side; a primary one is what Enter means."""
        made = button(text, clicked, variant=variant)
        made.setDefault(variant is Variant.PRIMARY)
        (self._leading if leading else self._trailing).addWidget(made)
        return made

    def reject(self) -> None:
        """Stop the work; without any, close."""
        if self.busy.isHidden():
            super().reject()
        else:
            self.busy.cancel_asked.emit()

    def _lay_out(self) -> None:
        line = QFrame()
        line.setProperty("role", "line")
        bottom = QHBoxLayout()
        for part in (self._leading, self._trailing):
            part.setSpacing(metrics.SMALL)
        bottom.setSpacing(metrics.LARGE)
        bottom.addLayout(self._leading)
        bottom.addWidget(self.busy, 1)
        bottom.addLayout(self._trailing)
        bottom.setContentsMargins(metrics.LARGE, metrics.MEDIUM, metrics.LARGE, metrics.MEDIUM)
        self._body.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.MEDIUM)
        self._body.setSpacing(metrics.MEDIUM)
        news = QVBoxLayout()
        news.setContentsMargins(metrics.LARGE, 0, metrics.LARGE, metrics.MEDIUM)
        news.addWidget(self.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._body, 1)
        layout.addLayout(news)
        layout.addWidget(line)
        layout.addLayout(bottom)
