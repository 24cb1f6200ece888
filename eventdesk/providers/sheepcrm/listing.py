"""Which event lists to read for a window, page by page, and which missing events are gone.

The rules are those of apis/sheepcrm.md section 7: two kinds of lists, no total, no filter by date,
series collapsed to one record.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere, PermissionMissing, Refused
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import Fingerprint, batches
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.mapping_events import event_uid

PLAIN = ""
"""The list without a state: 14 days back to 90 days ahead, with full objects."""

PAGE_SIZE = 250
"""The documented default; the largest size is not documented."""

MOST_PAGES = 200
MOST_CHECKS = 25
"""Single events looked up after one list, to tell a hidden event from a removed one."""

_CHECKED_FOR = timedelta(hours=1)
_DAY = timedelta(days=1)


def lists_for(window: Window | None, today: date) -> tuple[str, ...]:
    """The lists that cover a window with the fewest events. Full objects come first."""
    plain = Window.around(today)
    if window is None or (plain.first <= window.first and window.last <= plain.last):
        return (PLAIN,)
    overlaps = window.first < plain.last and plain.first < window.last
    full = (PLAIN,) if overlaps else ()
    # A day to spare on either side, since the server's day is not known.
    if window.last <= today - _DAY:
        return (*full, "past", "running", "draft")
    if window.first > today + _DAY:
        return (*full, "future", "running", "draft")
    return (*full, "all")


class EventLister:
    """Reads event lists of one account."""

    def __init__(
        self,
        api: EventsApi,
        read: Callable[[msgspec.Raw], Event],
        fingerprint: Fingerprint,
        *,
        clock: Clock,
        zone: tzinfo | None,
    ) -> None:
        self._api = api
        self._read = read
        self._fingerprint = fingerprint
        self._clock = clock
        self._zone = zone
        self._seen_alive: dict[str, datetime] = {}

    def events(
        self, window: Window | None, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window, each once. A list is read to its end before any is handed on.

        Raises:
            BadAnswer: a list goes on and on.
        """
        listed = set[str]()
        for source in lists_for(window, self._today()):
            records = self._all_pages(source, listed, cancel)
            wanted = None if source == PLAIN else window
            yield from batches(
                records,
                partial(self._wanted, window=wanted),
                what="An event",
                fingerprint=self._fingerprint,
                known=known,
            )

    def listed_window(self, window: Window | None) -> Window:
        """The days in which every event is surely listed: the plain list's edges are not sharp."""
        today = self._today()
        plain = Window(today - timedelta(days=13), today + timedelta(days=90))
        if window is None:
            return plain
        if lists_for(window, today) != (PLAIN,):
            return window
        return Window(max(window.first, plain.first), min(window.last, plain.last))

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those that the system does not know any more; the least recently checked come first."""
        now = self._clock.now()
        due = [ref for ref in refs if not self._checked_lately(ref, now)]
        due.sort(key=lambda ref: self._seen_alive.get(ref, datetime.min.replace(tzinfo=now.tzinfo)))
        gone = set[str]()
        for ref in due[:MOST_CHECKS]:
            try:
                self._api.event(ref, cancel)
            except NotThere:
                gone.add(ref)
                self._seen_alive.pop(ref, None)
            except (PermissionMissing, Refused, BadAnswer):
                self._seen_alive[ref] = now  # no proof that it is gone
            else:
                self._seen_alive[ref] = now
        return frozenset(gone)

    def _checked_lately(self, ref: str, now: datetime) -> bool:
        then = self._seen_alive.get(ref)
        return then is not None and now - then < _CHECKED_FOR

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()

    def _all_pages(self, source: str, listed: set[str], cancel: CancelToken) -> list[msgspec.Raw]:
        """Records of a list that no list before had; `listed` takes their uids."""
        records, in_this_list = [], set[str]()
        for page in range(1, MOST_PAGES + 1):
            cancel.check()
            answered = self._page(source, page, cancel)
            uids = [event_uid(record) for record in answered]
            new = set(filter(None, uids)) - in_this_list
            for record, uid in zip(answered, uids, strict=True):
                if uid not in listed:
                    records.append(record)
                if uid:
                    listed.add(uid)
            in_this_list |= new
            if len(answered) < PAGE_SIZE or not new:
                return records
        raise BadAnswer(
            f"{self._api.client.address.host} lists events without end.",
            "Nothing was changed here. Try again later.",
        )

    def _page(self, source: str, page: int, cancel: CancelToken) -> list[msgspec.Raw]:
        if source == PLAIN:
            return self._api.listed(cancel, page=page, page_size=PAGE_SIZE)
        return self._api.listed_by_state(source, cancel, page=page, page_size=PAGE_SIZE)

    def _wanted(self, record: msgspec.Raw, window: Window | None) -> Event | None:
        """The event, None where it lies outside of the window; one without a date is inside."""
        event = self._read(record)
        if window is None or event.start is None:
            return event
        first, last = _day(event.start), _day(event.end or event.start)
        return event if first < window.last + _DAY and window.first - _DAY <= last else None


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
