"""How the code of a ticket is cut out of what is printed on it: a rule for each account.

Sources: GS1 General Specifications, sections 3.2 and 7.8.5 (lengths of element strings), RFC 3986.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from eventdesk.domain.errors import BadRequest


class RuleKind(StrEnum):
    """What is printed on a ticket."""

    AS_IS = "as-is"  # the code itself
    GS1 = "gs1"  # element strings, of which one is the code
    ADDRESS = "address"  # a web address with the code in it
    PATTERN = "pattern"  # found by the text around it


@dataclass(frozen=True, slots=True)
class CodeRule:
    """The rule of one account.

    Attributes:
        detail: of GS1 the application identifier, "" for the usual ones; of an address the name
            of the query parameter, "" for the last part of the path; of a pattern the text around
            the code, with `STAR` for the code, and for what may stand before it: "|*|*|" is the
            third part between bars.
    """

    kind: RuleKind = RuleKind.AS_IS
    detail: str = ""


STAR = "*"
"""Any text in a pattern; the last one is the code."""

FNC1 = "\x1d"
"""The separator between element strings of GS1, as scanners send it."""

_SYMBOLOGIES = ("]C1", "]e0", "]d2", "]Q3", "]J1")
_USUAL = ("21", "10", "8018", "8017", "8004", "00", "01")

# Number of digits of an application identifier, by its first two.
_THREE = ("23", "24", "25", "40", "41", "42", "71")
_FOUR = ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82")
# Length of identifier and value together, by the first two digits; others end with FNC1.
_FIXED = (
    {"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16}
    | dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8)
    | dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10)
)


def checked_rule(rule: CodeRule) -> CodeRule:
    """The rule without spaces around its detail.

    Raises:
        BadRequest: the identifier, the name or the pattern makes no sense; says why.
    """
    if rule.kind is RuleKind.PATTERN:
        _checked_pattern(rule.detail)
        return rule  # a space at its end may be printed
    detail = rule.detail.strip()
    if rule.kind is RuleKind.GS1 and detail and not re.fullmatch(r"[0-9]{2,4}", detail):
        raise BadRequest(
            f"“{detail}” is no GS1 application identifier.", "Type two to four digits, such as 21."
        )
    if rule.kind is RuleKind.ADDRESS and re.search(r"[\s?&=#/]", detail):
        raise BadRequest(
            f"“{detail}” is no name of a parameter.",
            "Type the word before the equals sign, such as code.",
        )
    return CodeRule(rule.kind, detail)


def codes_in(text: str, rule: CodeRule) -> tuple[str, ...]:
    """The codes that a rule finds, the likeliest first; empty if the text is not of its kind."""
    if rule.kind is RuleKind.GS1:
        return tuple(_from_gs1(text, rule.detail))
    if rule.kind is RuleKind.ADDRESS:
        return tuple(_from_address(text, rule.detail))
    if rule.kind is RuleKind.PATTERN:
        return tuple(_from_pattern(text, rule.detail))
    return ()


def elements(text: str) -> tuple[tuple[str, str], ...]:
    """The application identifiers and values of a GS1 text; empty if it is none.

    Without FNC1, which some scanners keep to themselves, a value without a fixed length takes
    all that follows.
    """
    for symbology in _SYMBOLOGIES:
        text = text.removeprefix(symbology)
    if text.startswith("("):
        found = re.findall(r"\(([0-9]{2,4})\)([^(]+)", text)
        whole = "".join(f"({identifier}){value}" for identifier, value in found) == text
        return tuple(found) if whole else ()
    taken = list[tuple[str, str]]()
    rest = text.lstrip(FNC1)
    while rest:
        size = 3 if rest[:2] in _THREE else 4 if rest[:2] in _FOUR else 2
        piece = rest[: _FIXED.get(rest[:2], len(rest))].partition(FNC1)[0]
        value = piece[size:]
        if not (piece[:size].isascii() and piece[:size].isdigit() and value):
            return ()
        if len(piece) < _FIXED.get(rest[:2], 0):
            return ()
        taken.append((piece[:size], value))
        rest = rest[len(piece) :].lstrip(FNC1)
    return tuple(taken)


def _from_gs1(text: str, wanted: str) -> Iterator[str]:
    found = elements(text)
    for identifier in (wanted,) if wanted else _USUAL:
        yield from (value for name, value in found if name == identifier)


def _from_address(text: str, parameter: str) -> Iterator[str]:
    try:
        address = urlsplit(text.strip())
    except ValueError:  # such as a bracket that is never closed
        return
    if not (address.scheme and address.netloc):
        return
    if parameter:
        yield from (value for name, value in parse_qsl(address.query) if name == parameter)
        return
    whole = address.path if address.path.strip("/") else address.fragment
    parts = [part for part in whole.split("/") if part]
    yield from (unquote(part) for part in parts[-1:])


def _from_pattern(text: str, pattern: str) -> Iterator[str]:
    """What stands at the last star; each piece of text is sought once, from left to right."""
    *before, after = pattern.split(STAR)
    start = 0
    for piece in before:
        found = text.find(piece, start)
        if found < 0:
            return
        start = found + len(piece)
    end = text.find(after, start) if after else len(text)
    if end > start:
        yield text[start:end]


def _checked_pattern(pattern: str) -> None:
    """Raises `BadRequest` where a pattern does not say what stands around the code."""
    if STAR not in pattern:
        raise BadRequest(
            f"There is no {STAR} in “{pattern}”." if pattern else "There is no pattern.",
            f"Type what is printed, with {STAR} in the place of the code: TICKET:{STAR};",
        )
    if not pattern.strip(f"{STAR} "):
        raise BadRequest(
            f"“{pattern}” says nothing of what stands around the code.",
            f"Type that too, such as TICKET:{STAR};",
        )
