"""A message that has been read after a while, so that nobody has to put it away."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.inline_message import InlineMessage

_READ_AFTER_MS = 10_000


class PassingMessage(InlineMessage):
    """Goes by itself, but never while the pointer or the keyboard is on it. It is not `closed`
    then: what it offered can be done by other ways still.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = QTimer(self)
        self._rest.setInterval(_READ_AFTER_MS)
        self._rest.timeout.connect(self._pass)

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """As every message."""
        super().say(sentence, tone, action=action, act=act, closable=closable)
        self._rest.start()

    def clear(self) -> None:
        """Say nothing any more."""
        self._rest.stop()
        super().clear()

    def _pass(self) -> None:
        focused = any(part.hasFocus() for part in self.findChildren(QWidget))
        if not focused and not self.underMouse():
            self.clear()
