"""Near misses: names and companies that differ from what was typed by a letter or two.

The distinct words of each event are kept in memory, and read anew when the store says that some
may have come or changed. One thread works with them.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.storage import door, search

_MOST_EVENTS = 8
_MOST_CANDIDATES = 24
_SHORTEST = 4
"""Letters of a word that is looked for; fewer are close to almost anything."""
_TWO_FROM = 6
"""Letters from which two may be wrong."""
_CUT_FROM = 5
"""Letters from which the beginning of a word may be one letter shorter than what was typed."""


class _Words:
    """Distinct words, without those with digits."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(filter(str.isalpha, words))
        self._beginnings: dict[int, list[str]] = {}

    def beginnings(self, length: int) -> list[str]:
        """What the words begin with, in so many letters, one more or one less."""
        if length not in self._beginnings:
            lengths = [length, length + 1, *([length - 1] if length >= _CUT_FROM else [])]
            found = {word[:n] for word in self._words if len(word) >= length - 1 for n in lengths}
            self._beginnings[length] = list(found)
        return self._beginnings[length]


@dataclass(frozen=True, slots=True)
class _List:
    """The words of one event at one version of its list: of names, and with those of companies."""

    version: int
    names: _Words
    all: _Words


class NearMisses:
    """Finds attendees by words that were typed almost right."""

    def __init__(self) -> None:
        self._events: dict[int, _List] = {}

    def prepare(self, tx: sqlite3.Connection, event_id: int) -> None:
        """Read the words of an event, and load what compares them."""
        _meant(self._list(tx, event_id).all, "anybody", 1)

    def find(
        self, tx: sqlite3.Connection, event_id: int, text: str, limit: int
    ) -> list[ListedAttendee]:
        """Attendees with a near miss for some words of a text and all other words, nearest first.

        Those who have all words as they were typed are left out, and so is whoever is only near by
        their company while others are by their names.
        """
        typed = search.query_words(text)
        if not any(len(word) >= _SHORTEST for word in typed):
            return []
        known = self._list(tx, event_id)
        return _found(tx, event_id, _readings(known.names, typed), limit, names_only=True) or (
            _found(tx, event_id, _readings(known.all, typed), limit, names_only=False)
        )

    def _list(self, tx: sqlite3.Connection, event_id: int) -> _List:
        version = search.words_version(tx, event_id)
        known = self._events.pop(event_id, None)
        # While a list is being read it would be read anew for every letter that is typed.
        if known is None or (known.version != version and search.is_indexed(tx, event_id)):
            names, companies = door.words(tx, event_id)
            known = _List(version, _Words(names), _Words(names | companies))
        self._events[event_id] = known  # the last one used comes last
        while len(self._events) > _MOST_EVENTS:
            del self._events[next(iter(self._events))]
        return known


def _readings(words: _Words, typed: Sequence[str]) -> list[list[door.Likeness]]:
    """What was typed with one letter wrong in a word, then with two."""
    return [
        [door.Likeness(word, _meant(words, word, letters)) for word in typed] for letters in (1, 2)
    ]


def _found(
    tx: sqlite3.Connection,
    event_id: int,
    meant: Sequence[Sequence[door.Likeness]],
    limit: int,
    *,
    names_only: bool,
) -> list[ListedAttendee]:
    """Those who are near by each way of reading what was typed, in that order."""
    found: dict[str, ListedAttendee] = {}
    for wanted in meant:
        if len(found) < limit and any(one.meant for one in wanted):
            rows = door.alike(tx, event_id, wanted, limit, names_only=names_only)
            found = {row.attendee.ref: row for row in [*found.values(), *rows]}
    return list(found.values())[:limit]


def _meant(words: _Words, word: str, letters: int) -> list[str]:
    """What words may begin with that a typed one was meant for, with so many letters wrong."""
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    allowed = min(letters, 2 if len(word) >= _TWO_FROM else 1)
    near = _candidates(word, words.beginnings(len(word)), allowed)
    return [other for other in near if word not in other]


def _candidates(word: str, beginnings: Sequence[str], letters: int) -> list[str]:
    """Those that differ by at most so many letters added, left out, changed or swapped."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        word, beginnings, scorer=OSA.distance, score_cutoff=letters, limit=_MOST_CANDIDATES
    )
    return [found for found, _, _ in near]
