"""A system as the contract sees it: how to open it, and what a test may know about its data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Provider, ProviderContext
from tests.servers import StrictServer

ALL_DAYS = Window(date(2000, 1, 1), date(2100, 1, 1))


class StillClock:
    """Always the same moment; `time` may be set."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> datetime:
        """That moment."""
        return self.time


class HastyToken(CancelToken):
    """Pauses take no time, so that a test need not wait for the next try."""

    def wait(self, seconds: float) -> None:
        """Only look whether somebody asked to stop."""
        self.check()


@dataclass(kw_only=True)
class Subject:
    """One system, opened with settings that work.

    Attributes:
        provider: makes the provider; a class unless the system needs more than a context.
        context: the settings that work, secrets included, and the clock of the data.
        event_ref: an event of `window` that has attendees, orders and details where the system
            offers such, and that each offered action can be tried on.
        window: days that hold the event, and a part of all events.
        wide: days that hold every event that the system has; it may be slow to list.
        unknown_ref: looks like an event's reference and is none.
        unlisted: references of events that the system itself leaves out of the list of a window.
        bad_settings: changes to the context, each of which cannot be right.
        change, remove: another desk changes, or deletes for good, an event of `window` that is
            not `event_ref`; they return its reference.
        go_down, come_back: take the system away, and bring it back with its data.
        pretends: capabilities that sample data declare and refuse.
        more_calls: reading calls with arguments of the system's own, such as a contact card's.
    """

    provider: Callable[[ProviderContext], Provider]
    context: ProviderContext
    event_ref: str
    window: Window
    unknown_ref: str
    change: Callable[[], str]
    remove: Callable[[], str]
    go_down: Callable[[], object]
    come_back: Callable[[], object]
    wide: Window = ALL_DAYS
    unlisted: frozenset[str] = frozenset()
    bad_settings: Sequence[Mapping[str, Any]] = ()
    pretends: frozenset[Capability] = frozenset()
    more_calls: Mapping[str, Callable[[Provider, CancelToken], object]] = field(
        default_factory=dict
    )
    opened: list[Provider] = field(default_factory=list)

    def open(self, **changes: Any) -> Provider:
        """A new provider, closed after the test; `changes` are fields of the context."""
        self.opened.append(self.provider(replace(self.context, **changes)))
        return self.opened[-1]

    def rules_were_broken_on_purpose(self) -> None:
        """A test asked for what no notes know; forget that it did."""

    def close_all(self) -> None:
        """Close whatever was opened."""
        for provider in self.opened:
            provider.close()

    @cached_property
    def event(self) -> Event:
        """The event of `event_ref` as the system tells it, read when it is first asked for."""
        return self.open().event(self.event_ref, HastyToken())

    @property
    def secrets(self) -> Sequence[str]:
        """What must never be seen in a text."""
        return list(self.context.secrets.values())


@dataclass(kw_only=True)
class HttpSubject(Subject):
    """A system with a strict server.

    Attributes:
        wrong_secrets: well-formed secrets that the system does not accept.
        signing_in: where the system declares secrets that are not kept: those to sign in with,
            and the same with a wrong one among them.
    """

    server: StrictServer
    wrong_secrets: Mapping[str, str]
    signing_in: tuple[Mapping[str, str], Mapping[str, str]] | None = None
    go_down: Callable[[], object] = field(init=False)
    come_back: Callable[[], object] = field(init=False)

    def __post_init__(self) -> None:
        self.go_down, self.come_back = self.server.stop, self.server.start

    @property
    def secrets(self) -> Sequence[str]:
        """The good ones, the wrong ones, and those to sign in with."""
        groups = (self.context.secrets, self.wrong_secrets, *(self.signing_in or ()))
        return sorted({value for group in groups for value in group.values()})

    def rules_were_broken_on_purpose(self) -> None:
        """Forget the broken rules."""
        self.server.log.take_violations()
