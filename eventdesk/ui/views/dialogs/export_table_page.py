"""The page of an export that asks what goes into the file, in which order and format."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.models.export_columns import ColumnRow
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.export_columns import ExportColumns

_FORM_WIDTH = 400


@dataclass(frozen=True, slots=True)
class ExportForm:
    """What was chosen.

    Attributes:
        what: the value of one of the things that can be exported.
        as_shown: only the rows that the screen shows.
        columns: names in their order; `sort` is one, "" for the order of the screen.
        file_format: "xlsx", "csv" or "json"; `separator` is that of CSV.
    """

    what: str
    as_shown: bool
    columns: tuple[str, ...]
    sort: str
    file_format: str
    separator: str


class ExportTablePage(QWidget):
    """Asks for everything but the file's name.

    Signals:
        what_chosen: the value of another thing to export.
        edited: something else was changed.
    """

    what_chosen = Signal(str)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = _combo(self.tr("What"))
        self._rows = _combo(self.tr("Rows"))
        self._sort = _combo(self.tr("Sort by"))
        self._format = _combo(self.tr("Format"))
        self._note = TextLabel(muted=True, wrap=True)
        self._columns = ExportColumns()
        self._has_filter = False
        self._fill_formats()
        self._lay_out()
        self._what.activated.connect(self._tell_what)
        self._columns.edited.connect(self.edited)

    def offer(self, whats: Sequence[tuple[str, str]], shown_rows: str, all_rows: str) -> None:
        """Say what there is to export: value and title each.

        `shown_rows` says in words which rows are on screen, "" where that is all of them.
        """
        for value, title in whats:
            self._what.addItem(title, value)
        self._form.setRowVisible(self._what, len(whats) > 1)
        self._has_filter = bool(shown_rows)
        if shown_rows:
            self._rows.addItem(self.tr("As on screen: {rows}").format(rows=shown_rows), True)
        self._rows.addItem(all_rows, False)
        self.show_rows_choice(self._has_filter)

    def show_rows_choice(self, shown: bool) -> None:
        """Whether the rows on screen are those that would be exported."""
        self._form.setRowVisible(self._rows, shown and self._has_filter)

    def focus_first(self) -> None:
        """Give the keyboard to the first field that is there."""
        fields = (self._what, self._rows, self._sort)
        next(field for field in fields if self._form.isRowVisible(field)).setFocus()

    def choose_format(self, file_format: str, separator: str) -> None:
        """Begin with a format that was chosen before."""
        index = self._format.findData(_format_key(file_format, separator))
        self._format.setCurrentIndex(max(0, index))

    def show_columns(self, rows: Sequence[ColumnRow], titles: Sequence[tuple[str, str]]) -> None:
        """Offer columns, and to sort by those of these names and titles."""
        self._sort.clear()
        self._sort.addItem(self.tr("Order of the screen"), "")
        for name, title in titles:
            self._sort.addItem(title, name)
        self._columns.show_rows(rows)

    def show_note(self, sentence: str) -> None:
        """Say how old the rows are."""
        self._note.setText(sentence)

    def form(self) -> ExportForm:
        """What is chosen now."""
        file_format, _, separator = str(self._format.currentData()).partition(" ")
        return ExportForm(
            what=str(self._what.currentData()),
            as_shown=bool(self._rows.currentData()),
            columns=self._columns.chosen(),
            sort=str(self._sort.currentData() or ""),
            file_format=file_format,
            separator=separator or ",",
        )

    def _fill_formats(self) -> None:
        for title, file_format, separator in (
            (self.tr("Excel workbook (XLSX)"), "xlsx", ""),
            (self.tr("CSV, comma-separated"), "csv", ","),
            (self.tr("CSV, semicolon-separated"), "csv", ";"),
            (self.tr("JSON, for programs"), "json", ""),
        ):
            self._format.addItem(title, _format_key(file_format, separator))

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_FORM_WIDTH)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(metrics.LARGE)
        self._form.setVerticalSpacing(metrics.SMALL)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        for field in (self._what, self._rows, self._sort, self._format):
            self._form.addRow(field.accessibleName(), field)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.LARGE)
        column.addLayout(self._form)
        column.addWidget(self._note)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        layout.setSpacing(metrics.HUGE)
        layout.addWidget(side)
        layout.addWidget(self._columns, 1)

    def _tell_what(self) -> None:
        self.what_chosen.emit(str(self._what.currentData()))


def _format_key(file_format: str, separator: str) -> str:
    return f"{file_format} {separator}".strip() if file_format == "csv" else file_format


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setAccessibleDescription(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    return combo
