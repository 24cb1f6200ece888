"""What a scan may mean: prefix and suffix, keyboards that disagree, and the rules of accounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventdesk.domain.code_rules import CodeRule, RuleKind, codes_in
from eventdesk.domain.keyboard_layouts import TRANSLATIONS, Translation, translation
from eventdesk.domain.scanning import Reading, Scan, ScanSource

AS_IT_CAME = "as it came"
"""How a code was read that needed no reading."""

AUTOMATIC = ""
"""The keyboard is recognised from codes that are known."""

STEADY = 0.6
"""The mean pace of a scan as a part of the slowest: people have single quick keys, no quick row."""

_CUTS = {
    RuleKind.GS1: "from GS1",
    RuleKind.ADDRESS: "from an address",
    RuleKind.PATTERN: "by the text around it",
}
# In a code and in an address anything else is odd; a keyboard that is wrong shows by it.
_USUAL = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#=&%+@ \x1d"
)


class EndKey(StrEnum):
    """What a scanner sends after a code."""

    ANY = "any"  # Enter, Tab or nothing
    ENTER = "enter"
    TAB = "tab"
    PAUSE = "pause"  # nothing


@dataclass(frozen=True, slots=True)
class ScanTrace:
    """How a scan came, for whoever sets a scanner up.

    Attributes:
        pace_ms: the mean time from key to key.
        slowest_ms: the longest.
        end: what ended it.
    """

    raw: str
    pace_ms: float
    slowest_ms: float
    end: EndKey


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """How scans come at this desk.

    Attributes:
        keyboard: `AUTOMATIC`, `AS_IT_CAME`, or the key of a translation.
        learned: what `AUTOMATIC` found out so far: "", `AS_IT_CAME`, or the key of a translation.
        pace_ms: the longest time from key to key that is not typing.
        shortest: the fewest characters of a code that no key ends.
    """

    end: EndKey = EndKey.ANY
    prefix: str = ""
    suffix: str = ""
    keyboard: str = AUTOMATIC
    learned: str = ""
    pace_ms: int = 60
    shortest: int = 5


def typed_scan(raw: str, settings: ScanSettings, rules: Sequence[CodeRule] = ()) -> Scan:
    """What a scanner typed, with all that it may mean, the likeliest first.

    Without anything known of the keyboard that is what came as it came, and after it what other
    keyboards would have made of it, as far as that looks no odder: guesses.
    """
    readings = dict[str, Reading]()
    known = settings.keyboard or settings.learned
    for text, by in _texts(raw, settings):
        how, guessed = (by.words, by.key != known) if by else ("", False)
        for code, cut in _cuts(_bare(text, settings), rules):
            made = Reading(code, ", ".join(filter(None, (how, cut))), guessed)
            readings.setdefault(code, made)
    found = tuple(_named(each) for each in readings.values())
    return Scan(raw, found or (Reading(raw, AS_IT_CAME),))


def pictured_scan(raw: str, rules: Sequence[CodeRule] = ()) -> Scan:
    """What a camera read: no keyboard was between."""
    readings = dict[str, Reading]()
    for code, cut in _cuts(raw, rules):
        readings.setdefault(code, Reading(code, cut or AS_IT_CAME))
    return Scan(raw, tuple(readings.values()), ScanSource.CAMERA)


def learned_from(scan: Scan, code: str) -> str | None:
    """What a known code tells of the keyboard: as `ScanSettings.learned`, None for nothing."""
    known = next((each for each in scan.readings if each.code == code), None)
    if known is None or scan.source is not ScanSource.SCANNER:
        return None
    used = next((each for each in TRANSLATIONS if _read_by(known, each)), None)
    if used is not None:
        return used.key
    doubtful = any(_read_by(each, other) for each in scan.readings for other in TRANSLATIONS)
    return AS_IT_CAME if doubtful else None


def _read_by(reading: Reading, by: Translation) -> bool:
    cuts = ("", *(f", {cut}" for cut in _CUTS.values()))
    return any(reading.how == by.words + cut for cut in cuts)


def _texts(raw: str, settings: ScanSettings) -> Iterator[tuple[str, Translation | None]]:
    """What may have been printed, and by which keyboard; None as it came."""
    if settings.keyboard == AS_IT_CAME:
        yield raw, None
        return
    known = translation(settings.keyboard or settings.learned)
    meant = known.apply(raw) if known else None
    if known is not None and meant is not None:
        yield meant, known
        if settings.keyboard:
            return
    yield raw, None
    if settings.keyboard or (settings.learned == AS_IT_CAME and not _oddness(raw)):
        return
    others = [(text, each) for each in TRANSLATIONS if (text := each.apply(raw)) is not None]
    least = min([_oddness(raw), *(_oddness(text) for text, _ in others)])
    yield from (each for each in others if _oddness(each[0]) == least)


def _oddness(text: str) -> int:
    return sum(character not in _USUAL for character in text)


def _bare(text: str, settings: ScanSettings) -> str:
    """Without prefix and suffix, unless nothing would be left."""
    bare = text.removeprefix(settings.prefix).removesuffix(settings.suffix).strip(" \r\n\t")
    return bare or text


def _cuts(text: str, rules: Sequence[CodeRule]) -> Iterator[tuple[str, str]]:
    yield text, ""
    for rule in rules:
        yield from ((code, _CUTS[rule.kind]) for code in codes_in(text, rule))


def _named(reading: Reading) -> Reading:
    return reading if reading.how else Reading(reading.code, AS_IT_CAME)
