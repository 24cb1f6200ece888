"""The dialog **Door settings**: pages in a list at its side. Each page keeps what is changed."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel

_SIZE = QSize(880, 640)
_SIDE = 190


class DoorSettings(QDialog):
    """Takes the pages that it is given, and they end with it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Door settings"))
        self.setAccessibleName(self.tr("Door settings"))
        room = self.screen().availableSize() - QSize(metrics.HUGE, 2 * metrics.HUGE)
        self.resize(_SIZE.boundedTo(room))
        self.message = InlineMessage()
        self._list = QListWidget()
        dress_list(self._list, self.tr("Pages"))
        self._list.setFixedWidth(_SIDE)
        self._stack = QStackedWidget()
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._lay_out()

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a page at the end of the list; the first one is shown."""
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)  # else Qt paints the window's colour on the content
        for field in (*page.findChildren(QComboBox), *page.findChildren(QAbstractSpinBox)):
            field.installEventFilter(self)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.LARGE)
        column.addWidget(TextLabel(title, role=TextRole.HEADING))
        column.addWidget(scroll, 1)
        self._stack.addWidget(whole)
        self._list.addItem(title)
        if self._list.count() == 1:
            self._list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; it never changes a rule of the door by accident."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("role", "panel")
        beside = QVBoxLayout(side)
        beside.setContentsMargins(metrics.SMALL, metrics.LARGE, metrics.SMALL, metrics.SMALL)
        beside.addWidget(self._list)
        close = button(self.tr("Close"), self.accept, variant=Variant.PRIMARY)
        close.setDefault(True)
        last = QHBoxLayout()
        kept = TextLabel(self.tr("Every change counts at once."), muted=True)
        last.addWidget(kept, 1)
        last.addWidget(close)
        content = QFrame()
        content.setProperty("role", "content")
        column = QVBoxLayout(content)
        column.setContentsMargins(metrics.HUGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        column.setSpacing(metrics.MEDIUM)
        column.addWidget(self._stack, 1)
        column.addWidget(self.message)
        column.addLayout(last)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(content, 1)
