"""Moves events that were dragged or given another time, and takes moves back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, Field, FieldKind, Values
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import BadRequest, Cancelled, EventDeskError, NotThere, Refused
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.progress import ProgressCallback
from eventdesk.services.event_moving import Moved, Times
from eventdesk.ui.controllers.action_doing import read_again
from eventdesk.ui.controllers.detail_work import with_system
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DaySpan, day_span
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.time_texts import place_words
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.calendar.undo_key import UndoKey
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.dialogs.action_form import ActionForm

Done = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Move:
    """One move: where to, from where alone (None for anywhere), and what to say of it."""

    ref: EventRef
    occurrence: EventTime | None
    times: Times
    title: str
    seen: Times | None = None


class MovingController(QObject):
    """Tells in `message` what was moved, with a way back; Ctrl+Z in `pane` is the same way."""

    def __init__(self, hub: Hub, pane: QWidget, *, message: InlineMessage, busy: BusyBar) -> None:
        super().__init__(pane)
        self._hub = hub
        self._pane = pane
        self._message = message
        self._busy = busy
        self._scope = hub.scope(self)
        self._last: Moved | None = None
        self._key = UndoKey(pane)
        self._key.asked.connect(self.undo)
        message.closed.connect(lambda: self._keep(None))  # from then on the key is for marks

    def move(self, span: DaySpan, starts: datetime, ends: datetime, done: Done) -> None:
        """Move an event to these times of the wall's clock; `done` when it is there, or is not.

        Args:
            ends: where it is as before, counted from `starts`, the event keeps its length.
        """
        move = _Move(
            span.listed.ref,
            span.listed.event.occurrence,
            new_times(span, starts, ends),
            span.listed.event.title,
        )
        work = partial(self._do, move, done, undoing=False)
        if self._scope.single("moving an event", work, repeat=Repeat.IGNORE) is None:
            done()

    def ask(self, entry: CalendarEntry) -> None:
        """A form for what dragging does: other times, typed."""
        work = partial(self._ask, entry)
        self._scope.single("asking for times", work, repeat=Repeat.IGNORE)

    def undo(self) -> None:
        """Take the last move back."""
        last = self._last
        if last is not None:
            move = _Move(last.ref, None, last.before, last.title, last.after)
            work = partial(self._do, move, lambda: None, undoing=True)
            self._scope.single("moving an event", work, repeat=Repeat.IGNORE)

    async def _do(self, move: _Move, done: Done, *, undoing: bool) -> None:
        try:
            await self._moved(move, undoing=undoing)
        except Cancelled:
            pass
        except EventDeskError as error:
            if undoing and isinstance(error, Refused | NotThere):
                self._keep(None)  # asking again would end the same
            self._message.say(error.message, Tone.REFUSED)
        finally:
            done()

    async def _moved(self, move: _Move, *, undoing: bool) -> None:
        service, workspace = self._hub.workspace.moving, self._hub.workspace
        allowed = await self._hub.db(service.can_move, move.ref, move.occurrence)
        if not allowed:
            raise BadRequest(allowed.reason)

        def moving(progress: ProgressCallback, cancel: CancelToken) -> tuple[Moved, Changes]:
            moved = service.move(
                move.ref, move.times, cancel, occurrence=move.occurrence, seen=move.seen
            )
            try:
                changes = read_again(workspace, move.ref.account, [move.ref], progress, cancel)
                moved = replace(moved, after=service.times(move.ref))
            except EventDeskError:  # the move is done; the next sync reads it
                changes = Changes(calendar=True, details=frozenset({move.ref}))
            return moved, changes

        sentence = self.tr("Moving “%s”") % move.title
        moved, changes = await with_system(
            self._hub, move.ref.account, self._busy, sentence, moving
        )
        self._hub.announce(changes)
        self._keep(None if undoing else moved)
        self._tell(move, moved, undoing=undoing)

    def _keep(self, moved: Moved | None) -> None:
        self._last = moved
        self._key.wanted = moved is not None

    def _tell(self, move: _Move, moved: Moved, *, undoing: bool) -> None:
        start = move.times.start
        where = place_words(_wall(start), all_day=not isinstance(start, datetime))
        problems = " ".join(moved.result.problems)
        tone = Tone.ALREADY if problems else Tone.CONFIRMED
        if undoing:
            sentence = self.tr("Moved back to %s.") % where
            self._message.say(f"{sentence} {problems}".strip(), tone)
            return
        sentence = self.tr("Moved to %s.") % where
        self._message.say(
            f"{sentence} {problems}".strip(), tone, action=self.tr("Undo"), act=self.undo
        )

    async def _ask(self, entry: CalendarEntry) -> None:
        workspace = self._hub.workspace
        try:
            found = await self._hub.db(workspace.events.view, entry.ref, entry.occurrence)
            allowed = await self._hub.db(workspace.moving.can_move, entry.ref, entry.occurrence)
        except EventDeskError as error:
            self._message.say(error.message, Tone.REFUSED)
            return
        span = day_span(found.listed)
        if span is None or not allowed:
            self._message.say(allowed.reason, Tone.REFUSED)
            return
        form = ActionForm(_form_of(span, self.tr("Move")), self._pane.window())
        form.submitted.connect(lambda values: self._submit(form, span, values))
        dialogs.open_dialog(form)

    def _submit(self, form: ActionForm, span: DaySpan, values: Values) -> None:
        starts = datetime.fromisoformat(values["start"])
        length = span.ends - span.starts
        ends = datetime.fromisoformat(values["end"]) if values.get("end") else starts + length
        self.move(span, starts, ends, lambda: None)
        if isValid(form):
            form.accept()


def new_times(span: DaySpan, starts: datetime, ends: datetime) -> Times:
    """Times of the wall as the event tells times: days, wall-clock times or moments.

    An event that keeps its length on the wall keeps it to the second where the clocks change.
    """
    event = span.listed.event
    if event.all_day:
        return Times(starts.date(), None if event.end is None else ends.date())
    assert isinstance(event.start, datetime)
    # What was not moved stays exactly: the wall's clock may show its time twice.
    start = event.start if starts == span.starts else _like(event.start, starts)
    if event.end is None or not isinstance(event.end, datetime):
        return Times(start, None if ends <= starts else _like(event.start, ends))
    if ends - starts == span.ends - span.starts and event.start.tzinfo is not None:
        return Times(start, start + (event.end - event.start))
    return Times(start, _like(event.start, ends))


def _like(before: datetime, wall: datetime) -> datetime:
    """A time of the wall as a moment, where the event has such; else as it is."""
    return wall.astimezone() if before.tzinfo is not None else wall


def _wall(when: date) -> datetime:
    if not isinstance(when, datetime):
        return datetime.combine(when, datetime.min.time())
    return when.astimezone().replace(tzinfo=None) if when.tzinfo else when


def _form_of(span: DaySpan, title: str) -> Action:
    """Start and end, filled in as they are."""
    kind = FieldKind.DATE if span.listed.event.all_day else FieldKind.DATETIME

    def text(when: datetime) -> str:
        return str(when.date()) if kind is FieldKind.DATE else when.isoformat(timespec="minutes")

    hint = "Of an all-day event: its last day." if kind is FieldKind.DATE else ""
    start = Field("start", "Start", kind, required=True, value=text(span.starts))
    end = Field("end", "End", kind, value=text(span.ends), hint=hint)
    return Action("move", title, (start,) if span.ends <= span.starts else (start, end))
