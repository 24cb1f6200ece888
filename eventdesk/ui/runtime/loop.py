"""Runs the program on one asyncio loop that is also Qt's, and ends it cleanly.

Nothing here or elsewhere starts a nested loop: no `exec()` of a dialog, no `processEvents()`.
"""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from eventdesk.ui.runtime.garbage import collected_on_this_thread
from eventdesk.ui.runtime.problems import ProblemReporter

_log = logging.getLogger(__name__)

_SECONDS_FOR_LEFTOVERS = 2.0
# Each call of Qt into Python waits for a busy lane to let go of the interpreter: 5 ms by default,
# which a table of many cells feels. Measured: gaps of 0.65 s in an import shrink to 0.1 s.
_SECONDS_UNTIL_A_LANE_LETS_GO = 0.0005
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Application(QApplication):
    """The Qt application; a wish to quit, from the system or a menu, ends no loop by itself.

    Signals:
        quit_asked: the system (a logout, Cmd+Q) or `QApplication.quit` wants the program to end.
    """

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Turn Qt's quit into a request; everything else goes its way."""
        if event.type() == QEvent.Type.Quit:
            self.quit_asked.emit()
            return True
        return super().event(event)


Main = Callable[[QApplication], Coroutine[Any, Any, int]]


def run(main: Main, *, reporter: ProblemReporter | None = None) -> int:
    """Run `main` until it returns and give back its exit code.

    Ctrl-C, SIGTERM and Qt's quit cancel `main`, so that its `finally` blocks close what is open;
    a second signal ends the process the hard way. Tasks left over are cancelled.

    Returns:
        What `main` returned; if it was cancelled, 128 plus the signal's number or 0 for a quit; 1
        if it raised, which is reported.
    """
    app = QCoreApplication.instance() or Application(sys.argv)
    assert isinstance(app, QApplication)
    # A dialog shown before the main window would otherwise end the program when it closes.
    app.setQuitOnLastWindowClosed(False)
    gc.freeze()  # what the imports made stays for ever; collections need not look at it
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    sys.setswitchinterval(_SECONDS_UNTIL_A_LANE_LETS_GO)
    reporter = reporter or ProblemReporter()
    try:
        with collected_on_this_thread(), reporter.installed(loop):
            return _run_main(loop, app, main)
    except Exception as error:  # noqa: BLE001 - the last place that can log it masked
        reporter.report(error, "the program")
        return 1
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _run_main(loop: asyncio.AbstractEventLoop, app: QApplication, main: Main) -> int:
    task = loop.create_task(main(app), name="main")
    received: list[int] = []

    def stop(number: int = 0) -> None:
        received.append(number)
        task.cancel()

    if isinstance(app, Application):
        app.quit_asked.connect(lambda: stop())
    try:
        with _stop_signals(stop):
            _complete(loop, task)
            return task.result()
    except asyncio.CancelledError:
        number = received[0] if received else 0
        return 128 + number if number else 0
    finally:
        _complete(loop, loop.create_task(_cancel_leftovers(), name="cancel leftovers"))


def _complete(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> None:
    """Run the loop until the task is done, even if something ends Qt's loop before that."""
    while not task.done():
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            return
        except RuntimeError:
            if task.done():
                raise
            _log.warning("Qt's loop was ended from outside; closing down")
            task.cancel()


async def _cancel_leftovers() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=_SECONDS_FOR_LEFTOVERS)
    await asyncio.get_running_loop().shutdown_asyncgens()


@contextlib.contextmanager
def _stop_signals(stop: Callable[[int], None]) -> Iterator[None]:
    """Call `stop` with the number of the first signal, at once, though Qt's loop sleeps in C++.

    Python runs signal handlers only between its own instructions, so a socket that the signal
    writes to wakes Qt's loop.
    """

    def handle(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)  # somebody who asks twice means it
        stop(number)

    reader, writer = socket.socketpair()
    with reader, writer:
        reader.setblocking(False)
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: reader.recv(16))
        fd_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        before = {number: signal.signal(number, handle) for number in _STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(fd_before)
            notifier.setEnabled(False)
