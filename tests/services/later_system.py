"""A system that the demo has data for and that is not installed: it joins in a test."""

from collections.abc import Container, Iterator

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, Provider


class LaterSystem(Provider):
    """It must never be opened by the demo: only what it says of itself counts."""

    info = SystemInfo(
        "kare",
        "Safety register",
        frozenset({Capability.ATTENDEES, Capability.ATTENDANCE}),
        options=(Field("site", "Site", required=True),),
        secrets=((Field("token", "Token", FieldKind.SECRET, required=True),),),
    )

    def check(self, cancel: CancelToken) -> str:
        raise AssertionError("the demo asked the real system")

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        raise AssertionError("the demo asked the real system")

    def event(self, ref: str, cancel: CancelToken) -> Event:
        raise NotThere("No event.")
