"""What the system holds for marked attendees, read no more often than needed."""

from datetime import timedelta

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import AttendanceStatus, Mark, MarkState
from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.progress import silent
from eventdesk.storage import attendees, events
from eventdesk.storage.database import Database
from eventdesk.sync.pull import Puller

YOUNG = timedelta(seconds=15)
"""An attendance list read within this time may be believed before somebody is marked attended."""


class RemoteView:
    """The attendance lists of one account during one push."""

    def __init__(self, database: Database, account: Account, puller: Puller, clock: Clock) -> None:
        self._database = database
        self._account = account
        self._puller = puller
        self._clock = clock
        self._read: set[str] = set()

    def about_to_change(self, event_ref: str) -> None:
        """What was read of this event no longer counts for a read-back."""
        self._read.discard(event_ref)

    def status(self, mark: Mark, cancel: CancelToken) -> str | None:
        """The status that the system holds for a mark's attendee; None when they are gone.

        A mark that was already sent is looked up in a list read after that. Of those that were
        not, one that admits somebody may use a young list: a queue must not wait for lists, and
        seconds ago they may hardly have been refused elsewhere. Raises what `Provider.attendees`
        raises.
        """
        never_sent = mark.state is MarkState.PENDING
        admits = never_sent and mark.status == AttendanceStatus.ATTENDED
        if mark.event_ref not in self._read and not (admits and self._is_young(mark)):
            self._puller.attendees(mark.event_ref, silent, cancel)
            self._read.add(mark.event_ref)
        if not never_sent and mark.attendee_ref in self._puller.doubtful:
            raise BadAnswer(f"{self._account.name} did not say how {mark.name} is listed.")
        listed = self._place(mark)
        return None if listed is None or listed.gone else listed.attendee.status

    def attendee(self, mark: Mark) -> Attendee:
        """The attendee of a mark as last read; the mark's own words where they are not in store."""
        listed = self._place(mark)
        if listed is not None:
            return listed.attendee
        return Attendee(mark.attendee_ref, mark.name, status=mark.base, person=mark.person)

    def _place(self, mark: Mark) -> ListedAttendee | None:
        """The marked place; where it is somebody else's now, another one of the same person."""
        with self._database.read() as tx:
            event_id = events.event_id(tx, mark.account_id, mark.event_ref)
            if event_id is None:
                return None
            listed = attendees.one(tx, event_id, mark.attendee_ref)
            if not mark.person or (listed and listed.attendee.person == mark.person):
                return listed
            others = attendees.with_person(tx, event_id, mark.person)
        return next((other for other in others if not other.gone), None)

    def _is_young(self, mark: Mark) -> bool:
        with self._database.read() as tx:
            read_at = events.read_at(tx, mark.account_id, mark.event_ref)
        # A clock that was set back makes no list young.
        return read_at is not None and timedelta(0) <= self._clock.now() - read_at < YOUNG
