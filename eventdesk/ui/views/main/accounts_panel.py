"""The panel on the leading side: the list of accounts, and below it what others put there."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from eventdesk.ui.models.accounts import AccountsModel
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import icon_button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.main.account_delegate import AccountDelegate
from eventdesk.ui.views.main.actions import WindowActions

_MOST_ROWS = 9
_WIDTH = 238


class AccountsList(QListView):
    """As high as its rows, up to a limit. Tab leaves it, the menu key opens the row's menu."""

    menu_asked = Signal(QPoint)
    """Where the menu of the current row is wanted, on the screen."""

    def __init__(self) -> None:
        super().__init__()
        dress_list(self, self.tr("Accounts"))
        self.setItemDelegate(AccountDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Room for every row while there are few."""
        return QSize(_WIDTH, min(self.model().rowCount(), _MOST_ROWS) * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Two rows; the rest scrolls."""
        return QSize(0, 2 * self._row_height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the pointer, or at the current row for the keyboard."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(index).center()))
        else:
            self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _row_height(self) -> int:
        return max(1, self.sizeHintForRow(0))


class AccountsPanel(QFrame):
    """List **Accounts**, **Add account**, and a slot for filters and the mini month.

    Signals:
        current_changed: name of the account whose row was chosen, "" for the row of all.
        opened: name of an account whose row was opened with Enter or a double click.

    Attributes:
        actions_menu: what the chosen account's system can do; others fill it when it opens.
        busy: work that was asked for there.
    """

    current_changed = Signal(str)
    opened = Signal(str)

    def __init__(
        self, model: AccountsModel, actions: WindowActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._model = model
        self._menu = QMenu(self)
        self.actions_menu = QMenu(self.tr("&New and more"), self)
        self.actions_menu.setEnabled(False)
        self.busy = BusyBar()
        self._list = AccountsList()
        self._list.setModel(model)
        self._list.menu_asked.connect(self._open_menu)
        self._list.activated.connect(lambda index: self.opened.emit(model.name_at(index)))
        self._list.selectionModel().currentChanged.connect(self._tell_current)
        model.modelReset.connect(self._restore)
        self._add = icon_button(self.tr("Add account"), "plus", actions.add_account.trigger)
        self._slot = QScrollArea(widgetResizable=True)
        self._slot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slot.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, metrics.SMALL, metrics.SMALL, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(self._head())
        layout.addWidget(self._list)
        layout.addWidget(self.busy)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self._slot, 1)
        self._current = ""

    @property
    def current(self) -> str:
        """The chosen account's name, "" for none."""
        return self._current

    @property
    def menu(self) -> QMenu:
        """The menu of an account's row, to be filled once."""
        return self._menu

    def choose(self, name: str) -> None:
        """Choose an account's row."""
        self._list.setCurrentIndex(self._model.index_of(name))

    def set_side_widget(self, widget: QWidget) -> None:
        """Put something below the list; it scrolls where there is too little room."""
        self._slot.setWidget(widget)

    def offer_adding(self, offered: bool) -> None:
        """Show the button, or leave the offer to another one of the window."""
        self._add.setVisible(offered)

    def _head(self) -> QHBoxLayout:
        title = TextLabel(self.tr("Accounts"), role=TextRole.CAPTION)
        title.setProperty("role", "caption")
        row = QHBoxLayout()
        row.setContentsMargins(metrics.MEDIUM, 0, 0, 0)
        room = self._add.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._add.setSizePolicy(room)
        row.addWidget(title, 1)
        row.addWidget(self._add)
        return row

    def _open_menu(self, place: QPoint) -> None:
        if self._current:
            self._menu.popup(place)

    def _tell_current(self) -> None:
        self._current = self._model.name_at(self._list.currentIndex())
        self.current_changed.emit(self._current)

    def _restore(self) -> None:
        """The rows are others: their number counts, and the choice stays where it can."""
        self._list.updateGeometry()
        self.choose(self._current)
