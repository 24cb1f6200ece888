"""Which part of the calendar to read for a window, and which missing events are gone."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere, PermissionMissing, Refused
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import batches, fingerprint_with
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.mapping_events import parts_of, read_event, ref_of
from eventdesk.providers.kare.surroundings import Surroundings

MOST_CHECKS = 25
"""Single events looked up after one list, to tell one that began earlier from a removed one."""

_MAPPING_VERSION = "1"
"""To be raised whenever a record is mapped to something else, so that all are read anew."""

_NAMES_A_USER = re.compile(rb'"assignedUserId"\s*:\s*[0-9]')
_CHECKED_FOR = timedelta(hours=1)
_DAY = timedelta(days=1)


class EventLister:
    """Reads the calendar of one account."""

    def __init__(self, api: KareApi, surroundings: Surroundings, clock: Clock) -> None:
        self._api = api
        self._surroundings = surroundings
        self._clock = clock
        self._seen_alive: dict[str, datetime] = {}

    def events(
        self, window: Window | None, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """The events of a window, each once. The list is read to its end before any is handed on.

        Raises:
            BadAnswer: the list goes on and on.
        """
        asked = self.listed_window(window)
        # A day more on either side, since days of the window are not days in UTC.
        first, last = _midnight(asked.first - _DAY), _midnight(asked.last + _DAY)
        records = _each_once(self._api.events(first, last, cancel))
        with_users = any(map(_NAMES_A_USER.search, records))
        reading = self._surroundings.reading(cancel, with_users=with_users)
        yield from batches(
            records,
            partial(read_event, reading=reading),
            what="An event",
            fingerprint=fingerprint_with(_MAPPING_VERSION, *reading.settings),
            known=known,
        )

    def listed_window(self, window: Window | None) -> Window:
        """The days whose events are listed; those that began before may be missing.

        Whether KARE lists what overlaps or only what starts is not documented (apis/kare.md
        section 4), so `confirm_removed` looks before anything counts as gone.
        """
        return window or Window.around(self._clock.now().date())

    def confirm_removed(self, refs: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those that KARE does not know any more; the least recently checked come first."""
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
            record = self._api.intervention(parts_of(ref)[1], cancel)
        except NotThere:
            return True
        except (PermissionMissing, Refused, BadAnswer):
            return False  # no proof that it is gone
        return bool(record.get("deletedAt"))

    def _checked_lately(self, ref: str, now: datetime) -> bool:
        then = self._seen_alive.get(ref)
        return then is not None and now - then < _CHECKED_FOR


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


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
