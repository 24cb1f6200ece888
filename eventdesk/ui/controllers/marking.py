"""Marks made and taken back in the Attendees tab: on disk first, then on screen at once."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from eventdesk.domain.attendance import Mark, MarkState, status_title
from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import Cancelled, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import Progress
from eventdesk.services.events import EventView
from eventdesk.services.marking import MarkOutcome
from eventdesk.services.workspace import Workspace
from eventdesk.ui.controllers.acts import Act, Acts
from eventdesk.ui.controllers.attendees import AttendeesController, Reading
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.detail.attendees_tab import AttendeesTab
from eventdesk.ui.views.detail.row_ranges import count_rows

T = TypeVar("T")

_AT_ONCE = 50
"""Marks in one transaction, so that nothing else waits long for the store."""
_ASKED_FROM = 100
"""So many marks are not made by a slip of the hand."""
_UNDONE_AT_MOST = 200


@dataclass(slots=True)
class _Tally:
    """What became of marks so far."""

    asked: int
    ids: list[str] = field(default_factory=list)
    already: int = 0
    local: int = 0

    def add(self, outcome: MarkOutcome) -> None:
        """Count another transaction's marks."""
        self.ids += [mark.id for mark in outcome.marks]
        self.already += len(outcome.already)
        self.local += sum(mark.state is MarkState.LOCAL for mark in outcome.marks)


class MarkingController(QObject):
    """Does what the buttons of the Attendees tab say, and notes in `acts` what was marked."""

    def __init__(
        self, hub: Hub, tab: AttendeesTab, attendees: AttendeesController, acts: Acts
    ) -> None:
        super().__init__(tab)
        self._acts = acts
        self._hub = hub
        self._tab = tab
        self._attendees = attendees
        self._scope = hub.scope(tab)
        self._view: EventView | None = None
        tab.mark_asked.connect(self._mark_asked)
        tab.undo_asked.connect(self._undo_asked)

    def open(self, view: EventView) -> None:
        """Marks are of this event from now on."""
        self._view = view

    def _mark_asked(self, status: str) -> None:
        ranges, view = self._tab.chosen_rows(), self._view
        if view is None or not ranges:
            self._tab.message.say(self.tr("Select an attendee first."))
            return
        if count_rows(ranges) > _ASKED_FROM:
            self._scope.single(
                "marking many",
                lambda: self._guarded(self._mark_many(view, ranges, status)),
                repeat=Repeat.IGNORE,
            )
            return
        # Who is meant is settled now: a moment later the rows may be other people's.
        people = self._attendees.loaded(ranges)
        self._start(self._mark(view, people, ranges, status))

    def _undo_asked(self) -> None:
        ranges, view = self._tab.chosen_rows(), self._view
        if view is None or not ranges:
            self._tab.message.say(self.tr("Select an attendee first."))
        elif count_rows(ranges) > _UNDONE_AT_MOST:
            text = self.tr("At most %d attendees can be taken back at once; select fewer.")
            self._tab.message.say(text % _UNDONE_AT_MOST, Tone.ALREADY)
        else:
            self._start(self._undo(view, self._attendees.loaded(ranges), ranges))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._scope.start(self._guarded(work), name="marking")

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Cancelled:
            pass
        except EventDeskError as error:
            self._tab.message.say(error.message, Tone.REFUSED)

    async def _mark(
        self,
        view: EventView,
        people: Sequence[ListedAttendee] | None,
        ranges: Sequence[range],
        status: str,
    ) -> None:
        if people is None:
            people = await self._attendees.rows(ranges)
        refs = [listed.attendee.ref for listed in people]
        mark = self._hub.workspace.marking.mark
        outcome = await self._do(view, lambda: mark(view.ref, refs, status))
        tally = _Tally(len(refs))
        tally.add(outcome)
        self._note(view, tally)
        self._announce(view.ref, outcome.changes)
        if len(people) == 1:
            await self._say_one(view, people[0].attendee, outcome, status)
        else:
            self._say_many(tally, status)

    async def _mark_many(self, view: EventView, ranges: Sequence[range], status: str) -> None:
        title = status_title(status).lower()
        count = count_rows(list(ranges))
        if not await dialogs.ask(
            self._tab,
            self.tr("Mark many attendees"),
            self.tr("Mark %d attendees of “%s” as %s?") % (count, view.listed.event.title, title),
            yes=self.tr("Mark %d") % count,
        ):
            return
        tally, changes, token, bar = _Tally(count), Changes(), CancelToken(), self._tab.busy
        stopping = bar.cancel_asked.connect(token.cancel)
        bar.begin(self.tr("Marking"))
        try:
            refs = [one.attendee.ref for one in await self._attendees.rows(ranges)]
            mark = self._hub.workspace.marking.mark
            for start in range(0, len(refs), _AT_ONCE):
                if token.cancelled:
                    break
                part = refs[start : start + _AT_ONCE]
                outcome = await self._hub.db(mark, view.ref, part, status)
                tally.add(outcome)
                changes |= outcome.changes
                bar.show_progress(Progress(self.tr("Marking"), start + len(part), len(refs)))
        finally:
            bar.cancel_asked.disconnect(stopping)
            bar.end()
            self._note(view, tally)
            self._announce(view.ref, changes)
        self._say_many(tally, status)

    async def _undo(
        self, view: EventView, people: Sequence[ListedAttendee] | None, ranges: Sequence[range]
    ) -> None:
        if people is None:
            people = await self._attendees.rows(ranges)
        attendees, workspace = [listed.attendee for listed in people], self._hub.workspace
        outcomes = await self._do(view, lambda: _undo_last(workspace, view.ref, attendees))
        changes = Changes()
        for outcome in outcomes:
            changes |= outcome.changes
        self._announce(view.ref, changes)
        self._tab.message.say(self._undone(people, [o.marks[0] for o in outcomes]))

    def _undone(self, people: Sequence[ListedAttendee], marks: Sequence[Mark]) -> str:
        if len(people) > 1:
            return self.tr("%d of %d taken back.") % (len(marks), len(people))
        if not marks:
            name = people[0].attendee.name
            return self.tr("This desk has no mark of %s to take back.") % name
        words = (marks[0].name, status_title(marks[0].status).lower())
        return self.tr("Taken back: %s is %s again.") % words

    async def _do(self, view: EventView, act: Callable[[], T]) -> T:
        """Act and read what is on screen in one turn of the db lane, then show it."""
        if view is not self._view:
            return await self._hub.db(act)
        result, reading = await self._hub.db(
            _act_and_read, act, self._attendees.reader(after_mark=True)
        )
        if view is self._view:
            self._attendees.apply(reading)
        return result

    def _note(self, view: EventView, tally: _Tally) -> None:
        self._acts.note(Act(view.ref, view.listed.event.title, tuple(tally.ids)))

    def _announce(self, ref: EventRef, changes: Changes) -> None:
        if changes:
            self._hub.announce(changes)
            self._hub.marks_made.emit(ref.account)

    async def _say_one(
        self, view: EventView, attendee: Attendee, outcome: MarkOutcome, status: str
    ) -> None:
        message, title = self._tab.message, status_title(status).lower()
        if outcome.already:
            text = self.tr("%s was %s already.") % (attendee.name, title)
            message.say(text, Tone.ALREADY)
        elif outcome.marks[0].state is MarkState.LOCAL and view.can(Capability.ATTENDANCE):
            text = self.tr("%s is marked on this desk only: the system cannot be told.")
            message.say(text % attendee.name, Tone.NEUTRAL)
        else:
            places = await self._places(view, attendee)
            if places > 1:
                message.say(self.tr("%s: %s, %d places.") % (attendee.name, title, places))
            else:
                message.clear()

    async def _places(self, view: EventView, attendee: Attendee) -> int:
        """How many places of the event a mark of this attendee reaches."""
        if view.info is None or not view.info.marks_persons or not attendee.person:
            return 1
        namesakes = await self._hub.db(
            self._hub.workspace.events.attendees, view.ref, AttendeeQuery(search=attendee.name)
        )
        return sum(one.attendee.person == attendee.person for one in namesakes)

    def _say_many(self, tally: _Tally, status: str) -> None:
        title = status_title(status).lower()
        text = self.tr("%d of %d marked %s") % (len(tally.ids), tally.asked, title)
        if tally.already:
            text += self.tr("; %d were %s already") % (tally.already, title)
        if 0 < tally.local < len(tally.ids):
            text += self.tr("; %d on this desk only") % tally.local
        self._tab.message.say(f"{text}.")


def _act_and_read(act: Callable[[], T], read: Callable[[], Reading]) -> tuple[T, Reading]:
    return act(), read()


def _undo_last(
    workspace: Workspace, ref: EventRef, attendees: Sequence[Attendee]
) -> list[MarkOutcome]:
    """Take back the last mark of each attendee that still counts."""
    marks = workspace.outbox.of_event(ref)
    undone = {mark.undo_of for mark in marks}
    ended = (MarkState.UNDONE, MarkState.REPLACED)
    live = [m for m in marks if not m.undo_of and m.state not in ended and m.id not in undone]
    outcomes, done = [], set[str]()
    for attendee in attendees:
        mine = [mark for mark in live if _is_of(mark, attendee) and mark.id not in done]
        if mine:
            outcomes.append(workspace.marking.undo(mine[-1].id))
            done.add(mine[-1].id)
    return outcomes


def _is_of(mark: Mark, attendee: Attendee) -> bool:
    same_person = bool(mark.person) and mark.person == attendee.person
    return mark.attendee_ref == attendee.ref or same_person
