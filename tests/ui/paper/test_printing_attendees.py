"""The dialog **Print** with the attendees of the event that is open."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.event import EventRef
from eventdesk.storage import accounts, attendees, events
from eventdesk.ui.controllers.printing_sheets import Kind, OpenEvent
from eventdesk.ui.models.attendees_filters import attendance_filters, narrowed_words
from eventdesk.ui.models.calendar_entry import CalendarEntry
from tests.clocks import TurnedClock
from tests.ui.calendar.conftest import BOOK, Desk, desk, event
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import NOW, person
from tests.ui.fair_world import GALA, NAMES, fair_hub, installed_fair
from tests.ui.paper.driving import on_screen, printing_of, printing_over

__all__ = ["desk"]


def _gala(desk: Desk, query: AttendeeQuery, first: Kind | None) -> OpenEvent:
    """A gala with ninety guests, a third of them in."""
    desk.fill(event("gala", datetime(2026, 11, 18, 19), "Gala"))
    with desk.workspace.database.write() as tx:
        number = events.event_id(tx, accounts.by_name(tx, BOOK).id, "gala") or 0
        statuses = ("attended", "invited", "accepted")
        rows = [
            (n, Attendee(f"g{n}", f"Anna Baker {n:02}", statuses[n % 3], ticket="Member"))
            for n in range(90)
        ]
        attendees.upsert(tx, number, rows, {})
        attendees.recount(tx, number)
    return OpenEvent(CalendarEntry(EventRef(BOOK, "gala")), query, first)


def test_the_attendees_of_the_open_event_are_printed_as_shown_or_all(
    qloop: QLoop, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gala = _gala(desk, AttendeeQuery(status="attended", sort="marked_at"), Kind.ATTENDEES_SHOWN)
    path = tmp_path / "Gala.pdf"

    async def chosen(*_args: object, suggested: Path, **_more: object) -> Path:
        assert suggested.name == "Gala.pdf"
        return path

    monkeypatch.setattr("eventdesk.ui.runtime.dialogs.choose_save_file", chosen)

    async def body() -> None:
        async with printing_of(desk, on_screen(event=gala)) as printing:
            assert printing.sheets[-2:] == ["Attendee list", "Attendee list, as shown"]
            assert printing.dialog.sheet == "attendees as shown"
            assert printing.pages == 1
            printing.choose("Sheet", "Attendee list")
            await until(lambda: printing.pages == 3)
            printing.press("Save as PDF…")
            await until(lambda: "Saved as “Gala.pdf”." in printing.said())

    qloop.run(body())
    assert len(re.findall(rb"/Type /Page\n", path.read_bytes())) == 3


def test_a_list_of_too_many_people_is_cut_and_told(
    qloop: QLoop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gala = _gala(desk, AttendeeQuery(), Kind.ATTENDEES_SHOWN)
    monkeypatch.setattr("eventdesk.ui.controllers.printing_sheets._MOST_PEOPLE", 40)

    async def body() -> None:
        async with printing_of(desk, on_screen(event=gala)) as printing:
            assert printing.dialog.sheet == "attendees"
            said = "The first 40 of 90 people are printed; search or filter for the rest."
            await until(lambda: said in printing.said())

    qloop.run(body())


def test_the_calendar_comes_first_where_it_has_the_keyboard(qloop: QLoop, desk: Desk) -> None:
    gala = _gala(desk, AttendeeQuery(), None)
    gone = replace(gala, entry=CalendarEntry(EventRef(BOOK, "gone")))

    async def body() -> None:
        async with printing_of(desk, on_screen("week", event=gala)) as printing:
            assert printing.dialog.sheet == "week"
            assert "Attendee list" in printing.sheets
        async with printing_of(desk, on_screen("week", event=gone)) as printing:
            assert "Attendee list" not in printing.sheets

    qloop.run(body())


def test_what_narrows_a_list_is_said_in_the_words_of_the_tab() -> None:
    to_come = next(each for each in attendance_filters(()) if each.title == "To come")

    assert narrowed_words(AttendeeQuery(sort="ticket", descending=True)) == ""
    assert narrowed_words(AttendeeQuery(search=" bak ")) == "Only with “bak”"
    assert narrowed_words(AttendeeQuery(status="vip")) == "Only “vip”"
    shown = AttendeeQuery(search="bak", left_out=to_come.left_out)
    assert narrowed_words(shown) == "Only “To come”, with “bak”"


def test_a_list_that_never_was_on_this_desk_is_fetched(
    qloop: QLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair = installed_fair(monkeypatch, [person(n, name) for n, name in enumerate(NAMES)])
    gala = OpenEvent(CalendarEntry(GALA), AttendeeQuery(), Kind.ATTENDEES)

    async def body() -> None:
        async with fair_hub(tmp_path, fair, TurnedClock(NOW)) as hub:
            find = hub.workspace.events.counted_page
            assert (await hub.db(find, GALA, AttendeeQuery())).count == 0
            async with printing_over(hub, on_screen(event=gala)) as printing:
                assert printing.pages == 1
                assert (await hub.db(find, GALA, AttendeeQuery())).count == len(NAMES)

    qloop.run(body())
