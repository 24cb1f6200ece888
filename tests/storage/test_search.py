"""Finding attendees by any part of a word, with the index, without it and while it is built."""

import random
from collections.abc import Callable

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.event import Event
from eventdesk.storage import attendee_labels, attendees, events, search
from eventdesk.storage.database import Database

PEOPLE = (
    Attendee("1", "Anna Baker", email="anna@example.org", ticket="Member", order="A-100"),
    Attendee("2", "Zoë O'Neill-Łuczak", company="Straße & Söhne", code="QX77"),
    Attendee("3", "Baker, Joanna", phone="+44 (0)20 7946-0018"),
    Attendee("f00d", "Ben Weiß", person="beef"),
)

Search = Callable[[str], list[str]]


@pytest.fixture
def event(database: Database, account: Account) -> int:
    """An event without attendees."""
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, Event("e1", "Gala"))])
        found = events.event_id(tx, account.id, "e1")
    assert found is not None
    return found


def put(database: Database, event: int, people: list[Attendee], *, first: int = 1) -> None:
    """Write attendees, each under a fingerprint of its own."""
    with database.write() as tx:
        attendees.upsert(tx, event, list(enumerate(people, first)), {})


def index(database: Database, event: int, *, limit: int = 500) -> int:
    """Index all that is missing. Returns how many transactions it took."""
    for number in range(1, 1000):
        with database.write() as tx:
            if search.index_pending(tx, event, limit) == 0:
                return number
    raise AssertionError("The index never becomes whole.")


def names(database: Database, event: int, text: str = "") -> list[str]:
    """The names that a search lists."""
    with database.read() as tx:
        return [one.attendee.name for one in attendees.all(tx, event, AttendeeQuery(text))]


def words_in_index(database: Database) -> int:
    """How many different words the index knows."""
    with database.write() as tx:
        tx.execute(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'attendee_search', 'row')"
        )
        (count,) = tx.execute("SELECT count(*) FROM temp.terms").fetchone()
        tx.execute("DROP TABLE temp.terms")
    return int(count)


@pytest.mark.parametrize("indexed", [False, True], ids=["scan", "index"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "1 3 2 f00d"),
        ("a", "1 3 2"),
        ("NN", "1 3"),
        ("baker anna", "1 3"),
        ("anna ann", "1 3"),
        ("zoe", "2"),
        ("oneill", ""),
        ("o'neill", "2"),
        ("luczak", "2"),
        ("STRASSE", "2"),
        ("sohne", "2"),
        ("x7", "2"),
        ("ember", "1"),
        ("a-100", "1"),
        ("example.org", "1"),
        ("7946", "3"),
        ("02079460018", "3"),
        ("weiss", "f00d"),
        ("f00d", ""),  # the systems' own references mean nothing to people
        ("beef", ""),
        ("baker zoe", ""),
        ('"* AND (', ""),
        ("…!", "1 3 2 f00d"),  # no word at all
    ],
)
def test_finds_any_part_of_a_word(
    database: Database, event: int, indexed: bool, text: str, found: str
) -> None:
    put(database, event, list(PEOPLE))
    if indexed:
        index(database, event)
    with database.read() as tx:
        assert search.is_indexed(tx, event) == indexed
        listed = attendees.all(tx, event, AttendeeQuery(text))
        assert [one.attendee.ref for one in listed] == found.split()


def test_very_long_words_and_queries_are_searched_by_their_beginning(
    database: Database, event: int
) -> None:
    put(database, event, [Attendee("1", "x" * 5000 + "y"), Attendee("2", "many words")])
    index(database, event)
    assert names(database, event, "x" * 4000) == ["x" * 5000 + "y"]
    assert names(database, event, " ".join(f"word{number}" for number in range(3000))) == []
    assert names(database, event, " ".join(["many", "words"] * 3000)) == ["many words"]


def test_the_index_is_built_in_small_steps_that_tell_what_is_left(
    database: Database, event: int
) -> None:
    put(database, event, [Attendee(str(number), f"Guest {number}") for number in range(25)])
    left = []
    while left[-1:] != [0]:
        with database.write() as tx:
            left.append(search.index_pending(tx, event, 10))
    assert left == [25, 15, 5, 0]
    assert len(names(database, event, "ues")) == 25


def test_who_comes_while_the_index_is_built_is_found_at_every_step(
    database: Database, event: int
) -> None:
    people = [Attendee(f"r{number:02}", f"Guest {number:02}") for number in range(30)]
    put(database, event, people[::2])
    with database.write() as tx:
        search.index_pending(tx, event, 4)
        search.index_pending(tx, event, 4)
    put(database, event, people[1::2], first=100)
    for _ in range(12):
        with database.write() as tx:
            search.index_pending(tx, event, 4)
        assert names(database, event, "est") == [person.name for person in people]


@pytest.mark.parametrize("usual_step", [1, 2, attendee_labels.USUAL_STEP])
def test_late_comers_find_their_place_however_crowded_it_is(
    database: Database, event: int, monkeypatch: pytest.MonkeyPatch, usual_step: int
) -> None:
    monkeypatch.setattr(attendee_labels, "USUAL_STEP", usual_step)
    early = [Attendee(f"e{number}", f"Person M{number:03}") for number in range(200)]
    late = [Attendee(f"l{number}", f"Person M100x{number:03}") for number in range(200)]
    random.Random(1).shuffle(late)
    put(database, event, early)
    index(database, event)
    for start in range(0, 200, 8):
        put(database, event, late[start : start + 8], first=1000 + start)
        index(database, event, limit=3)
    assert names(database, event) == names(database, event, "person")
    listed = names(database, event, "erso m100")
    assert listed == sorted(person.name for person in [early[100], *late])


def test_what_changes_or_goes_leaves_no_word_behind(database: Database, event: int) -> None:
    put(database, event, list(PEOPLE))
    index(database, event)
    put(database, event, [Attendee("1", "Anna Miller")], first=50)
    with database.write() as tx:
        attendees.forget(tx, event, ["2"])
    assert names(database, event, "zoe") == []
    assert names(database, event, "anna") == ["Baker, Joanna", "Anna Miller"]
    index(database, event)
    assert names(database, event, "member") == []
    assert names(database, event, "anna") == ["Baker, Joanna", "Anna Miller"]
    with database.write() as tx:
        attendees.forget(tx, event, ["1", "3", "f00d"])
    assert names(database, event) == []
    assert words_in_index(database) == 0


def test_a_new_status_leaves_the_index_as_it_is(database: Database, event: int) -> None:
    put(database, event, list(PEOPLE))
    index(database, event)
    changed = Attendee("1", "Anna Baker", "attended", "anna@example.org", ticket="Member")
    put(database, event, [changed, *PEOPLE[1:]], first=50)
    assert names(database, event, "mem") == ["Anna Baker"]
    put(database, event, [Attendee("3", "Baker, Joanna", "declined", phone="442079460018")])
    with database.read() as tx:
        row = tx.execute("SELECT label FROM attendees WHERE ref = '3'").fetchone()
    assert row["label"] is None  # the telephone number is another word: "44020…" before


def test_dropping_an_event_by_steps_keeps_the_list_right_and_clears_the_index(
    database: Database, event: int
) -> None:
    put(database, event, list(PEOPLE))
    index(database, event)
    with database.write() as tx:
        assert search.drop_event(tx, event, limit=3) == 1
    assert names(database, event, "anna") == ["Anna Baker", "Baker, Joanna"]
    index(database, event)
    assert names(database, event, "anna") == ["Anna Baker", "Baker, Joanna"]
    with database.write() as tx:
        assert search.drop_event(tx, event) == 0
        tx.execute("DELETE FROM events WHERE id = ?", (event,))
    assert words_in_index(database) == 0
