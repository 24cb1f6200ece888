"""Guards around every test: log warnings, threads, asyncio tasks, timers, windows, Qt messages.

A test that leaves one of these behind fails and the culprit is named. Python warnings are errors
and Qt messages during the test are failures by the settings in pyproject.toml. A test that has
failed already is not held to its leftovers.
"""

import asyncio
import gc
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import pytest

from tests.qt_guards import QtLeftovers, QtMessages, spy_on_timers

# A thread that was told to end may need a moment on a busy machine; one that was not never ends.
_GRACE_SECONDS = 2.0
_failed = pytest.StashKey[bool]()


@dataclass(frozen=True, slots=True)
class ExpectedLog:
    """A log record that a test announces."""

    logger: str
    pattern: str
    level: int
    optional: bool

    def covers(self, record: logging.LogRecord) -> bool:
        """Whether the record is the announced one."""
        named = record.name == self.logger or record.name.startswith(f"{self.logger}.")
        found = re.search(self.pattern, record.getMessage())
        return named and record.levelno == self.level and found is not None


@dataclass
class LogGuard(logging.Handler):
    """Collects every record from WARNING up, and judges them when the test is over."""

    expected: list[ExpectedLog] = field(default_factory=list)
    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    __hash__ = logging.Handler.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)

    def expect(
        self, logger: str, pattern: str, *, level: int = logging.WARNING, optional: bool = False
    ) -> None:
        """Announce records of this logger or one below it whose text holds the pattern.

        Any number of them may come, before or after the call. That none comes is a failure too,
        unless the record is optional.
        """
        self.expected.append(ExpectedLog(logger, pattern, level, optional))

    def problems(self) -> list[str]:
        """Records that nobody announced, and announced ones that did not come."""
        found = [
            f"unexpected log record: {record.levelname} {record.name} "
            f"({record.pathname}:{record.lineno}): {record.getMessage()}"
            for record in self.records
            if not any(expected.covers(record) for expected in self.expected)
        ]
        found += [
            f"expected log record did not come: {expected}"
            for expected in self.expected
            if not expected.optional and not any(map(expected.covers, self.records))
        ]
        if self not in logging.getLogger().handlers:
            found.append("the root logger's handlers were replaced and not put back")
        return found


ExpectLog = Callable[..., None]


class ThreadGuard:
    """Threads of Python that the test started and did not end, daemons too."""

    def __init__(self) -> None:
        self._before = set(threading.enumerate())

    def problems(self) -> list[str]:
        """A line for each thread that is still there after the grace."""
        deadline = time.monotonic() + _GRACE_SECONDS
        return [_describe(thread) for thread in self._new() if not _ends(thread, deadline)]

    def _new(self) -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread not in self._before]


def _ends(thread: threading.Thread, deadline: float) -> bool:
    if isinstance(thread, threading._DummyThread):  # a foreign thread: it cannot be joined
        return thread.ident not in sys._current_frames()
    thread.join(max(0.0, deadline - time.monotonic()))
    return not thread.is_alive()


def _describe(thread: threading.Thread) -> str:
    kind = "daemon thread" if thread.daemon else "thread"
    target = getattr(thread, "_target", None)
    runs = getattr(target, "__qualname__", type(thread).__qualname__)
    frame = sys._current_frames().get(thread.ident or 0)
    return f"leftover {kind} {thread.name!r} running {runs}, now at {_place(frame)}"


def _place(frame: FrameType | None) -> str:
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "an unknown place"


class TaskGuard:
    """Asyncio tasks, of any loop, that the test left undone."""

    def __init__(self) -> None:
        self._before = _pending_tasks()

    def problems(self) -> list[str]:
        """A line for each task that the test left undone."""
        if _pending_tasks() - self._before:
            gc.collect()  # a task that only a reference cycle holds reports itself to the log
        return [_describe_task(task) for task in _pending_tasks() - self._before]


def _pending_tasks() -> set[asyncio.Task[Any]]:
    # asyncio.all_tasks() answers for one loop alone; leftovers may belong to any, a closed one too.
    name = "_scheduled_tasks" if sys.version_info >= (3, 12) else "_all_tasks"
    tasks: Iterable[asyncio.Task[Any]] = getattr(asyncio.tasks, name)
    return {task for task in list(tasks) if not task.done()}


def _describe_task(task: asyncio.Task[Any]) -> str:
    runs = getattr(task.get_coro(), "__qualname__", "?")
    stack = task.get_stack(limit=1)
    place = _place(stack[0] if stack else None)
    return f"leftover task {task.get_name()!r} running {runs}, now at {place}"


@dataclass
class Guards:
    """All guards of one test."""

    logs: LogGuard = field(default_factory=LogGuard)
    threads: ThreadGuard = field(default_factory=ThreadGuard)
    tasks: TaskGuard = field(default_factory=TaskGuard)
    qt: QtLeftovers = field(default_factory=QtLeftovers)

    def problems(self) -> list[str]:
        """Everything that the test left behind. The log comes last, as the others may write it."""
        return [
            *self.qt.problems(),
            *self.threads.problems(),
            *self.tasks.problems(),
            *self.logs.problems(),
        ]


@pytest.fixture(autouse=True)
def guards(request: pytest.FixtureRequest) -> Generator[Guards]:
    """Watch the test. It is set up first and taken down last of a test's own fixtures."""
    root = logging.getLogger()
    watch = Guards()
    root.addHandler(watch.logs)
    try:
        yield watch
        problems = [] if request.node.stash.get(_failed, False) else watch.problems()
    finally:
        root.removeHandler(watch.logs)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def expect_log(guards: Guards) -> ExpectLog:
    """Announce a log record from WARNING up: see LogGuard.expect."""
    return guards.logs.expect


def pytest_sessionstart() -> None:
    """Begin to note timers, if Qt is there."""
    spy_on_timers()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that the test failed."""
    report = yield
    item.stash[_failed] = report.failed or item.stash.get(_failed, False)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Fail on Qt messages while a test is taken down: pytest-qt has stopped listening by then."""
    messages = QtMessages(item.config.getini("qt_log_ignore"))
    with messages.collected():
        yield
    if messages.found:
        pytest.fail("\n".join(messages.found), pytrace=False)
