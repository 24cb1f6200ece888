"""The program as a whole: it opens, says what is wrong with a profile, and ends in any state."""

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from eventdesk import app as program
from eventdesk.services.profile import Profile
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.views.main.window import MainWindow
from tests.ui.conftest import until
from tests.ui.main.conftest import click


async def window_of(app: QApplication) -> MainWindow:
    """Wait for the window to be on screen."""

    def visible() -> list[MainWindow]:
        windows = [each for each in app.topLevelWidgets() if isinstance(each, MainWindow)]
        return [each for each in windows if each.isVisible()]

    await until(visible)
    return visible()[0]


def running(folder: Path, app: QApplication) -> asyncio.Task[int]:
    made = program.Program(Profile(folder), "info", ProblemReporter())
    return asyncio.get_running_loop().create_task(made.run(app))


def test_it_opens_and_closes(qloop, qapp: QApplication, tmp_path: Path) -> None:
    async def body() -> None:
        task = running(tmp_path / "profile", qapp)
        window = await window_of(qapp)
        await until(lambda: window.accounts.rowCount() == 2)
        window.close()
        assert await task == 0
        assert (tmp_path / "profile" / "log" / "eventdesk.log").exists()

    qloop.run(body())


def test_it_ends_while_a_worker_is_stuck(
    qloop, qapp: QApplication, tmp_path: Path, expect_log, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("eventdesk.ui.runtime.lanes", "Left behind")
    stuck, released = threading.Event(), threading.Event()

    def never_answers(*_arguments: object) -> str:
        stuck.set()
        released.wait()
        return ""

    async def body() -> None:
        monkeypatch.setattr("eventdesk.services.accounts.AccountsService.check", never_answers)
        task = running(tmp_path / "profile", qapp)
        window = await window_of(qapp)
        await until(lambda: window.accounts.rowCount() == 2)
        window.panel.choose("Desk book")
        window.commands.check_account.trigger()
        await until(stuck.is_set)
        window.close()
        # Nobody releases the worker before the program has ended.
        assert await task == 0
        released.set()

    qloop.run(body())


def test_a_profile_that_cannot_be_used_is_explained_in_the_window(
    qloop, qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")

    async def body() -> None:
        task = running(tmp_path / "profile", qapp)
        window = await window_of(qapp)
        said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
        assert "cannot open its profile" in said
        assert "--profile" in said
        click(window, "Close Event Desk")
        assert await task == 0

    qloop.run(body())


def test_global_options_are_read_without_the_commands() -> None:
    options = program._options(["--profile=/tmp/desk", "--log-level", "debug", "--demo"])
    assert (options.profile, options.log_level, options.demo) == (Path("/tmp/desk"), "debug", True)
