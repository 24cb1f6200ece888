"""A way to stop long work from another thread. The work asks; nothing is interrupted by force."""

import threading

from eventdesk.domain.errors import Cancelled


class CancelToken:
    """Shared by the one who may stop the work and the work itself."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._stopped.set()

    @property
    def cancelled(self) -> bool:
        """True once somebody asked."""
        return self._stopped.is_set()

    def check(self) -> None:
        """Raise `Cancelled` once somebody asked."""
        if self._stopped.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Pause, but wake and raise `Cancelled` as soon as somebody asks."""
        if self._stopped.wait(seconds):
            raise Cancelled
