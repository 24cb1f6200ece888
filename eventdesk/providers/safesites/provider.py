"""One account of SafeSites: every call of `Provider` that the system offers."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, ProviderContext
from eventdesk.providers.http_provider import HttpProvider
from eventdesk.providers.safesites.info import INFO

if TYPE_CHECKING:
    from eventdesk.providers.safesites.connection import Connection


class SafeSitesProvider(HttpProvider["Connection"]):
    """What the user of one token may see and change.

    Raises:
        BadRequest: address or time zone cannot be used. CredentialsRefused: no usable token.
    """

    info: ClassVar[SystemInfo] = INFO
    # Only a full list tells what was removed, and exceptions may come without a new change date.
    full_list_every: ClassVar[timedelta] = timedelta(hours=6)

    @staticmethod
    def _connected(context: ProviderContext) -> "Connection":
        from eventdesk.providers.safesites.connection import Connection  # late: it brings requests

        return Connection(context)

    def check(self, cancel: CancelToken) -> str:
        """A list of one event: it needs the token and the right to see events."""
        return self._connection.check(cancel)

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """All events, whatever the window: SafeSites cannot filter by date."""
        return self._connection.lister.all_events(known, cancel)

    def listed_window(self, window: Window | None) -> Window | None:
        """Always all days."""
        return None

    def changed_events(
        self,
        since: datetime,
        window: Window | None,
        *,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """The lately changed events: one request where little happened."""
        return self._connection.lister.changes(since, known, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event, with its exceptions."""
        return self._connection.event(ref, cancel)

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """Cancel or move one date of a series; look up a site or an order of the account."""
        if event is None:
            return self._connection.account_actions.offered()
        return self._connection.actions.offered(event)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`."""
        if event is None:
            return self._connection.account_actions.act(action, values, cancel)
        return self._connection.actions.act(event, action, values, cancel)

    def detail_parts(self, event: Event) -> Sequence[DetailPart]:
        """The site and the order that the event names."""
        return self._connection.details.parts(event)

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """Address and map of the site, or tasks and steps of the order."""
        return self._connection.details.fetch(event, part, cancel)
