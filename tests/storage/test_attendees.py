"""What a list of attendees holds and shows: what the system says, and this desk's marks over it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event
from eventdesk.storage import attendees, events, search
from eventdesk.storage.attendees import OverlayMark
from eventdesk.storage.database import Database

AT = datetime(2026, 11, 21, 18, 30, 5, 250000, tzinfo=UTC)
ANNA = Attendee("a", "Anna Baker", "accepted", "anna@example.org", person="p1")
BEN = Attendee("b", "Ben Miller", "invited", "Ben@example.org", person="p2", ticket="Member")
GUEST = Attendee("g", "Guest of Anna Baker", "accepted", person="p1", guest=True)


@pytest.fixture
def event(database: Database, account: Account) -> int:
    """An event without attendees."""
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, Event("e1", "Gala"))])
        found = events.event_id(tx, account.id, "e1")
    assert found is not None
    return found


def put(database: Database, event: int, *people: Attendee, first: int = 1) -> tuple[int, int]:
    """Write attendees as a pull does, each under a fingerprint of its own."""
    with database.write() as tx:
        result = attendees.upsert(tx, event, list(enumerate(people, first)), {})
        attendees.recount(tx, event)
    return result


def mark(
    database: Database, event: int, ref: str, status: str, state: MarkState = MarkState.PENDING
) -> None:
    """Show a mark over an attendee."""
    with database.write() as tx:
        attendees.show_mark(tx, event, [ref], OverlayMark(status, state, "m1", AT, "Kim"))


def listed(database: Database, event: int, ref: str) -> ListedAttendee:
    """One attendee who is there."""
    with database.read() as tx:
        found = attendees.one(tx, event, ref)
    assert found is not None
    return found


def event_counts(database: Database, event: int) -> tuple[int | None, int | None]:
    """How many the list of events shows as expected and as attended."""
    with database.read() as tx:
        row = tx.execute("SELECT expected, attended FROM events WHERE id = ?", (event,)).fetchone()
    return row["expected"], row["attended"]


def test_every_field_comes_back_as_it_was(database: Database, event: int) -> None:
    full = Attendee(
        ref="r:1/ü",
        name="Zoë 'Z' Łuczak\n",
        status="wait-listed",
        email="Z@example.org",
        person="p",
        guest=True,
        ticket="Day",
        order="O1",
        code="QX",
        company="Söhne",
        phone="+44 20",
        note="“late”",
        updated_at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=2))),
        more=(("Diet", "none"), ("Diet", "again")),
    )
    put(database, event, full, Attendee("bare", ""), Attendee("nul\0byte", "A\0B"))
    assert listed(database, event, "r:1/ü") == ListedAttendee(full, "wait-listed")
    assert listed(database, event, "bare") == ListedAttendee(Attendee("bare", ""), "")
    assert listed(database, event, "nul\0byte").attendee.name == "A\0B"


def test_upsert_tells_new_from_changed_and_unchanged(database: Database, event: int) -> None:
    assert put(database, event, ANNA, BEN) == (2, 0)
    with database.read() as tx:
        assert attendees.known_fingerprints(tx, event) == {1: "a", 2: "b"}
    assert put(database, event, ANNA, BEN) == (0, 0)
    renamed = replace(BEN, name="Benedict Miller")
    assert put(database, event, ANNA, GUEST, BEN, renamed, first=1) == (1, 1)
    assert listed(database, event, "b").attendee == renamed
    with database.read() as tx:
        assert attendees.known_fingerprints(tx, event) == {1: "a", 2: "g", 4: "b"}


def test_a_pull_shows_the_systems_status_except_under_an_unsettled_mark(
    database: Database, event: int
) -> None:
    put(database, event, ANNA, BEN)
    mark(database, event, "a", "attended")
    put(database, event, replace(ANNA, status="declined"), replace(BEN, status="accepted"), first=9)
    shown = listed(database, event, "a")
    assert (shown.attendee.status, shown.status) == ("declined", "attended")
    assert (shown.mark_state, shown.marked_at, shown.marked_by) == (MarkState.PENDING, AT, "Kim")
    assert listed(database, event, "b").status == "accepted"


def test_a_confirmed_mark_is_told_until_the_system_says_something_else(
    database: Database, event: int
) -> None:
    put(database, event, ANNA)
    mark(database, event, "a", "attended", MarkState.CONFIRMED)
    put(database, event, replace(ANNA, status="attended"), first=5)
    assert listed(database, event, "a").marked_by == "Kim"
    put(database, event, replace(ANNA, status="no-show"), first=6)
    assert listed(database, event, "a") == ListedAttendee(
        replace(ANNA, status="no-show"), "no-show"
    )


def test_a_status_heard_outside_a_list_makes_the_record_unknown(
    database: Database, event: int
) -> None:
    put(database, event, ANNA, BEN)
    with database.write() as tx:
        attendees.set_status(tx, event, "a", "attended")
        attendees.set_status(tx, event, "b", "invited")
        known = attendees.known_fingerprints(tx, event)
    assert listed(database, event, "a").status == "attended"
    # The next list may say "accepted" again, in the very record that was read before.
    assert 1 not in known
    assert set(known.values()) == {"a", "b"}
    assert known[2] == "b"


def test_clearing_a_mark_shows_what_the_system_holds(database: Database, event: int) -> None:
    put(database, event, ANNA)
    mark(database, event, "a", "no-show", MarkState.CONFLICT)
    with database.write() as tx:
        attendees.clear_mark(tx, event, ["a", "nobody"])
    assert listed(database, event, "a") == ListedAttendee(ANNA, "accepted")


@pytest.mark.parametrize(
    ("key", "status", "state", "shown", "kept"),
    [
        ("a", "attended", MarkState.PENDING, "attended", MarkState.PENDING),
        ("p1", "attended", MarkState.LOCAL, "attended", MarkState.LOCAL),
        ("a", "accepted", MarkState.CONFIRMED, "accepted", MarkState.CONFIRMED),
        ("a", "attended", MarkState.CONFIRMED, "accepted", None),
        ("b", "attended", MarkState.PENDING, "accepted", None),
    ],
)
def test_marks_lie_over_attendees_who_are_fetched_again(
    database: Database,
    event: int,
    key: str,
    status: str,
    state: MarkState,
    shown: str,
    kept: MarkState | None,
) -> None:
    marks = {key: OverlayMark(status, state, "m1", AT, "Kim")}
    with database.write() as tx:
        attendees.upsert(tx, event, [(1, ANNA)], marks)
    found = listed(database, event, "a")
    assert (found.status, found.mark_state) == (shown, kept)


def test_attendees_with_an_open_mark_do_not_disappear(database: Database, event: int) -> None:
    put(database, event, ANNA, BEN, GUEST)
    mark(database, event, "a", "attended")
    mark(database, event, "b", "attended", MarkState.CONFIRMED)
    with database.write() as tx:
        assert attendees.forget(tx, event, ["a", "b", "nobody"]) == 2
        assert attendees.forget(tx, event, ["a"]) == 0
        known = attendees.known_fingerprints(tx, event)
        assert attendees.one(tx, event, "b") is None
    assert listed(database, event, "a").gone
    # Listed as known, so that it is forgotten in the end, but its record would be read again.
    assert set(known.values()) == {"a", "g"}
    assert 1 not in known
    assert put(database, event, ANNA) == (0, 1)
    assert not listed(database, event, "a").gone
    with database.write() as tx:
        attendees.forget(tx, event, ["a"])
        attendees.clear_mark(tx, event, ["a"])
        assert attendees.forget(tx, event, ["a"]) == 1
        assert attendees.one(tx, event, "a") is None


def test_counts_follow_every_change(database: Database, event: int) -> None:
    assert event_counts(database, event) == (None, None)
    put(database, event, ANNA, BEN, GUEST)
    assert event_counts(database, event) == (3, 0)
    mark(database, event, "a", "attended")
    mark(database, event, "b", "declined")
    assert event_counts(database, event) == (2, 1)
    with database.write() as tx:
        attendees.set_status(tx, event, "g", "attended")
        attendees.forget(tx, event, ["a"])
        assert attendees.counts(tx, event) == {"attended": 2, "declined": 1}
    assert event_counts(database, event) == (2, 2)  # Anna came, though no longer listed
    with database.write() as tx:
        attendees.clear_mark(tx, event, ["a", "b"])
        attendees.forget(tx, event, ["a"])
    assert event_counts(database, event) == (2, 1)


@pytest.mark.parametrize("indexed", [False, True], ids=["scan", "index"])
@pytest.mark.parametrize(
    ("query", "refs"),
    [
        (AttendeeQuery(), "a c g b"),
        (AttendeeQuery(descending=True), "b g c a"),
        (AttendeeQuery("anna"), "a c g"),
        (AttendeeQuery("anna", descending=True), "g c a"),
        (AttendeeQuery("anna", status="attended"), "c"),
        (AttendeeQuery(status="accepted"), "a g"),
        (AttendeeQuery(states=frozenset({MarkState.PENDING, MarkState.LOCAL})), "c b"),
        (AttendeeQuery("ann", states=frozenset({MarkState.LOCAL})), "c"),
        (AttendeeQuery(states=frozenset()), ""),
        (AttendeeQuery(sort="email"), "a b c g"),
        (AttendeeQuery(sort="email", descending=True), "c b a g"),
        (AttendeeQuery("anna", sort="email", descending=True), "c a g"),
        (AttendeeQuery(sort="status"), "a g c b"),
        (AttendeeQuery(sort="ticket"), "b a c g"),
        (AttendeeQuery(sort="order", descending=True), "c a g b"),
        (AttendeeQuery(sort="marked_at", descending=True), "b c a g"),
        (AttendeeQuery(sort="marked_at"), "c b a g"),
    ],
)
def test_lists_are_filtered_and_sorted(
    database: Database, event: int, indexed: bool, query: AttendeeQuery, refs: str
) -> None:
    carol = Attendee("c", "Carol Baker", email="carol@Hannah.org", order="O7")
    put(database, event, GUEST, BEN, carol, ANNA)
    mark(database, event, "c", "attended", MarkState.LOCAL)
    with database.write() as tx:
        late = OverlayMark("no-show", MarkState.PENDING, "m2", AT + timedelta(hours=1), "")
        attendees.show_mark(tx, event, ["b"], late)
        if indexed:
            while search.index_pending(tx, event):
                pass
        assert search.is_indexed(tx, event) == indexed
        expected = refs.split()
        assert [one.attendee.ref for one in attendees.all(tx, event, query)] == expected
        page = attendees.page(tx, event, query, 1, 2)
        assert [one.attendee.ref for one in page] == expected[1:3]
        assert attendees.count(tx, event, query) == len(expected)
        places = {ref: attendees.offset_of(tx, event, query, ref) for ref in ("a", "b", "c", "x")}
    assert places == {
        ref: expected.index(ref) if ref in expected else None for ref in ("a", "b", "c", "x")
    }


def test_an_unknown_column_to_sort_by_is_told(database: Database, event: int) -> None:
    with database.read() as tx, pytest.raises(BadRequest, match="sorted by “shoes”"):
        attendees.page(tx, event, AttendeeQuery(sort="shoes"), 0, 10)


@pytest.mark.parametrize("indexed", [False, True], ids=["scan", "index"])
@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("a", "a"),  # a reference, though it is a part of many names
        ("anna baker", "a d"),
        ("Bäker, ANNA", "a d"),
        ("ANNA@EXAMPLE.ORG", "a"),
        ("qx-1", "d"),
        ("anna", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_find_takes_only_the_whole_of_something(
    database: Database, event: int, indexed: bool, text: str, refs: str
) -> None:
    put(database, event, ANNA, BEN, GUEST, Attendee("d", "Anna Bäker", code="QX-1"))
    with database.write() as tx:
        while indexed and search.index_pending(tx, event):
            pass
        assert [one.attendee.ref for one in attendees.find(tx, event, text)] == refs.split()


def test_places_of_a_person(database: Database, event: int) -> None:
    put(database, event, ANNA, BEN, GUEST, Attendee("w", "Walk-in"))
    with database.read() as tx:
        found = attendees.with_person(tx, event, "p1")
        assert [one.attendee.ref for one in found] == ["a", "g"]
        assert attendees.with_person(tx, event, "") == []
