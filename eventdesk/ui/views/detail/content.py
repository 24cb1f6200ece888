"""The content of a tab, or in its place one of four reasons why there is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from eventdesk.ui.views.common.empty_state import EmptyState


class ContentStack(QStackedWidget):
    """Signals:

    retry_asked: the person wants it to be tried again.
    """

    retry_asked = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._reason = EmptyState("hourglass", "", "")
        self._retry = self._reason.add_button(
            self.tr("Try again"), self.retry_asked.emit, icon_name="arrow-clockwise"
        )
        self.addWidget(content)
        self.addWidget(self._reason)

    @property
    def has_content(self) -> bool:
        """Whether the content itself is on screen."""
        return self.currentWidget() is self._content

    @property
    def shows_failure(self) -> bool:
        """Whether there is nothing on screen but why it could not be fetched."""
        return not self.has_content and not self._retry.isHidden()

    def show_content(self) -> None:
        """There is something to see."""
        self.setCurrentWidget(self._content)

    def show_loading(self, sentence: str) -> None:
        """It is being fetched for the first time."""
        self._show("hourglass", self.tr("One moment"), sentence)

    def show_empty(self, icon_name: str, title: str, sentence: str) -> None:
        """There is nothing, and that is the whole truth."""
        self._show(icon_name, title, sentence)

    def show_failed(self, sentence: str) -> None:
        """It could not be fetched, and nothing older is here."""
        self._show("cloud-slash", self.tr("Not available now"), sentence, retry=True)

    def show_not_offered(self, sentence: str) -> None:
        """The system has no such thing."""
        self._show("prohibit", self.tr("Not offered by this system"), sentence)

    def _show(self, icon_name: str, title: str, sentence: str, *, retry: bool = False) -> None:
        self._reason.set_text(icon_name, title, sentence)
        self._retry.setVisible(retry)
        self.setCurrentWidget(self._reason)
