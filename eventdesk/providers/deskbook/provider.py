"""The desk book as a provider. SQLAlchemy is imported when such an account is first used."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.contact import HistoryEntry
from eventdesk.domain.event import Event, Window
from eventdesk.domain.importing import ImportOutcome, ImportRow
from eventdesk.domain.progress import ProgressCallback
from eventdesk.providers.base import Batch, Provider, ProviderContext, Seen
from eventdesk.providers.deskbook.info import ALL_DAYS, INFO

if TYPE_CHECKING:
    from eventdesk.providers.deskbook.book import Book


class DeskBookProvider(Provider):
    """Events and attendees in a database of Event Desk's own."""

    info: ClassVar[SystemInfo] = INFO

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        if "://" in context.options.get("database", ""):
            _ = self._book  # says no to an address that cannot be right; a file costs no start time

    @cached_property
    def _book(self) -> Book:
        from eventdesk.providers.deskbook.book import Book  # SQLAlchemy costs start-up time

        return Book(self.context)

    @classmethod
    def secret_names(cls, address: str, options: Mapping[str, str]) -> Sequence[str]:
        """A book in a file has no password, so that it works without any keyring."""
        in_file = "://" not in options.get("database", "")
        return () if in_file else super().secret_names(address, options)

    @property
    def requests_made(self) -> int:
        """How many transactions were begun since the provider was opened."""
        return self._book.transactions if "_book" in self.__dict__ else 0

    def check(self, cancel: CancelToken) -> str:
        """Open the book and say what it holds."""
        return self._book.check()

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window, which touch one of its days as the venue's clock has them.

        Without a window all events: what did not change costs next to nothing.
        """
        return self._book.events(self.listed_window(window), known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """Without a window every day."""
        return window or ALL_DAYS

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those that are not in the book at all."""
        return self._book.gone(refs, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event."""
        return self._book.event(ref)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Every attendee of an event."""
        return self._book.attendees(event_ref, known, cancel)

    def set_attendance(
        self, event_ref: str, attendee: Attendee, status: str, cancel: CancelToken
    ) -> Sequence[Seen]:
        """Set a status over what the desk has seen: `attendee.status`.

        Where another desk wrote something newer that differs (domain.attendance.verdict) nothing
        is written, and the answer tells the status that is held.
        """
        return self._book.set_attendance(event_ref, attendee, status)

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """New event; of an event: edit, delete, and add, edit or remove an attendee."""
        return self._book.actions(event)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`; `event` is the event as the person saw it.

        Raises:
            Refused: another desk changed the same thing since.
        """
        return self._book.act(event, action, values)

    def import_attendees(
        self,
        event_ref: str,
        rows: Sequence[ImportRow],
        *,
        dry_run: bool,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> ImportOutcome:
        """Write a list into an event, all or nothing; the same list again changes nothing."""
        return self._book.import_attendees(
            event_ref, rows, dry_run=dry_run, progress=progress, cancel=cancel
        )

    def wipe_attendees(self, event_refs: Sequence[str], cancel: CancelToken) -> int:
        """Delete the attendees of events, and what the history says of them."""
        return self._book.wipe_attendees(event_refs, cancel)

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """What was done to an event or an attendee, newest first."""
        return self._book.history(record_ref)

    def close(self) -> None:
        """Let go of the database."""
        if "_book" in self.__dict__:
            self._book.close()
