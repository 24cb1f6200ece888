"""Files that the window itself made the content of, such as printed sheets."""

from pathlib import Path

from eventdesk.exports.files import replacing, safe_file_name


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file, or leave what is there. Raises `BadRequest` with the reason."""
    with replacing(path) as stream:
        stream.write(content)


def file_name(title: str, suffix: str) -> str:
    """A safe file name for a title; `suffix` is with its dot."""
    return safe_file_name(title, suffix)
