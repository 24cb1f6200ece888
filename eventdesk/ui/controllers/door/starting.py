"""A program that ended while its door was locked starts with that door, locked."""

import asyncio

from PySide6.QtWidgets import QMainWindow
from shiboken6 import isValid

from eventdesk.domain.errors import NotThere
from eventdesk.ui.controllers.door.door import DoorController
from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.controllers.hub import Hub

_BETWEEN = 0.2
"""Seconds until the PIN is asked for again."""


async def open_locked_door(hub: Hub, main_window: QMainWindow) -> None:
    """Open the door that is locked, if one is; to be awaited before the main window is filled.

    Where its events are gone the PIN is asked for until it is right, or the window is gone.
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
        while isValid(main_window):
            if await kiosk.unlock():
                break
            await asyncio.sleep(_BETWEEN)  # whatever keeps a dialog from staying, others get on
        return
    door.window.take_screen()
