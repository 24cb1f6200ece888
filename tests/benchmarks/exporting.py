"""`export`: 100,000 attendees to XLSX and CSV.

The peer is XlsxWriter alone in constant-memory mode, writing the same cells from a list.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from eventdesk.exports.table_options import FileFormat
from eventdesk.services.exporting import ExportChoice
from tests.benchmarks.data import desk, main_event, pull_main, sheep_server
from tests.benchmarks.measure import Figure, seconds


def run(attendees: int = 100_000) -> list[Figure]:
    """Seconds for each format."""
    with tempfile.TemporaryDirectory() as name, sheep_server(events=50, attendees=attendees) as s:
        folder = Path(name)
        with desk(folder / "profile", s) as workspace:
            pull_main(workspace, s)

            def export(kind: FileFormat) -> None:
                target = folder / f"ours.{kind}"
                choice = ExportChoice(file_format=kind)
                workspace.exporting.export(main_event(s), target, choice)

            xlsx = seconds(lambda: export(FileFormat.XLSX))
            csv = seconds(lambda: export(FileFormat.CSV))
        with CalamineWorkbook.from_path(str(folder / "ours.xlsx")) as book:
            cells = book.get_sheet_by_index(0).to_python()
        peer = seconds(lambda: _write(folder / "peer.xlsx", cells))
    target = "within 1.3 times of the peer"
    return [
        Figure("export", "s", xlsx, peer, target, "XlsxWriter alone", {"csv": round(csv, 2)}),
    ]


def _write(path: Path, cells: Sequence[Sequence[Any]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif isinstance(cell, float):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_datetime(number, column, cell, day)
    book.close()
