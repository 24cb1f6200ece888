"""Titles in a month are cut to their room; a time is there as a whole or not at all."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from eventdesk.ui.views.calendar.month_titles import short_title, tall_title


def test_a_time_is_never_cut(qapp: QApplication) -> None:
    words = QFontMetrics(qapp.font())
    whole = words.horizontalAdvance("19:00")
    for room in range(0, 200, 3):
        for said in (
            short_title(words, "19:00", "Rehearsal", room),
            tall_title(words, "19:00", "Rehearsal", room),
        ):
            assert said.time in ("", "19:00")
            assert not said.time or room >= whole
            assert all(words.horizontalAdvance(line) <= room or room < 9 for line in said.lines)
