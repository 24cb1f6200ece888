"""The composition root of the window: builds each object once, opens the window, ends cleanly."""

import argparse
import asyncio
import logging
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from eventdesk.domain.errors import EventDeskError, ProfileUnusable
from eventdesk.services.accounts import COLOURS
from eventdesk.services.logbook import start_log, stop_log
from eventdesk.services.profile import Profile, default_profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.ui.controllers.door.starting import open_locked_door
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.layout import WindowLayout, read_layout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.first_window import FirstWindow
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.loop import run
from eventdesk.ui.runtime.problem_dialog import ProblemPresenter
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.theme import ThemeMode, apply_theme, icon
from eventdesk.ui.views.main.window import MainWindow
from eventdesk.vault.keyring_vault import KeyringVault

_log = logging.getLogger(__name__)

_LEVELS = ("debug", "info", "warning", "error")
_SECONDS_TO_SHOW = 0.25
"""How long the window waits for the profile, to open where and how it was closed."""

_SECONDS_TO_KEEP = 0.4
_SECONDS_TO_END = 1.3
"""Together they are what closing may take while lanes are busy."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A profile that can be worked with."""

    workspace: Workspace
    layout: WindowLayout
    log: logging.Handler


def main(arguments: Sequence[str]) -> int:
    """Run the window until it is closed; returns the exit status."""
    options = _options(arguments)
    reporter = ProblemReporter()
    with _profile(options) as profile:
        program = Program(
            profile,
            options.log_level,
            reporter,
            demo=options.demo,
            alone=not (options.demo or options.new_window),
        )
        return run(program.run, reporter=reporter)


class Program:
    """One run of the window on one profile.

    With `alone`, a window that is open on the profile already is raised in place of another one.
    """

    def __init__(
        self,
        profile: Profile,
        log_level: str,
        reporter: ProblemReporter,
        *,
        demo: bool = False,
        alone: bool = False,
    ) -> None:
        self._profile = profile
        self._log_level = log_level
        self._reporter = reporter
        self._demo = demo
        self._first = FirstWindow(profile.folder) if alone else None
        self._opened: Opened | None = None
        self._controller: MainController | None = None

    async def run(self, app: QApplication) -> int:
        """Show the window, open the profile, and end when the window is closed."""
        if self._first is not None and self._first.raise_other():
            return 0
        app.setApplicationName("eventdesk")
        app.setDesktopFileName("eventdesk")
        apply_theme(app, ThemeMode.SYSTEM)
        app.setWindowIcon(icon("calendar-check", "accent_ink"))
        window = MainWindow(colour_titles(COLOURS))
        lanes = Lanes(self._clean_up)
        scope = TaskScope(window, self._reporter.report)
        self._reporter.show = ProblemPresenter(window, self._profile.log).show
        if self._first is not None:
            self._first.asked.connect(window.come_to_front)
            self._first.listen()
        closed = asyncio.Event()
        window.closed.connect(closed.set)
        scope.start(self._open(window, lanes, scope), name="opening the profile")
        try:
            await closed.wait()
        finally:
            scope.close()
            if self._first is not None:
                self._first.close()
            window.hide()
            await self._end(lanes)
            self._reporter.show = None
            window.deleteLater()
        return 0

    async def _open(self, window: MainWindow, lanes: Lanes, scope: TaskScope) -> None:
        opener = _open_demo if self._demo else _open_profile
        showing = asyncio.get_running_loop().call_later(_SECONDS_TO_SHOW, window.show)
        try:
            opened = await lanes.lane("db").run(opener, self._profile, self._log_level)
            self._opened = opened
            hub = Hub(opened.workspace, lanes, self._reporter)
            await open_locked_door(hub, window)
            self._controller = MainController(hub, window, opened.layout, versions)
        except ProfileUnusable as error:
            window.show_failure(error.sentence, error.hint)
        finally:
            showing.cancel()
            window.show()
        if self._demo:
            window.status.show_badge("Demo", _ABOUT_THE_DEMO)
        if self._controller is not None:
            self._controller.start()
        if self._opened is not None and self._opened.workspace.store.notice:
            notice = self._opened.workspace.store.notice
            scope.start(dialogs.tell(window, _RESCUED, notice), name="telling of the rescue")

    async def _end(self, lanes: Lanes) -> None:
        """Remember what is to be remembered, and let go of everything within two seconds."""
        if self._controller is not None:
            try:
                async with asyncio.timeout(_SECONDS_TO_KEEP):
                    await self._controller.close()
            except (TimeoutError, EventDeskError) as error:
                _log.info("The window's layout was not kept: %s", type(error).__name__)
        stuck = await lanes.close(_SECONDS_TO_END)
        if self._opened is not None:
            if not stuck:
                self._opened.workspace.close()
            stop_log(self._opened.log)

    def _clean_up(self) -> None:
        if self._opened is not None:
            self._opened.workspace.close_thread()


_RESCUED = "The store was damaged and is mended"
_ABOUT_THE_DEMO = (
    "Events and people are made up, and everything you do here is thrown away when the window "
    "closes."
)


def versions() -> dict[str, str]:
    """What runs here, and which version of it."""
    return {
        "Event Desk": version("eventdesk"),
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "SQLite": sqlite3.sqlite_version,
    }


def _open_profile(profile: Profile, log_level: str) -> Opened:
    """On the `db` lane. Raises `ProfileUnusable`."""
    profile.prepare()
    return _opened(
        open_workspace(profile, KeyringVault(profile.identity())), _started(profile, log_level)
    )


def _open_demo(profile: Profile, log_level: str) -> Opened:
    """On the `db` lane."""
    # The demo's data would cost every start of the window time.
    from eventdesk.services.demo import open_demo

    profile.prepare()
    return _opened(open_demo(profile), _started(profile, log_level))


def _opened(workspace: Workspace, log: logging.Handler) -> Opened:
    return Opened(workspace, read_layout(workspace.layout), log)


def _started(profile: Profile, log_level: str) -> logging.Handler:
    try:
        return start_log(profile.log, log_level)
    except OSError as error:
        raise ProfileUnusable(
            f"The log file {profile.log} cannot be written ({error.strerror}).",
            "Check its permissions, or choose another profile with --profile.",
        ) from error


@contextmanager
def _profile(options: argparse.Namespace) -> Iterator[Profile]:
    """The chosen profile; that of the demo exists only as long as the window."""
    if not options.demo:
        folder: Path | None = options.profile
        yield Profile(folder.expanduser().absolute()) if folder else default_profile()
        return
    folder = Path(tempfile.mkdtemp(prefix="eventdesk-demo-"))
    try:
        yield Profile(folder, thrown_away=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """The global options of the command line, read without loading its commands."""
    parser = argparse.ArgumentParser(prog="eventdesk", add_help=False, allow_abbrev=False)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--log-level", choices=_LEVELS, default="info")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--new-window", action="store_true")
    return parser.parse_args(arguments)
