"""Which part of the calendar to read for a window, and which missing events are gone."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere, PermissionMissing, Refused
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import Fingerprint, batches, fingerprint_with
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.mapping_events import (
    Reading,
    read_event,
    ref_of,
    span_of,
)
from eventdesk.providers.kare.single import SingleEvents
from eventdesk.providers.kare.surroundings import Surroundings

MOST_CHECKS = 25
"""Single events looked up after one list, to tell one that began earlier from a removed one."""

_MAPPING_VERSION = "2"
"""To be raised whenever a record is mapped to something else, so that all are read anew."""

_NAMES_A_USER = re.compile(rb'"assignedUserId"\s*:\s*"?[0-9]')
_CHECKED_FOR = timedelta(hours=1)
_DAY = timedelta(days=1)


class EventLister:
    """Reads the calendar of one account."""

    def __init__(
        self, api: KareApi, single: SingleEvents, surroundings: Surroundings, clock: Clock
    ) -> None:
        self._api = api
        self._single = single
        self._surroundings = surroundings
        self._clock = clock
        self._seen_alive: dict[str, datetime] = {}
        self._asked: tuple[datetime, datetime] | None = None

    def events(
        self, window: Window | None, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window, each once. The list is read to its end before any is handed on.

        Raises:
            BadAnswer: the list goes on and on.
        """
        asked = self.listed_window(window)
        self._asked = first, last = _moments_of(asked)
        records = _each_once(self._api.events(first, last, cancel))
        with_users = any(map(_NAMES_A_USER.search, records))
        reading = self._surroundings.reading(cancel, with_users=with_users)
        yield from batches(
            records,
            partial(read_event, reading=reading),
            what="An event",
            fingerprint=_fingerprint(reading),
            known=known,
        )

    def listed_window(self, window: Window | None) -> Window:
        """The days whose events are listed; those that began before may be missing.

        Whether KARE lists what overlaps or only what starts is not documented (apis/kare.md
        section 4), so `confirm_removed` looks before anything counts as gone.
        """
        return window or Window.around(self._clock.now().date())

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those that KARE does not know any more, or has moved to other days than those listed.

        The least recently checked come first.
        """
        now = self._clock.now()
        due = [ref for ref in refs if not self._checked_lately(ref, now)]
        due.sort(key=lambda ref: self._seen_alive.get(ref, datetime.min.replace(tzinfo=UTC)))
        gone = set[str]()
        for ref in due[:MOST_CHECKS]:
            if self._is_gone(ref, cancel):
                gone.add(ref)
                self._seen_alive.pop(ref, None)
            else:
                self._seen_alive[ref] = now
        return frozenset(gone)

    def _is_gone(self, ref: str, cancel: CancelToken) -> bool:
        try:
            record = self._single.intervention(ref, cancel)
        except NotThere:
            return True
        except (PermissionMissing, Refused, BadAnswer):
            return False  # no proof that it is gone
        return bool(record.get("deletedAt")) or self._is_elsewhere(record)

    def _is_elsewhere(self, record: Mapping[str, Any]) -> bool:
        """Whether its times are outside of what was listed; it comes back with those days."""
        start, end = span_of(record)
        if self._asked is None or start is None:
            return False
        first, last = self._asked
        return start > last or (end or start) < first

    def _checked_lately(self, ref: str, now: datetime) -> bool:
        then = self._seen_alive.get(ref)
        return then is not None and now - then < _CHECKED_FOR


def _fingerprint(reading: Reading) -> Fingerprint:
    """The same for a record whether or not others of its list name users."""
    of_most = fingerprint_with(_MAPPING_VERSION, *reading.settings(with_users=False))
    with_a_user = fingerprint_with(_MAPPING_VERSION, *reading.settings(with_users=True))

    def fingerprint(record: bytes | msgspec.Raw) -> int:
        return (with_a_user if _NAMES_A_USER.search(record) else of_most)(record)

    return fingerprint


def _each_once(records: Sequence[msgspec.Raw]) -> list[msgspec.Raw]:
    """The records without those that moved to another page while pages were read."""
    found = dict[str, msgspec.Raw]()
    nameless = []
    for record in records:
        ref = ref_of(record)
        if ref:
            found[ref] = record
        else:
            nameless.append(record)
    return [*found.values(), *nameless]


def _moments_of(window: Window) -> tuple[datetime, datetime]:
    """A day more on either side, since days of the window are not days in UTC."""
    first = max(window.first, date.min + _DAY) - _DAY
    last = min(window.last, date.max - _DAY) + _DAY
    return datetime.combine(first, time(), UTC), datetime.combine(last, time(), UTC)
