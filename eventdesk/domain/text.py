"""How words are compared: case and accents do not count. Used by search, matching and sorting."""

import re
import unicodedata
from functools import lru_cache


class _BareLetters(dict[int, str | int | None]):
    """For `str.translate`: drops combining signs, and learns each letter when it first occurs."""

    def __missing__(self, code: int) -> int | None:
        bare = None if unicodedata.combining(chr(code)) else code
        self[code] = bare
        return bare


# Letters that Unicode does not take apart, with what people type for them.
_UNDECOMPOSED = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_BARE = _BareLetters({ord(letter): bare for letter, bare in _UNDECOMPOSED.items()})
_NOT_A_WORD = re.compile(r"[\W_]+")
SURNAME_PARTICLES = frozenset(
    {"'t", "abu", "af", "al", "ap", "av", "bin", "bint", "da", "das", "de", "degli", "dei", "del"}
    | {"della", "dem", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo"}
    | {"los", "mac", "mhic", "nic", "ní", "op", "st", "st.", "te", "ten", "ter", "und", "uí", "van"}
    | {"vom", "von", "zu", "zum", "zur", "ó"}
)
"""Words that belong to the surname after them, in lower case and composed (NFC)."""


def fold(text: str) -> str:
    """The text in lower case without accents: what two spellings of a name have in common."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_BARE)


def words(text: str) -> list[str]:
    """The folded words of a text, punctuation left out: "O'Neill, Zoë" -> ["o", "neill", "zoe"]."""
    return [word for word in _NOT_A_WORD.split(fold(text)) if word]


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str]:
    """First and last name of a name written in one piece.

    "Anna Baker" -> ("Anna", "Baker"), "Baker, Anna" -> the same, "Vincent van Gogh" ->
    ("Vincent", "van Gogh"). A single word is a last name.
    """
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    parts = name.split()
    start = max(len(parts) - 1, 0)
    while start > 1 and unicodedata.normalize("NFC", parts[start - 1].lower()) in SURNAME_PARTICLES:
        start -= 1
    return " ".join(parts[:start]), " ".join(parts[start:])


def name_sort_key(name: str) -> str:
    """What a list of people is sorted by: last name first, without case and accents."""
    first, last = split_name(name)
    return f"{fold(last)} {fold(first)}".strip()


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, cut with an ellipsis at `limit` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def counted(number: int, noun: str) -> str:
    """ "1 mark", "2 marks": for nouns that take an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
