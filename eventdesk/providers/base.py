"""The interface that every system implements. No system's name appears here.

Words: a *record* is what the server sends for one event, attendee, order or ticket; a
*fingerprint* is a number that changes whenever the record does, so that what did not change need
not be decoded, mapped or written again.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.clock import Clock
from eventdesk.domain.contact import Contact, HistoryEntry, PersonFound, ServerExport
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotOffered
from eventdesk.domain.event import Event, Window
from eventdesk.domain.importing import ImportOutcome, ImportRow
from eventdesk.domain.order import Order
from eventdesk.domain.progress import ProgressCallback
from eventdesk.domain.ticket import Ticket, TicketType

T = TypeVar("T")


def fingerprint(record: bytes) -> int:
    """A signed 64-bit number for the bytes of a record, the same in every process."""
    return int.from_bytes(blake2b(record, digest_size=8).digest(), signed=True)


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """Some records of a list: the changed ones, the unchanged, and those nobody could read.

    Attributes:
        items: fingerprint and value of each record that is not among the known ones.
        unchanged: fingerprints of records that are.
        unreadable: a sentence for each record that could not be read.
        total: how many records the whole list has, None where the system does not tell.
        removed: references that the system says it holds no more; only a list of changes has them.
    """

    items: Sequence[tuple[int, T]] = ()
    unchanged: Sequence[int] = ()
    unreadable: Sequence[str] = ()
    total: int | None = None
    removed: Sequence[str] = ()


def _keep_nothing(_secrets: Mapping[str, str]) -> None:
    """For accounts that are not kept, or not yet."""


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """What a provider is opened with: one account, its secrets, and the world around.

    `folder` is where a system that keeps its own files may put them. `keep_secrets` replaces
    secrets that the system renewed; it raises `NoKeyring` where they cannot be kept.
    """

    account: str
    address: str
    options: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    folder: Path
    clock: Clock
    keep_secrets: Callable[[Mapping[str, str]], None] = field(
        default=_keep_nothing, repr=False, compare=False
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system said an attendee's status is, right after a write."""

    attendee_ref: str
    person: str
    status: str


class Provider(ABC):
    """One account of one system. Lives on one thread; every call may block on the network.

    It is made without any request, and refuses settings that cannot be right with `BadRequest`.
    Every call raises only the families of `domain.errors`. A call that the system does not offer
    raises `NotOffered`; `info.capabilities` says beforehand which those are.
    """

    info: ClassVar[SystemInfo]
    full_list_every: ClassVar[timedelta] = timedelta(days=1)
    """How long lists of changes may follow a full list before the next full one."""

    def __init__(self, context: ProviderContext) -> None:
        self.context = context

    @classmethod
    def secret_names(cls, address: str, options: Mapping[str, str]) -> Sequence[str]:
        """The secrets that an account set up so may have; no others are looked for."""
        return [field.name for field in cls.info.secret_fields()]

    @classmethod
    def load(cls) -> None:
        """Import what `sign_in` needs. Called by one thread at a time, as the constructor is."""
        return

    @classmethod
    def sign_in(cls, context: ProviderContext, cancel: CancelToken) -> Mapping[str, str]:
        """The secrets to keep, for those that were given: a password becomes tokens.

        Called before an account is kept, and only where a secret is given that is not `kept`.

        Raises:
            CredentialsRefused, Unreachable, BadAnswer.
        """
        return context.secrets

    @property
    def requests_made(self) -> int:
        """How many requests went to the system since the provider was opened."""
        return 0

    @property
    def requests_left(self) -> int | None:
        """How many more the system's last answer granted for now; None where it does not say."""
        return None

    @abstractmethod
    def check(self, cancel: CancelToken) -> str:
        """One cheap signed-in call. Returns a sentence: it works and, if told, whose key it is.

        Raises:
            CredentialsRefused, Unreachable, BadAnswer.
        """

    @abstractmethod
    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window; without one, those that staff need around today."""

    def listed_window(self, window: Window | None) -> Window | None:
        """The days for which an event that `events` did not list counts as missing; None: all."""
        return window

    def changed_events(
        self,
        since: datetime,
        window: Window | None,
        *,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """What changed since a moment among the events of a window that was listed before.

        `since` is aware, by this computer's clock and some time before the last list. Events that
        are not handed on stay as they are. None where the system cannot tell, which is the
        default: then the list is read anew.
        """
        return None

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Which of the events missing from a list are really gone. By default all."""
        return frozenset(refs)

    @abstractmethod
    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event with all its fields. Raises `NotThere`."""

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee of an event."""
        raise self._not_offered("attendees")

    def orders(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """Every order of an event."""
        raise self._not_offered("orders")

    def ticket_types(self, event_ref: str, cancel: CancelToken) -> Sequence[TicketType]:
        """What can be bought for an event, in the system's order."""
        raise self._not_offered("tickets")

    def tickets(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Ticket]]:
        """Every ticket of an event that was sold."""
        raise self._not_offered("tickets")

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Set a status once, never repeated by itself. Returns every place the system changed.

        Raises:
            CredentialsRefused, NotThere: the account or the record must be looked at; nothing set.
            Unreachable: with `may_have_arrived`, it is unknown whether the status was set.
            Refused: the system said no for good.
            BadAnswer: an answer that does not say whether the status was set.
        """
        raise self._not_offered("marking attendance")

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """What this person may do with an event now; None asks for the account's own actions."""
        return ()

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`. Never repeated by itself. Raises `BadRequest` for bad values."""
        raise self._not_offered(f"“{action}”")

    def import_attendees(
        self,
        event_ref: str,
        rows: Sequence[ImportRow],
        *,
        dry_run: bool,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ImportOutcome:
        """Write a list into an event, all or nothing; the same list again changes nothing.

        A dry run writes nothing; with an empty `event_ref` it is for an event not made yet.
        """
        raise self._not_offered("importing attendee lists")

    def detail_parts(self, event: Event) -> Sequence[DetailPart]:
        """The parts of an event that `detail` can fetch, told without any request."""
        return ()

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One of `detail_parts`. Raises `NotThere` for any other."""
        raise self._not_offered("further details")

    def wipe_attendees(self, event_refs: Sequence[str], cancel: CancelToken) -> int:
        """Delete the attendees of events for good where this system is Event Desk's own.

        Other systems keep theirs: nothing is done there, which is the default. Returns how many.
        """
        return 0

    def contact(self, ref: str, cancel: CancelToken) -> Contact:
        """The card of a person or organisation."""
        raise self._not_offered("contact cards")

    def picture(self, ref: str, cancel: CancelToken) -> bytes | None:
        """The picture of a person as a file's bytes, None where there is none."""
        raise self._not_offered("pictures")

    def answers(self, event_ref: str, buyer_ref: str, cancel: CancelToken) -> Contact:
        """What buyer and attendees of an order answered to its questions."""
        raise self._not_offered("questions")

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """The system's own log of an event or person, newest first."""
        raise self._not_offered("a history")

    def find_people(self, text: str, cancel: CancelToken) -> Sequence[PersonFound]:
        """People and organisations that the system finds for a text."""
        raise self._not_offered("searching people")

    def server_exports(self) -> Sequence[ServerExport]:
        """The files that the system makes itself for an event."""
        return ()

    def fetch_export(
        self, event_ref: str, name: str, parts: Sequence[str], cancel: CancelToken
    ) -> bytes:
        """One of `server_exports` as a file's bytes, checked to be what it claims."""
        raise self._not_offered("exports of its own")

    def close(self) -> None:
        """Let go of connections; called on the provider's own thread."""
        return

    def _not_offered(self, what: str) -> NotOffered:
        return NotOffered(f"{self.info.title} does not offer {what}.")
