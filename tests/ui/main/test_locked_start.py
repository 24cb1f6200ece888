"""A program that was killed while its door was locked: the next start shows that door, locked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.ui.views.door.window import DoorWindow
from eventdesk.ui.views.main.window import MainWindow
from eventdesk.vault.memory import MemoryVault
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Dialog, visible_dialogs
from tests.ui.main.test_app import running, window_of

BOOK, PIN = "Desk book", "2468"


def _locked_profile(folder: Path, *, gone: bool = False) -> None:
    """A profile as a program leaves it that is killed while its door is locked."""
    workspace = open_workspace(Profile(folder), MemoryVault())
    values = {"title": "Ball", "start": "2026-11-21T19:00"}
    made = workspace.actions.act(BOOK, "new-event", values, CancelToken())
    workspace.syncing.refresh(BOOK, silent, CancelToken())
    ref = EventRef(BOOK, "no-such-event" if gone else made.event_ref)
    workspace.kiosk.set_pin(PIN)
    workspace.kiosk.lock([ref])
    workspace.close()


def _doors(app: QApplication) -> list[DoorWindow]:
    windows = [each for each in app.topLevelWidgets() if isinstance(each, DoorWindow)]
    return [each for each in windows if each.isVisible()]


def _main(app: QApplication) -> MainWindow:
    return next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))


async def _give(pin: str) -> None:
    await until(visible_dialogs)
    dialog = Dialog(visible_dialogs()[0])
    dialog.named("PIN", QLineEdit).setText(pin)
    dialog.click("Continue")


def test_the_door_is_there_and_the_window_behind_it_is_not(
    qloop, qapp: QApplication, tmp_path: Path
) -> None:
    _locked_profile(tmp_path / "profile")

    async def body() -> None:
        task = running(tmp_path / "profile", qapp)
        await until(lambda: _doors(qapp))
        await until(lambda: not _main(qapp).isVisible())
        main = _main(qapp)
        await until(lambda: main.accounts.rowCount() == 2)  # all is read, and hidden all the same
        assert not main.isVisible()
        assert not main.close()
        await until(visible_dialogs)
        visible_dialogs()[0].reject()
        _doors(qapp)[0].commands.lock.trigger()  # which unlocks a locked door
        await _give(PIN)
        await until(main.isVisible)
        assert not main.close()
        await until(visible_dialogs)
        Dialog(visible_dialogs()[0]).click("Leave door")
        await until(lambda: not _doors(qapp))
        main.close()
        assert await task == 0

    qloop.run(body())


def test_a_locked_door_whose_event_is_gone_asks_for_the_pin(
    qloop, qapp: QApplication, tmp_path: Path
) -> None:
    _locked_profile(tmp_path / "profile", gone=True)

    async def body() -> None:
        task = running(tmp_path / "profile", qapp)
        await until(visible_dialogs)
        visible_dialogs()[0].reject()
        await until(visible_dialogs)  # there is no way around it
        await _give(PIN)
        window = await window_of(qapp)
        await until(lambda: window.accounts.rowCount() == 2)
        window.close()
        assert await task == 0

    qloop.run(body())


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """These profiles have no secrets."""
    monkeypatch.setattr("eventdesk.app.KeyringVault", lambda _identity: MemoryVault())
