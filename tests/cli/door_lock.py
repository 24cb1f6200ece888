"""A profile whose door is locked, as a window left it."""

from contextlib import closing
from pathlib import Path

from eventdesk.domain.event import EventRef
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.vault.memory import MemoryVault


def lock_door(profile: Path) -> None:
    """Lock the door of some event; the PIN is 2468."""
    with closing(open_workspace(Profile(profile), MemoryVault())) as workspace:
        workspace.kiosk.set_pin("2468")
        workspace.kiosk.lock([EventRef("Desk book", "gala")])
