"""One calendar as an account: a file or an address, read only."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import ClassVar

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import SystemInfo
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, Provider, ProviderContext
from eventdesk.providers.ics.calendar import MAPPING_VERSION, Calendar
from eventdesk.providers.ics.info import INFO
from eventdesk.providers.ics.keeping import Keeper
from eventdesk.providers.ics.places import FilePlace, place_of
from eventdesk.providers.ics.sources import FileSource, Source


class IcsProvider(Provider):
    """A calendar of whoever publishes it.

    Raises:
        BadRequest: the address cannot be used. CredentialsRefused: the credentials cannot be sent.
    """

    info: ClassVar[SystemInfo] = INFO

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self._source = _source(context)
        settings = f"{MAPPING_VERSION} {context.address.strip()}"
        self._calendar = Calendar(self._source, Keeper(context.folder, settings))

    @classmethod
    def secret_names(cls, address: str, options: Mapping[str, str]) -> Sequence[str]:
        """A file has no password, so that it works without any keyring."""
        return () if _is_file(address) else super().secret_names(address, options)

    @property
    def requests_made(self) -> int:
        """How many requests went out; a file needs none."""
        return self._source.requests_made

    @property
    def requests_left(self) -> int | None:
        """What the last answer granted, where its server says so."""
        return self._source.requests_left

    def check(self, cancel: CancelToken) -> str:
        """Fetches the calendar, which is the one way to know that it is one."""
        return self._calendar.check(cancel)

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """All events, whatever the window: a calendar comes whole."""
        return self._calendar.events(known, cancel)

    def listed_window(self, window: Window | None) -> Window | None:
        """Always all days."""
        return None

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event, from the calendar as it is now."""
        return self._calendar.event(ref, cancel)

    def attendees(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Who is invited, with their answers as the organiser's calendar knows them."""
        return self._calendar.attendees(event_ref, known, cancel)

    def close(self) -> None:
        """Let go of connections."""
        self._calendar.close()


def _source(context: ProviderContext) -> Source:
    place = place_of(context.address)
    if isinstance(place, FilePlace):
        return FileSource(place.path)
    # It brings requests along, which a file does not need.
    from eventdesk.providers.ics.web import WebSource

    secrets = context.secrets
    return WebSource(place, secrets.get("username", ""), secrets.get("password", ""), context.clock)


def _is_file(address: str) -> bool:
    try:
        return isinstance(place_of(address), FilePlace)
    except BadRequest:
        return False
