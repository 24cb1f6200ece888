"""Locks between processes that share a profile. The system frees them when a process dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import ProfileUnusable

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_one(path: Path, cancel: CancelToken, *, patience: float = 3.0) -> Iterator[bool]:
    """Hold the lock `path` while the block runs.

    Yields False, without the lock, where another process still holds it after `patience` seconds.

    Raises:
        Cancelled: the person stopped waiting.
        ProfileUnusable: the lock file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ProfileUnusable(
            f"{path.parent} cannot be written ({error.strerror}).",
            "Check the folder's permissions and the free space.",
        ) from error
    try:
        yield _wait_for(descriptor, cancel, patience)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, cancel: CancelToken, patience: float) -> bool:
    pause = 0.05
    for _ in range(max(1, round(patience / pause))):
        try:
            _take(descriptor)
        except OSError:
            cancel.wait(pause)
        else:
            return True
    return False
