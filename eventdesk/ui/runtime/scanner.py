"""Catches a scanner that types like a keyboard, whatever has the focus, and leaves typing alone.

Keys are taken where they enter the program, before any shortcut, menu or field, and held until
their times tell who pressed them. Typing goes on to where it was meant, a moment later.
"""

import sys
from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from shiboken6 import isValid

from eventdesk.domain.code_rules import FNC1, CodeRule
from eventdesk.domain.scan_codes import EndKey, ScanSettings, ScanTrace, typed_scan
from eventdesk.ui.runtime.key_burst import HeldEvent, KeyBurst

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_WATCHED = frozenset((*_KEYS, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress))

_SLACK_MS = 10
"""Keys reach the program a little later than they were pressed."""

_LATE_MS = 5
_LATE_END_MS = 400
"""An Enter that comes so soon after a scan that a pause ended still belongs to it."""

_ENDS: dict[int, EndKey] = {
    Qt.Key.Key_Return: EndKey.ENTER,
    Qt.Key.Key_Enter: EndKey.ENTER,
    Qt.Key.Key_Tab: EndKey.TAB,
}
_AS_TEXT = {EndKey.ENTER: "\n", EndKey.TAB: "\t"}
_DEAD: dict[int, str] = {
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Acute: "´",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Tilde: "~",
    Qt.Key.Key_Dead_Diaeresis: "¨",
}
_MODIFIERS: frozenset[int] = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Mode_switch,
    )
)


class ScannerCatcher(QObject):
    """Watches the whole program from `start` to `stop`.

    Attributes:
        settings: how scans come; may be changed at any time.
        rules: how codes are cut out of what came.

    Signals:
        scanned: a `Scan`.
        traced: its `ScanTrace`, before it.
    """

    scanned = Signal(object)
    traced = Signal(object)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = ScanSettings()
        self.rules: Sequence[CodeRule] = ()
        self._burst = KeyBurst()
        self._swallowed = set[int]()
        self._ended_at: int | None = None
        self._passing = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        # Later: whoever hears of a scan may open windows, which a key's delivery must not do.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Catch scans from now on."""
        _program().installEventFilter(self)

    def stop(self) -> None:
        """Catch no more; what is held goes where it was meant."""
        _program().removeEventFilter(self)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold keys that may be a scanner's back; everything else goes its way."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if isinstance(event, QInputMethodEvent):
            return not self._passing and self._commit(watched, event)
        # A key enters at its window, straight from the system; what follows is its delivery.
        if not event.spontaneous() or not isinstance(watched, QWindow):
            return False
        if not isinstance(event, QKeyEvent):
            self._settle()
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._release(watched, event)
        if event.key() in _MODIFIERS:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._override(event)
        return self._press(watched, event)

    def _override(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from taking a key that is held; they get it with the rest."""
        if event.isAutoRepeat():
            wanted = _number(event) in self._swallowed
        else:
            self._part(event)
            wanted = _text(event) is not None or self._ends_scan(event) or self._ends_late(event)
        if wanted:
            event.accept()
        else:
            self._settle()
        return wanted

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            if _number(event) in self._swallowed:
                return True
            self._settle()
            return False
        self._swallowed.discard(_number(event))
        self._part(event)
        if end := _ENDS.get(event.key()):
            return self._press_end(window, event, end)
        text = _text(event)
        if text is None:
            self._settle()
            return False
        self._hold(window, event, text)
        return True

    def _press_end(self, window: QWindow, event: QKeyEvent, end: EndKey) -> bool:
        if self._ends_scan(event):
            if self.settings.end in (EndKey.ENTER, EndKey.TAB) and end is not self.settings.end:
                self._hold(window, event, _AS_TEXT[end])  # it parts fields within the scan
                return True
            self._burst.down.add(_number(event))
            self._finish(end)
            return True
        if self._ends_late(event):
            self._swallowed.add(_number(event))
            self._ended_at = None
            return True
        self._settle()
        return False

    def _part(self, event: QKeyEvent) -> None:
        """Settle what was held if this key came too late to belong to it."""
        if self._burst.gap(event.timestamp()) > self._burst.patience(self.settings):
            self._settle()

    def _hold(self, window: QWindow, event: QKeyEvent, text: str) -> None:
        self._burst.press(window, event.clone(), _number(event), text)
        self._wait()

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        number = _number(event)
        if number in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(number)
            return True
        if number in self._burst.down:
            self._burst.release(window, event.clone(), number)
            return True
        return False

    def _commit(self, widget: QObject, event: QInputMethodEvent) -> bool:
        """A text from an input method, such as a letter that a dead key made."""
        if event.preeditString() or event.replacementLength():
            self._settle()
            return False
        if not event.commitString():
            return False
        self._burst.commit(widget, event.clone())
        self._wait()
        return True

    def _ends_scan(self, event: QKeyEvent) -> bool:
        ends = event.key() in _ENDS and not _commands(event)
        return ends and self._burst.is_scan(self.settings, ended=True)

    def _ends_late(self, event: QKeyEvent) -> bool:
        if event.key() not in _ENDS or self._burst.held or self._ended_at is None:
            return False
        return 0 <= event.timestamp() - self._ended_at <= _LATE_END_MS

    def _wait(self) -> None:
        self._clock.start()
        self._timer.start(self._burst.patience(self.settings) + _SLACK_MS)

    def _look(self) -> None:
        """No key came for a while, unless the loop was away and keys are waiting in line."""
        if self._clock.isValid() and self._clock.elapsed() > self._timer.interval() + _LATE_MS:
            self._clock.invalidate()  # one turn of the loop brings all that was pressed till now
            self._timer.start(_SLACK_MS)
            return
        self._settle()

    def _settle(self) -> None:
        """End the row of keys: a scan is told of, typing goes on to where it was meant."""
        if self._burst.is_scan(self.settings):
            self._ended_at = self._burst.last_stamp
            self._finish(EndKey.PAUSE)
            return
        self._timer.stop()
        burst, self._burst = self._burst, KeyBurst()
        for receiver, event in burst.held:
            self._pass_on(receiver, event)

    def _finish(self, end: EndKey) -> None:
        self._timer.stop()
        burst, self._burst = self._burst, KeyBurst()
        self._swallowed |= burst.down
        self._caught.emit(burst.trace(end))

    def _pass_on(self, receiver: QObject, event: HeldEvent) -> None:
        if isinstance(event, QInputMethodEvent):
            self._passing = True
            try:
                if isValid(receiver):
                    QCoreApplication.sendEvent(receiver, event)
            finally:
                self._passing = False
            return
        window = receiver if isValid(receiver) else QGuiApplication.focusWindow()
        if window is not None:
            QCoreApplication.sendEvent(window, event)

    def _tell(self, trace: ScanTrace) -> None:
        self.traced.emit(trace)
        self.scanned.emit(typed_scan(trace.raw, self.settings, self.rules))


def _program() -> QCoreApplication:
    program = QCoreApplication.instance()
    assert program is not None
    return program


def _number(event: QKeyEvent) -> int:
    """What tells one key of the keyboard from another, whatever it types."""
    return event.nativeScanCode() or event.key()


def _commands(event: QKeyEvent) -> bool:
    """Whether modifiers make a command of the key; Ctrl and Alt together are Windows' AltGr."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier) and sys.platform != "darwin"
    return control != alt or bool(modifiers & Qt.KeyboardModifier.MetaModifier)


def _text(event: QKeyEvent) -> str | None:
    """What the key types; None if it types nothing that a code can hold."""
    if event.text() == FNC1:  # Ctrl and a bracket, as scanners send it
        return FNC1
    if _commands(event):
        return None
    text = _DEAD.get(event.key()) if not event.text() else event.text()
    return text if text and text.isprintable() else None
