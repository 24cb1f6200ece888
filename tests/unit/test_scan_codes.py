"""Whatever lies between a ticket and the list, the code that was printed is among the readings."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.code_rules import FNC1, CodeRule, RuleKind, checked_rule, codes_in, elements
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.keyboard_layouts import TRANSLATIONS, Layout, Translation, translation
from eventdesk.domain.scan_codes import (
    AS_IT_CAME,
    ScanSettings,
    learned_from,
    pictured_scan,
    typed_scan,
)
from eventdesk.domain.scanning import Scan

_PRINTED = st.text(string.ascii_letters + string.digits + "-./:", min_size=4, max_size=30)
_OTHERS = st.sampled_from([Layout.UK, Layout.FRENCH, Layout.GERMAN, Layout.SWEDISH])


def _typed(printed: str, computer: Layout, scanner: Layout = Layout.US) -> str:
    """What a computer makes of the keys that a scanner presses for a code."""
    typed = Translation(scanner, computer).apply(printed)
    assert typed is not None
    return typed


def _codes(scan: Scan) -> list[str]:
    return [each.code for each in scan.readings]


@given(_PRINTED, _OTHERS)
def test_code_is_found_when_only_the_computer_has_another_layout(
    printed: str, computer: Layout
) -> None:
    raw = _typed(printed, computer)
    settings = ScanSettings(keyboard=Translation(computer, Layout.US).key)

    assert _codes(typed_scan(raw, settings)) == [printed]


@given(_PRINTED, _OTHERS)
def test_first_reading_of_an_unknown_keyboard_is_what_came(printed: str, computer: Layout) -> None:
    scan = typed_scan(_typed(printed, computer), ScanSettings())

    assert _codes(scan)[0] == scan.raw
    assert scan.readings[0].how == AS_IT_CAME
    assert len(set(_codes(scan))) == len(scan.readings)


@given(_PRINTED, st.sampled_from(TRANSLATIONS))
def test_translation_and_its_reverse_cancel(printed: str, there: Translation) -> None:
    back = Translation(there.meant_for, there.typed_on)
    meant = there.apply(printed)

    assert meant is None or back.apply(meant) == printed
    assert translation(there.key) == there


@pytest.mark.parametrize(
    ("raw", "printed", "how"),
    [
        ("&é\"'(-è_çà", "1234567890", "French keyboard"),
        ("ZY'1", "ZY'1", "as it came"),
        ("httpsÖ--example.org-t-ABy9", "https://example.org/t/ABz9", "German keyboard"),
        ("Aß4411", "A-4411", "German keyboard"),
        ("A+4411åB", "A-4411[B", "Swedish keyboard"),
        ("é1", "=e1", "German keyboard"),  # the dead key joined the letter
    ],
)
def test_real_disagreements_are_read(raw: str, printed: str, how: str) -> None:
    settings = ScanSettings()
    found = {each.code: each.how for each in typed_scan(raw, settings).readings}
    chosen = {
        each.code: each.how
        for key in TRANSLATIONS
        for each in typed_scan(raw, ScanSettings(keyboard=key.key)).readings
        if each.how == how
    }

    assert (found | chosen).get(printed) == how


def test_known_code_teaches_the_keyboard_and_later_scans_begin_with_it() -> None:
    first = typed_scan("A1ßZ", ScanSettings())
    learned = learned_from(first, "A1-Y")

    assert learned == "de-us"
    assert _codes(typed_scan("B2ßY", ScanSettings(learned=learned)))[:2] == ["B2-Z", "B2ßY"]


def test_code_known_as_it_came_ends_the_guessing() -> None:
    learned = learned_from(typed_scan("ZY-12", ScanSettings()), "ZY-12")

    assert learned == AS_IT_CAME
    assert _codes(typed_scan("YZ-13", ScanSettings(learned=learned))) == ["YZ-13"]
    odd = typed_scan("é&é&", ScanSettings(learned=learned))
    assert "2121" in _codes(odd)  # the computer's keyboard was changed since


def test_digits_alone_teach_nothing() -> None:
    assert learned_from(typed_scan("12345678", ScanSettings()), "12345678") is None
    assert learned_from(pictured_scan("ZY-12"), "ZY-12") is None


@given(_PRINTED)
def test_prefix_and_suffix_are_cut_once(printed: str) -> None:
    settings = ScanSettings(prefix="~", suffix="#", keyboard=AS_IT_CAME)

    assert _codes(typed_scan(f"~{printed}#", settings)) == [printed]
    assert _codes(typed_scan(printed, settings)) == [printed]
    assert _codes(typed_scan("~#", settings)) == ["~#"]


_SERIAL = st.text(string.ascii_letters + string.digits + "-/.", min_size=1, max_size=20)
_GTIN = st.text(string.digits, min_size=14, max_size=14)


@given(_GTIN, _SERIAL, _SERIAL, st.sampled_from(["", "]C1", "]d2", "]Q3", "]e0", FNC1]))
def test_gs1_is_taken_apart(gtin: str, serial: str, lot: str, start: str) -> None:
    text = f"{start}01{gtin}21{serial}{FNC1}10{lot}"

    assert elements(text) == (("01", gtin), ("21", serial), ("10", lot))
    assert codes_in(text, CodeRule(RuleKind.GS1)) == (serial, lot, gtin)
    assert codes_in(text, CodeRule(RuleKind.GS1, "10")) == (lot,)
    assert codes_in(f"(01){gtin}(21){serial}", CodeRule(RuleKind.GS1)) == (serial, gtin)


@given(st.text(max_size=40))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    rules = [CodeRule(kind, "code" if kind is RuleKind.ADDRESS else "") for kind in _PLAIN_KINDS]
    raw = text or "x"

    assert raw in _codes(typed_scan(raw, ScanSettings(keyboard=AS_IT_CAME), rules)) or raw.strip()
    assert typed_scan(raw, ScanSettings(), rules).readings
    assert pictured_scan(raw, rules).readings


_PLAIN_KINDS = (RuleKind.AS_IS, RuleKind.GS1, RuleKind.ADDRESS)


@pytest.mark.parametrize(
    ("address", "parameter", "codes"),
    [
        ("https://tickets.example.org/e/12/T%2D99", "", ("T-99",)),
        ("https://example.org/e/12/T99/?lang=en", "", ("T99",)),
        ("https://example.org/check?lang=en&code=T%2099", "code", ("T 99",)),
        ("https://example.org/#/ticket/T99", "", ("T99",)),
        ("https://example.org/check?lang=en", "code", ()),
        ("T99", "", ()),
        ("https://[::1/T99", "", ()),
    ],
)
def test_code_is_cut_out_of_an_address(
    address: str, parameter: str, codes: tuple[str, ...]
) -> None:
    assert codes_in(address, CodeRule(RuleKind.ADDRESS, parameter)) == codes


def test_address_is_cut_after_the_keyboard_was_undone() -> None:
    rules = [CodeRule(RuleKind.ADDRESS)]
    scan = typed_scan("httpsÖ--example.org-YZ9", ScanSettings(), rules)

    reading = next(each for each in scan.readings if each.code == "ZY9")
    assert reading.how == "German keyboard, from an address"
    assert learned_from(scan, "ZY9") == "de-us"


@pytest.mark.parametrize(
    ("pattern", "text", "codes"),
    [
        ("TICKET:*;", "EVENT:9;TICKET:4411;DAY:1", ("4411",)),
        ("TICKET-*", "TICKET-44-11", ("44-11",)),
        ("*;", "4411;1", ("4411",)),
        ("|*|*|", "GALA|Member|T-9|x", ("T-9",)),
        ("|*|*", "GALA|Member|T-9|x", ("T-9|x",)),
        ("TICKET:*;", "TICKET:4411", ()),
        ("TICKET:*;", "TICKET:;", ()),
        ("(a+)+*$", "aaaa(a+)+9$", ("9",)),  # nothing but the star means more than itself
    ],
)
def test_code_is_cut_out_of_the_text_around_it(
    pattern: str, text: str, codes: tuple[str, ...]
) -> None:
    rule = checked_rule(CodeRule(RuleKind.PATTERN, pattern))

    assert rule.detail == pattern
    assert codes_in(text, rule) == codes


@given(_PRINTED, st.text("<|*", max_size=6), st.text(">;", max_size=6))
def test_pattern_gives_what_is_printed_between(printed: str, before: str, after: str) -> None:
    text = f"{before.replace('*', '')}{printed}{after}"

    assert codes_in(text, CodeRule(RuleKind.PATTERN, f"{before}*{after}")) == (printed,)


@pytest.mark.parametrize("pattern", ["", "TICKET:", "*", " ** "])
def test_pattern_that_says_too_little_is_refused_when_typed(pattern: str) -> None:
    with pytest.raises(BadRequest, match=r"TICKET:\*;"):
        checked_rule(CodeRule(RuleKind.PATTERN, pattern))


@pytest.mark.parametrize(
    ("kind", "detail"), [(RuleKind.GS1, "x1"), (RuleKind.GS1, "12345"), (RuleKind.ADDRESS, "a=b")]
)
def test_detail_that_makes_no_sense_is_refused(kind: RuleKind, detail: str) -> None:
    with pytest.raises(BadRequest):
        checked_rule(CodeRule(kind, detail))
