"""Which papers are offered, and a document as the bytes of a PDF."""

from collections.abc import Generator
from enum import StrEnum

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from eventdesk.ui.views.paper.document import Document, printing
from eventdesk.ui.views.paper.paper import RESOLUTION
from eventdesk.ui.views.paper.sheet import Sheet

_MARGIN = 12.0
"""Millimetres; most printers cannot print closer to the edge than 5."""

PAPERS = {
    "A4": QPageSize.PageSizeId.A4,
    "A3": QPageSize.PageSizeId.A3,
    "A5": QPageSize.PageSizeId.A5,
    "Letter": QPageSize.PageSizeId.Letter,
    "Legal": QPageSize.PageSizeId.Legal,
    "Tabloid": QPageSize.PageSizeId.Tabloid,
}
"""Names that are the same in every language."""

_Country = QLocale.Country
_LETTER = {
    _Country.Belize,
    _Country.Canada,
    _Country.Chile,
    _Country.Colombia,
    _Country.CostaRica,
    _Country.ElSalvador,
    _Country.Guatemala,
    _Country.Mexico,
    _Country.Nicaragua,
    _Country.Panama,
    _Country.Philippines,
    _Country.PuertoRico,
    _Country.UnitedStates,
    _Country.Venezuela,
}
"""Where Letter is the usual paper (Unicode CLDR, supplemental data, paperSize)."""


class Direction(StrEnum):
    """How the paper lies."""

    AUTOMATIC = "automatic"  # as suits the sheet
    UPRIGHT = "upright"
    SIDEWAYS = "sideways"


def direction_text(direction: Direction) -> str:
    """What the choice is called."""
    return {
        Direction.AUTOMATIC: _tr("As suits the sheet"),
        Direction.UPRIGHT: _tr("Portrait"),
        Direction.SIDEWAYS: _tr("Landscape"),
    }[direction]


def usual_paper() -> str:
    """The paper of the person's country."""
    return "Letter" if QLocale().territory() in _LETTER else "A4"


def page_layout(sheet: Sheet, paper: str, direction: Direction) -> QPageLayout:
    """Size, direction and margins of the pages."""
    sideways = sheet.sideways
    if direction is not Direction.AUTOMATIC:
        sideways = direction is Direction.SIDEWAYS
    turned = QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(PAPERS.get(paper, QPageSize.PageSizeId.A4))
    return QPageLayout(size, turned, margins, QPageLayout.Unit.Millimeter)


def saving(document: Document) -> Generator[None, None, bytes]:
    """The document as a PDF file's content, page by page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Event Desk")
    writer.setTitle(document.title)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(document.layout)
    yield from printing(writer, document)
    return bytes(buffer.data().data())


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)
