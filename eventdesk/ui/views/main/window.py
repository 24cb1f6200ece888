"""The main window: a frame with places for the panes that others make. No logic."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from eventdesk.ui.models.accounts import AccountsModel
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.main.accounts_panel import AccountsPanel
from eventdesk.ui.views.main.actions import WindowActions
from eventdesk.ui.views.main.first_start import failed_pane, first_start_pane
from eventdesk.ui.views.main.menus import (
    account_entries,
    colour_menu,
    fill_menu,
    fill_menu_bar,
)
from eventdesk.ui.views.main.panes import Panes
from eventdesk.ui.views.main.status_bar import WindowStatusBar
from eventdesk.ui.views.main.top_bar import TopBar

_FIRST_SIZE = QSize(1360, 860)


class MainWindow(QMainWindow):
    """Its parts are public: controllers connect to them and fill them.

    Signals:
        closed: the window is closed; whoever opened it ends the program.
    """

    closed = Signal()

    def __init__(self, colours: dict[str, str]) -> None:
        """`colours` are those an account may have: "#rrggbb" to what people call it."""
        super().__init__()
        self.setWindowTitle("Event Desk")
        self.setAccessibleName("Event Desk")
        self.commands = WindowActions(self)
        self.accounts = AccountsModel()
        self.panel = AccountsPanel(self.accounts, self.commands)
        self.top_bar = TopBar(self.commands)
        self.status = WindowStatusBar(self.commands)
        self.message = InlineMessage()
        self.colours = colour_menu(self.menuBar(), colours)
        self._first_start = first_start_pane(self.commands)
        self._panes = Panes(self.panel, self._first_start)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._work_page())
        self.setCentralWidget(self._pages)
        self.setStatusBar(self.status)
        offered = self.panel.actions_menu
        fill_menu_bar(self.menuBar(), self.commands, offered, self.colours)
        fill_menu(self.panel.menu, account_entries(self.commands, offered, self.colours))
        self.commands.quit.triggered.connect(self.close)
        self._connect_details()
        self._offer_account_actions("")
        self.panel.current_changed.connect(self._offer_account_actions)
        self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def set_side_widget(self, widget: QWidget) -> None:
        """Filters and the mini month, below the accounts."""
        self.panel.set_side_widget(widget)

    def set_calendar_widget(self, widget: QWidget) -> None:
        """The views of the calendar, in the middle."""
        self._panes.set_calendar(widget)

    def set_detail_widget(self, widget: QWidget) -> None:
        """What is known about one event, on the trailing side."""
        self._panes.set_detail(widget)

    def set_first_start(self, first: bool) -> None:
        """Offer the ways on in place of an empty calendar and an empty detail pane."""
        appears = self._panes.set_first_start(first)
        for needs_event in (self.commands.details, self.commands.door):
            needs_event.setEnabled(not first)
        self.panel.offer_adding(not first)
        focus: QWidget | None = self.focusWidget()
        if appears and (focus is None or self.top_bar.isAncestorOf(focus)):
            self._first_start.focus_first()

    def show_failure(self, sentence: str, hint: str) -> None:
        """Say that there is nothing to work with; only leaving is possible."""
        pane = failed_pane(sentence, hint, self.close)
        self._pages.setCurrentIndex(self._pages.addWidget(pane))
        for action in self.findChildren(type(self.commands.quit)):
            action.setEnabled(action in (self.commands.quit, self.menuBar().actions()[0]))
        self.status.hide()

    def detail_has_focus(self) -> bool:
        """True while the keyboard belongs to the detail pane."""
        return self._panes.holds_detail(self.focusWidget())

    @property
    def shows_detail(self) -> bool:
        """Whether the detail pane is wanted on screen."""
        return self._panes.detail_wanted

    def show_detail(self, shown: bool) -> None:
        """Show or hide the detail pane."""
        if not shown and self.detail_has_focus():
            self.focus_calendar()
        self._panes.show_detail(shown)

    def focus_calendar(self) -> None:
        """Give the keyboard to the calendar."""
        if self._panes.calendar is not None:
            self._panes.calendar.setFocus()

    def focus_again(self, widget: QWidget | None) -> None:
        """Give the keyboard back to who had it; a button of the bar had it by chance only."""
        if widget is None or isinstance(widget, QAbstractButton) or not isValid(widget):
            self.focus_calendar()
        else:
            widget.setFocus()

    def widths(self) -> str:
        """The splitter's state, to be remembered as text."""
        return self._panes.widths()

    def restore_widths(self, text: str) -> None:
        """Give the panes the widths that `widths` told."""
        self._panes.restore_widths(text)

    def geometry_text(self) -> str:
        """Place and size of the window, to be remembered as text."""
        return self.saveGeometry().toBase64().toStdString()

    def restore_geometry(self, text: str) -> None:
        """Put the window where `geometry_text` told, as far as the screens allow."""
        self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def come_to_front(self) -> None:
        """Show the window above the others, where it was closed to an icon too."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once; what is still to be done needs no window."""
        super().closeEvent(event)
        self.closed.emit()

    def _connect_details(self) -> None:
        details = self.commands.details
        details.triggered.connect(self.show_detail)
        self._panes.detail_shown.connect(details.setChecked)

    def _work_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(_line())
        layout.addWidget(_Margins(self.message))
        layout.addWidget(self._panes, 1)
        return page

    def _offer_account_actions(self, name: str) -> None:
        commands = self.commands
        for action in (
            *(commands.sync_account, commands.check_account, commands.edit_account),
            *(commands.read_only, commands.remove_account, self.colours.menuAction()),
        ):
            action.setEnabled(bool(name))


class _Margins(QWidget):
    """Air around a widget, gone together with it."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.TIGHT, metrics.MEDIUM, metrics.TIGHT)
        layout.addWidget(inner)
        inner.installEventFilter(self)
        self.setVisible(not inner.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
