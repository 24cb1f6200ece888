"""Marks of all events: sending what waits, deciding what is in dispute, looking things up."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.attendance import NEEDS_DECISION, WAITING, MarkState
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.dialog_work import Work
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.outbox_activity import ActivityLog
from eventdesk.ui.models.import_words import spoken
from eventdesk.ui.models.marks import MarkRow
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.dialogs.outbox_dialog import OutboxDialog

Which = Literal["waiting", "decision", "activity"]


async def show_outbox(hub: Hub, parent: QWidget | None, which: Which = "waiting") -> None:
    """Show the marks until the person closes the window; `which` is the page in front."""
    dialog = OutboxDialog(parent)
    outbox = _Outbox(hub, dialog)
    outbox.begin()
    dialog.show_page(which)
    try:
        await dialogs.show(dialog)
    finally:
        outbox.close()
        if isValid(dialog):
            dialog.deleteLater()


class _Outbox:
    """Fills the pages of marks and does what their buttons ask for."""

    def __init__(self, hub: Hub, dialog: OutboxDialog) -> None:
        self._hub = hub
        self._dialog = dialog
        self._tasks = hub.scope(dialog)
        self._work = Work(dialog.busy)
        self._log = ActivityLog(hub, dialog, self._tasks, self._work)
        self._accounts: list[str] = []

    def begin(self) -> None:
        """Listen, and show what there is."""
        dialog, single = self._dialog, self._tasks.single
        self._hub.changed.connect(self._refresh_if_concerned)
        dialog.waiting.send_asked.connect(
            lambda: single("sending marks", self._send, repeat=Repeat.IGNORE)
        )
        dialog.waiting.event_asked.connect(self._show_event)
        dialog.decision.event_asked.connect(self._show_event)
        dialog.decision.decided.connect(
            lambda rows, ours: single(
                "deciding", lambda: self._decide(rows, ours), repeat=Repeat.IGNORE
            )
        )
        self._refresh()

    def close(self) -> None:
        """Stop listening and whatever still runs."""
        self._hub.changed.disconnect(self._refresh_if_concerned)
        self._tasks.close()

    def _refresh_if_concerned(self, changes: Changes) -> None:
        if changes.marks or changes.accounts:
            self._refresh()

    def _refresh(self) -> None:
        self._tasks.single("reading marks", self._show_marks, repeat=Repeat.REPLACE)
        self._log.refresh()

    async def _show_marks(self) -> None:
        waiting, undecided = await self._rows(WAITING), await self._rows(NEEDS_DECISION)
        self._accounts = list(dict.fromkeys(row.account for row in waiting if row.account))
        oldest = min((row.mark.marked_at for row in waiting), default=None)
        self._dialog.waiting.show_rows(waiting, _waiting_words(len(waiting), oldest))
        self._dialog.decision.show_rows(undecided, _decision_words(len(undecided)))

    async def _rows(self, states: frozenset[MarkState]) -> list[MarkRow]:
        found = await self._hub.db(self._hub.workspace.outbox.marks, states)
        return [MarkRow(each.account, each.mark) for each in found]

    async def _send(self) -> None:
        """Send the marks of each account at once, and say what became of them."""
        dialog = self._dialog
        dialog.message.clear()
        dialog.waiting.allow(False)
        try:
            sent, problems = await self._pushed(self._accounts)
            totals = await self._hub.db(self._hub.workspace.outbox.totals)
        finally:
            dialog.waiting.allow(True)
        told = _sent_words(sent, totals.waiting, totals.needs_decision)
        dialog.say(" ".join([told, *problems]), failed=bool(problems))

    async def _pushed(self, names: Sequence[str]) -> tuple[int, list[str]]:
        """How many marks were confirmed, and what went wrong. One account holds up no other."""
        push = self._hub.workspace.syncing.push
        sent, problems = 0, list[str]()
        with self._work.shown(_tr("Sending marks")) as (tell, cancel):
            for name in names:
                try:
                    report, changes = await self._hub.account(
                        name, push, name, tell, cancel, at_once=True
                    )
                except Cancelled:
                    problems.append(_tr("Stopped. What was not sent still waits."))
                    break
                except EventDeskError as error:
                    problems.append(error.message)
                else:
                    self._hub.announce(changes)
                    sent += report.marks.confirmed
                    problems += [f"{name}: {problem}" for problem in report.problems]
        return sent, problems

    async def _decide(self, rows: list[MarkRow], ours: bool) -> None:
        dialog, resolve = self._dialog, self._hub.workspace.marking.resolve
        dialog.message.clear()
        dialog.decision.allow(False)
        outcomes, problems = list[Changes](), list[str]()
        for row in rows:
            try:
                outcome = await self._hub.db(resolve, row.mark.id, keep_ours=ours)
            except EventDeskError as error:
                problems.append(error.message)
            else:
                outcomes.append(outcome.changes)
        dialog.decision.allow(True)
        self._hub.announce(reduce(or_, outcomes, Changes()))
        for name in dict.fromkeys(row.account for row in rows if ours and row.account):
            self._hub.marks_made.emit(name)
        told = _decided_words(len(outcomes), ours)
        dialog.say(" ".join([told, *problems]), failed=bool(problems))

    def _show_event(self, row: MarkRow) -> None:
        if row.account:
            self._dialog.accept()
            self._hub.want_event(EventRef(row.account, row.mark.event_ref))


def _waiting_words(count: int, oldest: datetime | None) -> str:
    if not count:
        return ""
    waits = _tr("1 mark waits") if count == 1 else _tr("{count} marks wait")
    since = _tr("{marks}, the oldest since {time}. They are sent by themselves.")
    return since.format(marks=waits.format(count=spoken(count)), time=moment(oldest))


def _decision_words(count: int) -> str:
    if not count:
        return ""
    needs = (
        _tr("1 mark needs your decision.")
        if count == 1
        else _tr("{count} marks need your decision.")
    )
    return needs.format(count=spoken(count))


def _sent_words(sent: int, waiting: int, undecided: int) -> str:
    return _tr("{sent} confirmed, {waiting} waiting, {undecided} to decide.").format(
        sent=spoken(sent), waiting=spoken(waiting), undecided=spoken(undecided)
    )


def _decided_words(count: int, ours: bool) -> str:
    if ours:
        one, many = _tr("1 mark goes out again."), _tr("{count} marks go out again.")
    else:
        one, many = _tr("1 mark dropped."), _tr("{count} marks dropped.")
    return (one if count == 1 else many).format(count=spoken(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)
