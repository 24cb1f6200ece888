"""Wherever an error appears, it is logged once, masked, and shown once."""

import asyncio
import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from eventdesk.domain.errors import ProfileUnusable
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problem_dialog import ProblemDialog, ProblemPresenter
from eventdesk.ui.runtime.problems import Problem, ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope
from tests.ui.conftest import until

SECRET = "Bearer abc123 for anna@example.org at https://api.example.org/v1/x?api_key=42"


def _fail() -> None:
    raise RuntimeError(SECRET)


async def _fail_later() -> None:
    await asyncio.sleep(0)
    _fail()


class _Emitter(QObject):
    fired = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            _fail()
        return super().event(event)


_EMITTER = _Emitter()


class _Unlucky:
    def __del__(self) -> None:
        _fail()


def _in_a_slot(_reporter: ProblemReporter) -> None:
    emitter = _Emitter()
    emitter.fired.connect(_fail)
    emitter.fired.emit()


def _in_an_event_handler(_reporter: ProblemReporter) -> None:
    # From Qt's own loop: an event sent from Python raises there, and is the task's error.
    QApplication.postEvent(_EMITTER, QEvent(QEvent.Type.User))


def _in_a_qt_timer(_reporter: ProblemReporter) -> None:
    QTimer.singleShot(0, _fail)


def _in_a_loop_callback(_reporter: ProblemReporter) -> None:
    asyncio.get_running_loop().call_later(0.001, _fail)


def _in_a_task(reporter: ProblemReporter) -> None:
    TaskScope(None, reporter.report).start(_fail_later(), name="load attendees")


def _in_a_forgotten_task(_reporter: ProblemReporter) -> None:
    task = asyncio.get_running_loop().create_task(_fail_later())
    task.add_done_callback(lambda _task: asyncio.get_running_loop().call_soon(gc.collect))


def _in_a_thread(_reporter: ProblemReporter) -> None:
    threading.Thread(target=_fail).start()


def _in_a_destructor(_reporter: ProblemReporter) -> None:
    _Unlucky()
    gc.collect()


def _in_a_lane(reporter: ProblemReporter) -> None:
    async def load() -> None:
        lanes = Lanes()
        try:
            await lanes.lane("db").run(_fail)
        finally:
            await lanes.close(5)

    TaskScope(None, reporter.report).start(load(), name="load attendees")


@pytest.mark.parametrize(
    "place",
    [
        _in_a_slot,
        _in_an_event_handler,
        _in_a_qt_timer,
        _in_a_loop_callback,
        _in_a_task,
        _in_a_forgotten_task,
        _in_a_thread,
        _in_a_destructor,
        _in_a_lane,
    ],
)
def test_an_error_anywhere_gives_exactly_one_report(
    qloop, expect_log, guards, place: Callable[[ProblemReporter], None]
) -> None:
    expect_log("eventdesk.ui.runtime.problems", "Unexpected error in", level=40)
    shown: list[tuple[Problem, bool]] = []

    async def body() -> None:
        on_main = threading.get_ident()
        reporter = ProblemReporter(
            lambda problem: shown.append((problem, threading.get_ident() == on_main))
        )
        with reporter.installed(qloop.loop):
            place(reporter)
            await until(lambda: shown)
            gc.collect()
            await asyncio.sleep(0.01)  # a second report would have been on its way by now

    qloop.run(body())
    assert len(shown) == 1
    assert len(guards.logs.records) == 1
    problem, on_the_loops_thread = shown[0]
    assert on_the_loops_thread
    told = f"{problem} {guards.logs.records[0].getMessage()}"
    assert "RuntimeError" in told
    for secret in ("abc123", "anna@example.org", "api_key=42", str(Path.home())):
        assert secret not in told


def test_an_error_with_words_of_its_own_is_told_in_them(qloop, expect_log) -> None:
    expect_log("eventdesk.ui.runtime.problems", "ProfileUnusable", level=40)
    shown: list[Problem] = []

    async def body() -> None:
        reporter = ProblemReporter(shown.append)
        with reporter.installed(qloop.loop):
            reporter.report(ProfileUnusable("The profile is read-only.", "Free it."), "start")
            await until(lambda: shown)

    qloop.run(body())
    assert shown[0].sentence == "The profile is read-only. Free it."


def test_problems_share_one_dialog_that_blocks_nothing(qloop, tmp_path: Path) -> None:
    async def body() -> None:
        presenter = ProblemPresenter(None, tmp_path / "eventdesk.log")
        for number in (1, 2):
            presenter.show(Problem("It failed.", f"work {number}", f"trace {number}"))
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ProblemDialog)]
        assert [(d.isVisible(), d.isModal()) for d in dialogs] == [(True, False)]
        dialog = dialogs[0]
        buttons = {b.text(): b for b in dialog.findChildren(QPushButton)}
        assert set(buttons) == {"Copy", "Open log", "Close"}
        details = dialog.findChild(QPlainTextEdit).toPlainText()
        assert "trace 1" in details
        assert "trace 2" in details
        buttons["Copy"].click()
        assert QGuiApplication.clipboard().text() == details
        buttons["Close"].click()
        await until(lambda: not any(w is dialog for w in QApplication.topLevelWidgets()))
        presenter.show(Problem("Again.", "work 3", "trace 3"))
        again = [w for w in QApplication.topLevelWidgets() if isinstance(w, ProblemDialog)]
        assert "trace 1" not in again[0].findChild(QPlainTextEdit).toPlainText()
        again[0].close()

    qloop.run(body())
