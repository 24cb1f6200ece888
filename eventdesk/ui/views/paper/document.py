"""A sheet as its pages: painted once, then shown, printed and saved from what was painted.

All of it goes on in parts, since a thousand events take a second and the window must answer.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter

from eventdesk.ui.models.event_texts import clock_text, short_day_text
from eventdesk.ui.views.paper.paper import MUTED, RESOLUTION, Paper, Stroke, Type
from eventdesk.ui.views.paper.sheet import Sheet

_BELOW_TITLE = 5.0
_FOOT = 7.0
"""Millimetres."""

_TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class Document:
    """What comes out of a printer.

    Attributes:
        pages: what is painted on each, within the margins of the layout.
    """

    title: str
    layout: QPageLayout
    pages: tuple[Sequence[Stroke], ...]


def painting(sheet: Sheet, layout: QPageLayout, note: str = "") -> Generator[None, None, Document]:
    """Paint all pages of a sheet; `note` stands at the foot of each."""
    whole = QRectF(QPointF(), layout.paintRectPixels(RESOLUTION).size().toSizeF())
    pages = yield from sheet.pages(_framed(whole, sheet.title))
    painted = []
    for number, page in enumerate(pages, 1):
        paper = _framed(whole, sheet.title)
        _paint_frame(paper, whole, sheet, _foot(sheet, note, number, len(pages)))
        yield from page(paper)
        painted.append(paper.strokes)
    return Document(sheet.title, layout, tuple(painted))


def printing(device: QPagedPaintDevice, document: Document) -> Generator[None, None, bool]:
    """Put the pages on paper or into a file that has the layout of the document.

    Returns:
        False where the device takes no pages: no printer, or a file that cannot be written.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        painter.scale(device.logicalDpiX() / RESOLUTION, device.logicalDpiY() / RESOLUTION)
        for number, page in enumerate(document.pages):
            if number and not device.newPage():
                return False
            for stroke in page:
                stroke(painter)
                yield
    finally:
        painter.end()
    return True


def _framed(whole: QRectF, title: str) -> Paper:
    """Paper with room for title and foot around its area."""
    paper = Paper(whole)
    head = _title_height(paper, whole, title) + paper.mm(_BELOW_TITLE)
    paper.area = whole.adjusted(0, head, 0, -paper.mm(_FOOT))
    return paper


def _title_height(paper: Paper, whole: QRectF, title: str) -> float:
    return paper.height_of(title, Type.TITLE, whole.width(), _TITLE_LINES)


def _foot(sheet: Sheet, note: str, number: int, count: int) -> tuple[str, str]:
    printed = _tr("Printed {day} {time}").format(
        day=short_day_text(sheet.now.date(), year=True), time=clock_text(sheet.now)
    )
    page = _tr("Page {number} of {count}").format(number=number, count=count)
    return " · ".join(filter(None, (printed, note))), page


def _paint_frame(paper: Paper, whole: QRectF, sheet: Sheet, foot: tuple[str, str]) -> None:
    height = _title_height(paper, whole, sheet.title)
    title = QRectF(whole.left(), whole.top(), whole.width(), height)
    paper.paragraph(title, sheet.title, Type.TITLE)
    height = paper.line_height(Type.SMALL)
    page_width = paper.width_of(foot[1], Type.SMALL) + paper.mm(2)
    line = QRectF(whole.left(), whole.bottom() - height, whole.width(), height)
    paper.text(line.adjusted(0, 0, -page_width, 0), foot[0], Type.SMALL, colour=MUTED)
    paper.text(line, foot[1], Type.SMALL, colour=MUTED, trailing=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
