"""Work with an event's system that a person may watch and stop, from any part of the pane."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from shiboken6 import isValid

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.progress import ProgressCallback
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.progress import ProgressBridge
from eventdesk.ui.views.common.busy_bar import BusyBar

T = TypeVar("T")

_SHOWN_AFTER = 0.4
"""Seconds; work that is quicker is not worth a bar."""


async def with_system(
    hub: Hub,
    account: str,
    bar: BusyBar,
    sentence: str,
    call: Callable[[ProgressCallback, CancelToken], T],
) -> T:
    """Do work on an account's lane; `bar` shows it with `sentence` once it takes a while.

    Raises:
        Cancelled: the person stopped it. Any other `EventDeskError` is the work's own.
    """
    token, workspace = CancelToken(), hub.workspace
    stopping = bar.cancel_asked.connect(token.cancel)
    shown = asyncio.get_running_loop().call_later(_SHOWN_AFTER, bar.begin, sentence)
    try:
        known = await hub.db(workspace.accounts.get, account)
        # A locked keyring then holds up only its own lane.
        await hub.vault(workspace.connections.secrets_of, known)
        with ProgressBridge(bar.show_progress) as progress:
            return await hub.account(account, call, progress, token)
    finally:
        token.cancel()  # a call that nobody waits for any more should end
        shown.cancel()
        if isValid(bar):
            bar.cancel_asked.disconnect(stopping)
            bar.end()
