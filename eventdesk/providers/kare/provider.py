"""One account of KARE: every call of `Provider` that the system offers."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, SystemInfo, Values
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, ProviderContext
from eventdesk.providers.http_provider import HttpProvider
from eventdesk.providers.kare.info import INFO

if TYPE_CHECKING:
    from eventdesk.providers.kare.connection import Connection


class KareProvider(HttpProvider["Connection"]):
    """One user of one organization.

    Raises:
        BadRequest: address or names of codes cannot be used. CredentialsRefused: no usable tokens.
    """

    info: ClassVar[SystemInfo] = INFO

    @staticmethod
    def _connected(context: ProviderContext) -> "Connection":
        from eventdesk.providers.kare.connection import Connection  # late: it brings requests

        return Connection(context)

    @classmethod
    def secret_names(cls, address: str, options: Mapping[str, str]) -> Sequence[str]:
        """The tokens; e-mail and password are never kept."""
        return [field.name for field in INFO.secret_fields() if field.kept]

    @classmethod
    def load(cls) -> None:
        """What brings requests along."""
        import eventdesk.providers.kare.connection  # noqa: F401  # late, as above

    @classmethod
    def sign_in(cls, context: ProviderContext, cancel: CancelToken) -> Mapping[str, str]:
        """E-mail and password become tokens; pasted tokens stay as they are."""
        from eventdesk.providers.kare.connection import Connection  # late, as above

        return Connection.sign_in(context, cancel)

    def check(self, cancel: CancelToken) -> str:
        """Reads the organization, which needs both tokens."""
        return self._connection.check(cancel)

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """Events of a window; without one, of the last 14 and the next 90 days."""
        return self._connection.lister.events(window, known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """The days in which a missing event is worth a look."""
        return self._connection.lister.listed_window(window)

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """What is missing is looked up, a few at a time."""
        return self._connection.lister.confirm_removed(refs, cancel)

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """The intervention with what the calendar tells of it, such as its sites."""
        return self._connection.single.event(ref, cancel)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Who was at a training."""
        return self._connection.attendance.attendees(event_ref, known, cancel)

    def actions(self, event: Event | None, cancel: CancelToken) -> Sequence[Action]:
        """Making interventions; of one, what KARE says that this user may do with it."""
        if event is None:
            return self._connection.account_actions.offered(cancel)
        return self._connection.event_actions.offered(event, cancel)

    def act(
        self, event: Event | None, action: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of `actions`."""
        if event is None:
            return self._connection.account_actions.act(action, values, cancel)
        return self._connection.event_actions.act(event, action, values, cancel)

    def detail_parts(self, event: Event) -> Sequence[DetailPart]:
        """Those that the calendar's record gives reason to look for."""
        return self._connection.details.parts(event)

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One part, read anew each time; the code of the provider is kept nowhere."""
        return self._connection.details.detail(event, part, cancel)
