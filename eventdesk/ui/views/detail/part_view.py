"""One part of an event that is fetched when asked for: its title, a button, and what was told."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel, in_sentence
from eventdesk.ui.views.detail.part_content import PartContent, SecretContent

SECRET_SHOWN_FOR = 30_000
"""Milliseconds after which a secret is hidden again."""


class PartView(QWidget):
    """A secret is hidden again after a while, and whenever the window or the tab is left.

    Signals:
        asked: fetch it; True to have it anew, False where what was kept will do.
        link_asked: the address of a link that the person wants to open.
        shown: what was told is on screen.
    """

    asked = Signal(bool)
    link_asked = Signal(str)
    shown = Signal()

    def __init__(self, part: DetailPart) -> None:
        super().__init__()
        self.part = part
        self.busy = BusyBar()
        self.message = InlineMessage()
        self._age = ElidedLabel(muted=True)
        self._show = button(self.tr("Show"), self._ask)
        self._hide = button(self.tr("Hide"), self.clear)
        self._show.setAccessibleName(self.tr("Show %s") % in_sentence(part.title))
        self._hide.setAccessibleName(self.tr("Hide %s") % in_sentence(part.title))
        self._again = button(self.tr("Read again"), lambda: self.asked.emit(True))
        self._again.setAccessibleDescription(part.title)
        self._content: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=SECRET_SHOWN_FOR)
        self._timer.timeout.connect(self.clear)
        self._lay_out()
        self.clear()

    def show_detail(self, detail: Detail, age: str) -> None:
        """Show what was told; `age` says when that was. Links must be safe to be opened."""
        self.clear()
        if self.part.secret:
            self._content = SecretContent(detail)
            self._timer.start()
        else:
            self._content = PartContent(self.part.title, detail, self.link_asked.emit)
            self._age.setText(age)
        self._column.addWidget(self._content)
        self._show.hide()
        self._hide.setVisible(self.part.secret)
        self._again.setVisible(not self.part.secret)
        self._age.setVisible(bool(self._age.text()))
        self.shown.emit()

    def show_failure(self, sentence: str) -> None:
        """It could not be fetched; what is shown stays."""
        again = self._content is not None
        self.message.say(
            sentence,
            Tone.REFUSED,
            action=self.tr("Try again"),
            act=lambda: self.asked.emit(again),
        )

    def clear(self) -> None:
        """Show nothing of it any more."""
        self._timer.stop()
        self.message.clear()
        had_focus = self._hide.hasFocus()
        if self._content is not None:
            _wipe(self._content)
            self._content = None
        self._age.setText("")
        for widget in (self._age, self._hide, self._again):
            widget.hide()
        self._show.show()
        if had_focus:
            self._show.setFocus()

    def event(self, event: QEvent) -> bool:
        """Whoever leaves the window may leave the screen to others."""
        if event.type() == QEvent.Type.WindowDeactivate and self.part.secret:
            self.clear()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is in front."""
        if self.part.secret:
            self.clear()
        super().hideEvent(event)

    def _ask(self) -> None:
        self.message.clear()
        self.asked.emit(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(metrics.SMALL)
        head.addWidget(TextLabel(self.part.title, role=TextRole.STRONG, wrap=True), 1)
        for widget in (self._age, self._show, self._hide, self._again):
            head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.SMALL)
        self._column.addLayout(head)
        self._column.addWidget(self.busy)
        self._column.addWidget(self.message)


def _wipe(content: QWidget) -> None:
    """Out of sight, and out of what a screen reader finds before it is deleted."""
    content.hide()
    for label in content.findChildren(QLabel):
        label.clear()
        label.setAccessibleName("")
    content.deleteLater()
