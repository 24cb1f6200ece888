"""The pages of a document below each other on the screen, painted as far as they are seen."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from eventdesk.ui.theme import colors, metrics
from eventdesk.ui.views.calendar.event_paint import ink
from eventdesk.ui.views.paper.document import Document
from eventdesk.ui.views.paper.paper import RESOLUTION

_STEP = 1.25
_LEAST, _MOST = 0.5, 6.0


class PrintPreview(QAbstractScrollArea):
    """Shows one document after another; at first a page is as wide as the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Preview"))
        self.verticalScrollBar().setSingleStep(metrics.HUGE)
        self._document: Document | None = None
        self._zoom = 1.0

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return 0 if self._document is None else len(self._document.pages)

    def show_document(self, document: Document) -> None:
        """Show the first page."""
        self._document = document
        pages = self.tr("1 page") if self.page_count == 1 else self.tr("{count} pages")
        self.setAccessibleDescription(pages.format(count=self.page_count))
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def zoom_in(self) -> None:
        """Larger pages."""
        self._set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """Smaller pages."""
        self._set_zoom(self._zoom / _STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages are as wide as before, measured by the view."""
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys scroll here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Other pages are seen."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in every theme."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), ink(colors().hover))
        if self._document is not None:
            for number in range(self.page_count):
                place = self._place(number)
                if place.intersects(QRectF(event.rect())):
                    self._paint_page(painter, self._document, number, place)
        if self.hasFocus():
            painter.setPen(QPen(ink(colors().accent_ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(
        self, painter: QPainter, document: Document, number: int, place: QRectF
    ) -> None:
        painter.setPen(QPen(ink(colors().edge), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(place)
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(self._scale, self._scale)
        painter.translate(document.layout.paintRectPixels(RESOLUTION).topLeft())
        for stroke in document.pages[number]:
            stroke(painter)
        painter.restore()

    def _set_zoom(self, zoom: float) -> None:
        """What is in the middle stays there."""
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        half = self.viewport().height() / 2, self.viewport().width() / 2
        middles = [(bar.value() + room) for bar, room in zip(bars, half, strict=True)]
        before, self._zoom = self._zoom, min(max(zoom, _LEAST), _MOST)
        self._lay_out()
        for bar, middle, room in zip(bars, middles, half, strict=True):
            bar.setValue(round(middle * self._zoom / before - room))

    def _lay_out(self) -> None:
        whole, room = self._whole, self.viewport().size()
        for bar, size, seen in (
            (self.verticalScrollBar(), whole.y(), room.height()),
            (self.horizontalScrollBar(), whole.x(), room.width()),
        ):
            bar.setRange(0, max(0, size - seen))
            bar.setPageStep(seen)
        self.viewport().update()

    @property
    def _scale(self) -> float:
        """Pixels a dot."""
        if self._document is None:
            return 1.0
        width = self._document.layout.fullRectPixels(RESOLUTION).width()
        return max(self.viewport().width() - 2 * metrics.LARGE, 1) * self._zoom / width

    @property
    def _page(self) -> QPointF:
        """Width and height of a page in pixels."""
        if self._document is None:
            return QPointF()
        size = self._document.layout.fullRectPixels(RESOLUTION).size()
        return QPointF(size.width(), size.height()) * self._scale

    @property
    def _whole(self) -> QPoint:
        """Width and height of all pages and the gaps around them."""
        page, gap = self._page, metrics.LARGE
        height = self.page_count * (page.y() + gap) + gap
        return QPointF(page.x() + 2 * gap, height).toPoint()

    def _place(self, number: int) -> QRectF:
        """Where a page is as the view is scrolled now."""
        page, gap = self._page, metrics.LARGE
        spare = max(0.0, self.viewport().width() - self._whole.x()) / 2
        left = gap + spare - self.horizontalScrollBar().value()
        top = gap + number * (page.y() + gap) - self.verticalScrollBar().value()
        return QRectF(left, top, page.x(), page.y())
