"""What all controllers share: the services, the lanes to call them on, and news of changes."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.changes import Changes
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.services.workspace import Workspace
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.problems import ProblemReporter
from eventdesk.ui.runtime.tasks import TaskScope

P = ParamSpec("P")
T = TypeVar("T")


class Hub(QObject):
    """Made once, by the composition root; lives as long as the window.

    Signals:
        changed: a `Changes` value; each view decides alone whether to refresh.
        event_wanted: an `EventRef` that somebody wants to see, wherever they asked, and which
            occurrence of it, an `EventTime`, None for the event itself.
        marks_made: name of an account that has marks to send now.
    """

    changed = Signal(object)
    event_wanted = Signal(object, object)
    marks_made = Signal(str)

    def __init__(self, workspace: Workspace, lanes: Lanes, problems: ProblemReporter) -> None:
        super().__init__()
        self.workspace = workspace
        self.problems = problems
        self._lanes = lanes

    async def db(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A short read or write of the store."""
        return await self._lanes.lane("db").run(call, *args, **kwargs)

    async def lists(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Looking through the whole store, for which no mark and no other view waits."""
        return await self._lanes.lane("lists").run(call, *args, **kwargs)

    async def door(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A short read or write of the store for the door, which waits behind no other view."""
        return await self._lanes.lane("door").run(call, *args, **kwargs)

    async def camera(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A search for codes in a picture, which takes its time and holds up nobody."""
        return await self._lanes.lane("camera").run(call, *args, **kwargs)

    async def account(
        self, account_name: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Work that talks with an account's system: one at a time for each account."""
        return await self._lanes.lane(f"account {account_name}").run(call, *args, **kwargs)

    async def vault(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Work that may wait for the keyring, and blocks only itself."""
        return await self._lanes.lane("vault").run(call, *args, **kwargs)

    async def check(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Trying out an account that is not kept yet, which holds up nobody else."""
        return await self._lanes.lane("check").run(call, *args, **kwargs)

    async def files(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Reading and writing files that the person chose."""
        return await self._lanes.lane("files").run(call, *args, **kwargs)

    def scope(self, owner: QObject) -> TaskScope:
        """A home for the tasks of one widget or controller."""
        return TaskScope(owner, self.problems.report)

    def announce(self, changes: Changes) -> None:
        """Tell every open view what is no longer as it may have read it."""
        if changes:
            self.changed.emit(changes)

    def want_event(self, ref: EventRef, occurrence: EventTime | None = None) -> None:
        """Show an event, or one occurrence of a series, in the detail pane."""
        self.event_wanted.emit(ref, occurrence)
