"""Puts a sheet on the pages of a printer: title above, date and page number below."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter

from eventdesk.ui.models.event_texts import clock_text, short_day_text
from eventdesk.ui.views.paper.paper import MUTED, Paper, Type
from eventdesk.ui.views.paper.sheet import Page, Sheet

_HEAD = 13.0
_FOOT = 7.0
"""Millimetres."""


def paint_document(device: QPagedPaintDevice, sheet: Sheet, note: str = "") -> bool:
    """Paint all pages of a sheet; `note` stands at the foot of each.

    Returns:
        False where the device takes no pages: no printer, or a file that cannot be written.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        whole = QRectF(painter.viewport())
        paper = Paper(painter, whole)
        paper.area = whole.adjusted(0, paper.mm(_HEAD), 0, -paper.mm(_FOOT))
        return _paint_pages(device, sheet, sheet.pages(paper), (paper, whole, note))
    finally:
        painter.end()


def _paint_pages(
    device: QPagedPaintDevice,
    sheet: Sheet,
    pages: Sequence[Page],
    frame: tuple[Paper, QRectF, str],
) -> bool:
    paper, whole, note = frame
    for number, page in enumerate(pages, 1):
        if number > 1 and not device.newPage():
            return False
        _paint_frame(paper, whole, sheet, _foot(sheet, note, number, len(pages)))
        page(paper)
    return True


def _foot(sheet: Sheet, note: str, number: int, count: int) -> tuple[str, str]:
    printed = _tr("Printed {day} {time}").format(
        day=short_day_text(sheet.now.date(), year=True), time=clock_text(sheet.now)
    )
    page = _tr("Page {number} of {count}").format(number=number, count=count)
    return " · ".join(filter(None, (printed, note))), page


def _paint_frame(paper: Paper, whole: QRectF, sheet: Sheet, foot: tuple[str, str]) -> None:
    title = QRectF(whole.left(), whole.top(), whole.width(), paper.line_height(Type.TITLE))
    paper.text(title, sheet.title, Type.TITLE)
    height = paper.line_height(Type.SMALL)
    page_width = paper.width_of(foot[1], Type.SMALL) + paper.mm(2)
    line = QRectF(whole.left(), whole.bottom() - height, whole.width(), height)
    paper.text(line.adjusted(0, 0, -page_width, 0), foot[0], Type.SMALL, colour=MUTED)
    paper.text(line, foot[1], Type.SMALL, colour=MUTED, trailing=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
