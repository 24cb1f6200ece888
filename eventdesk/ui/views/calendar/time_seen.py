"""The days as they are scrolled now: what is under a point, and where on the widget things are."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from eventdesk.ui.views.calendar.time_scene import CountBox, TimeBox, TimePlace, TimeScene


@dataclass(frozen=True, slots=True)
class TimeSeen:
    """`scrolled` is how much of the hours is above what is seen, in pixels."""

    scene: TimeScene
    scrolled: int

    def on_sheet(self, rect: QRect) -> QRect:
        """A place on the sheet of hours, in the widget."""
        return rect.translated(0, self.scene.top - self.scrolled)

    def rect_of(self, box: TimeBox | CountBox) -> QRect:
        """Where a box is in the widget; perhaps scrolled out of sight."""
        return box.rect if box.strip else self.on_sheet(box.rect)

    def box_at(self, point: QPoint) -> TimeBox | None:
        """The event under a point; of those above each other the one on top."""
        return next((box for box in reversed(self.scene.boxes) if self._is_at(box, point)), None)

    def count_at(self, point: QPoint) -> CountBox | None:
        """The count of hidden events under a point."""
        return next((count for count in self.scene.counts if self._is_at(count, point)), None)

    def place_at(self, point: QPoint) -> TimePlace | None:
        """The day and the time under a point; in the names and the strip there is no time."""
        column = self.scene.column_at(point.x())
        if column is None:
            return None
        if point.y() < self.scene.top:
            return TimePlace(column, None)
        return TimePlace(column, self.scene.minute_at(point.y() - self.scene.top + self.scrolled))

    def scrolled_to(self, start: int, end: int, bottom: int) -> int:
        """How far to scroll for some minutes to be seen above `bottom`, no further than needed."""
        room = bottom - self.scene.top
        label = self.scene.looks.line // 2 + 2  # the hour beside the first minute, as a whole
        first, last = self.scene.y_of(start) - label, self.scene.y_of(end)
        if first < self.scrolled or last - first > room:
            return first
        return max(self.scrolled, last - room)

    def _is_at(self, box: TimeBox | CountBox, point: QPoint) -> bool:
        return self.rect_of(box).contains(point) and box.strip == (point.y() < self.scene.top)
