"""The Qt half of the guards: windows, timers and messages that a test leaves behind.

Importing it must not import PySide6: a run without Qt has nothing to watch.
"""

import functools
import gc
import itertools
import re
import sys
import weakref
from collections.abc import Generator, Hashable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


def _qt(module: str) -> Any:
    """The module of PySide6 if something has imported it, else None."""
    return sys.modules.get(f"PySide6.{module}")


_numbers = itertools.count()
_timers: weakref.WeakKeyDictionary[Any, tuple[int, str]] = weakref.WeakKeyDictionary()


def spy_on_timers() -> None:
    """Note each QTimer that Python makes, those of QTimer.singleShot too, with its place.

    Qt has no list of them. `start` stays untouched, since signals may be connected to it.
    """
    core = _qt("QtCore")
    if core is None or hasattr(core.QTimer.__init__, "__wrapped__"):
        return
    make = core.QTimer.__init__

    @functools.wraps(make)
    def noted_make(timer: Any, *arguments: Any, **properties: Any) -> None:
        make(timer, *arguments, **properties)
        frame = sys._getframe(1)
        place = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        _timers[timer] = (next(_numbers), place)

    core.QTimer.__init__ = noted_make


def _is_valid(thing: Any) -> bool:
    return bool(sys.modules["shiboken6"].isValid(thing))


def _active_timers() -> dict[Hashable, str]:
    return {
        ("timer", number): f"leftover active timer of {timer.interval()} ms, made at {place}"
        for timer, (number, place) in list(_timers.items())
        if _is_valid(timer) and timer.isActive()
    }


def _windows() -> dict[Hashable, str]:
    """Windows without a parent, by their address, since wrappers come and go."""
    widgets = _qt("QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    address = sys.modules["shiboken6"].getCppPointer
    return {
        ("window", address(window)[0]): f"leftover window {type(window).__qualname__} "
        f"named {window.objectName()!r}, titled {window.windowTitle()!r}"
        for window in widgets.QApplication.topLevelWidgets()
        if window.parentWidget() is None
    }


class QtLeftovers:
    """Windows and active timers that were not there when the test began."""

    def __init__(self) -> None:
        self._before = self._present()

    def problems(self) -> list[str]:
        """A line for each window and each active timer that the test left behind."""
        self._delete_what_is_due()
        if self._new():
            gc.collect()  # what only a reference cycle holds is not left behind
            self._delete_what_is_due()
        return self._new()

    def _new(self) -> list[str]:
        return [text for key, text in self._present().items() if key not in self._before]

    @staticmethod
    def _present() -> dict[Hashable, str]:
        return _windows() | _active_timers()

    @staticmethod
    def _delete_what_is_due() -> None:
        core = _qt("QtCore")
        if core is not None and core.QCoreApplication.instance() is not None:
            # Without a running loop Qt would keep objects with deleteLater() for ever.
            core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@dataclass
class QtMessages:
    """Messages of Qt from the level of warnings up, apart from those that match a pattern."""

    ignored: Iterable[str]
    found: list[str] = field(default_factory=list)

    @contextmanager
    def collected(self) -> Generator[None]:
        """Listen for as long as the block lasts."""
        core = _qt("QtCore")
        if core is None:
            yield
            return
        previous = core.qInstallMessageHandler(self._take)
        try:
            yield
        finally:
            core.qInstallMessageHandler(previous)

    def _take(self, level: Any, context: Any, message: str) -> None:
        kinds = _qt("QtCore").QtMsgType
        quiet = level in (kinds.QtDebugMsg, kinds.QtInfoMsg)
        if not quiet and not any(re.search(pattern, message) for pattern in self.ignored):
            place = f" ({context.file}:{context.line})" if context.file else ""
            self.found.append(f"Qt message during teardown{place}: {message}")
