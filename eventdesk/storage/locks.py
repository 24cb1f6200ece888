"""Locks between processes that share a profile. The system frees them when a process dies."""

import errno
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import ProfileUnusable

if sys.platform == "win32":
    import msvcrt

    _HOLDERS = 10_000
    """Windows knows no shared locks on files here: each holder takes one of that many bytes."""

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _take_shared(descriptor: int) -> None:
        os.lseek(descriptor, random.randrange(_HOLDERS), os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _take_from_all(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _HOLDERS)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _take_shared(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    _take_from_all = _take

_HELD_BY_OTHERS = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})


@contextmanager
def only_one(path: Path, cancel: CancelToken, *, patience: float = 3.0) -> Iterator[bool]:
    """Hold the lock `path` while the block runs.

    Yields False, without the lock, where another process still holds it after `patience` seconds.

    Raises:
        Cancelled: the person stopped waiting.
        ProfileUnusable: the lock file cannot be written, or the disk knows no locks.
    """
    descriptor = _opened(path)
    try:
        yield _wait_for(_take, descriptor, cancel, patience)
    finally:
        os.close(descriptor)


class Presence:
    """Says that this program uses something, for as long as it is held.

    Raises:
        ProfileUnusable: another program wants it for itself, or the folder knows no locks.
    """

    def __init__(self, path: Path, *, patience: float = 3.0) -> None:
        self._descriptor: int | None = _opened(path)
        try:
            held = _wait_for(_take_shared, self._descriptor, CancelToken(), patience)
        except BaseException:  # whatever it is goes on; only the file must not stay open
            self.close()
            raise
        if not held:
            self.close()
            raise ProfileUnusable(
                f"Another program is mending the profile in {path.parent.parent}.",
                "Wait a moment, then try again.",
            )

    def close(self) -> None:
        """Say it no more."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Keep everybody else from a `Presence` while the block runs; False where somebody has one."""
    descriptor = _opened(path)
    try:
        yield _wait_for(_take_from_all, descriptor, CancelToken(), patience=0.0)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ProfileUnusable(
            f"{path.parent} cannot be written ({error.strerror}).",
            "Check the folder's permissions and the free space.",
        ) from error


def _wait_for(
    take: Callable[[int], None], descriptor: int, cancel: CancelToken, patience: float
) -> bool:
    pause = 0.05
    for _ in range(max(1, round(patience / pause))):
        try:
            take(descriptor)
        except OSError as error:
            if error.errno not in _HELD_BY_OTHERS:
                raise ProfileUnusable(
                    f"The disk of the profile cannot lock files ({error.strerror}).",
                    "Choose a profile on this computer's own disk with --profile.",
                ) from error
            cancel.wait(pause)
        else:
            return True
    return False
