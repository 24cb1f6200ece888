"""Titles in a month are cut to their room, times never: all events show theirs, or none does."""

from PySide6.QtWidgets import QApplication

from eventdesk.ui.views.calendar.font_words import FontWords
from eventdesk.ui.views.calendar.month_titles import short_title, tall_title, times_fit
from tests.ui.calendar.conftest import Desk, at, event, opened
from tests.ui.conftest import QLoop


def test_a_time_is_never_cut(qapp: QApplication) -> None:
    words = FontWords(qapp.font())
    whole = words.width("19:00")
    for room in range(whole + 30, 200, 3):
        for said in (
            short_title(words, "19:00", "Rehearsal", room),
            tall_title(words, "19:00", "Rehearsal", room),
        ):
            assert said.time == "19:00"
            beside = room - said.time_width
            assert words.width(said.lines[0]) <= beside
            assert all(words.width(line) <= room for line in said.lines)
    assert not times_fit(words, whole)
    assert times_fit(words, 3 * whole)


def test_what_is_cut_ends_with_dots_where_letters_are_left(qapp: QApplication) -> None:
    words = FontWords(qapp.font())
    room = words.width("Reh…") + 1
    assert short_title(words, "", "Rehearsal", room).lines == ("Reh…",)
    assert tall_title(words, "", "Rehearsal hall", room).lines == ("Reh…", "hall")
    assert short_title(words, "", "Rehearsal", words.width("Reh") + 1).lines == ("Reh",)
    wide = words.width("Rehearsal of the old") + 1
    assert short_title(words, "", "Rehearsal of the old choir", wide).lines[0].endswith("…")


def test_a_title_goes_on_below_its_time(qapp: QApplication) -> None:
    words = FontWords(qapp.font())
    room = words.width("19:00 Annual gen") + 1
    said = tall_title(words, "19:00", "Annual general meeting", room)
    assert (said.time, said.lines) == ("19:00", ("Annual", "general meeting"))
    assert tall_title(words, "19:00", "Remembering", room).lines == ("", "Remembering")


def test_all_events_of_a_month_show_their_times_or_none_does(desk: Desk, qloop: QLoop) -> None:
    titles = ("Talk", "Safeguarding, online", "A very long title that goes on and on", "Ball")
    desk.fill(*(event(f"e{n}", at(3 + n % 20, 8 + n % 9), titles[n % 4]) for n in range(30)))
    desk.fill(event("full", at(18), "Full house of the autumn", sold_out=True))

    async def body() -> None:
        seen = set()
        for width in (400, 560, 720, 900, 1400):
            async with opened(desk, size=(width, 640)) as shown:
                timed = {bool(box.time) for box in shown.month.scene.boxes}
                assert timed == {shown.month.scene.timed}
                seen |= timed
                shown.month.grab()
        assert seen == {True, False}

    qloop.run(body())
