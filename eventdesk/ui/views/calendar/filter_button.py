"""A button that opens a list of choices to tick; what is ticked stands on the button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.text import fold
from eventdesk.ui.theme import TextRole, icon, metrics, text_font
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.search_field import SearchField

_MOST_ROWS = 10
_SEARCH_FROM = 12
_WIDEST = 340
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FilterButton(QPushButton):
    """Signals:

    changed: a `frozenset` of what is chosen now; empty for everything.
    """

    changed = Signal(object)

    def __init__(
        self, title: str, word: Callable[[str], str] = str, parent: QWidget | None = None
    ) -> None:
        """`title` is such as "Status"; `word` gives what people read of a choice."""
        super().__init__(parent)
        self._title = title
        self._word = word
        self._choices: tuple[str, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("variant", str(Variant.FLAT))
        self.setStyleSheet("text-align: left; padding-left: 8px; padding-right: 8px;")
        self.clicked.connect(self.open)
        self.set_choices((), frozenset())

    @property
    def chosen(self) -> frozenset[str]:
        """What passes; empty for everything."""
        return self._chosen

    def set_choices(self, choices: Sequence[str], chosen: frozenset[str]) -> None:
        """Offer other choices, of which these are chosen."""
        self._choices, self._chosen = tuple(choices), chosen
        self.setEnabled(bool(choices))
        self._say()

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(metrics.READING_WIDTH // 4, metrics.CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of what is chosen fits."""
        super().resizeEvent(event)
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A flat button, with the mark of one that opens a list."""
        super().paintEvent(event)
        mark = QRect(0, 0, metrics.ICON, metrics.ICON)
        mark.moveCenter(self.rect().center())
        mark.moveRight(self.width() - metrics.SMALL)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), mark)
        icon("caret-down", "muted").paint(QPainter(self), place)

    def open(self) -> None:
        """Show the choices below the button."""
        popup = _Choices(self._title, self._choices, self._chosen, self._word, self)
        popup.changed.connect(self._take)
        popup.open_below(self)

    def _take(self, chosen: frozenset[str]) -> None:
        self._chosen = chosen
        self._say()
        self.changed.emit(chosen)

    def _say(self) -> None:
        if not self._chosen:
            state = self.tr("all")
        elif len(self._chosen) == 1:
            state = self._word(next(iter(self._chosen)))
        else:
            state = self.tr("{count} chosen").format(count=len(self._chosen))
        room = max(40, self.width() - 3 * metrics.LARGE)
        text = f"{self._title}: {state}".replace("&", "&&")
        strong = text_font(TextRole.STRONG if self._chosen else TextRole.BODY)
        self.setFont(strong)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.setAccessibleName(self.tr("{title} filter").format(title=self._title))
        self.setAccessibleDescription(state)


class _Choices(QFrame):
    """The list that a filter button opens; each tick counts at once."""

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        choices: Sequence[str],
        chosen: frozenset[str],
        word: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._search = SearchField(self.tr("Search choices"))
        self._search.setVisible(len(choices) >= _SEARCH_FROM)
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        dress_list(self._list, self.tr("Choices"))
        self._search.left_downwards.connect(self._list.setFocus)
        for choice in choices:
            item = QListWidgetItem(word(choice), self._list)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setCheckState(_TICKED if choice in chosen else _UNTICKED)
        self._list.setCurrentRow(0)
        self._list.itemChanged.connect(self._tell)
        self._clear = button(self.tr("Clear"), self._untick, variant=Variant.FLAT)
        self._clear.setEnabled(bool(chosen))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.SMALL] * 4)
        layout.setSpacing(metrics.SMALL)
        for widget in (self._search, self._list, self._clear):
            layout.addWidget(widget)

    def open_below(self, widget: QWidget) -> None:
        """Show the list below a widget, whole on its screen."""
        rows = min(self._list.count(), _MOST_ROWS)
        height = max(self._list.sizeHintForRow(0), metrics.LIST_ROW_HEIGHT)
        self._list.setFixedHeight(rows * height + 2)
        wanted = self._list.sizeHintForColumn(0) + 5 * metrics.LARGE
        self.setFixedWidth(min(_WIDEST, max(widget.width(), wanted)))
        self.adjustSize()
        room = widget.screen().availableGeometry()
        place = widget.mapToGlobal(QPoint(0, widget.height()))
        y = min(place.y(), room.bottom() - self.height())
        self.move(min(place.x(), room.right() - self.width()), max(y, room.top()))
        self.show()
        (self._list if self._search.isHidden() else self._search).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Enter close."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(fold(text) not in fold(item.text()))

    def _tell(self) -> None:
        ticked = [item for item in self._items() if item.checkState() == _TICKED]
        self._clear.setEnabled(bool(ticked))
        self.changed.emit(frozenset(item.data(Qt.ItemDataRole.UserRole) for item in ticked))

    def _untick(self) -> None:
        self._list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_UNTICKED)
        self._list.blockSignals(False)
        self._list.viewport().update()
        self._tell()
        self._list.setFocus()
