"""Work that a dialog waits for: its progress on a bar, and a way to stop it."""

from collections.abc import Iterator
from contextlib import contextmanager

from shiboken6 import isValid

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import Progress
from eventdesk.ui.runtime.progress import ProgressBridge
from eventdesk.ui.views.common.busy_bar import BusyBar


class Work:
    """The work shown on one bar. Work begun later takes the bar over from earlier work."""

    def __init__(self, bar: BusyBar) -> None:
        self._bar = bar
        self._latest: CancelToken | None = None

    @contextmanager
    def shown(
        self, sentence: str, *, cancellable: bool = True
    ) -> Iterator[tuple[ProgressBridge[Progress], CancelToken]]:
        """Show work for as long as the block lasts; gives what the work is to be called with.

        A call on a lane goes on when nobody waits for it any more, so leaving the block stops it.
        """
        token = self._latest = CancelToken()
        asked = self._bar.cancel_asked.connect(token.cancel)
        self._bar.begin(sentence, cancellable=cancellable)
        try:
            with ProgressBridge(self._bar.show_progress) as progress:
                yield progress, token
        finally:
            token.cancel()
            if isValid(self._bar):  # the dialog may be gone before its last task is
                self._bar.cancel_asked.disconnect(asked)
                if self._latest is token:
                    self._bar.end()
