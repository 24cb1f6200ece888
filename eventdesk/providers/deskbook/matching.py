"""Finds for each row of a list the attendee whom it means. Pure: no database.

Who is who: the code, where a row has one; else e-mail and name together, since families share an
address; else name, ticket and order. Two different codes, or two different addresses, are never
the same person by a weaker key. Case and accents do not count.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlalchemy import Row

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.importing import ImportRow, SkippedRow
from eventdesk.domain.text import fold

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells people of a list apart, in comparable form."""

    code: str
    email: str
    name: str
    ticket: str
    order: str

    @property
    def key(self) -> Key:
        """The strongest key that it has: two rows of one list with the same are one person."""
        if self.code:
            return ("code", self.code)
        if self.email:
            return ("email", self.email, self.name)
        return ("name", self.name, self.ticket, self.order)


def identity_of(attendee: Attendee | Row[Any]) -> Identity:
    """The identity of a row of a list, or of one of the table."""
    order = attendee.order if isinstance(attendee, Attendee) else attendee.order_ref
    return Identity(
        attendee.code.strip(),
        _folded(attendee.email),
        _folded(attendee.name),
        _folded(attendee.ticket),
        _folded(order),
    )


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


@dataclass(slots=True)
class Matches:
    """The rows of a list that count, each with the attendee of the table whom it means, if any."""

    pairs: list[tuple[ImportRow, Row[Any] | None]] = field(default_factory=list)
    repeated: list[SkippedRow] = field(default_factory=list)


def match(rows: Sequence[ImportRow], held: Sequence[Row[Any]]) -> Matches:
    """Pair rows with attendees, each attendee at most once.

    Rows that say the same of all that tells people apart come first, then the stronger keys, so
    that a list finds its own people again whatever the order of its rows.
    """
    matches = Matches()
    wanted = dict(_without_repeats(rows, matches.repeated))
    free = [(identity_of(row), row) for row in held]
    found: dict[int, Row[Any]] = {}
    for keys_of in (_whole, _by_code, _by_email_and_ticket, _by_email, _by_name):
        open_rows = {number: who for number, who in wanted.items() if number not in found}
        if open_rows and free:
            found |= _claimed(open_rows, free, keys_of)
            taken = {row.uid for row in found.values()}
            free = [(who, row) for who, row in free if row.uid not in taken]
    matches.pairs = [(rows[number], found.get(number)) for number in wanted]
    return matches


def _without_repeats(
    rows: Sequence[ImportRow], repeated: list[SkippedRow]
) -> Iterator[tuple[int, Identity]]:
    first: dict[Key, int] = {}
    for number, row in enumerate(rows):
        who = identity_of(row.attendee)
        if who.key in first:
            earlier = first[who.key]
            repeated.append(SkippedRow(row.row, f"The same person as in row {earlier}."))
        else:
            first[who.key] = row.row
            yield number, who


def _claimed(
    open_rows: Mapping[int, Identity],
    free: Sequence[tuple[Identity, Row[Any]]],
    keys_of: Callable[[Identity, bool], Sequence[Key]],
) -> dict[int, Row[Any]]:
    """Rows of a list with somebody who has one of their keys."""
    by_key: dict[Key, deque[Row[Any]]] = {}
    for who, row in free:
        for key in keys_of(who, True):
            by_key.setdefault(key, deque()).append(row)
    found: dict[int, Row[Any]] = {}
    for number, who in open_rows.items():
        for key in keys_of(who, False):
            if several := by_key.get(key):
                found[number] = several.popleft()
                break
    return found


# Keys of somebody in the table (`held`), or those that a row of a list may look under: a row that
# has a code finds only people without one by the weaker keys, and likewise with addresses.


def _whole(who: Identity, _held: bool) -> Sequence[Key]:
    return ((who.code, who.email, who.name, who.ticket, who.order),)


def _by_code(who: Identity, _held: bool) -> Sequence[Key]:
    return ((who.code,),) if who.code else ()


def _by_email_and_ticket(who: Identity, held: bool) -> Sequence[Key]:
    return [(*key, who.ticket, who.order) for key in _by_email(who, held)]


def _by_email(who: Identity, held: bool) -> Sequence[Key]:
    if not who.email:
        return ()
    return [(who.email, who.name, coded) for coded in _sides(bool(who.code), held)]


def _by_name(who: Identity, held: bool) -> Sequence[Key]:
    sides = product(_sides(bool(who.code), held), _sides(bool(who.email), held))
    return [(who.name, who.ticket, who.order, *side) for side in sides]


def _sides(has: bool, held: bool) -> tuple[bool, ...]:
    if held:
        return (has,)
    return (False,) if has else (False, True)
