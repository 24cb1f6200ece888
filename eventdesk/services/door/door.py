"""What a door calls: events, guests, scans, admissions, figures. From the store, no network.

Every call is short and belongs on the `door` lane, except `add_walk_in` where the system takes
walk-ins (`DoorEvent.takes_walk_ins`): that one belongs on the account's lane.
"""

from collections.abc import Sequence
from datetime import datetime

from eventdesk.domain.clock import Clock
from eventdesk.domain.door import Decision, DoorFigures, DoorRules, Guest, WalkIn
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.scanning import Reading
from eventdesk.services.actions import ActionsService
from eventdesk.services.desk import DeskService
from eventdesk.services.door.admitting import Admitting
from eventdesk.services.door.answers import Decided, DoorEvents, GuestKey, Undone
from eventdesk.services.door.events import Doors
from eventdesk.services.door.figures import Figures
from eventdesk.services.door.finding import Finding
from eventdesk.services.door.judging import Wish
from eventdesk.services.door.recent import Recent
from eventdesk.services.door.walk_ins import WalkIns
from eventdesk.services.marking import MarkingService
from eventdesk.storage.database import Database


class DoorService:
    """The door of one event, or of several at once."""

    def __init__(
        self,
        database: Database,
        marking: MarkingService,
        desk: DeskService,
        actions: ActionsService,
        clock: Clock,
    ) -> None:
        self._doors = Doors(database, clock)
        self._finding = Finding(database)
        self._admitting = Admitting(database, self._finding, marking, desk, clock)
        self._figures = Figures(database)
        self._recent = Recent(database)
        self._walk_ins = WalkIns(database, actions, self._admitting, desk, clock)

    def opened(self, refs: Sequence[EventRef]) -> DoorEvents:
        """The events of a door, with what it needs to know of them. Raises `NotThere`.

        Also prepares what finds near misses, so that the first one is as quick as any.
        """
        self._finding.prepare(refs)
        return self._doors.opened(refs)

    def same_day(self, ref: EventRef) -> Sequence[ListedEvent]:
        """Other events of that event's day, of all shown accounts, by their start."""
        return self._doors.same_day(ref)

    def rules(self, ref: EventRef) -> DoorRules:
        """The rules of an event's door; those of every door until others were set."""
        return self._doors.rules(ref)

    def set_rules(self, ref: EventRef, rules: DoorRules) -> None:
        """Keep the rules of an event's door."""
        self._doors.set_rules(ref, rules)

    def find(self, refs: Sequence[EventRef], text: str, limit: int = 50) -> Sequence[Guest]:
        """Guests with all words of a text as parts of their words; none for no words.

        Those whose whole code, name or e-mail it is come first, then those who are called so, then
        those of whom something else has it; each by name.
        """
        return self._finding.find(refs, text, limit)

    def near(self, refs: Sequence[EventRef], text: str, limit: int = 10) -> Sequence[Guest]:
        """Guests whose words are nearly those of the text, the nearest first; none of `find`."""
        return self._finding.near(refs, text, limit)

    def guest(self, key: GuestKey) -> Guest:
        """One guest as they are now. Raises `NotThere`."""
        return self._finding.guest(key)

    def party(self, key: GuestKey, refs: Sequence[EventRef] = ()) -> Sequence[Guest]:
        """The places of the same person or order, the guest first, then by name.

        Args:
            refs: further events in which to look for the person.
        """
        return self._finding.party(key, refs)

    def namesakes(self, ref: EventRef, name: str) -> Sequence[Guest]:
        """Guests of that name, to ask about before somebody is added; case does not count."""
        return self._finding.namesakes(ref, name)

    def holders(self, refs: Sequence[EventRef], codes: Sequence[str]) -> Sequence[Guest]:
        """Whoever has one of these codes exactly, as a scan finds them."""
        found = self._finding.with_codes(refs, codes).values()
        return tuple({guest.key: guest for each in found for guest in each}.values())

    def scan(
        self,
        refs: Sequence[EventRef],
        readings: Sequence[str],
        guesses: Sequence[Reading] = (),
        *,
        by: str | None = None,
        veiled: bool = False,
    ) -> Decided:
        """Decide about a code by the rules of the event where it is known.

        Where the readings and guesses are codes of several, nobody is admitted: one is chosen.

        Args:
            readings: what the scan may have meant, the likeliest first.
            guesses: what it may have meant besides; whoever has only that is asked about.
            by: who admits; None for the operator of this desk.
            veiled: a code that nobody has is neither told nor kept: it may be a PIN.
        """
        return self._admitting.scan(refs, readings, guesses, by=by, veiled=veiled)

    def admit(
        self,
        key: GuestKey,
        *,
        although_owing: bool = False,
        by: str | None = None,
        code: str = "",
    ) -> Decided:
        """Admit a guest who was chosen. Raises `NotThere` for one who is not on the list.

        Args:
            although_owing: the operator was asked, and admits.
            code: what was scanned before.
        """
        return self._admitting.admit(key, Wish(code, by, although_owing=although_owing))

    def admit_party(
        self, keys: Sequence[GuestKey], *, although_owing: bool = False, by: str | None = None
    ) -> Sequence[Decided]:
        """Admit each of several guests, each with a mark of their own to undo.

        Further places of a person whom one mark reaches as a whole are told as repeated.
        """
        return [self.admit(key, although_owing=although_owing, by=by) for key in keys]

    def undo(self, mark_id: str, *, by: str | None = None) -> Undone:
        """Take back an admission.

        Raises:
            NotThere: no such mark. BadRequest: it cannot be taken back; the sentence says why.
        """
        return self._admitting.undo(mark_id, by=by)

    def add_walk_in(self, ref: EventRef, walk_in: WalkIn, *, by: str | None = None) -> Decided:
        """Put somebody on the list and admit them.

        Where the system takes new attendees it is told at once, and where it cannot be reached,
        or takes none, they are kept on this desk and said to be so.

        Raises:
            BadRequest: no name, or the system or this desk does not take what was given.
            NotThere: no such event.
        """
        return self._walk_ins.add(ref, walk_in, by=by)

    def figures(self, refs: Sequence[EventRef], now: datetime) -> DoorFigures:
        """How the door stands at a time (UTC)."""
        return self._figures.figures(refs, now)

    def recent(self, refs: Sequence[EventRef], limit: int = 20) -> Sequence[Decision]:
        """What the door last said, newest first."""
        return self._recent.recent(refs, limit)
