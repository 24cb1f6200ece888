"""What commands print: documents and tables on standard output, all else on standard error."""

import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

import click
import msgspec

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.progress import Progress
from eventdesk.domain.text import one_line
from eventdesk.exports.files import told_plainly

_WIDEST = 80
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@contextmanager
def complete_output() -> Iterator[None]:
    """Let standard output take all that it is given, or raise OSError.

    Unbuffered as PYTHONUNBUFFERED asks for, it takes a part where the disk is full or the reader
    left, and raises nothing. Letters that a terminal lacks are replaced.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        if isinstance(sys.stdout.buffer, io.RawIOBase):
            number, encoding = sys.stdout.fileno(), sys.stdout.encoding
            sys.stdout = os.fdopen(number, "w", encoding=encoding, closefd=False)
        sys.stdout.reconfigure(errors="replace")
    try:
        yield
    finally:
        _let_go()


def _let_go() -> None:
    """Forget what could not be written: Python tries once more at its end and complains."""
    if sys.stdout is None:  # started without a terminal, on Windows
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def standard_output() -> BinaryIO:
    """Standard output as bytes, for a file. Raises `BadRequest` where there is none."""
    if sys.stdout is None:
        raise BadRequest("There is no standard output to write to.", "Name a file with -o.")
    return sys.stdout.buffer


def plain(text: str) -> str:
    """The text on one line, without what would steer a terminal: names come from anywhere."""
    return _CONTROLS.sub(" ", text)


def say(text: str) -> None:
    """One line on standard output."""
    _write(plain(text))


def say_aside(text: str) -> None:
    """One line on standard error: a message, not what was asked for."""
    click.echo(plain(text), err=True)


def say_json(value: Any) -> None:
    """One JSON document on standard output, in UTF-8 wherever it goes (RFC 8259 section 8.1)."""
    _write(msgspec.json.format(msgspec.json.encode(value), indent=2))


def say_table(rows: Sequence[Sequence[object]], headings: Sequence[str]) -> None:
    """Rows for people, in columns; that there are none is said aside.

    The first column is never cut: it holds what other commands ask for.
    """
    if not rows:
        say_aside("None.")
        return
    texts = [[_cell(row[0]), *(one_line(_cell(cell), _WIDEST) for cell in row[1:])] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *texts, strict=True)]
    lines = []
    for line in (list(headings), *texts):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
    _write("\n".join(lines))


def say_fields(record: Mapping[str, object]) -> None:
    """A record for people: a line for each field that has a value."""
    for key, value in record.items():
        if isinstance(value, Mapping):
            say_fields({f"{key}, {label}": inner for label, inner in value.items()})
        elif isinstance(value, list):
            say_fields({key: ", ".join(map(str, value))})
        elif value not in (None, ""):
            say(f"{key}: {_cell(value)}")


def show_progress(progress: Progress) -> None:
    """Show where work stands, to a person at a terminal only."""
    if sys.stderr.isatty():
        total = f" of {progress.total}" if progress.total else ""
        count = f" {progress.done}{total}" if progress.done or total else ""
        click.echo(f"\r\033[K{progress.text}{count}", err=True, nl=False)


def clear_progress() -> None:
    """Take the line of progress away."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else plain(str(value))


def _write(content: str | bytes) -> None:
    with told_plainly("standard output"):
        click.echo(content)
