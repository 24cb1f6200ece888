"""The page of an import that shows how the list was read, and lets the person correct it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.importing import SkippedRow
from eventdesk.ui.models.import_preview import PreviewModel, choice_titles
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.fields import dress_spin_box, name_field
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel
from eventdesk.ui.views.dialogs.import_columns import PreviewTable

MOST_COLUMNS = 100
"""Columns that can be assigned; those beyond, in odd files, are kept as further fields."""

_PROBLEM_LINES = 4


class ImportListPage(QWidget):
    """What the file is, its first rows, and the rows that will not go in.

    Signals:
        another_asked: choose another file.
        sheet_chosen: the name of a sheet.
        headings_moved: the row of the headings, from 1; 0 for none.
        column_chosen: number of a column from 0, and the name of what it is taken for.
    """

    another_asked = Signal()
    sheet_chosen = Signal(str)
    headings_moved = Signal(int)
    column_chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._file = ElidedLabel(role=TextRole.HEADING)
        self._facts = ElidedLabel(muted=True)
        self._another = button(self.tr("Choose another file…"), self.another_asked.emit)
        self._sheet = QComboBox()
        self._sheet_row = QWidget()
        self._headings = QSpinBox()
        self._model = PreviewModel()
        self._table = PreviewTable()
        self._counts = TextLabel(wrap=True)
        self._problems = QPlainTextEdit(readOnly=True)
        self._copy = button(self.tr("Copy these rows"), self._copy_all, variant=Variant.FLAT)
        self._dress()
        self._lay_out()
        self._sheet.textActivated.connect(self.sheet_chosen)
        self._headings.valueChanged.connect(self.headings_moved)
        self._table.header.chosen.connect(self.column_chosen)

    def show_file(self, name: str, facts: str, sheets: Sequence[str], sheet: str) -> None:
        """Say what file it is; `sheets` is empty for text."""
        self._file.setText(name)
        self._facts.setText(facts)
        self._sheet.clear()
        self._sheet.addItems(list(sheets))
        self._sheet.setCurrentText(sheet)
        self._sheet_row.setVisible(len(sheets) > 1)

    def choose_sheet(self, sheet: str) -> None:
        """Show which sheet the rows are from."""
        self._sheet.setCurrentText(sheet)

    def show_table(
        self, header_row: int, last_header_row: int, headings: Sequence[str],
        rows: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        """Show the first rows below the headings; row numbers are from 1, 0 for no headings."""
        blocked = self._headings.blockSignals(True)
        self._headings.setRange(0, last_header_row)
        self._headings.setValue(header_row)
        self._headings.blockSignals(blocked)
        shown = headings[:MOST_COLUMNS]
        self._model.show(shown, rows, header_row + 1)
        self._table.header.set_columns(shown, choice_titles())
        self._table.order_tabs(self._headings)

    def show_choices(self, choices: Sequence[str]) -> None:
        """Show what each column is taken for."""
        self._table.header.set_choices(choices)

    def show_counts(self, sentence: str, skipped: Sequence[SkippedRow]) -> None:
        """Say how many rows go in, and which do not and why."""
        self._counts.setText(sentence)
        lines = (self.tr("Row {row}: {reason}").format(row=s.row, reason=s.reason) for s in skipped)
        self._problems.setPlainText("\n".join(lines))
        self._problems.setVisible(bool(skipped))
        self._copy.setVisible(bool(skipped))

    def _dress(self) -> None:
        self._table.setModel(self._model)
        name = self.tr("Sheet")
        self._sheet.setAccessibleName(name)
        self._sheet.setAccessibleDescription(name)
        self._sheet.setMaximumWidth(280)
        dress_spin_box(self._headings, self.tr("Headings in row"))
        self._headings.setSpecialValueText(self.tr("none"))
        self._headings.setKeyboardTracking(False)
        name_field(self._problems, self.tr("Rows that will not go in"))
        self._problems.setTabChangesFocus(True)
        self._problems.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        line = self._problems.fontMetrics().lineSpacing()
        self._problems.setFixedHeight(_PROBLEM_LINES * line + 3 * metrics.SMALL)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(metrics.TIGHT)
        words.addWidget(self._file)
        words.addWidget(self._facts)
        top = QHBoxLayout()
        top.setSpacing(metrics.LARGE)
        top.addLayout(words, 1)
        top.addWidget(self._another)
        sheet = QHBoxLayout(self._sheet_row)
        sheet.setContentsMargins(0, 0, metrics.SMALL, 0)
        sheet.setSpacing(metrics.SMALL)
        reading = QHBoxLayout()
        reading.setSpacing(metrics.SMALL)
        reading.addWidget(self._sheet_row)
        for row, text, field in (
            (sheet, self.tr("Sheet"), self._sheet),
            (reading, self.tr("Headings in row"), self._headings),
        ):
            label = QLabel(text)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        reading.addStretch(1)
        result = QHBoxLayout()
        result.addWidget(self._counts, 1)
        result.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addLayout(top)
        layout.addLayout(reading)
        layout.addWidget(self._table, 1)
        layout.addLayout(result)
        layout.addWidget(self._problems)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._problems.toPlainText())
