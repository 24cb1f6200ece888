"""Lists of records as the batches that the sync takes."""

from collections.abc import Callable, Container, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

from msgspec import Raw

from eventdesk.net.decode import chunks
from eventdesk.providers.base import Batch

R = TypeVar("R")
T = TypeVar("T")

Fingerprint = Callable[[bytes | Raw], int]


def fingerprint_with(*settings: str) -> Fingerprint:
    """Fingerprints that change with the record and with the settings that it is read by.

    So another time zone, or a new version of the mapping among them, reads every record anew.
    """
    text = "\n".join(settings)
    salt = blake2b(text.encode(), digest_size=blake2b.SALT_SIZE).digest()

    def fingerprint(record: bytes | Raw) -> int:
        digest = blake2b(record, digest_size=8, salt=salt).digest()
        return int.from_bytes(digest, signed=True)

    return fingerprint


def batches(
    records: Sequence[R],
    read: Callable[[R], T | None],
    *,
    what: str,
    fingerprint: Callable[[R], int],
    known: Container[int],
) -> Iterator[Batch[T]]:
    """Read records in small batches; `what` begins the sentence on one that cannot be read."""
    for chunk in chunks(records, read, number=fingerprint, known=known):
        unreadable = [f"{what} could not be read: {why}." for why in chunk.unreadable]
        yield Batch(chunk.items, chunk.unchanged, unreadable, len(records))
