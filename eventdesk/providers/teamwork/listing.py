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
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import Fingerprint, batches
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.api import TeamworkApi
from eventdesk.providers.teamwork.mapping_events import status_of
from eventdesk.providers.teamwork.paging import Listed, all_pages, id_text

LONGEST_PIECE = timedelta(days=368)
"""No longest window is documented, so no request asks for more than a leap year and its edges."""

CHANGES_KEPT = timedelta(days=150)
"""Lists of changes may be cut to six months (section 10); this stays below."""

_ZONES_APART = timedelta(hours=26)
"""The zone of `updatedAfterDate` is not stated: no two are further apart."""

_DAY = timedelta(days=1)
"""Whose day a day is, is not stated (section 7): so much more is asked for at either edge."""


_heads = RecordDecoder(wire.EventHead)


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
    return _with_edges(window, max((LONGEST_PIECE - (window.last - window.first)) // 2, _DAY))


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
        self._last_listed = wanted
        seen = set[str]()
        for piece in pieces(_with_edges(wanted, _DAY)):
            listed = self._records(piece, self._own(cancel), cancel)
            yield from self._read_all(listed, seen, known, cancel)

    def listed_window(self, window: Window | None) -> Window:
        """The days in which an event that was not listed is missing: all of them."""
        return self._window(window)

    def changed_events(
        self,
        since: datetime,
        window: Window | None,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """What changed since a moment, deleted events among them; None where it is too long ago.

        An event that the account's settings no longer want is handed on as removed.
        """
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
        for record in self._records(earlier, self._own(cancel), cancel).by_id.values():
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
        changed: Query = {"updatedAfterDate": moment, "showDeleted": "true"}
        own = self._own(cancel)
        seen = set[str]()
        for piece in pieces(widened(window)):
            # First without the settings: what changed and is no longer wanted is told by no other
            # list. In this order, so that a change between the two is taken for wanted.
            listed = self._records(piece, changed, cancel)
            unwanted = set[str]()
            if own and listed.by_id:
                everything = listed.by_id.keys()
                listed = self._records(piece, {**changed, **own}, cancel)
                unwanted = everything - listed.by_id.keys()
            yield from self._read_all(listed, seen, known, cancel, tell_removed=True)
            if unwanted and not listed.missing:
                yield Batch(removed=sorted(unwanted))

    def _read_all(
        self,
        listed: Listed,
        seen: set[str],
        known: Container[int],
        cancel: CancelToken,
        *,
        tell_removed: bool = False,
    ) -> Iterator[Batch[Event]]:
        """The events of a list that none before had; `seen` takes their ids."""
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
        if removed and tell_removed:
            yield Batch(removed=removed)
        if listed.missing:
            # The list changed while its pages were read: then nothing may be taken for removed.
            yield Batch(unreadable=[f"{self._api.host} kept back {listed.missing} of its events."])

    def _present(self, record: Raw, removed: list[str], cancel: CancelToken) -> Event | None:
        """The event; None for a deleted one, which `removed` takes."""
        head = _heads.decode(record)
        ident = id_text(head.id)
        if not ident or status_of(head.status) is not EventStatus.DELETED:
            return self._read(record, cancel)
        removed.append(ident)
        return None

    def _records(self, days: Window, more: Query, cancel: CancelToken) -> Listed:
        # Exactly so spelled; both days belong to the list (section 4).
        span = {"startdate": _day(days.first), "endDate": _day(_moved(days.last, -_DAY))}
        query: Query = {**span, **more}
        return all_pages(lambda page: self._api.events(query, page, cancel), cancel)


def _with_edges(window: Window, spare: timedelta) -> Window:
    return Window(_moved(window.first, -spare), _moved(window.last, spare))


def _moved(day: date, by: timedelta) -> date:
    """The day so much later, within what a calendar can tell."""
    days = day.toordinal() + by.days
    return date.fromordinal(min(max(days, date.min.toordinal()), date.max.toordinal()))


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
