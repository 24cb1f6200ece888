"""A week or a day on screen, and hands to use it with."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from eventdesk.ui.views.calendar.pages import DAY, WEEK
from eventdesk.ui.views.calendar.time_grid import TimeGridView
from eventdesk.ui.views.calendar.time_scene import TimeBox
from tests.ui.calendar.conftest import Shown, desk

__all__ = ["desk"]

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass
class Grid:
    """The view of days that is on screen."""

    shown: Shown
    view: TimeGridView

    def titles(self) -> list[str]:
        """What is shown, bars first, and how many are only counted."""
        scene = self.view.scene
        return [box.title for box in scene.boxes] + [count.text for count in scene.counts]

    def box(self, title: str) -> TimeBox:
        """The event that begins with these words."""
        return next(box for box in self.view.scene.boxes if title in box.span.listed.event.title)

    def point(self, day: date, hour: int, minute: int = 0) -> QPoint:
        """A place among the hours, a little below that time and in the middle of the day."""
        scene = self.view.scene
        column = scene.sheet.column(day)
        assert column is not None
        minutes = hour * 60 + minute
        self.view.show_time(max(0, minutes - 60), min(1440, minutes + 60))
        rect = self.view.seen.on_sheet(scene.minutes_rect(column, minutes, minutes + 1))
        return QPoint(rect.center().x(), rect.top() + 1)

    def middle(self, title: str) -> QPoint:
        """A place on an event."""
        return self.view.seen.rect_of(self.box(title)).center()

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in two steps, let go."""
        pane = self.view.viewport()
        QTest.mousePress(pane, LEFT, PLAIN, start)
        self.move(start + (end - start) / 2)
        self.move(end)
        QTest.mouseRelease(pane, LEFT, PLAIN, end)

    def move(self, place: QPoint) -> None:
        """Move the pointer with the button held."""
        pane = self.view.viewport()
        point = QPointF(place)
        event = QMouseEvent(
            QEvent.Type.MouseMove, point, pane.mapToGlobal(point), LEFT, LEFT, PLAIN
        )
        QApplication.sendEvent(pane, event)

    def keys(self, *pressed: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after another."""
        for key in pressed:
            QTest.keyClick(self.view, key, held)

    @property
    def ringed(self) -> str:
        """Title of the event that the keyboard is on, "" for none."""
        ringed = self.view.marks.ringed
        boxes = self.view.scene.boxes
        found = (box.span.listed.event.title for box in boxes if box.entry == ringed)
        return next(found, "") if ringed else ""


async def open_grid(shown: Shown, name: str) -> Grid:
    """Switch to the week or the day."""
    shown.region.show_view(name)
    await shown.settled()
    views = shown.window.findChildren(TimeGridView)
    view = next(v for v in views if v.days == {WEEK: 7, DAY: 1}[name])
    view.setFocus()
    return Grid(shown, view)


def local(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A time of 2026 on the person's wall, as a moment."""
    return datetime(2026, month, day, hour, minute).astimezone()
