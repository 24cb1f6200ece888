"""One account of Teamwork.com: every call of `Provider` that the system offers."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, ProviderContext
from eventdesk.providers.http_provider import HttpProvider
from eventdesk.providers.teamwork.info import INFO

if TYPE_CHECKING:
    from eventdesk.providers.teamwork.connection import Connection


class TeamworkProvider(HttpProvider["Connection"]):
    """One site with one person's key or token.

    Raises:
        BadRequest: a setting cannot be used. CredentialsRefused: no usable key or token.
    """

    info: ClassVar[SystemInfo] = INFO

    @staticmethod
    def _connected(context: ProviderContext) -> "Connection":
        from eventdesk.providers.teamwork.connection import Connection  # late: it brings requests

        return Connection(context)

    def check(self, cancel: CancelToken) -> str:
        """Asks whose key it is."""
        return self._connection.check(cancel)

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """Events of a window; without one, of the last 14 and the next 90 days."""
        return self._connection.records.lister.events(window, known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """All days of the window: a day more is asked for at either edge."""
        return self._connection.records.lister.listed_window(window)

    def changed_events(
        self,
        since: datetime,
        window: Window | None,
        *,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """One request for a window of up to a year; None where `since` is months ago.

        Where the account lists only some events and something changed at all, a second one.
        """
        return self._connection.records.lister.changed_events(since, window, known, cancel)

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """All but those that began before the window and are still under way in it."""
        return self._connection.records.lister.confirm_removed(refs, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event. Raises `NotThere` also for a deleted one."""
        return self._connection.records.event(ref, cancel)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Everybody who was put on the event; what they answered, the system does not tell."""
        return self._connection.records.attendees(event_ref, known, cancel)

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """New event; of an event: edit, delete, and delete the series that it belongs to."""
        return self._connection.actions.offered(event, cancel)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`; `event` is the event as the person saw it.

        Raises:
            Refused: the system says no, or somebody changed the same thing since.
        """
        return self._connection.actions.act(event, action, values, cancel)
