"""Where unexpected errors end, whichever way they took: one log entry, one report to the person.

Slots, virtual methods and Qt timers lead to `sys.excepthook`, forgotten tasks and loop callbacks to
the loop's handler, threads and destructors to hooks of their own. All of them lead here.
"""

import asyncio
import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.masking import mask

_log = logging.getLogger(__name__)

_SENTENCE = "Something went wrong inside Event Desk. Your marks are safe; you can go on working."
_SEEN = "_eventdesk_reported"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person is told about an unexpected error.

    Attributes:
        sentence: fit for anybody.
        where: the work that failed, in a few words.
        details: the traceback without secrets or personal data, for whoever mends it.
    """

    sentence: str
    where: str
    details: str


class ProblemReporter:
    """Logs each unexpected error once and shows it on the window's thread."""

    def __init__(self, show: Callable[[Problem], None] | None = None) -> None:
        """`show` may be set later; without it, and before the loop exists, errors are logged."""
        self.show = show
        self._loop: asyncio.AbstractEventLoop | None = None

    def report(self, error: BaseException, where: str) -> None:
        """Take an unexpected error from any thread. Never raises; the same error counts once."""
        if getattr(error, _SEEN, False):
            return
        setattr(error, _SEEN, True)
        where = mask(where)
        details = mask("".join(traceback.format_exception(error)))
        sentence = mask(error.message) if isinstance(error, EventDeskError) else _SENTENCE
        _log.error("Unexpected error in %s\n%s", where, details)
        if self.show is not None and self._loop is not None and not self._loop.is_closed():
            # Later, even on the window's thread: this may be the middle of a paint event.
            self._loop.call_soon_threadsafe(self.show, Problem(sentence, where, details))

    @contextlib.contextmanager
    def installed(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Catch what nobody else caught, until the block is left."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        self._loop = loop
        loop.set_exception_handler(self._from_loop)
        sys.excepthook = self._from_interpreter
        threading.excepthook = self._from_thread
        sys.unraisablehook = self._from_destructor
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            loop.set_exception_handler(None)
            self._loop = None

    def _from_interpreter(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self.report(error, "the window")
        else:
            sys.__excepthook__(kind, error, trace)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.report(args.exc_value, f"thread {args.thread.name if args.thread else '?'}")

    def _from_destructor(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self.report(args.exc_value, args.err_msg or f"clean-up of {args.object!r}")

    def _from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self.report(error, str(context.get("message", "the loop")))
        else:
            _log.error("The loop says: %s", mask(str(context.get("message"))))
