"""A list of attendees on paper holds every name, whatever the names are."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.attendee_list import AttendeeList, by_name
from eventdesk.ui.runtime.turns import at_once
from eventdesk.ui.views.paper.attendee_sheet import AttendeeSheet
from eventdesk.ui.views.paper.document import painting
from eventdesk.ui.views.paper.pages import Direction, page_layout, saving
from tests.ui.paper.written_paper import WrittenPaper, written

NOW = datetime(2026, 11, 21, 14, 30)
READ = datetime(2026, 11, 21, 14, 5).astimezone(UTC)
GALA = ListedEvent(
    1,
    Account(1, "Office", "memory"),
    Event(
        "gala",
        "Winter gala",
        datetime(2026, 11, 21, 19),
        datetime(2026, 11, 21, 22),
        place="Town Hall",
    ),
    expected=214,
    attended=87,
    attendees_at=READ,
)


def _person(name: str, status: str = "accepted", **fields: object) -> ListedAttendee:
    made = ListedAttendee(Attendee(name, name, status), status)
    return replace(made, **fields)  # type: ignore[arg-type]


def _list(
    people: Sequence[ListedAttendee], *, count: int | None = None, narrowed: str = ""
) -> AttendeeList:
    there = len(people) if count is None else count
    return AttendeeList(GALA, by_name(people), there, narrowed)


def _pages(found: AttendeeList) -> list[WrittenPaper]:
    return written(AttendeeSheet(found, NOW))


_PARTS = st.text(st.sampled_from("aéłø ßŻ漢ا-'"), max_size=90)
_STATUSES = st.sampled_from(["invited", "attended", "no-show", "", "vip"])


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(_PARTS, _PARTS, _STATUSES), max_size=90))
def test_a_list_holds_everybody_within_its_pages(
    qapp: QApplication, drawn: list[tuple[str, str, str]]
) -> None:
    people = [
        _person(f"{part} guest{n}.", status, marked_at=READ if status == "attended" else None)
        for n, (part, _, status) in enumerate(drawn)
    ]
    people = [
        replace(one, attendee=replace(one.attendee, note=note, ticket=note, guest=True))
        for one, (_, note, _) in zip(people, drawn, strict=True)
    ]

    found = _list(people)
    pages = _pages(found)

    wanted = [re.findall(r"guest\d+\.", one.name)[0] for one in found.people]
    assert re.findall(r"guest\d+\.", " ".join(page.words for page in pages)) == wanted
    assert sum(page.ticks for page in pages) == sum(one.status == "attended" for one in people)
    for page in pages:
        whole = page.area.adjusted(-1, -1, 1, 1)
        assert all(whole.contains(place) for _, place in page.written)


def test_people_stand_where_one_looks_for_them(qapp: QApplication) -> None:
    names = ["Zoë Ångström", "Anna Baker", "Vincent van Gogh", "Björn Ek", "Tom Baker", "Óscar Ek"]
    names += ["Gerard 't Hooft", "Łukasz Żak"]

    (page,) = _pages(_list([_person(name) for name in names]))

    texts = [text for text, _ in page.written]
    rows = ["A", "ÅNGSTRÖM, Zoë", "B", "BAKER, Anna", "BAKER, Tom"]
    rows += ["E", "EK, Björn", "EK, Óscar", "T", "'T HOOFT, Gerard"]
    rows += ["V", "VAN GOGH, Vincent", "Z", "ŻAK, Łukasz"]
    assert [text for text in texts if text in rows] == rows


def test_the_head_says_whose_list_it_is_and_how_old(qapp: QApplication) -> None:
    people = [_person("Anna Baker"), _person("Tom Okafor")]

    (page,) = _pages(_list(people, narrowed="Only “Accepted”"))

    assert "Sat 21 Nov 2026, 19:00–22:00" in page.words
    assert "Town Hall" in page.words
    assert "214 expected, 87 in · Office" in page.words
    assert "2 people · List from Sat 21 Nov 2026 14:05 · Only “Accepted”" in page.words


def test_each_page_names_its_columns_and_its_letter(qapp: QApplication) -> None:
    pages = _pages(_list([_person(f"Anna Baker {n:03}") for n in range(120)]))

    assert len(pages) > 2
    for page in pages:
        assert "Name Ticket Company, note Status" in page.words
        assert [text for text, _ in page.written].count("A") == 1


def test_where_somebody_stands_is_said_in_words(qapp: QApplication) -> None:
    here = _person("Anna Baker", "attended", marked_at=READ, mark_state=MarkState.PENDING)
    gone = _person("Tom Okafor", "declined", gone=True)

    (page,) = _pages(_list([here, gone]))

    assert "Attended · waiting, 14:05" in page.words
    assert "Declined" in page.words
    assert "OKAFOR, Tom (no longer listed)" in page.words
    assert page.ticks == 1


def test_a_long_name_is_there_to_its_last_letter(qapp: QApplication) -> None:
    name = "Anna Maria " * 8 + "Wolfeschlegelsteinhausenbergerdorff-" * 2 + "Smith"

    (page,) = _pages(_list([_person(name)]))

    assert "".join(name.split()[:-1]) in re.sub(r"[\s,]", "", page.words)
    assert "SMITH" in re.sub(r"\s", "", page.words)
    assert page.cut == []


def test_a_list_that_is_cut_or_empty_says_so(qapp: QApplication) -> None:
    assert "The first 1 of 9 people" in _pages(_list([_person("Anna Baker")], count=9))[0].words
    assert "Nobody is on this list so far." in _pages(_list([]))[0].words
    narrowed = _pages(_list([], narrowed="Only with “bak”"))[0].words
    assert "Nobody on this list fits the search and the filter." in narrowed


def test_the_list_becomes_a_pdf_with_numbered_pages(qapp: QApplication) -> None:
    sheet = AttendeeSheet(_list([_person(f"Anna Baker {n:03}") for n in range(120)]), NOW)

    document = at_once(painting(sheet, page_layout(sheet, "A5", Direction.AUTOMATIC)))
    content = at_once(saving(document))

    assert len(re.findall(rb"/Type /Page\n", content)) == len(document.pages) > 4
