"""The second half of an import: which event, what would change, and the writing itself."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from eventdesk.domain.capability import Capability
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery, ListedEvent, wall_clock
from eventdesk.domain.importing import ImportOutcome
from eventdesk.domain.text import fold
from eventdesk.services.importing import ReadList
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.importing_list import ListStep
from eventdesk.ui.models import import_words
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.views.dialogs.import_dialog import ImportDialog, ImportStep

_DAY = 86_400


class TargetStep:
    """Asks where the list goes, and writes it there."""

    def __init__(
        self, hub: Hub, dialog: ImportDialog, tasks: TaskScope, work: Work, list_step: ListStep
    ) -> None:
        self._hub = hub
        self._dialog = dialog
        self._page = dialog.target
        self._importing = hub.workspace.importing
        self._tasks = tasks
        self._work = work
        self._list = list_step
        self._accounts: list[str] = []

    def connect(self) -> None:
        """Listen to the dialog."""
        dialog, single = self._dialog, self._tasks.single
        dialog.target_asked.connect(
            lambda: single("looking for events", self._ask, repeat=Repeat.IGNORE)
        )
        dialog.import_asked.connect(
            lambda: single("importing a list", self._write, repeat=Repeat.IGNORE)
        )
        self._page.search_changed.connect(
            lambda text: single("finding events", lambda: self._find(text), repeat=Repeat.REPLACE)
        )
        self._page.target_changed.connect(self._compare_again)

    async def _ask(self) -> None:
        """Offer the events that take lists; one with the file's name as its title is chosen."""
        summaries = await self._hub.db(self._hub.workspace.accounts.summaries)
        self._accounts = [
            each.account.name
            for each in summaries
            if each.info is not None and Capability.IMPORT in each.info.capabilities
        ]
        title = import_words.title_from(self._list.path)
        self._page.begin(title, self._accounts)
        found = await self._find("")
        same = next((each for each in found if fold(each.event.title) == fold(title)), None)
        self._page.choose(same)
        self._dialog.show_step(ImportStep.TARGET)
        self._compare_again()

    async def _find(self, text: str) -> list[ListedEvent]:
        """The events that take lists, those to come first."""
        query = EventQuery(accounts=tuple(self._accounts), search=text)
        found = await self._hub.db(self._hub.workspace.events.find, query)
        ordered = sorted(found, key=_nearest)
        self._page.show_events(ordered)
        return ordered

    def _compare_again(self) -> None:
        if self._dialog.step is ImportStep.TARGET:
            self._dialog.allow(False)
            self._dialog.message.clear()
            self._page.show_counts("")
            self._tasks.single("comparing", self._compare, repeat=Repeat.REPLACE)

    async def _compare(self) -> None:
        """Say what writing would do, before anything is written."""
        dialog, page, read = self._dialog, self._page, self._list.read
        if read is None:
            return
        if not self._accounts:
            dialog.show_error(_tr("None of the accounts takes lists. Add one that does first."))
            return
        listed = page.chosen_event()
        if page.wants_new():
            outcome = ImportOutcome(added=len(read.rows))
        elif listed is None:
            page.show_counts(_tr("Choose an event."))
            return
        else:
            try:
                outcome = await self._dry_run(listed.ref, read)
            except EventDeskError as error:
                self._show_error(error)
                return
        page.show_counts(import_words.would_do(outcome))
        dialog.allow(True)

    async def _dry_run(self, ref: EventRef, read: ReadList) -> ImportOutcome:
        with self._work.shown(_tr("Comparing the list with the event")) as (tell, cancel):
            return await self._hub.account(
                ref.account,
                self._importing.write,
                ref,
                read,
                dry_run=True,
                progress=tell,
                cancel=cancel,
            )

    async def _write(self) -> None:
        dialog, read = self._dialog, self._list.read
        if read is None:
            return
        dialog.message.clear()
        dialog.lock(True)
        try:
            ref, outcome = await self._written(read)
            problem = await self._sync(ref)
        except EventDeskError as error:
            self._show_error(error)
            return
        finally:
            dialog.lock(False)
        self._hub.want_event(ref)
        dialog.show_done(_tr("The list is in"), import_words.summary(outcome), outcome.skipped)
        if problem:
            dialog.show_error(problem)

    async def _written(self, read: ReadList) -> tuple[EventRef, ImportOutcome]:
        page, importing = self._page, self._importing
        listed = None if page.wants_new() else page.chosen_event()
        with self._work.shown(_tr("Writing attendees")) as (tell, cancel):
            if listed is None:
                name = page.account()
                return await self._hub.account(
                    name,
                    importing.write_new,
                    name,
                    page.values(),
                    read,
                    progress=tell,
                    cancel=cancel,
                )
            outcome = await self._hub.account(
                listed.ref.account,
                importing.write,
                listed.ref,
                read,
                dry_run=False,
                progress=tell,
                cancel=cancel,
            )
            return listed.ref, outcome

    async def _sync(self, ref: EventRef) -> str:
        """Read the event again as it is now; returns what went wrong, "" for nothing.

        What was written stays written, so a failure here is none of the import.
        """
        changes = Changes(calendar=True, details=frozenset({ref}), marks=True)
        refresh, parts = self._hub.workspace.syncing.refresh_event, frozenset(Capability)
        problem = ""
        try:
            with self._work.shown(_tr("Reading the event")) as (tell, cancel):
                report, more = await self._hub.account(
                    ref.account, refresh, ref, parts, tell, cancel
                )
            changes |= more
            problem = " ".join(report.problems)
        except EventDeskError as error:
            problem = error.message
        self._hub.announce(changes)
        return problem

    def _show_error(self, error: EventDeskError) -> None:
        if isinstance(error, Cancelled):
            self._dialog.message.say(_tr("Stopped. Nothing was written."))
        else:
            self._dialog.show_error(error.message)


def _nearest(listed: ListedEvent) -> tuple[bool, float]:
    """Sorts events to come before those that were, each by how near they are."""
    if listed.event.start is None:
        return True, float("inf")
    start = wall_clock(listed.event.start, None)
    seconds = (start - datetime.now(UTC).astimezone().replace(tzinfo=None)).total_seconds()
    return seconds < -_DAY, abs(seconds)


def _tr(text: str) -> str:
    return QCoreApplication.translate("importing", text)
