"""One calendar as it was last fetched: its events listed, one of them looked up, its attendees."""

from collections.abc import Container, Iterator, Sequence
from hashlib import blake2b

import msgspec

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.domain.event import Event
from eventdesk.providers.base import Batch
from eventdesk.providers.base import fingerprint as plain_fingerprint
from eventdesk.providers.ics.keeping import Keeper
from eventdesk.providers.ics.mapping import Read
from eventdesk.providers.ics.series import read_group
from eventdesk.providers.ics.sources import Fetched, Source, Version
from eventdesk.providers.ics.splitting import (
    Document,
    Group,
    NotACalendarError,
    taken_apart,
    zones_key,
)
from eventdesk.providers.ics.zones import Zones

MAPPING_VERSION = "2"
"""To be raised whenever a component is mapped to something else, so that all are read anew."""

_AT_ONCE = 200
"""Groups between two chances for other threads and two looks at the cancel token."""


class Calendar:
    """A source and what was read of it. Lives on one thread."""

    def __init__(self, source: Source, keeper: Keeper) -> None:
        self._source = source
        self._keeper = keeper
        self._version: Version = {}
        self._document: Document | None = None
        self._zones = Zones({}, "")
        self._salt = b""

    def check(self, cancel: CancelToken) -> str:
        """What is there, in a sentence."""
        document = self._current(cancel)
        count = len(document.groups)
        events = "1 event" if count == 1 else f"{count:,} events"
        named = f"the calendar “{document.name}”" if document.name else "a calendar"
        return f"{self._source.name} holds {named} with {events}."

    def events(self, known: Container[int], cancel: CancelToken) -> Iterator[Batch[Event]]:
        """Every event. A calendar that is as it was is neither sent nor read again."""
        kept = self._keeper.read()
        whole = bool(kept.numbers) and all(number in known for number in kept.numbers)
        fetched = self._source.fetch(kept.version if whole else {}, cancel)
        if fetched.body is None:
            yield Batch(unchanged=kept.numbers, total=len(kept.numbers))
            return
        document, version = self._read(fetched, cancel), dict(fetched.version)
        del fetched  # it may be the largest thing that this program holds
        numbers, sound = list[int](), not document.unreadable
        if document.unreadable:
            yield Batch(unreadable=_sentences(document.unreadable))
        for start in range(0, len(document.groups), _AT_ONCE):
            cancel.check()
            batch = self._batch(document.groups[start : start + _AT_ONCE], known)
            numbers += [*(number for number, _ in batch.items), *batch.unchanged]
            sound = sound and not batch.unreadable
            yield batch
        if sound and version:
            self._keeper.keep(version, tuple(numbers))

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event. Raises `NotThere`."""
        return self._found(ref, cancel).event

    def attendees(
        self, ref: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Who is invited to an event. Raises `NotThere`."""
        found = self._found(ref, cancel).attendees
        numbered = [(plain_fingerprint(msgspec.json.encode(one)), one) for one in found]
        yield Batch(
            items=[(number, one) for number, one in numbered if number not in known],
            unchanged=[number for number, _ in numbered if number in known],
            total=len(found),
        )

    def close(self) -> None:
        """Let go of connections."""
        self._source.close()

    def _found(self, ref: str, cancel: CancelToken) -> Read:
        document = self._current(cancel)
        for group in document.groups:
            if ref == group.ref or ref.startswith(f"{group.ref};"):
                for read in self._reads(group)[0]:
                    if read.event.ref == ref:
                        return read
        raise NotThere(f"{self._source.name} does not list this event.", "Refresh the list.")

    def _current(self, cancel: CancelToken) -> Document:
        known = self._version if self._document is not None else {}
        fetched = self._source.fetch(known, cancel)
        if fetched.body is None and self._document is not None:
            return self._document
        return self._read(fetched, cancel)

    def _read(self, fetched: Fetched, cancel: CancelToken) -> Document:
        self._document = None  # two at once would take twice the room
        try:
            document = taken_apart(fetched.body or b"", cancel)
        except NotACalendarError as error:
            raise BadAnswer(f"What {self._source.name} holds {error}.", error.hint) from None
        self._document, self._version = document, fetched.version
        self._zones = Zones(document.zones, document.zone)
        self._salt = f"{MAPPING_VERSION} {zones_key(document)}".encode()
        return document

    def _reads(self, group: Group) -> tuple[list[Read], list[str]]:
        name = self._document.name if self._document else ""
        return read_group(group, self._zones, name)

    def _batch(self, groups: Sequence[Group], known: Container[int]) -> Batch[Event]:
        items, unchanged, problems = list[tuple[int, Event]](), list[int](), list[str]()
        for group in groups:
            content = group.content
            numbers = self._known_numbers(content, known)
            if numbers:
                unchanged += numbers
                continue
            reads, why = self._reads(group)
            problems += why
            for index, read in enumerate(reads):
                last = not why and index == len(reads) - 1
                items.append((self._number(content, index, last=last), read.event))
        total = len(self._document.groups) if self._document else None
        return Batch(items, unchanged, _sentences(problems), total)

    def _known_numbers(self, content: bytes, known: Container[int]) -> list[int]:
        """The fingerprints of a group all of whose events are known, else none.

        How many events a group has is told by the last of its numbers alone, so that it need not
        be read to know.
        """
        numbers = list[int]()
        while True:
            last = self._number(content, len(numbers), last=True)
            if last in known:
                return [*numbers, last]
            number = self._number(content, len(numbers), last=False)
            if number not in known:
                return []
            numbers.append(number)

    def _number(self, content: bytes, index: int, *, last: bool) -> int:
        key = self._salt + (b" last %d" if last else b" %d") % index
        digest = blake2b(content, digest_size=8, key=key).digest()
        return int.from_bytes(digest, signed=True)


def _sentences(reasons: Sequence[str]) -> list[str]:
    return [f"An event could not be read: {reason}." for reason in reasons]
