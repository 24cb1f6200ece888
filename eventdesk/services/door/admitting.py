"""From a code or a guest to a decision; what admits somebody is on disk before it is said."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import normalize

from eventdesk.domain.account import AccountState
from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import AttendanceStatus, Mark, MarkState
from eventdesk.domain.changes import Changes
from eventdesk.domain.clock import Clock
from eventdesk.domain.door import Decision, Guest, Outcome
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.scanning import Reading
from eventdesk.domain.text import counted, one_line
from eventdesk.services.desk import DeskService
from eventdesk.services.door import wording
from eventdesk.services.door.answers import Decided, GuestKey, Undone
from eventdesk.services.door.finding import Finding
from eventdesk.services.door.guests import (
    EventAtDoor,
    event_at_door,
    events_at_door,
    guest_with,
    guests_of,
)
from eventdesk.services.door.judging import Wish, held_back, said
from eventdesk.services.door.repeats import Repeats, Thing
from eventdesk.services.marking import MarkingService
from eventdesk.storage import activity, attendees, door, outbox, walk_ins
from eventdesk.storage.database import Database

_VEIL = "••••"
_NEVER = datetime.min.replace(tzinfo=UTC)


class Admitting:
    """Decides, makes the marks, and takes them back."""

    def __init__(
        self,
        database: Database,
        finding: Finding,
        marking: MarkingService,
        desk: DeskService,
        clock: Clock,
    ) -> None:
        self._database = database
        self._finding = finding
        self._marking = marking
        self._desk = desk
        self._clock = clock
        self._repeats = Repeats()

    def scan(
        self,
        refs: Sequence[EventRef],
        readings: Sequence[str],
        guesses: Sequence[Reading],
        *,
        by: str | None,
        veiled: bool = False,
    ) -> Decided:
        """Decide about a code."""
        codes = _spellings(readings) or [""]
        # Only the likeliest reading tells one scan from another: the others may be others' codes.
        things, now = [_of_code(codes[0])], self._clock.now()
        before = self._repeats.again(things, now)
        if before is not None:
            return Decided(replace(before, repeated=True))
        guessed = {code: each.how for each in guesses for code in _spellings([each.code])}
        holders = self._finding.with_codes(refs, list(dict.fromkeys([*codes, *guessed])))
        code = next(iter(holders), codes[0])
        guests = list({one.key: one for each in holders.values() for one in each}.values())
        doubt = "" if code in codes else wording.read_otherwise(guessed[code])
        only = _the_only_one(guests)
        if only is not None:
            before = self._repeats.again([*_of_guest(only), *things], now)
            if before is not None:
                return Decided(replace(before, guest=only, code=code, repeated=True))
        elif len(holders) == 1 and (only := _the_last_one(guests)) is not None:
            doubt = f"{doubt} {wording.last_of_several(len(guests))}".strip()
        if only is not None:
            decided = self._decide(only, Wish(code, by, doubt=doubt))
        elif guests:
            decided = Decided(self._several(guests, tuple(holders)))
        else:
            decided = self._unknown(refs, _VEIL if veiled else code, by)
        self._repeats.note(things, decided.decision, now)
        return decided

    def admit(self, key: GuestKey, wish: Wish) -> Decided:
        """Admit a guest who was chosen. Raises `NotThere`."""
        guest = self._finding.guest(key)
        before = self._repeats.again(_of_guest(guest), self._clock.now())
        is_in = guest.listed.status == AttendanceStatus.ATTENDED
        if before is not None and before.mark_id and is_in:
            return Decided(replace(before, guest=guest, repeated=True))
        return self._decide(guest, replace(wish, chosen=True))

    def admit_new(self, key: GuestKey, *, by: str | None) -> Decided:
        """Admit somebody who was just put on the list, whatever the rules say."""
        with self._database.read() as tx:
            event = event_at_door(tx, key[0])
            guest = guest_with(tx, event, key)
        return self._admit(event, guest, Wish(by=by))

    def undo(self, mark_id: str, *, by: str | None) -> Undone:
        """Take back an admission; a walk-in of this desk alone leaves the list with their first."""
        done = self._marking.undo(mark_id, by=by)
        mark, (ref,) = done.marks[0], done.changes.details
        with self._database.write() as tx:
            try:
                event = event_at_door(tx, ref)
            except NotThere:  # deleted at its system; what was taken back is taken back
                return Undone(wording.taken_back_of_gone(mark), None, done.changes)
            listed = attendees.one(tx, event.listed.id, mark.attendee_ref)
            guest = guests_of(tx, event, [listed])[0] if listed else None
            if guest and guest.listed.desk_only and _was_first(tx, mark):
                walk_ins.remove(tx, event.listed.id, mark.attendee_ref)
                self._repeats.forget(_of_guest(guest))
                guest = None
        sentence = wording.taken_back(event, mark, guest)
        if guest is not None:
            # A code that is still before the camera must not admit them once more.
            back = Decision(None, self._clock.now(), sentence, guest=guest)
            self._repeats.note(_of_guest(guest), back, back.at)
            self._repeats.correct(back)
        return Undone(sentence, guest, done.changes, _to_send(ref, mark))

    def _decide(self, guest: Guest, wish: Wish) -> Decided:
        with self._database.read() as tx:
            event = event_at_door(tx, guest.event)
            came = door.admission(tx, event.listed.account.id, guest.event.id, guest.listed)
        decision = held_back(event, guest, came, wish, self._clock.now())
        if decision is None:
            return self._admit(event, guest, wish)
        return self._kept(event, decision, wish.by)

    def _admit(self, event: EventAtDoor, guest: Guest, wish: Wish) -> Decided:
        done = self._marking.mark(
            guest.event, [guest.listed.attendee.ref], AttendanceStatus.ATTENDED, by=wish.by
        )
        with self._database.read() as tx:
            event = event_at_door(tx, guest.event)
            after = guest_with(tx, event, guest.key)
            arrived = door.arrived(tx, event.listed.id)
        if not done.marks:  # another desk was quicker
            now = self._clock.now()
            return Decided(said(Outcome.ALREADY_IN, after, wish, now, "They came this moment."))
        mark = done.marks[0]
        outcome, why = wording.outcome_of(event, after, mark)
        decision = Decision(
            outcome,
            mark.marked_at,
            wording.said(outcome, after, mark.marked_at, mark.state),
            reason=f"{wording.unexpected(guest)} {why}".strip(),
            guest=after,
            code=wish.code,
            mark_id=mark.id,
            warning=wording.crowding(event.capacity, arrived, event.rules.warn_before),
            kept_here=mark.state is MarkState.LOCAL,
        )
        things = [*_of_guest(guest), *([_of_code(wish.code)] if wish.code else [])]
        self._repeats.note(things, decision, decision.at)
        self._repeats.correct(decision)  # what was asked about a code that was read otherwise
        return Decided(decision, done.changes, _to_send(guest.event, mark))

    def _several(self, guests: Sequence[Guest], codes: tuple[str, ...]) -> Decision:
        """One scan for several places: nobody is guessed."""
        to_come = _to_come(guests)
        sentence = f"Found: {counted(len(guests), 'place')} with this code, {len(to_come)} to come."
        why = "Choose who is here."
        if len(codes) > 1:
            why = f"It can be read as {' or '.join(one_line(code, 40) for code in codes)}. {why}"
        decision = Decision(None, self._clock.now(), sentence, why, to_come[0], codes[0])
        return replace(decision, choices=codes)

    def _unknown(self, refs: Sequence[EventRef], code: str, by: str | None) -> Decided:
        now = self._clock.now()
        with self._database.read() as tx:
            events = events_at_door(tx, refs)
        oldest = min(events, key=lambda event: event.listed.attendees_at or _NEVER)
        offline = any(e.listed.account.state is not AccountState.READY for e in events)
        where = "Not on this desk's list" if offline else "Nobody on the list has it"
        reason = f"{where} ({wording.list_age(oldest, now)})."
        decision = Decision(Outcome.REFUSED, now, wording.unknown_code(code), reason, code=code)
        return self._kept(events[0], decision, by)

    def _kept(self, event: EventAtDoor, decision: Decision, by: str | None) -> Decided:
        """Log what was said; merely showing somebody is nothing to keep."""
        if decision.outcome is None:
            return Decided(decision)
        guest = decision.guest
        with self._database.write() as tx:
            activity.add(
                tx,
                ActivityEntry(
                    at=decision.at,
                    kind="scan",
                    account=event.ref.account,
                    event_ref=event.ref.id,
                    event_title=event.listed.event.title,
                    attendee_ref="" if guest is None else guest.listed.attendee.ref,
                    name="" if guest is None else guest.listed.attendee.name,
                    by=self._desk.operator(tx) if by is None else by,
                    desk=self._desk.name(tx),
                    outcome=decision.outcome,
                    reason=decision.reason,
                    code=decision.code,
                ),
            )
        return Decided(decision, Changes(marks=True))


def _the_only_one(guests: Sequence[Guest]) -> Guest | None:
    """Whom a code means; None where it may mean several who are not all in.

    Places of one person that one mark reaches together are one.
    """
    if not guests:
        return None
    first = guests[0]
    persons = {(one.event, one.listed.attendee.person) for one in guests}
    one_person = len(persons) == 1 and first.places >= len(guests)
    return first if one_person or not _to_come(guests) else None


def _the_last_one(guests: Sequence[Guest]) -> Guest | None:
    """Who of an event alone is still to come of those who have a code; None for several."""
    to_come = _to_come(guests)
    same_event = len({one.event for one in guests}) == 1
    return to_come[0] if len(to_come) == 1 and same_event else None


def _to_come(guests: Sequence[Guest]) -> list[Guest]:
    return [one for one in guests if one.listed.status != AttendanceStatus.ATTENDED]


def _to_send(ref: EventRef, mark: Mark) -> str:
    """The account that a mark is to be sent to, "" where nothing is sent."""
    return ref.account if mark.state is MarkState.PENDING else ""


def _spellings(readings: Sequence[str]) -> list[str]:
    """Readings as a list may hold them; a letter with an accent is one sign there, or two."""
    texts = (text.encode(errors="replace").decode().strip() for text in readings)
    forms = (normalize(form, text) for text in texts for form in ("NFC", "NFD") if text)
    return list(dict.fromkeys(forms))


def _of_code(code: str) -> Thing:
    return "code", code


def _of_guest(guest: Guest) -> list[Thing]:
    """A guest, and the person where one mark reaches all of their places."""
    attendee, event = guest.listed.attendee, str(guest.event)
    person: list[Thing] = [("person", event, attendee.person)] if guest.places > 1 else []
    return [("place", event, attendee.ref), *person]


def _was_first(tx: sqlite3.Connection, undo: Mark) -> bool:
    """Whether an undo took back the only mark that was ever made of somebody."""
    made = [mark for mark in outbox.of_person(tx, undo, MarkState) if not mark.undo_of]
    return len(made) == 1
