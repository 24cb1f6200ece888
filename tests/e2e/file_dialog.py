"""Qt's file dialog, answered with keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Desk


@pytest.fixture
def saved() -> Iterator[Path]:
    """The folder that the file dialog begins in; what is saved there is deleted afterwards."""
    folder = Path.home()
    before = set(folder.iterdir())
    yield folder
    for path in set(folder.iterdir()) - before:
        path.unlink()


def save_as(desk: Desk, title: str, path: Path) -> None:
    """Give the file that the dialog of this title saves a name, in the folder that it shows.

    Its folder is not typed: Qt would offer endings for it in a list, which comes when the folder
    has been read and takes the keys from then on.
    """
    assert path.parent == Path.home()
    desk.at(title)
    desk.press("ctrl+a")
    desk.type(path.name)
    desk.press("alt+s")


def save_print(desk: Desk, path: Path) -> None:
    """Save what the open dialog **Print** shows as a PDF, and close the dialog."""
    desk.at("Print")
    desk.see("Preview")
    desk.use("Save as PDF…")
    save_as(desk, "Save as PDF", path)
    desk.at("Print")
    desk.hear(f"Saved as “{path.name}”")
    desk.press("Escape")
    desk.at("Event Desk")
