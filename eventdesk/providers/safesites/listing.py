"""Reads the events page by page, whole or as far back as something changed.

The rules are those of apis/safesites.md sections 3 and 5: no filter by date, so one list serves
every window; pages are counted here and no link is ever followed.
"""

from collections.abc import Callable, Container, Iterator, Sized
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.domain.event import Event
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import Fingerprint, batches
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.api import LARGEST_PAGE, SafeSitesApi
from eventdesk.providers.safesites.dates import stamp
from eventdesk.providers.safesites.records import head, page_meta, unwrapped

MOST_PAGES = 1000
CHANGES_AT_ONCE = 100
"""Events of a page of changes: mostly the first page has all of them."""

_SLACK = timedelta(minutes=5)

Record = bytes | Raw


class EventLister:
    """Reads event lists of one account, one request at a time."""

    def __init__(
        self, api: SafeSitesApi, read: Callable[[Record], Event], fingerprint: Fingerprint
    ) -> None:
        self._api = api
        self._read = read
        self._fingerprint = fingerprint

    def all_events(self, known: Container[int], cancel: CancelToken) -> Iterator[Batch[Event]]:
        """Every event once, page by page; ids ascend, so new ones come last.

        A list that lacks some of what it counts says so as unreadable, since what is missing from
        it need not be gone.

        Raises:
            BadAnswer: pages repeat themselves or never end.
        """
        walk = _Walk(self._api, "id", "asc", LARGEST_PAGE)
        for records in walk.pages(cancel):
            yield from self._batches(records, known, walk.total)
        if walk.total is not None and walk.seen < walk.total:
            told = f"SafeSites counts {walk.total} events but listed {walk.seen}."
            yield Batch(unreadable=[told], total=walk.total)

    def changes(
        self, since: datetime, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]] | None:
        """What changed since a moment, newest first, and what else is on the same pages.

        None where SafeSites counts fewer events than are in store: something was removed, and only
        a full list tells what. New events may hide that until the next full list.
        """
        walk = _Walk(self._api, "updatedAt", "desc", CHANGES_AT_ONCE)
        pages = walk.pages(cancel)
        first = next(pages, [])
        stored = len(known) if isinstance(known, Sized) else 0
        if walk.total is not None and walk.total < stored:
            return None
        return self._changed(first, pages, since - _SLACK, known)

    def _changed(
        self,
        first: list[Record],
        pages: Iterator[list[Record]],
        since: datetime,
        known: Container[int],
    ) -> Iterator[Batch[Event]]:
        for records in chain([first], pages):
            yield from self._batches(records, known, None)
            if _reaches(records, since):
                return

    def find(self, ident: str, cancel: CancelToken) -> Event | None:
        """One event of the list, looked for among the lately changed ones first."""
        for records in _Walk(self._api, "updatedAt", "desc", LARGEST_PAGE).pages(cancel):
            for record in records:
                if head(record).id == ident:
                    return self._read(record)
        return None

    def _batches(
        self, records: list[Record], known: Container[int], total: int | None
    ) -> Iterator[Batch[Event]]:
        found = batches(
            records, self._read, what="An event", fingerprint=self._fingerprint, known=known
        )
        for batch in found:
            yield replace(batch, total=total)


class _Walk:
    """One way through all pages. `total` is the most that a page counted, `seen` what came."""

    def __init__(self, api: SafeSitesApi, order_by: str, order: str, count: int) -> None:
        self._api = api
        self._order_by = order_by
        self._order = order
        self._count = count
        self._idents = set[str]()
        self.total: int | None = None
        self.seen = 0

    def pages(self, cancel: CancelToken) -> Iterator[list[Record]]:
        """The records of each page, without those that a page before had."""
        for number in range(1, MOST_PAGES + 1):
            cancel.check()
            page = self._api.events(
                cancel,
                order_by=self._order_by,
                order=self._order,
                count=self._count,
                page=number,
            )
            meta = page_meta(page)
            new = self._new(page)
            more = self._goes_on(page, meta, number)
            if (more and not new) or meta.current_page not in (None, number):
                raise self._endless()
            self.total = max(self.total or 0, meta.total or 0) or None
            yield new
            if not more:
                return
        raise self._endless()

    def _new(self, page: wire.Page) -> list[Record]:
        new = []
        for element in page.data:
            record = unwrapped(element)
            ident = head(record).id
            if ident is None or ident not in self._idents:
                new.append(record)
                self._idents.add(ident or "")
        self.seen += len(new)
        return new

    def _goes_on(self, page: wire.Page, meta: wire.PageMeta, number: int) -> bool:
        """Where the paginator says nothing, a full page is followed by another."""
        if meta.last_page is None:
            return len(page.data) >= self._count
        return number < meta.last_page

    def _endless(self) -> BadAnswer:
        return BadAnswer(
            f"{self._api.client.address.host} lists events without end.",
            "Nothing was removed here. Try again later.",
        )


def _reaches(records: list[Record], moment: datetime) -> bool:
    """True where a page comes to an event that was changed before a moment."""
    times = (stamp(head(record).updated_at) for record in records)
    return any(when < moment for when in times if when is not None)
