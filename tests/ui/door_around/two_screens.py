"""A program on two screens, "desk" and "hall", that greets a guest in the hall.

It prints what is seen there. Run by test_welcome.py, as the tests' own process has one screen.
"""

import asyncio
import json
import sys
from pathlib import Path

import qasync
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from eventdesk.domain.door import Outcome
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.ui.controllers.door.welcome import WelcomeController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.door.welcome import WelcomeWindow
from eventdesk.vault.memory import MemoryVault
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Dialog
from tests.ui.door_around.guests import decision


def seen() -> list[tuple[QRect, tuple[str, ...]]]:
    """Where guests read something, and what."""
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, WelcomeWindow)]
    return [(each.geometry(), each.texts) for each in windows if each.isVisible()]


async def greet(hub: Hub, door: QWidget) -> dict[str, object]:
    """Choose the hall's screen, let people in and not in, and tell what stood there."""
    welcome = WelcomeController(hub, door)
    await welcome.open("Winter ball")
    before = len(seen())
    page = welcome.page()
    page.show()
    settings = Dialog(page)
    offered = [
        settings.named("Screen").itemText(number)
        for number in range(settings.named("Screen").count())
    ]
    settings.choose("Screen", offered[-1])
    place, resting = seen()[0]
    welcome.decided(decision(Outcome.REFUSED))
    refused = seen()[0][1]
    welcome.decided(decision(Outcome.IN))
    nameless = seen()[0][1]
    settings.click("Show the guest's name")
    welcome.decided(decision(Outcome.WAITING))
    named = seen()[0][1]
    await until(lambda: hub.workspace.layout.get("door.welcome", {}).get("names"))
    welcome.close()
    closed = len(seen())
    again = WelcomeController(hub, door)
    await again.open("Winter ball")
    return {
        "before": before,
        "offered": offered,
        "place": place.getRect(),
        "texts": [resting, refused, nameless, named],
        "closed": closed,
        "next door": len(seen()),
    }


def main(folder: Path) -> None:
    """Open a profile, greet, and end."""
    app = QApplication([])
    loop = qasync.QEventLoop(app)
    workspace = open_workspace(Profile(folder), MemoryVault())
    lanes = Lanes(workspace.close_thread)
    door = QWidget()
    door.show()

    async def run() -> None:
        print(json.dumps(await greet(Hub(workspace, lanes, ProblemReporter()), door)))  # noqa: T201
        delete(door)
        await lanes.close(5)

    loop.run_until_complete(run())
    workspace.close()
    asyncio.set_event_loop(None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
