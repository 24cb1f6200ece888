"""All events of one day as a list above the month."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.domain.event import EventStatus
from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.event_texts import (
    day_heading,
    is_called_off,
    own_colour,
    repeat_text,
    status_text,
    time_text,
    title_text,
)
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.calendar.two_lines import TwoLines, TwoLinesDelegate, two_lines_item
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import Heading

_WIDTH = 320
_MOST_ROWS = 8


class DayPopup(QFrame):
    """Closes with Escape, with a click elsewhere, and once an event is opened.

    Signals:
        opened: the `CalendarEntry` of the row that was clicked, or opened with Enter.
    """

    opened = Signal(object)

    def __init__(self, day: date, spans: Sequence[DaySpan], today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._screen = parent.screen()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        heading = day_heading(day, today)
        self.setAccessibleName(heading)
        self._list = QListWidget()
        dress_list(self._list, self.tr("Events of the day"))
        self._list.setItemDelegate(TwoLinesDelegate(self._list))
        for span in spans:
            self._list.addItem(_row(span))
        self._list.setCurrentRow(0)
        self._list.itemClicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, metrics.MEDIUM, metrics.SMALL, metrics.SMALL)
        layout.setSpacing(metrics.SMALL)
        title = Heading(heading)
        title.setContentsMargins(metrics.MEDIUM, 0, metrics.MEDIUM, 0)
        layout.addWidget(title)
        layout.addWidget(self._list)

    def open_at(self, place: QPoint) -> None:
        """Show the list near a place, whole on its screen."""
        rows = min(self._list.count(), _MOST_ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2)
        self.adjustSize()
        size = QSize(max(_WIDTH, self.sizeHint().width()), self.sizeHint().height())
        room = self._screen.availableGeometry()
        x = min(place.x(), room.right() - size.width())
        y = min(place.y(), room.bottom() - size.height())
        self.setGeometry(max(x, room.left()), max(y, room.top()), size.width(), size.height())
        self.show()
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            entry = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.opened.emit(entry)


def _row(span: DaySpan) -> QListWidgetItem:
    listed = span.listed
    plain = listed.event.status == EventStatus.ACTIVE and not listed.gone
    state = "" if plain else status_text(listed)
    parts = (
        time_text(span),
        state,
        repeat_text(listed),
        listed.account.name,
        one_line(listed.event.place),
    )
    lower = " · ".join(part for part in parts if part)
    lines = TwoLines(
        title_text(listed),
        lower,
        colour=listed.account.colour,
        second=own_colour(listed),
        off=is_called_off(listed),
    )
    return two_lines_item(lines, span.entry)
