"""The person at the terminal: whether there is one, and what their Ctrl-C does."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from eventdesk.domain.cancel import CancelToken


def at_terminal() -> bool:
    """Whether somebody is there to answer a question."""
    return sys.stdin.isatty()


@contextmanager
def stopping_gently(cancel: CancelToken) -> Iterator[None]:
    """Let the first Ctrl-C stop work at its next look; a second one ends the program at once."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()
        if sys.stderr.isatty():
            # Not by print: the signal may have come in the middle of one.
            os.write(sys.stderr.fileno(), b"\nStopping. Press Ctrl-C again to end at once.\n")
        # An exception would have to wait for threads that themselves wait for a system.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with _handled_by(handle):
        yield


@contextmanager
def asking() -> Iterator[None]:
    """Let Ctrl-C end a question by `KeyboardInterrupt`: the terminal gets its echo back."""
    with _handled_by(signal.default_int_handler):
        yield


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
