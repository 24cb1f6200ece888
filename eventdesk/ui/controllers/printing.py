"""Printing: the events that the calendar shows, as a sheet on paper or in a PDF."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.files import file_name, write_file
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.saving import ask_path, remember_folder
from eventdesk.ui.models.calendar_days import (
    WEEK,
    DaySpan,
    day_spans,
    week_start,
    weeks_of_month,
    window_of_weeks,
)
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.calendar.first_weekday import first_weekday
from eventdesk.ui.views.dialogs.print_dialog import Choice, PrintDialog
from eventdesk.ui.views.paper.agenda_sheet import AgendaSheet
from eventdesk.ui.views.paper.day_sheet import DaySheet
from eventdesk.ui.views.paper.month_sheet import MonthSheet
from eventdesk.ui.views.paper.pages import (
    PAPERS,
    Direction,
    as_pdf,
    direction_text,
    page_layout,
    usual_paper,
)
from eventdesk.ui.views.paper.preview import PrintPreview
from eventdesk.ui.views.paper.sheet import Sheet
from eventdesk.ui.views.paper.week_sheet import WeekSheet

_KEPT = "printing"
_MOST_EVENTS = 1000
"""On one list: more would be a book, and take long to paint."""


class Kind(StrEnum):
    """The sheets; their names are those of the views that they are like."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Days:
    """Which days the calendar shows.

    Attributes:
        day: that of the keyboard; its month and week are printed.
        window: the days of the agenda, None for all; `title` names them.
    """

    day: date
    window: Window | None
    title: str


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What the calendar shows.

    Attributes:
        view: its name.
        query: what to ask for of some days: filters and search are as on the screen.
        narrowed: what narrows the events, in words, "" for nothing.
        now: the wall clock, naive.
    """

    view: str
    days: Days
    query: Callable[[Window | None], EventQuery]
    narrowed: str
    now: datetime


async def show_print(hub: Hub, parent: QWidget, shown: OnScreen) -> None:
    """Let the person choose a sheet, look at it, and print or save it."""
    titles = {
        Kind.MONTH: _tr("Month"),
        Kind.WEEK: _tr("Week"),
        Kind.DAY: _tr("Day sheet"),
        Kind.AGENDA: _tr("Agenda"),
    }
    dialog = PrintDialog(
        parent,
        [Choice(kind.value, title) for kind, title in titles.items()],
        [Choice(name, name) for name in PAPERS],
        [Choice(direction.value, direction_text(direction)) for direction in Direction],
    )
    kept = await hub.db(hub.workspace.layout.get, _KEPT, {})
    kept = kept if isinstance(kept, dict) else {}
    paper = str(kept.get("paper", usual_paper()))
    dialog.choose(shown.view, paper, str(kept.get("direction", "")))
    flow = _Printing(hub, dialog, shown)
    try:
        await dialogs.show(dialog)
    finally:
        flow.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Printing:
    """One dialog: reads the events of the chosen sheet and shows its pages."""

    def __init__(self, hub: Hub, dialog: PrintDialog, shown: OnScreen) -> None:
        self._hub = hub
        self._dialog = dialog
        self._shown = shown
        self._scope = hub.scope(dialog)
        self._preview = PrintPreview(dialog)
        self._sheet: Sheet | None = None
        dialog.set_preview(self._preview.widget, self._preview.zoom_in, self._preview.zoom_out)
        dialog.changed.connect(self._refresh)
        dialog.pdf_asked.connect(lambda: self._start("saving a PDF", self._save))
        dialog.print_asked.connect(lambda: self._start("printing", self._print))
        self._refresh()

    def close(self) -> None:
        """The dialog is closed."""
        self._scope.close()

    def _refresh(self) -> None:
        self._scope.single("reading what to print", self._read, repeat=Repeat.REPLACE)

    def _start(self, name: str, work: Callable[[Sheet], Coroutine[Any, Any, None]]) -> None:
        if self._sheet is not None:
            self._scope.single(name, partial(self._told, work, self._sheet), repeat=Repeat.IGNORE)

    async def _told(self, work: Callable[[Sheet], Coroutine[Any, Any, None]], sheet: Sheet) -> None:
        try:
            await work(sheet)
        except EventDeskError as error:
            self._dialog.message.say(error.message, Tone.REFUSED)

    async def _read(self) -> None:
        kind, find = Kind(self._dialog.sheet), self._hub.workspace.events.find
        query = self._shown.query(self._window(kind))
        try:
            spans = await self._hub.db(lambda: day_spans(find(query)))
        except EventDeskError as error:
            self._dialog.message.say(error.message, Tone.REFUSED)
            return
        self._dialog.message.clear()
        if len(spans) > _MOST_EVENTS:
            said = _tr("The first {n} of {all} events are printed; choose fewer days for the rest.")
            said = said.format(n=spoken(_MOST_EVENTS), all=spoken(len(spans)))
            self._dialog.message.say(said, Tone.ALREADY)
        self._sheet = self._made(kind, spans[:_MOST_EVENTS])
        self._preview.show(self._sheet, self._layout(self._sheet), self._shown.narrowed)

    def _window(self, kind: Kind) -> Window | None:
        day = self._shown.days.day
        if kind is Kind.AGENDA:
            return self._shown.days.window
        if kind is Kind.DAY:
            return Window(day, day + timedelta(days=1))
        if kind is Kind.WEEK:
            first = week_start(day, first_weekday())
            return Window(first, first + WEEK)
        return window_of_weeks(weeks_of_month(day, first_weekday()))

    def _made(self, kind: Kind, spans: tuple[DaySpan, ...]) -> Sheet:
        day, now, first = self._shown.days.day, self._shown.now, first_weekday()
        if kind is Kind.MONTH:
            return MonthSheet(day, spans, now, first)
        if kind is Kind.WEEK:
            return WeekSheet(week_start(day, first), spans, now)
        if kind is Kind.DAY:
            return DaySheet(day, spans, now)
        window = self._shown.days.window
        return AgendaSheet(self._shown.days.title, spans, now, window.first if window else date.min)

    def _layout(self, sheet: Sheet) -> QPageLayout:
        return page_layout(sheet, self._dialog.paper, Direction(self._dialog.direction))

    async def _remember(self) -> None:
        kept = {"paper": self._dialog.paper, "direction": self._dialog.direction}
        await self._hub.db(self._hub.workspace.layout.put, _KEPT, kept)

    async def _save(self, sheet: Sheet) -> None:
        name = file_name(sheet.title, ".pdf")
        title = _tr("Save as PDF")
        path = await ask_path(self._hub, self._dialog, title, name=name, kind="PDF (*.pdf)")
        if path is None:
            return
        content = as_pdf(sheet, self._layout(sheet), self._shown.narrowed)
        await self._hub.files(write_file, path, content)
        await remember_folder(self._hub, path)
        await self._remember()
        self._dialog.message.say(_tr("Saved as “{name}”.").format(name=path.name), Tone.CONFIRMED)

    async def _print(self, _sheet: Sheet) -> None:
        # Printing is rare, and its library takes a while to load.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        message = self._dialog.message
        if not QPrinterInfo.availablePrinterNames():
            sentence = _tr("No printer is set up on this computer. Save the sheet as PDF instead.")
            message.say(sentence, Tone.REFUSED)
            return
        chooser = QPrintDialog(self._preview.printer, self._dialog)
        try:
            wanted = await dialogs.show(chooser)
        finally:
            chooser.deleteLater()
        if not wanted:
            return
        if not self._preview.print():
            message.say(_tr("The printer took no pages. Is it switched on?"), Tone.REFUSED)
            return
        await self._remember()
        name = self._preview.printer.printerName()
        message.say(_tr("Sent to “{name}”.").format(name=name), Tone.CONFIRMED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
