"""Names on a door list: surname first in capitals, where it is certain which words that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.text import fold
from eventdesk.ui.models.door_names import capitals, sheet_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna Baker", "BAKER, Anna"),
        ("Karl von und zu Hohenstein", "VON UND ZU HOHENSTEIN, Karl"),
        ("María Córdoba y Núñez", "CÓRDOBA Y NÚÑEZ, María"),
        ("Maria da Costa e Silva", "DA COSTA E SILVA, Maria"),
        ("Juan de la Cruz", "DE LA CRUZ, Juan"),
        ("Anna van der Berg", "VAN DER BERG, Anna"),
        ("Vincent Van Gogh", "VAN GOGH, Vincent"),
        ("Siobhán Ní Bhriain", "NÍ BHRIAIN, Siobhán"),
        ("Seán Mac Aogáin", "MAC AOGÁIN, Seán"),
        ("van der Berg", "VAN DER BERG"),
        ("Ian St. John", "ST. JOHN, Ian"),
        ("Zoë O’Neill-Smith", "O’NEILL-SMITH, Zoë"),
        ("  Anna   Baker ", "BAKER, Anna"),
        ("Cher", "CHER"),
        ("Baker, Anna", "BAKER, Anna"),
        ("de la Cruz, Juan", "DE LA CRUZ, Juan"),
        ("Νίκος Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ, Νίκος"),
        ("Μάριος Γαΐτης", "ΓΑΪΤΗΣ, Μάριος"),
        ("Zoe\u0308 Núñez", "NÚÑEZ, Zoë"),
    ],
)
def test_the_surname_comes_first(name: str, shown: str) -> None:
    assert sheet_name(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        *("Van Morrison", "Córdoba y Núñez", "Anna B.", "Anna Baker Jr.", "Baker, PhD", "Baker,"),
        *("King, Martin Luther, Jr.", "Baker & Sons", "Guest 4", "Anna Baker (VIP)", "a@b.org"),
        *("王小明", "王 小明", "محمد علي", ""),
    ],
)
def test_what_is_not_certain_stays_as_it_is(name: str) -> None:
    assert sheet_name(name) == name


@pytest.mark.parametrize(
    ("name", "shown"), [("Νίκος", "ΝΙΚΟΣ"), ("Ύδρα", "ΥΔΡΑ"), ("Núñez", "NÚÑEZ"), ("ΰ", "Ϋ")]
)
def test_only_greek_capitals_lose_their_accents(name: str, shown: str) -> None:
    assert capitals(name) == shown


@given(st.text(st.characters(categories=["L", "Zs", "Mn"], max_codepoint=0x17F), max_size=30))
def test_no_letter_of_a_name_is_lost(name: str) -> None:
    before, shown = sorted(fold(name).split()), sheet_name(name)
    assert sorted(fold(shown.upper()).replace(",", "").split()) == sorted(
        fold(" ".join(before).upper()).split()
    )
