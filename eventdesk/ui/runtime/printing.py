"""Single pages of a given size in millimetres, to a printer or as the bytes of a PDF file.

Qt paints on the window's thread; a label takes it a few milliseconds.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter, QPdfWriter

from eventdesk.domain.errors import BadRequest

_log = logging.getLogger(__name__)

_DOTS_PER_INCH = 600
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed.

    Attributes:
        width, height: in millimetres.
        paint: paints it from the painter's origin on, at so many pixels in a millimetre.
    """

    title: str
    width: float
    height: float
    paint: Callable[[QPainter, float], object]


def printer_names() -> list[str]:
    """The printers of this computer, the usual one first."""
    # Costs start-up time that a desk without a printer saves.
    from PySide6.QtPrintSupport import QPrinterInfo

    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def print_page(printer_name: str, page: Page) -> None:
    """Hand a page to a printer.

    Raises:
        BadRequest: the printer is not there or takes nothing; the sentence says so.
    """
    # As above.
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull():
        raise BadRequest(
            f"There is no printer “{printer_name}” on this computer now.",
            "Switch it on, or choose another one under Badges in the settings of the door.",
        )
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(page.title)
    _set_size(printer, page)
    if not _painted(printer, page) or printer.printerState() == QPrinter.PrinterState.Error:
        raise BadRequest(
            f"The printer “{printer_name}” did not take the page.",
            "Look whether it is on, has labels and shows an error.",
        )


def pdf_of(page: Page) -> bytes:
    """The page as a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(page.title)
    writer.setCreator("Event Desk")
    _set_size(writer, page)
    if not _painted(writer, page):
        raise BadRequest("The badge could not be painted.", "Try another label or template.")
    return bytes(buffer.data().data())


def _set_size(device: QPagedPaintDevice, page: Page) -> None:
    size = QSizeF(page.width, page.height)
    exactly = QPageSize.SizeMatchPolicy.ExactMatch
    device.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exactly))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def _painted(device: QPagedPaintDevice, page: Page) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    page.paint(painter, device.logicalDpiX() / _MM_PER_INCH)
    return painter.end()
