"""Titles on the lines of an event: whole words, hyphens where letters enough stand beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from eventdesk.ui.views.calendar.wrapping import wrapped

pytestmark = pytest.mark.usefixtures("qapp")

_WORDS = st.text(st.sampled_from("aWil-ß ,é漢شم"), max_size=40).map(str.strip)


@given(_WORDS, st.integers(0, 120), st.integers(1, 6))
def test_lines_fit_and_are_no_more_than_asked_for(text: str, room: int, lines: int) -> None:
    words = QFontMetrics(QApplication.font())

    found = wrapped(words, text, room, lines)

    assert len(found) <= lines
    assert all(words.horizontalAdvance(line) <= room or len(line) <= 1 for line in found)
    if words.horizontalAdvance(text) <= room:
        assert " ".join(found) == text


def test_a_long_word_is_broken_with_a_hyphen_where_there_is_room(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    room = words.horizontalAdvance("Safeguard-") + 2

    assert wrapped(words, "Safeguarding, online", room, 5) == ("Safeguard-", "ing, online")
    assert wrapped(words, "Safeguardin", room, 5) == ("Safeguar-", "din")
    assert wrapped(words, "研究会研究会研究会研究会", words.horizontalAdvance("研究会"), 9) == (
        ("研究会",) * 4
    )


def test_where_it_is_narrow_each_word_is_cut_with_dots_and_none_is_torn(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    room = words.horizontalAdvance("Saf…") + 1
    assert wrapped(words, "Safety round", room, 5) == ("Saf…", "rou…")
    assert wrapped(words, "Safety round", words.horizontalAdvance("Sa"), 5) == ("Sa", "ro")
    evening, of_poems = wrapped(words, "الأمسية الشعرية", words.horizontalAdvance("الأمس"), 5)
    assert evening[:2] == of_poems[:2] == "ال"
