"""A name as a door list has it: surname first and in capitals. Pure; nothing is guessed."""

import re
import unicodedata
from functools import lru_cache

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.text import SURNAME_PARTICLES, fold, one_line

_JOINS = frozenset({"y", "e", "i"})
"""Between two surnames: "Córdoba y Núñez", "Costa e Silva", "Gaudí i Cornet"."""

_AFTER_A_NAME = frozenset(
    {"jr", "sr", "jnr", "snr", "ii", "iii", "iv", "esq", "md", "phd", "mba", "msc", "bsc", "ba"}
    | {"ma", "mp", "kc", "obe", "mbe", "cbe", "inc", "llc", "ltd", "gmbh"}
)
"""Neither first names nor surnames, without their dots."""

_IN_NO_NAME = re.compile(r"[^\w\s.,'’‘ʼ´`‐-]|[\d_]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_DIALYTIKA = "\u0308"


def attendee_name(attendee: Attendee) -> str:
    """An attendee's name as a door list has it, the reference where there is no name."""
    name = one_line(attendee.name)
    if attendee.guest and name.casefold().endswith("guest"):
        return name  # "Anna Baker's guest" has no surname
    return sheet_name(name) or attendee.ref


@lru_cache(maxsize=4096)
def sheet_name(name: str) -> str:
    """ "Anna Baker" -> "BAKER, Anna"; as it is written where its surname is not certain."""
    written = unicodedata.normalize("NFC", one_line(name))
    first, last = _apart(written)
    if not last or last.upper() == last.lower():  # a script without capitals
        return written
    return ", ".join(part for part in (capitals(last), first) if part)


def capitals(text: str) -> str:
    """In capitals; Greek ones bear no accents, but keep the two dots that part vowels."""
    upper = text.upper()
    if not _GREEK.search(upper):
        return upper
    apart = unicodedata.normalize("NFD", upper)
    kept = [
        sign
        for place, sign in enumerate(apart)
        if not unicodedata.combining(sign)
        or sign == _DIALYTIKA
        or not _GREEK.match(_letter_before(apart, place))
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def _letter_before(text: str, place: int) -> str:
    """The letter that bears a sign."""
    while place and unicodedata.combining(text[place]):
        place -= 1
    return text[place]


def _apart(name: str) -> tuple[str, str]:
    """First name and surname; no surname where it is not certain."""
    if _IN_NO_NAME.search(name):
        return name, ""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma:
        return _surname_at_the_end(name.split())
    odd = "," in first or not first or any(map(_stands_after, first.split()))
    return (name, "") if odd else (first, last)


def _surname_at_the_end(words: list[str]) -> tuple[str, str]:
    if not words or _stands_after(words[-1]) or words[-1].endswith("."):
        return "", ""
    start = len(words) - 1
    while start and _belongs_to_the_next(words, start - 1):
        start -= 2 if words[start - 1] in _JOINS and start > 1 else 1
    if start == 0 and len(words) > 1 and not words[0].islower():
        return "", ""  # "Ramón y Cajal", "Di Caprio": one surname, or a first name before it
    return " ".join(words[:start]), " ".join(words[start:])


def _belongs_to_the_next(words: list[str], place: int) -> bool:
    return words[place] in _JOINS or words[place].lower() in SURNAME_PARTICLES


def _stands_after(word: str) -> bool:
    return fold(word).replace(".", "") in _AFTER_A_NAME
