"""The window **Door**: a frame with places for what others make. No logic."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eventdesk.ui.theme import TextRole, Tone, icon, metrics
from eventdesk.ui.views.common.badge import StatusBadge
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import ElidedLabel
from eventdesk.ui.views.door.actions import DoorActions
from eventdesk.ui.views.door.choice import EventsChoice
from eventdesk.ui.views.door.field import MOVES, ScanField
from eventdesk.ui.views.door.matches import MatchesList
from eventdesk.ui.views.door.note_line import NoteLine
from eventdesk.ui.views.door.place import Place
from eventdesk.ui.views.door.result import ResultCard

_SMALLEST = QSize(960, 620)
_FIRST_SIZE = QSize(1280, 800)
_SIDE_SHARE = 27
_SIDE_WIDTHS = (250, 440)
_SMALLEST_WORDS = 13
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DoorWindow(QWidget):
    """Its parts are public: controllers connect to them and fill them.

    Signals:
        leave_asked: the window is to be closed, which must be meant.
        closed: it is.
    """

    leave_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Door"))
        self.setAccessibleName(self.tr("Door"))
        self.setMinimumSize(_SMALLEST)
        self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))
        self.commands = DoorActions(self)
        self.message = InlineMessage()
        self.choice = EventsChoice()
        self.field = ScanField()
        self.matches = MatchesList()
        self.result = ResultCard()
        self.menu = QMenu(self)
        self.admit = self._primary()
        self._may_close = False
        self._title = ElidedLabel(role=TextRole.TITLE)
        self._lock = StatusBadge(self.tr("Locked"), Tone.INFO, icon_name="lock-fill")
        self._lock.hide()
        self._nobody = NoteLine()
        self._note = NoteLine()
        self._figures = Place()
        self._camera = Place()
        self._recent = Place()
        self._side = QWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_looking(False)

    def set_title(self, text: str) -> None:
        """Whose door this is."""
        self._title.setText(text)
        self._title.setAccessibleDescription(text)
        self.setWindowTitle(self.tr("Door"))

    def set_figures(self, widget: QWidget) -> None:
        """How the door stands, below the title."""
        self._figures.put(widget)

    def set_camera(self, widget: QWidget) -> None:
        """What the camera sees, above the recent scans."""
        self._camera.put(widget)

    def set_recent(self, widget: QWidget) -> None:
        """The last scans, beside the guests."""
        self._recent.put(widget)

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Say something on the page that the person looks at."""
        choosing = self._pages.currentWidget() is self.choice
        (self.choice.message if choosing else self.message).say(sentence, tone)

    def show_choice(self) -> None:
        """Ask which events the door is for."""
        self._pages.setCurrentWidget(self.choice)

    def show_door(self) -> None:
        """Begin."""
        self._pages.setCurrentIndex(0)
        self.take_keyboard()

    def show_looking(self, looking: bool, note: str = "") -> None:
        """While a name is looked for, the matches have the room, else the last result has it.

        A note stands where the eye is: above the matches where none of them is chosen yet.
        """
        self.matches.setVisible(looking)
        chosen = self.matches.current is not None
        self._nobody.say(note if looking and not chosen else "")
        self._note.say(note if looking and chosen else "")
        self.result.set_compact(looking)
        self.result.setVisible(not (looking and self.result.is_idle))
        policy = self.result.sizePolicy()
        room = policy.Policy.Maximum if looking else policy.Policy.Expanding
        policy.setVerticalPolicy(room)
        self.result.setSizePolicy(policy)

    def show_locked(self, locked: bool) -> None:
        """Say whether leaving and undo need the PIN, for as long as they do."""
        self._lock.setVisible(locked)
        lock = self.commands.lock
        lock.setText(self.tr("Un&lock") if locked else self.tr("&Lock"))
        lock.setIcon(icon("lock-open" if locked else "lock"))

    def take_keyboard(self) -> None:
        """The field has the focus, whoever had it."""
        if self._pages.currentIndex() == 0:
            self.field.setFocus()

    def come_to_front(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        """Take the whole screen, or leave room for other windows."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.take_screen()

    def take_screen(self) -> None:
        """Show the window on the whole screen."""
        self.showFullScreen()
        handle = self.windowHandle()
        if handle is not None:  # a screen without a window manager makes nothing full by itself
            handle.setGeometry(self.screen().geometry())

    def close_for_good(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window goes on typing."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.take_keyboard()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window has larger type, and the side column takes its share of the width."""
        super().resizeEvent(event)
        least, most = _SIDE_WIDTHS
        share = event.size().width() * _SIDE_SHARE // 100
        self._side.setFixedWidth(min(max(share, least), most))
        height = event.size().height()
        self.matches.set_size(min(max(height // 38, 19), 28))
        self.result.set_size(min(max(height // 33, 20), 34))
        self._size_words(min(max(height // 36, 20), 30))

    def _size_words(self, pixels: int) -> None:
        """Write what is typed so large, and what stands beside it in proportion."""
        smaller = max(pixels * 2 // 3, _SMALLEST_WORDS)
        words = (self.field, pixels), (self._title, pixels)
        lines = ((note, smaller + 2) for note in (self._nobody.words, self._note.words))
        buttons = ((made, smaller) for made in self._large_buttons)
        for widget, size in (*words, *lines, *buttons):
            font = widget.font()
            font.setPixelSize(size)
            widget.setFont(font)
        for made in self._large_buttons:
            made.setIconSize(QSize(smaller + 2 * metrics.TIGHT, smaller + metrics.TIGHT))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever decides first."""
        if not self._may_close:
            event.ignore()
            self.leave_asked.emit()
            return
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no control needs is for the field; Enter presses a button that has the focus."""
        focus: QWidget | None = self.focusWidget()
        if self._pages.currentIndex() != 0 or focus is self.field or not _writes(event):
            super().keyPressEvent(event)
        elif event.key() in _ENTER and isinstance(focus, QAbstractButton):
            if not event.isAutoRepeat():
                focus.click()
        else:
            self.take_keyboard()
            self.field.keyPressEvent(event)

    def _primary(self) -> QPushButton:
        made = button(self.tr("Admit"), variant=Variant.PRIMARY, icon_name="check")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _command(self, action: QAction, *, keys: str = "") -> QPushButton:
        """A button for an action, with its key in brackets."""
        name = action.text().replace("&", "")
        made = button(f"{name} ({keys})" if keys else name, action.trigger)
        made.setIcon(action.icon())
        made.setIconSize(QSize(metrics.ICON + metrics.TIGHT, metrics.ICON))
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        door = QWidget()
        body = QHBoxLayout()
        body.setSpacing(metrics.LARGE)
        body.addLayout(self._main_column(), 1)
        body.addWidget(self._side)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)  # a hidden camera leaves no gap above the scans
        side.addWidget(self._camera)
        side.addWidget(self._recent, 1)
        layout = QVBoxLayout(door)
        layout.setContentsMargins(metrics.LARGE, metrics.MEDIUM, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addLayout(self._head())
        layout.addWidget(self._figures)
        layout.addLayout(self._field_row())
        layout.addWidget(self.message)  # below the field, which keeps its place
        layout.addLayout(body, 1)
        self._pages.addWidget(door)
        self._pages.addWidget(self.choice)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _head(self) -> QHBoxLayout:
        self.menu.addActions(self.commands.all)
        more = button(self.tr("More"))
        more.setMenu(self.menu)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(metrics.SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._command(self.commands.keys, keys="F1"))
        head.addWidget(more)
        head.addWidget(self._command(self.commands.leave))
        return head

    def _field_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(self.field, 1)
        self._large_buttons = (self.admit, self._command(self.commands.walk_in, keys="F2"))
        for made in self._large_buttons:
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            row.addWidget(made)
        return row

    def _main_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(metrics.SMALL)
        column.addWidget(self._nobody)
        column.addWidget(self.matches, 1)
        column.addWidget(self._note)
        column.addWidget(self.result, 1)
        return column


def _writes(event: QKeyEvent) -> bool:
    """Whether the field could use the key; one that only shifts others must not lead there."""
    return bool(event.text()) or event.key() in MOVES
