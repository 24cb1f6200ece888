"""A program that ended while its door was locked starts with that door, locked."""

from PySide6.QtWidgets import QMainWindow

from eventdesk.domain.errors import NotThere
from eventdesk.ui.controllers.door.door import DoorController
from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.controllers.hub import Hub


async def open_locked_door(hub: Hub, main_window: QMainWindow) -> None:
    """Open the door that is locked, if one is; to be awaited before the main window is filled.

    Where its events are gone the PIN is asked for until it is right.
    """
    state = await hub.door(hub.workspace.kiosk.state)
    if not state.locked:
        return
    door = DoorController(hub, main_window)
    try:
        await door.open_first(state.locked_refs)
    except NotThere:
        kiosk = KioskController(hub, main_window)
        await kiosk.open()
        while not await kiosk.unlock():
            pass
        return
    door.window.take_screen()
