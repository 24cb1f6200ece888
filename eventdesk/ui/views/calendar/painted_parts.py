"""Lets a screen reader find what a widget paints by itself: days and events as items of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from eventdesk.ui.views.common.announce import announce


@dataclass(frozen=True, slots=True)
class PaintedPart:
    """One thing that is painted.

    Attributes:
        said: makes what is said of it.
        rect: where it is in the widget.
        focused: the keyboard is on it.
        chosen: it is what other panes show.
    """

    said: Callable[[], str]
    rect: QRect
    focused: bool = False
    chosen: bool = False


class PaintsParts(Protocol):
    """A widget with parts, from the first day to the last."""

    def painted_parts(self) -> Sequence[PaintedPart]:
        """What is on screen now."""
        ...


# PySide6 declares that a child, an object or a window is always there; Qt takes None for none, so
# those that may be none are declared as Any.

_interfaces: list[QAccessibleInterface] = []
"""Qt's own cache points to these until the program ends, so they must not be collected."""


class _Part(QAccessibleInterface):
    """The part of a number; the part that has this number may be another one later."""

    def __init__(self, whole: "_Whole", number: int) -> None:
        super().__init__()
        self._whole = whole
        self._number = number

    def _described(self) -> PaintedPart | None:
        parts = self._whole.parts()
        return parts[self._number] if self._number < len(parts) else None

    def isValid(self) -> bool:
        """False once there are fewer parts."""
        return self._described() is not None

    def object(self) -> Any:
        """It is no object of its own."""
        return None

    def window(self) -> Any:
        """That of the widget."""
        return self._whole.window()

    def parent(self) -> QAccessibleInterface:
        """The widget."""
        return self._whole

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it has the keyboard, and whether it is chosen."""
        found, state = self._described(), QAccessible.State()
        if found is None:
            state.invalid = True
            return state
        state.focusable = state.selectable = True
        state.focused, state.selected = found.focused, found.chosen
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its name."""
        found = self._described()
        return found.said() if found is not None and kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nobody can change it here."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        found = self._described()
        return QRect() if found is None else self._whole.on_screen(found.rect)

    def childCount(self) -> int:
        """It has no parts."""
        return 0

    def child(self, _number: int) -> Any:
        """None."""
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        """None."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """None is one."""
        return -1


class _Whole(QAccessibleWidget):
    """The widget: a list of what it paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.List, widget.accessibleName())
        self._widget = widget
        self._children: list[_Part] = []

    def parts(self) -> Sequence[PaintedPart]:
        """What is on screen now."""
        return cast(PaintsParts, self._widget).painted_parts()

    def on_screen(self, rect: QRect) -> QRect:
        """A place of the widget on the screen."""
        return QRect(self._widget.mapToGlobal(rect.topLeft()), rect.size())

    def childCount(self) -> int:
        """As many as there are parts."""
        return len(self.parts())

    def child(self, number: int) -> Any:
        """The part of a number."""
        if not 0 <= number < self.childCount():
            return None
        while len(self._children) <= number:
            made = _Part(self, len(self._children))
            self._children.append(made)
            _interfaces.append(made)
        return self._children[number]

    def childAt(self, x: int, y: int) -> Any:
        """The part under a point of the screen, the one painted last."""
        point = self._widget.mapFromGlobal(QPoint(x, y))
        under = [n for n, part in enumerate(self.parts()) if part.rect.contains(point)]
        return self.child(under[-1]) if under else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a part."""
        return self._children.index(child) if child in self._children else -1

    def focusChild(self) -> Any:
        """The part that has the keyboard."""
        number = _focused(self.parts())
        return None if number is None else self.child(number)


def make_parts_known(kind: type[QWidget]) -> None:
    """Show the parts of all widgets of a kind, which must be `PaintsParts`, to screen readers.

    Call it before one is made, and name that one last: a screen reader that runs already asks at
    the first word of it, and Qt keeps what it got, an interface without parts, for good.
    """
    if not _kinds:
        QAccessible.installFactory(_interface)
    if kind not in _kinds:
        _kinds.append(kind)


def tell_focus(widget: QWidget) -> bool:
    """Tell screen readers that another part has the keyboard; false where none listens."""
    if not QAccessible.isActive():
        return False
    number = _focused(cast(PaintsParts, widget).painted_parts())
    event = QAccessibleEvent(widget, QAccessible.Event.Focus)
    if number is not None:
        event.setChild(number)
    QAccessible.updateAccessibility(event)
    return True


def tell_place(widget: QWidget, text: str) -> None:
    """Say where the keyboard is; who listens for the focus is told which part has it."""
    if widget.hasFocus() and not tell_focus(widget):
        announce(widget, text)


_kinds: list[type[QWidget]] = []


def _interface(_key: str, made_for: object) -> QAccessibleInterface | None:
    """Qt's factory: an interface for a widget of these kinds, None for all others."""
    if not isinstance(made_for, QWidget) or not isinstance(made_for, tuple(_kinds)):
        return None
    whole = _Whole(made_for)
    _interfaces.append(whole)
    return whole


def _focused(parts: Sequence[PaintedPart]) -> int | None:
    found = [number for number, part in enumerate(parts) if part.focused]
    return found[-1] if found else None
