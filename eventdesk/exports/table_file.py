"""Writes a table in any of the formats, safely, with progress and a way to stop."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Generic

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import Progress, ProgressCallback, silent
from eventdesk.exports.columns import Column, Row
from eventdesk.exports.csv_file import write_csv
from eventdesk.exports.files import replacing, told_plainly
from eventdesk.exports.json_file import write_json
from eventdesk.exports.table_options import FileFormat, TableOptions

_STEP = 500  # rows between two looks at the cancel token


def write_table(
    target: Path | BinaryIO,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    file_format: FileFormat,
    options: TableOptions | None = None,
    cancel: CancelToken | None = None,
    progress: ProgressCallback = silent,
) -> int:
    """Write the rows, read once as they are needed; returns how many there were.

    A path's file is replaced at the very end or not at all; a stream stays open.

    Raises:
        BadRequest: the file cannot be written, or not in this format.
        Cancelled: somebody asked to stop.
    """
    options = options or TableOptions()
    watched = _Watched(rows, cancel or CancelToken(), progress, options.total)
    with _opened(target) as stream:
        match file_format:
            case FileFormat.XLSX:
                # Loading what writes workbooks would delay every start of the window.
                from eventdesk.exports.xlsx_file import write_xlsx

                write_xlsx(stream, columns, watched, options)
            case FileFormat.CSV:
                write_csv(stream, columns, watched, options)
            case FileFormat.JSON:
                write_json(stream, columns, watched)
        watched.look()
        stream.flush()
    return watched.count


def _opened(target: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return replacing(target) if isinstance(target, Path) else _kept_open(target)


@contextmanager
def _kept_open(stream: BinaryIO) -> Iterator[BinaryIO]:
    with told_plainly("standard output"):
        yield stream


class _Watched(Generic[Row]):
    """Rows on their way, counted; every so often it tells the progress and asks whether to stop."""

    def __init__(
        self,
        rows: Iterable[Row],
        cancel: CancelToken,
        progress: ProgressCallback,
        total: int | None,
    ) -> None:
        self.count = 0
        self._rows = rows
        self._cancel = cancel
        self._progress = progress
        self._total = total

    def __iter__(self) -> Iterator[Row]:
        self.look()
        for count, row in enumerate(self._rows, 1):
            yield row
            self.count = count
            if count % _STEP == 0:
                self.look()

    def look(self) -> None:
        """Tell how far it is; raises `Cancelled` once somebody asked."""
        self._cancel.check()
        self._progress(Progress("Writing rows", self.count, self._total))
