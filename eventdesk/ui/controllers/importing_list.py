"""The first half of an import: a file is read, shown, and its columns corrected."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.services.importing import ReadList
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models import import_words
from eventdesk.ui.models.import_preview import ColumnChoices
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.dialogs.import_dialog import ImportDialog, ImportStep

_ROWS_SHOWN = 50
_HEADINGS_WITHIN = 50
"""Rows among which the person can say that the headings are."""


class ListStep:
    """Keeps the file as it is understood now: `read`, None before there is one."""

    def __init__(self, hub: Hub, dialog: ImportDialog, tasks: TaskScope, work: Work) -> None:
        self.read: ReadList | None = None
        self.path = Path()
        self._hub = hub
        self._dialog = dialog
        self._importing = hub.workspace.importing
        self._tasks = tasks
        self._work = work
        self._choices = ColumnChoices(0, {})
        dialog.file_asked.connect(
            lambda: tasks.single("choosing a list", self._choose_file, repeat=Repeat.IGNORE)
        )
        dialog.file_dropped.connect(self._open)
        dialog.list.sheet_chosen.connect(lambda sheet: self._open(self.path, sheet))
        dialog.list.headings_moved.connect(self._move_headings)
        dialog.list.column_chosen.connect(self._choose_column)

    async def _choose_file(self) -> None:
        path = await dialogs.choose_open_file(
            self._dialog,
            _tr("Choose an attendee list"),
            filters=[_tr("Lists (*.xlsx *.xls *.ods *.csv *.tsv *.txt)"), _tr("All files (*)")],
        )
        if path is not None:
            self._open(path)

    def _open(self, path: Path, sheet: str | None = None) -> None:
        self._read_anew(lambda: self._open_file(path, sheet))

    def _read_anew(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do this and nothing else; the person cannot go on before it is done."""
        self._dialog.allow(False)
        self._dialog.message.clear()
        self._tasks.single("reading", work, repeat=Repeat.REPLACE)

    async def _open_file(self, path: Path, sheet: str | None) -> None:
        dialog = self._dialog
        try:
            with self._work.shown(_tr("Reading {name}").format(name=path.name)) as (tell, cancel):
                opened = await self._hub.files(
                    self._importing.open, path, sheet=sheet, progress=tell, cancel=cancel
                )
        except EventDeskError as error:
            self._show_old_file()
            self._show_error(error)
            return
        self.path = path
        self._show_file(opened)
        dialog.show_step(ImportStep.LIST)
        await self._understand(opened)
        dialog.focus_continue()

    def _show_old_file(self) -> None:
        """What was read before still holds, whatever was tried since."""
        if self.read is not None:
            self._dialog.list.choose_sheet(self.read.table.sheet)
            self._dialog.allow(bool(self.read.rows))

    def _move_headings(self, row: int) -> None:
        self._read_anew(lambda: self._guess_again(row))

    async def _guess_again(self, row: int) -> None:
        if self.read is None:
            return
        header_row = row - 1 if row else None
        guessed = await self._hub.files(self._importing.with_headings, self.read, header_row)
        self._show_file(guessed)
        await self._understand(guessed)

    def _show_file(self, read: ReadList) -> None:
        table, mapping = read.table, read.mapping
        page = self._dialog.list
        columns = {str(field): column for field, column in mapping.columns.items()}
        self._choices = ColumnChoices(len(mapping.headings), columns)
        first = 0 if mapping.header_row is None else mapping.header_row + 1
        count = len(table.rows) - first
        about = import_words.facts(table.format, table.encoding, table.delimiter, count)
        page.show_file(table.name, about, table.sheets, table.sheet)
        page.show_table(
            first,
            min(len(table.rows), max(_HEADINGS_WITHIN, first)),
            mapping.headings,
            table.rows[first : first + _ROWS_SHOWN],
        )
        page.show_choices(self._choices.choices())

    def _choose_column(self, column: int, choice: str) -> None:
        self._choices.choose(column, choice)
        self._dialog.list.show_choices(self._choices.choices())
        read = self.read
        if read is not None:
            self._read_anew(lambda: self._understand(read))

    async def _understand(self, read: ReadList) -> None:
        """Look through the rows under the present choices: what goes in, and what does not."""
        self.read = read
        page = self._dialog.list
        if not self._choices.names_people:
            nobody = _tr("Nothing can go in yet: say which column holds the name or the e-mail.")
            page.show_counts(nobody, ())
            return
        try:
            with self._work.shown(_tr("Looking through the rows")) as (tell, cancel):
                self.read = await self._hub.files(
                    self._importing.with_columns,
                    read,
                    self._choices.columns(),
                    left_out=self._choices.left_out(),
                    progress=tell,
                    cancel=cancel,
                )
        except EventDeskError as error:
            page.show_counts(_tr("The rows were not looked through."), ())
            self._show_error(error)
            return
        going_in, skipped = len(self.read.rows), self.read.skipped
        page.show_counts(import_words.counts(going_in, len(skipped)), skipped)
        self._dialog.allow(bool(going_in))

    def _show_error(self, error: EventDeskError) -> None:
        if isinstance(error, Cancelled):
            self._dialog.message.say(_tr("Stopped."))
        else:
            self._dialog.show_error(error.message)


def _tr(text: str) -> str:
    return QCoreApplication.translate("importing", text)
