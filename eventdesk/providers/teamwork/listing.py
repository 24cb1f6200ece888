"""Which requests list the events of a window, and what changed in it (apis/teamwork.md 4)."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.event import Event, EventStatus, Window
from eventdesk.domain.event_query import takes_place
from eventdesk.net.client import Query
from eventdesk.net.decode import RecordError
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import Fingerprint, batches
from eventdesk.providers.teamwork.api import TeamworkApi
from eventdesk.providers.teamwork.paging import Listed, all_pages

LONGEST_PIECE = timedelta(days=366)
"""No longest window is documented, so no request asks for more days than a year has."""

CHANGES_KEPT = timedelta(days=150)
"""Lists of changes may be cut to six months (section 10); this stays below."""

_ZONES_APART = timedelta(hours=26)
"""The zone of `updatedAfterDate` is not stated: no two are further apart."""

_DAY = timedelta(days=1)
"""Whose day a day is, and how the edges of a list are cut, is not stated (section 7)."""


def pieces(window: Window) -> Iterator[Window]:
    """The window in parts that one request may ask for, one after the other."""
    first = window.first
    while first < window.last:
        last = min(_moved(first, LONGEST_PIECE), window.last)
        yield Window(first, last)
        first = last


def widened(window: Window) -> Window:
    """The window with as many days around it as the same request may ask for.

    So that a change that moved an event out of the window is noticed at no further cost.
    """
    spare = max((LONGEST_PIECE - (window.last - window.first)) // 2, timedelta(0))
    return Window(_moved(window.first, -spare), _moved(window.last, spare))


class EventLister:
    """Reads lists of events of one account.

    Args:
        own: the parameters that the account's settings add to every list.
        read: makes an event of a record; raises `RecordError`.
    """

    def __init__(
        self,
        api: TeamworkApi,
        own: Callable[[CancelToken], Query],
        read: Callable[[Raw, CancelToken], Event],
        fingerprint: Fingerprint,
        *,
        clock: Clock,
        zone: tzinfo | None,
    ) -> None:
        self._api = api
        self._own = own
        self._read = read
        self._fingerprint = fingerprint
        self._clock = clock
        self._zone = zone
        self._last_listed: Window | None = None

    def events(
        self, window: Window | None, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window, each once. Each piece is read to its end before it is handed on.

        Raises:
            BadAnswer: a list goes on and on.
        """
        wanted = self._window(window)
        self._last_listed = self.listed_window(wanted)
        seen = set[str]()
        for piece in pieces(wanted):
            yield from self._piece(piece, {}, seen, known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """The days in which an event that was not listed is missing: a day less at either edge."""
        wanted = self._window(window)
        first = _moved(wanted.first, _DAY)
        return Window(first, max(_moved(wanted.last, -_DAY), first))

    def changed_events(
        self,
        since: datetime,
        window: Window | None,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """What changed since a moment, deleted events among them; None where it is too long ago."""
        if self._clock.now() - since > CHANGES_KEPT:
            return None
        return self._changes(since, self._window(window), known, cancel)

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those that are not merely under way when the window begins.

        Such an event began before, and whether a list has it is not documented; the list of the
        year before the window has it in any case.
        """
        days = self._last_listed or self.listed_window(None)
        earlier = Window(_moved(days.first, -LONGEST_PIECE), days.first)
        under_way = set[str]()
        for record in self._records(earlier, {}, cancel).by_id.values():
            try:
                event = self._read(record, cancel)
            except RecordError:
                continue
            if takes_place(event, days, self._zone):
                under_way.add(event.ref)
        return frozenset(refs) - under_way

    def _window(self, window: Window | None) -> Window:
        return window or Window.around(self._clock.now().astimezone(self._zone).date())

    def _changes(
        self, since: datetime, window: Window, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        moment = (since - _ZONES_APART).astimezone(UTC).strftime("%Y%m%d%H%M%S")
        more: Query = {"updatedAfterDate": moment, "showDeleted": "true"}
        seen = set[str]()
        for piece in pieces(widened(window)):
            yield from self._piece(piece, more, seen, known, cancel)

    def _piece(
        self,
        piece: Window,
        more: Query,
        seen: set[str],
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]]:
        """The events of a piece that no piece before had; `seen` takes their ids."""
        listed = self._records(piece, more, cancel)
        new = [record for ident, record in listed.by_id.items() if ident not in seen]
        seen.update(listed.by_id)
        removed: list[str] = []
        yield from batches(
            [*new, *listed.nameless],
            partial(self._present, removed=removed, cancel=cancel),
            what="An event",
            fingerprint=self._fingerprint,
            known=known,
        )
        if removed and more:
            yield Batch(removed=removed)
        if listed.missing:
            # The list changed while its pages were read: then nothing may be taken for removed.
            yield Batch(unreadable=[f"{self._api.host} kept back {listed.missing} of its events."])

    def _present(self, record: Raw, removed: list[str], cancel: CancelToken) -> Event | None:
        """The event; None for a deleted one, which `removed` takes."""
        event = self._read(record, cancel)
        if event.status is not EventStatus.DELETED:
            return event
        removed.append(event.ref)
        return None

    def _records(self, days: Window, more: Query, cancel: CancelToken) -> Listed:
        # Exactly so spelled; both days belong to the list (section 4).
        span = {"startdate": _day(days.first), "endDate": _day(_moved(days.last, -_DAY))}
        query: Query = {**span, **more, **self._own(cancel)}
        return all_pages(lambda page: self._api.events(query, page, cancel), cancel)


def _moved(day: date, by: timedelta) -> date:
    """The day so much later, within what a calendar can tell."""
    days = day.toordinal() + by.days
    return date.fromordinal(min(max(days, date.min.toordinal()), date.max.toordinal()))


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
