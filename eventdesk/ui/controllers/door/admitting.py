"""Scans, Enter, Undo and the party: each becomes an act, each answer is seen at once."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.changes import Changes
from eventdesk.domain.door import Decision, Guest
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.scanning import Reading, Scan, ScanSource
from eventdesk.services.door.answers import Decided, DoorEvents, GuestKey
from eventdesk.ui.controllers.door.acts import Act, Acts, Work
from eventdesk.ui.controllers.door.finding import FindingController
from eventdesk.ui.controllers.door.lessons import Lessons
from eventdesk.ui.controllers.door.party import PartyController
from eventdesk.ui.controllers.door.result_words import (
    as_it_stands,
    decision_words,
    held_words,
    outcome_of_all,
    party_words,
    ready_words,
    undone_words,
    whose_name_is_large,
)
from eventdesk.ui.controllers.door.told import tell_failure
from eventdesk.ui.controllers.door.undoable import Undoable
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.views.door.window import DoorWindow

UNDO, PARTY, HOLD = "u", "p", "h"


class AdmittingController(QObject):
    """What the door decides, in the order in which it was asked.

    Signals:
        decided: a `Decision`; of a party one for each guest.
        answered: the `Outcome` of an act, once, None for a question; what is heard.
        guest_shown: the `Guest` on the card, None for nobody.

    Attributes:
        allowed: asked before an undo, with what is to be done; a locked door asks for the PIN.
        is_secret: whether what somebody typed is shown and kept by nobody if it is no code.
        lessons: what scans teach about the keyboard.
    """

    decided = Signal(object)
    answered = Signal(object)
    guest_shown = Signal(object)

    def __init__(self, hub: Hub, window: DoorWindow, finding: FindingController) -> None:
        super().__init__(window)
        self.allowed: Callable[[str], Awaitable[bool]] = _always
        self.is_secret: Callable[[str], bool] = lambda _text: False
        self.lessons = Lessons(self)
        self._hub = hub
        self._window = window
        self._finding = finding
        self._scope = hub.scope(self)
        self._acts = Acts(self._scope, self._tell_failure)
        self._events = DoorEvents(())
        self._current: Decision | None = None
        self._undoable = Undoable()
        self._party = PartyController(hub, window.result)
        self._party.changed.connect(self._offer)
        self._connect()

    def open(self, events: DoorEvents) -> None:
        """Admit to these events."""
        self._events = events
        self._party.open(events.refs)
        if self._current is None:
            self._window.result.show_words(ready_words(), aloud=False)
            self._offer()

    async def decide_scan(self, scan: Scan) -> None:
        """Decide about a scan after all that came before it; returns when that is done."""
        typed = self._window.field.text()
        await self._acts.do(Act(partial(self._scan, scan, typed), scan.raw))

    def show_decision(self, decision: Decision) -> None:
        """Show what was decided elsewhere, as of a walk-in, and tell everybody."""
        self._note(decision)
        self._show(decision)
        self.decided.emit(decision)

    def look_again(self, decisions: Sequence[Decision]) -> None:
        """Say what became of the mark that the card tells of; `decisions` as the log has them."""
        now = as_it_stands(self._current, decisions)
        if now is not None:
            self._current = now
            self._window.result.show_words(decision_words(now, self._events))

    def show_guest(self, guest: Guest) -> None:
        """Look up a guest who was there before."""
        self._window.field.setText(guest.listed.attendee.name)
        self._window.take_keyboard()

    @property
    def guest(self) -> Guest | None:
        """Who is meant now: the chosen match while something is typed, else who is on the card."""
        if self._window.field.text().strip():
            return self._window.matches.current
        return None if self._current is None else self._current.guest

    def _connect(self) -> None:
        window, result = self._window, self._window.result
        window.field.entered.connect(self._press)
        window.field.escaped.connect(self._escape)
        window.field.textChanged.connect(lambda _text: self._offer_admit())
        window.field.letter.connect(self._letter)
        window.admit.clicked.connect(lambda: self._press(window.field.text().strip()))
        window.matches.picked.connect(lambda guest: self._do(partial(self._admit, guest.key)))
        window.commands.undo.triggered.connect(self._undo_last)
        window.commands.party.triggered.connect(lambda: self._do(self._admit_party))
        result.admit_asked.connect(lambda: self._press(""))
        result.hold_asked.connect(self._hold)
        result.undo_asked.connect(self._undo_last)
        result.party.admit_asked.connect(lambda key: self._do(partial(self._admit, key)))
        result.party.undo_asked.connect(lambda mark: self._do(partial(self._undo, mark)))
        result.party.all_asked.connect(lambda: self._do(self._admit_party))

    def _do(self, work: Work) -> None:
        """Have an act done in its turn; whoever pressed a button goes on typing."""
        self._scope.start(self._acts.do(Act(work)), name="an act at the door")
        self._window.take_keyboard()

    def _press(self, text: str) -> None:
        """Enter, or a button that means it. The code of a scan that failed is tried again."""
        held = self._acts.held
        if held is not None and text == held.code.strip():
            self._try_again()
        else:
            self._do(partial(self._enter, text))

    def _try_again(self) -> None:
        self._scope.start(self._acts.go_on(), name="trying a scan again")

    def _letter(self, letter: str) -> None:
        if letter == UNDO:
            self._undo_last()
        elif letter == PARTY:
            self._do(self._admit_party)
        elif letter == HOLD:
            self._hold()

    def _escape(self) -> None:
        """Put a question away; nothing else happens."""
        if self._acts.held is not None:
            self._acts.drop()
            self._window.message.clear()
        elif self._asks:
            self._hold()

    @property
    def _asks(self) -> bool:
        current = self._current
        return current is not None and (current.outcome is None or current.waits_for_answer)

    def _hold(self) -> None:
        """Do not admit the guest on the card; nothing was written, so nothing is."""
        current = self._current
        if current is not None and self._asks:
            self._window.result.show_words(held_words(current, self._events))
            self._current = None
            self._offer()
        self._window.take_keyboard()

    async def _scan(self, scan: Scan, typed: str) -> None:
        scans, refs = self._hub.workspace.door.scan, self._events.refs
        veiled = scan.source is ScanSource.TYPED and self.is_secret(scan.raw)
        decided = await self._hub.door(scans, refs, scan.told, scan.guesses, veiled=veiled)
        decision, half = decided.decision, self._finding.half_typed(decided.decision.guest)
        self._take([decided], (typed, scan.raw))
        if half and half == typed.strip() != scan.raw.strip():
            self._window.field.keep_half(half)
        self.lessons.scanned(scan, decision)
        if decision.choices:
            await self._finding.list_holders(decision.choices)

    async def _enter(self, text: str) -> None:
        """Enter: what was typed, else the answer to the question on the card."""
        if not text:
            await self._answer()
            return
        await self._finding.settled()
        guest = self._window.matches.current
        if guest is not None:
            await self._admit(guest.key, text)
        elif self._finding.has_near and not any(letter.isdigit() for letter in text):
            self._window.message.say(
                self.tr("Choose a similar one with the arrow keys, then Enter.")
            )
        else:
            await self._scan(Scan(text, (Reading(text),), ScanSource.TYPED), text)

    async def _answer(self) -> None:
        current = self._current
        if current is not None and current.guest is not None and self._asks:
            owes = current.waits_for_answer
            await self._admit(current.guest.key, although_owing=owes, code=current.code)

    async def _admit(
        self, key: GuestKey, typed: str = "", *, although_owing: bool = False, code: str = ""
    ) -> None:
        admit = self._hub.workspace.door.admit
        decided = await self._hub.door(admit, key, although_owing=although_owing, code=code)
        self._take([decided], (typed or self._window.field.text(),))
        self.lessons.admitted(decided.decision)

    async def _admit_party(self) -> None:
        """Everybody of the chosen match's party, else of the party on the card."""
        typed = self._window.field.text()
        await self._finding.settled()
        keys = [] if self.guest is None else await self._party.keys(self.guest)
        if keys:
            admit = self._hub.workspace.door.admit_party
            self._take(await self._hub.door(admit, keys), (typed,))

    def _undo_last(self) -> None:
        if self._undoable.last:
            self._do(partial(self._undo, ""))
        else:
            self._window.message.say(self.tr("There is nothing to undo at this door."))
            self._window.take_keyboard()

    async def _undo(self, mark_id: str) -> None:
        """Take back a mark; else that of the guest on the card, or the last one of this door."""
        current = self._current if self._undoable.holds(self._current) else None
        mark_id = mark_id or (current.mark_id if current else self._undoable.last)
        if not mark_id or not await self.allowed(self.tr("undo a mark")):
            return
        undone = await self._hub.door(self._hub.workspace.door.undo, mark_id)
        self._undoable.forget(mark_id)
        self._party.forget(mark_id)
        self._current = None
        self._window.result.show_words(undone_words(undone))
        self._offer()
        self._party.show(undone.guest)
        self._spread(undone.changes, undone.account)
        self.guest_shown.emit(undone.guest)

    def _take(self, answers: Sequence[Decided], typed: Sequence[str]) -> None:
        """Show answers in the turn in which they came, then tell everybody else."""
        decisions = [each.decision for each in answers]
        if self._window.field.text().strip() in {text.strip() for text in typed}:
            self._window.field.clear()
        self._window.message.clear()
        for decision in decisions:
            self._note(decision)
        self._show(*decisions)
        for each in answers:
            self._spread(each.changes, each.account if each.decision.mark_id else "")
            self.decided.emit(each.decision)

    def _note(self, decision: Decision) -> None:
        self._party.note(decision)
        self._undoable.note(decision)

    def _show(self, *decisions: Decision) -> None:
        large = whose_name_is_large(decisions)
        again = len(decisions) == 1 and large.repeated and self._current is not None
        self._current = large
        self.guest_shown.emit(large.guest)  # first: what is to be hidden is never painted
        self._window.result.show_words(party_words(decisions, self._events), aloud=not again)
        self._offer()
        self._party.show(large.guest)
        if not again:
            self.answered.emit(outcome_of_all(decisions))

    def _offer(self) -> None:
        """What the card and its keys offer now."""
        current = self._current
        undo = self._undoable.holds(current)
        owes = current is not None and current.waits_for_answer
        self._offer_admit()
        self._window.result.offer(undo=undo, ask=owes, confirm=self._asks and not owes)
        self._window.field.offer_letters({UNDO: undo, HOLD: owes, PARTY: self._party.to_come})

    def _offer_admit(self) -> None:
        something = bool(self._window.field.text().strip()) or self._asks
        self._window.admit.setEnabled(something)

    def _spread(self, changes: Changes, account: str) -> None:
        self._hub.announce(changes)
        if account:
            self._hub.marks_made.emit(account)

    def _tell_failure(self, error: EventDeskError, act: Act) -> None:
        """Say it in place; a scan stays where it can be tried again."""
        tell_failure(self._window, error, act.code, self._acts.waiting, self._try_again)


async def _always(_what: str) -> bool:
    """A door without a lock allows everything."""
    return True
