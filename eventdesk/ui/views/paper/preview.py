"""The pages of a sheet on the screen, painted by the very code that prints them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QWidget

from eventdesk.ui.views.paper.document import paint_document
from eventdesk.ui.views.paper.pages import RESOLUTION
from eventdesk.ui.views.paper.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ZOOM = 1.25


class PrintPreview:
    """Holds a printer and shows what would come out of it.

    Attributes:
        widget: the pages.
        printer: set up as the pages are; a print dialog may change it.
    """

    def __init__(self, parent: QWidget) -> None:
        # Printing is rare, and its library takes a while to load.
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget

        self.printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self.printer.setResolution(RESOLUTION)
        self._preview = QPrintPreviewWidget(self.printer, parent)
        self._preview.setAccessibleName(self._preview.tr("Preview"))
        self._preview.paintRequested.connect(self._paint)
        self._sheet: Sheet | None = None
        self._note = ""

    @property
    def widget(self) -> QWidget:
        """The pages."""
        return self._preview

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._preview.pageCount()

    def show(self, sheet: Sheet, layout: QPageLayout, note: str) -> None:
        """Show a sheet; `note` stands at the foot of its pages."""
        self._sheet, self._note = sheet, note
        self.printer.setPageLayout(layout)
        self.printer.setDocName(sheet.title)
        self._preview.updatePreview()

    def zoom_in(self) -> None:
        """Larger pages."""
        self._preview.zoomIn(_ZOOM)

    def zoom_out(self) -> None:
        """Smaller pages."""
        self._preview.zoomOut(_ZOOM)

    def print(self) -> bool:
        """Print; false where the printer takes no pages."""
        return self._sheet is not None and paint_document(self.printer, self._sheet, self._note)

    def _paint(self, printer: "QPrinter") -> None:
        if self._sheet is not None:
            paint_document(printer, self._sheet, self._note)
