"""What is said about the views of the calendar, above them at the lower edge: nothing moves."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.passing_message import PassingMessage
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage

_WIDEST = 620


class News(QFrame):
    """A card that is as high as what it says, and gone while it says nothing.

    Attributes:
        message: on what is shown, or why it cannot be.
        busy: events are read from the store, which takes long.
        done, doing: a change that the person made here, and one that is under way.
        fetching, fetch_failure: systems are asked for days that the store lacks; one could not be.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._below = parent
        self.setProperty("role", "card")
        self.message, self.fetch_failure = InlineMessage(), InlineMessage()
        self.done = PassingMessage()
        self.busy, self.doing, self.fetching = (BusyBar() for _ in range(3))
        self._parts = (
            *(self.message, self.busy, self.done, self.doing, self.fetch_failure, self.fetching),
        )
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.TIGHT] * 4)
        layout.setSpacing(metrics.TIGHT)
        for part in self._parts:
            part.installEventFilter(self)
            layout.addWidget(part)
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parts, and the size of what is below."""
        if event.type() in (
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
            QEvent.Type.Resize,
            QEvent.Type.LayoutRequest,
        ):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        said = any(not part.isHidden() for part in self._parts)
        if not said:
            self.hide()
            return
        below = self._below.size()
        width = min(_WIDEST, below.width() - 2 * metrics.MEDIUM)
        height = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        left = (below.width() - width) // 2
        self.setGeometry(left, below.height() - height - metrics.MEDIUM, width, height)
        self.show()
        self.raise_()
