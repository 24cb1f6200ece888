"""Titles in a month are cut to their room, times never: all events show theirs, or none does."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from eventdesk.ui.views.calendar.month_titles import short_title, tall_title, times_fit


def test_a_time_is_never_cut(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    whole = words.horizontalAdvance("19:00")
    for room in range(whole + 30, 200, 3):
        for said in (
            short_title(words, "19:00", "Rehearsal", room),
            tall_title(words, "19:00", "Rehearsal", room),
        ):
            assert said.time == "19:00"
            beside = room - said.time_width
            assert words.horizontalAdvance(said.lines[0]) <= beside
            assert all(words.horizontalAdvance(line) <= room for line in said.lines)
    assert not times_fit(words, whole)
    assert times_fit(words, 3 * whole)


def test_where_it_is_narrow_letters_tell_more_than_dots(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    room = words.horizontalAdvance("Rehe") + 1
    assert short_title(words, "", "Rehearsal", room).lines == ("Rehe",)
    assert tall_title(words, "", "Rehearsal room", room).lines == ("Rehe", "room")
    wide = words.horizontalAdvance("Rehearsal of the old") + 1
    assert short_title(words, "", "Rehearsal of the old choir", wide).lines[0].endswith("…")


def test_a_title_goes_on_below_its_time(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    room = words.horizontalAdvance("19:00 Annual gen") + 1
    said = tall_title(words, "19:00", "Annual general meeting", room)
    assert (said.time, said.lines) == ("19:00", ("Annual", "general meeting"))
    assert tall_title(words, "19:00", "Remembering", room).lines == ("", "Remembering")
