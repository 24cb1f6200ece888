"""A file is either as it was or completely new, and never in another folder than the chosen."""

import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, Cancelled
from eventdesk.domain.progress import Progress
from eventdesk.exports.files import replacing, safe_file_name
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat, TableOptions
from tests.exports.reading import text_column

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
every_format = pytest.mark.parametrize("file_format", list(FileFormat))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An export of yesterday."""
    path = tmp_path / "list.out"
    path.write_bytes(b"yesterday")
    return path


def _only_yesterday(target: Path) -> bool:
    return list(target.parent.iterdir()) == [target] and target.read_bytes() == b"yesterday"


@contextmanager
def _files_at_most(size: int) -> Iterator[None]:
    """The operating system lets no file of this process grow beyond so many bytes."""
    import resource  # there is none on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@every_format
def test_a_finished_file_takes_the_place_of_the_old_one(
    target: Path, file_format: FileFormat
) -> None:
    assert write_table(target, [text_column()], ["Zoë"], file_format=file_format) == 1

    assert list(target.parent.iterdir()) == [target]
    assert target.read_bytes() != b"yesterday"


@every_format
def test_an_error_among_the_rows_leaves_the_old_file(target: Path, file_format: FileFormat) -> None:
    def rows() -> Iterator[str]:
        yield from "ab" * 1000
        raise LookupError("the store went away")

    with pytest.raises(LookupError):
        write_table(target, [text_column()], rows(), file_format=file_format)

    assert _only_yesterday(target)


@every_format
def test_stopping_is_noticed_within_500_rows(target: Path, file_format: FileFormat) -> None:
    cancel = CancelToken()
    taken = []

    def rows() -> Iterator[str]:
        for number in range(5000):
            taken.append(number)
            if number == 600:
                cancel.cancel()
            yield str(number)

    with pytest.raises(Cancelled):
        write_table(target, [text_column()], rows(), file_format=file_format, cancel=cancel)

    assert len(taken) == 1000
    assert _only_yesterday(target)


def test_stopping_after_the_last_row_still_leaves_the_old_file(target: Path) -> None:
    cancel = CancelToken()

    def rows() -> Iterator[str]:
        yield "a"
        cancel.cancel()

    with pytest.raises(Cancelled):
        write_table(target, [text_column()], rows(), file_format=FileFormat.CSV, cancel=cancel)

    assert _only_yesterday(target)


def test_progress_counts_up_to_all_rows(target: Path) -> None:
    seen: list[Progress] = []

    write_table(
        target,
        [text_column()],
        ["x"] * 1200,
        file_format=FileFormat.CSV,
        options=TableOptions(total=1200),
        progress=seen.append,
    )

    assert [(p.done, p.total) for p in seen] == [(n, 1200) for n in (0, 500, 1000, 1200)]


@every_format
def test_memory_does_not_grow_with_the_rows(target: Path, file_format: FileFormat) -> None:
    class Row(str):
        alive = most = 0

        def __init__(self, _text: str) -> None:
            Row.alive += 1
            Row.most = max(Row.most, Row.alive)

        def __del__(self) -> None:
            Row.alive -= 1

    rows = (Row(f"{number}") for number in range(3000))

    write_table(target, [text_column()], rows, file_format=file_format)

    assert Row.most < 20


@posix
@every_format
def test_a_disk_without_room_is_told_and_the_old_file_stays(
    target: Path, file_format: FileFormat
) -> None:
    rows = (os.urandom(20).hex() for _ in range(5000))

    with (
        _files_at_most(20_000),
        pytest.raises(BadRequest, match=r"“list\.out” could not be written: the disk takes no"),
    ):
        write_table(target, [text_column()], rows, file_format=file_format)

    assert _only_yesterday(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@every_format
def test_a_full_device_is_told(file_format: FileFormat) -> None:
    rows = (os.urandom(20).hex() for _ in range(5000))

    with pytest.raises(BadRequest, match="“full” could not be written: the disk is full"):
        write_table(Path("/dev/full"), [text_column()], rows, file_format=file_format)


@posix
@every_format
def test_a_reader_that_goes_away_is_told(file_format: FileFormat) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with (
        open(writing, "wb", buffering=0) as stream,  # noqa: PTH123  a descriptor has no path
        pytest.raises(BadRequest, match="standard output.* its reader went away"),
    ):
        write_table(stream, [text_column()], ["a"] * 5000, file_format=file_format)


@posix
@every_format
def test_a_pipe_receives_the_whole_file(tmp_path: Path, file_format: FileFormat) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / "plain"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()

    for path in (pipe, plain):
        write_table(path, [text_column()], ["Zoë"] * 10, file_format=file_format)
    reader.join()

    assert stat.S_ISFIFO(pipe.stat().st_mode)
    if file_format is FileFormat.XLSX:  # a stream cannot be patched: sizes follow the data
        assert received[0][:2] == b"PK"
    else:
        assert received == [plain.read_bytes()]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(BadRequest, match=r"“a\.csv” could not be written: the folder does not"),
        replacing(tmp_path / "no" / "a.csv"),
    ):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="could not be written"), replacing(tmp_path):
        pass


@posix
def test_a_read_only_file_is_not_replaced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.chmod(0o444)
    # The superuser may write everything; the answer is the one that others get.
    monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & 0o200))

    with pytest.raises(BadRequest, match="no permission"), replacing(target) as stream:
        stream.write(b"today")

    assert _only_yesterday(target)


def test_a_file_that_another_program_holds_is_told(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(self: Path, _target: Path) -> Path:
        error = PermissionError(13, "Access is denied")
        error.winerror = 5  # type: ignore[attr-defined]  # as on Windows, and only there
        raise error

    monkeypatch.setattr(Path, "replace", replace)

    with pytest.raises(BadRequest, match="open in another program"), replacing(target) as stream:
        stream.write(b"today")

    assert _only_yesterday(target)


@posix
def test_a_link_and_the_permissions_of_a_file_are_kept(target: Path, tmp_path: Path) -> None:
    target.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(target)

    with replacing(link) as stream:
        stream.write(b"today")

    assert link.is_symlink()
    assert target.read_bytes() == b"today"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@given(st.text())
@example("../../etc/passwd")
@example("C:\\Windows\\x")
@example("/" * 10 + "x" * 400)
@example("COM1.tar")
@example(" .hidden. ")
@example("\u202egnp.exe\x00\ud800")
def test_a_name_made_of_any_title_stays_in_the_folder(title: str) -> None:
    name = safe_file_name(title, ".xlsx")

    assert Path(f"/folder/{name}").name == name
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name.endswith(".xlsx")
    assert len(name.encode()) <= 150
    assert not name.startswith((".", "-", " "))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Annual general meeting", "Annual general meeting.csv"),
        ("Zoë's 10:30 / 11:00 talk?", "Zoë's 10-30 - 11-00 talk.csv"),
        ("con", "_con.csv"),
        ("Lpt1.old", "_Lpt1.old.csv"),
        ("Convention", "Convention.csv"),
        ("...", "Event Desk.csv"),
        ("", "Event Desk.csv"),
    ],
)
def test_names_stay_readable(title: str, name: str) -> None:
    assert safe_file_name(title, ".csv") == name
