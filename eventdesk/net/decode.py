"""JSON to declared structures, in two steps and in chunks, so that no lane holds Python for long.

First the envelope with each record left as raw bytes (one quick pass), then the records, a few
hundred at a time. A field of a wrong type degrades that field; a record that cannot be read is
counted; the rest lives.
"""

import json
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

from eventdesk.domain.errors import BadAnswer
from eventdesk.net.answer import Answer

R = TypeVar("R")
S = TypeVar("S", bound=msgspec.Struct)
T = TypeVar("T")

CHUNK = 500
"""Records between two chances for other threads: some milliseconds of work."""

_NOT_JSON = (ValueError, RecursionError)  # msgspec's errors are ValueErrors


class RecordError(ValueError):
    """A record cannot be read at all. The text says why, to follow a colon."""


def decode(answer: Answer, wanted: type[T]) -> T:
    """The body as `wanted`, an envelope or a whole small answer. Raises `BadAnswer`."""
    try:
        return msgspec.json.decode(answer.body, type=wanted)
    except _NOT_JSON:
        raise not_usable(answer) from None


def not_usable(answer: Answer) -> BadAnswer:
    """The error for a body that is not what the interface promises."""
    kind = "a web page" if answer.is_web_page else "something that cannot be read"
    return BadAnswer(
        f"{answer.host} answered with {kind} instead of data.",
        "Check the address in the account's settings, or try again later.",
    )


class RecordDecoder(Generic[S]):
    """Decodes one record into a struct whose fields all have defaults."""

    def __init__(self, struct: type[S]) -> None:
        self._struct = struct
        self._strict = msgspec.json.Decoder(struct)
        self._fields = [(f.name, f.encode_name, f.type) for f in msgspec.structs.fields(struct)]

    def decode(self, record: bytes | msgspec.Raw) -> S:
        """The record. Raises `RecordError` where it is no JSON object."""
        try:
            return self._strict.decode(record)
        except _NOT_JSON:
            return self.converted(loosely_decoded(record))

    def decode_answer(self, answer: Answer) -> S:
        """A whole answer that is one record. Raises `BadAnswer`."""
        try:
            return self.decode(answer.body)
        except RecordError:
            raise not_usable(answer) from None

    def converted(self, value: object) -> S:
        """A decoded object as the struct, field by field; what does not fit takes its default."""
        if not isinstance(value, dict):
            raise RecordError("it is not an object")
        with suppress(msgspec.ValidationError):
            return msgspec.convert(value, self._struct, strict=False)  # nearly every record
        kept = {}
        for name, encoded, wanted in self._fields:
            fitting = _fitting(value.get(encoded), wanted) if encoded in value else msgspec.UNSET
            if fitting is not msgspec.UNSET:
                kept[name] = fitting
        return self._struct(**kept)


def loosely_decoded(record: bytes | msgspec.Raw) -> Any:
    """Any JSON value, also one with broken characters or numbers out of range.

    Raises:
        RecordError: it is not JSON.
    """
    with suppress(*_NOT_JSON):
        return msgspec.json.decode(record)  # nearly every record, at a tenth of the time
    try:
        value = json.loads(bytes(record).decode("utf-8", "replace"))
        # Once more, for half characters (lone surrogates), which no file or database takes.
        return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except _NOT_JSON:
        raise RecordError("it is not valid JSON") from None


def _fitting(value: object, wanted: Any) -> Any:
    """The value converted to a field's type, or UNSET: "7" -> 7, "true" -> True, 7 -> "7"."""
    candidates = [value, str(value)] if isinstance(value, (int, float)) else [value]
    for candidate in candidates:
        try:
            return msgspec.convert(candidate, wanted, strict=False)
        except msgspec.ValidationError:
            continue
    return msgspec.UNSET


@dataclass(slots=True)
class Chunk(Generic[T]):
    """Some records of a list: read ones, known ones, and why the others cannot be read."""

    items: list[tuple[int, T]] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def chunks(
    records: Sequence[R],
    read: Callable[[R], T | None],
    *,
    number: Callable[[R], int],
    known: Container[int],
    size: int = CHUNK,
) -> Iterator[Chunk[T]]:
    """Read records, `size` at a time; those whose fingerprint is known are not looked at.

    Args:
        read: makes the value; None leaves a record out; raises `RecordError`.
        number: the fingerprint of a record.
    """
    for start in range(0, len(records), size):
        chunk = Chunk[T]()
        for record in records[start : start + size]:
            fingerprint = number(record)
            if fingerprint in known:
                chunk.unchanged.append(fingerprint)
                continue
            try:
                value = read(record)
            except RecordError as problem:
                chunk.unreadable.append(str(problem))
            else:
                if value is not None:
                    chunk.items.append((fingerprint, value))
        yield chunk
