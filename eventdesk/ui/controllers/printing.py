"""Printing: what the calendar shows, or who comes to an event, on paper or in a PDF."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.errors import EventDeskError
from eventdesk.services.files import file_name, write_file
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.printing_sheets import Kind, OnScreen, Prepared, Sheets
from eventdesk.ui.controllers.saving import ask_path, remember_folder
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.runtime.turns import in_turns
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.print_dialog import Choice, PrintDialog
from eventdesk.ui.views.paper.document import Document, painting, printing
from eventdesk.ui.views.paper.pages import (
    PAPERS,
    Direction,
    direction_text,
    page_layout,
    saving,
    usual_paper,
)
from eventdesk.ui.views.paper.paper import RESOLUTION
from eventdesk.ui.views.paper.preview import PrintPreview
from eventdesk.ui.views.paper.sheet import Sheet

_KEPT = "printing"
_PREPARING = "preparing what to print"
_SHOWN_AFTER = 0.3
"""Seconds after which a person wonders."""


async def show_print(hub: Hub, parent: QWidget, shown: OnScreen) -> None:
    """Let the person choose a sheet, look at it, and print or save it."""
    sheets = Sheets(hub, shown)
    offered = await sheets.offered()
    dialog = PrintDialog(
        parent,
        offered,
        [Choice(name, name) for name in PAPERS],
        [Choice(direction.value, direction_text(direction)) for direction in Direction],
    )
    kept = await hub.db(hub.workspace.layout.get, _KEPT, {})
    kept = kept if isinstance(kept, dict) else {}
    paper = str(kept.get("paper", usual_paper()))
    dialog.choose(sheets.first(offered), paper, str(kept.get("direction", "")))
    flow = _Printing(hub, dialog, sheets)
    try:
        await dialogs.show(dialog)
    finally:
        flow.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Printing:
    """One dialog: reads what stands on the chosen sheet and shows its pages."""

    def __init__(self, hub: Hub, dialog: PrintDialog, sheets: Sheets) -> None:
        self._hub = hub
        self._dialog = dialog
        self._sheets = sheets
        self._scope = hub.scope(dialog)
        self._preview = PrintPreview(dialog)
        self._prepared: Prepared | None = None
        self._document: Document | None = None
        dialog.set_preview(self._preview, self._preview.zoom_in, self._preview.zoom_out)
        dialog.changed.connect(self._refresh)
        dialog.busy.cancel_asked.connect(lambda: dialog.done(PrintDialog.DialogCode.Rejected))
        dialog.pdf_asked.connect(lambda: self._start("saving a PDF", self._save))
        dialog.print_asked.connect(lambda: self._start("printing", self._print))
        self._refresh()

    def close(self) -> None:
        """The dialog is closed."""
        self._scope.close()

    def _refresh(self) -> None:
        self._preparing = self._scope.single(_PREPARING, self._prepare, repeat=Repeat.REPLACE)

    def _start(self, name: str, work: Callable[[Document], Coroutine[Any, Any, None]]) -> None:
        self._scope.single(name, partial(self._told, work), repeat=Repeat.IGNORE)

    async def _told(self, work: Callable[[Document], Coroutine[Any, Any, None]]) -> None:
        """Do something with what is chosen, once it is ready."""
        while self._preparing is not None and not self._preparing.done():
            await asyncio.wait({self._preparing})
        try:
            if self._document is not None:
                await work(self._document)
        except EventDeskError as error:
            self._dialog.message.say(error.message, Tone.REFUSED)

    async def _prepare(self) -> None:
        self._document = None
        self._prepared = prepared = await self._read()
        if prepared is not None:
            self._document = await self._painted(prepared, self._layout(prepared.sheet))
            self._preview.show_document(self._document)

    async def _painted(self, prepared: Prepared, layout: QPageLayout) -> Document:
        with self._told_if_slow(_tr("Preparing the pages…")):
            return await in_turns(painting(prepared.sheet, layout, prepared.note))

    @contextmanager
    def _told_if_slow(self, sentence: str) -> Iterator[None]:
        """Say what is going on once it takes a while; closing the dialog stops it."""
        busy = self._dialog.busy
        later = asyncio.get_running_loop().call_later(_SHOWN_AFTER, busy.begin, sentence)
        try:
            yield
        finally:
            later.cancel()
            if isValid(busy):
                busy.end()

    async def _read(self) -> Prepared | None:
        """What is chosen; None where it could not be read, which is told."""
        message = self._dialog.message
        try:
            prepared = await self._sheets.read(Kind(self._dialog.sheet), self._dialog.busy)
        except EventDeskError as error:
            message.say(error.message, Tone.REFUSED)
            return None
        message.clear()
        if prepared.left_out:
            message.say(prepared.left_out, Tone.ALREADY)
        return prepared

    def _layout(self, sheet: Sheet) -> QPageLayout:
        return page_layout(sheet, self._dialog.paper, Direction(self._dialog.direction))

    async def _remember(self) -> None:
        kept = {"paper": self._dialog.paper, "direction": self._dialog.direction}
        await self._hub.db(self._hub.workspace.layout.put, _KEPT, kept)

    async def _save(self, document: Document) -> None:
        name = file_name(document.title, ".pdf")
        title = _tr("Save as PDF")
        path = await ask_path(self._hub, self._dialog, title, name=name, kind="PDF (*.pdf)")
        if path is None:
            return
        with self._told_if_slow(_tr("Saving…")):
            content = await in_turns(saving(document))
        await self._hub.files(write_file, path, content)
        await remember_folder(self._hub, path)
        await self._remember()
        self._dialog.message.say(_tr("Saved as “{name}”.").format(name=path.name), Tone.CONFIRMED)

    async def _print(self, document: Document) -> None:
        # Printing is rare, and its library takes a while to load.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        message = self._dialog.message
        if not QPrinterInfo.availablePrinterNames():
            sentence = _tr("No printer is set up on this computer. Save the sheet as PDF instead.")
            message.say(sentence, Tone.REFUSED)
            return
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setResolution(RESOLUTION)
        printer.setPageLayout(document.layout)
        printer.setDocName(document.title)
        chooser = QPrintDialog(printer, self._dialog)
        try:
            wanted = await dialogs.show(chooser)
        finally:
            chooser.deleteLater()
        if not wanted:
            return
        if self._prepared is not None and printer.pageLayout() != document.layout:
            document = await self._painted(self._prepared, printer.pageLayout())
        with self._told_if_slow(_tr("Printing…")):
            taken = await in_turns(printing(printer, document))
        if not taken:
            message.say(_tr("The printer took no pages. Is it switched on?"), Tone.REFUSED)
            return
        await self._remember()
        message.say(_tr("Sent to “{name}”.").format(name=printer.printerName()), Tone.CONFIRMED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
