"""Where files are saved: asked for, beginning in the folder of last time."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs

_FOLDER = "export-folder"


async def ask_path(
    hub: Hub, parent: QWidget | None, title: str, *, name: str, kind: str
) -> Path | None:
    """Let the person name a file; None if they do not.

    Args:
        name: the suggested name, with its ending.
        kind: Qt's filter, such as "PDF (*.pdf)".
    """
    kept = await hub.db(hub.workspace.layout.get, _FOLDER, "")
    folder = Path(kept) if kept and await hub.files(Path(kept).is_dir) else _documents()
    return await dialogs.choose_save_file(parent, title, filters=[kind], suggested=folder / name)


async def remember_folder(hub: Hub, path: Path) -> None:
    """The next file is suggested beside this one."""
    await hub.db(hub.workspace.layout.put, _FOLDER, str(path.parent))


def _documents() -> Path:
    location = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(location) or Path.home())
