"""Which events a list finds, and in which order."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventPerson, EventRef, PersonRole, Window
from eventdesk.domain.event_query import EventQuery, Facets, takes_place
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.text import words
from eventdesk.storage import accounts, event_lists, events
from eventdesk.storage.database import Database

LONDON = ZoneInfo("Europe/London")
AUCKLAND = ZoneInfo("Pacific/Auckland")
HONOLULU = ZoneInfo("Pacific/Honolulu")

# Each example drops what the one before it kept.
one_store = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def keep(database: Database, account: Account, *kept: Event) -> None:
    with database.write() as tx:
        events.upsert(tx, account.id, list(enumerate(kept)))


def refs(database: Database, query: EventQuery) -> list[str]:
    with database.read() as tx:
        found = [item.event.ref for item in event_lists.listed(tx, query)]
        assert set(event_lists.refs(tx, query)) == set(found)
    return found


@pytest.mark.parametrize(
    ("start", "end", "zone", "found"),
    [
        (date(2026, 6, 10), None, LONDON, True),
        (date(2026, 6, 11), None, LONDON, False),
        (date(2026, 6, 9), date(2026, 6, 10), LONDON, False),  # an end is exclusive
        (date(2026, 6, 9), date(2026, 6, 11), LONDON, True),
        (date(2026, 1, 1), date(2027, 1, 1), LONDON, True),
        (datetime(2026, 6, 9, 22), datetime(2026, 6, 10), LONDON, False),
        (datetime(2026, 6, 9, 22), datetime(2026, 6, 10, 1), AUCKLAND, True),
        (datetime(2026, 6, 10, 23, 59), None, AUCKLAND, True),
        (datetime(2026, 6, 10, 23, 59), datetime(2026, 6, 1), HONOLULU, True),  # ends too early
        (datetime(2026, 6, 9, 23, 30, tzinfo=UTC), None, LONDON, True),  # summer time
        (datetime(2026, 6, 9, 22, 30, tzinfo=UTC), None, LONDON, False),
        (datetime(2026, 6, 9, 22, 30, tzinfo=UTC), None, None, False),  # London, as the tests run
        (datetime(2026, 6, 9, 12, 30, tzinfo=UTC), None, AUCKLAND, True),
        (datetime(2026, 6, 10, 12, 30, tzinfo=UTC), None, AUCKLAND, False),
        (datetime(2026, 6, 11, 9, 30, tzinfo=UTC), None, HONOLULU, True),
        (datetime(2026, 6, 9, 0, tzinfo=UTC), datetime(2026, 6, 10, 10, tzinfo=UTC), HONOLULU, 0),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC), HONOLULU, True),
        (None, None, LONDON, False),
    ],
)
def test_a_day_shows_what_takes_place_on_it_where_the_person_is(
    database: Database,
    account: Account,
    start: EventTime | None,
    end: EventTime | None,
    zone: ZoneInfo | None,
    found: bool,
) -> None:
    keep(database, account, Event("e", "", start, end))
    day = Window(date(2026, 6, 10), date(2026, 6, 11))
    assert refs(database, EventQuery(window=day, zone=zone)) == (["e"] if found else [])
    assert refs(database, EventQuery(zone=zone)) == ["e"]


_DAYS = st.dates(date(2026, 3, 20), date(2026, 4, 10))
_TIMES = st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 10))
_AWARE = st.builds(
    lambda when, hours: when.replace(tzinfo=timezone(timedelta(hours=hours))),
    _TIMES,
    st.integers(-12, 14),
)
_MOMENTS = _DAYS | _TIMES | _AWARE


@one_store
@given(
    times=st.lists(st.tuples(_MOMENTS, st.none() | _MOMENTS), min_size=1, max_size=20),
    first=_DAYS,
    days=st.integers(1, 10),
    zone=st.sampled_from([None, LONDON, AUCKLAND, HONOLULU]),
)
def test_the_store_finds_exactly_what_takes_place_in_the_window(
    database: Database,
    account: Account,
    times: list[tuple[EventTime, EventTime | None]],
    first: date,
    days: int,
    zone: ZoneInfo | None,
) -> None:
    window = Window(first, first + timedelta(days=days))
    made = [Event(f"e{n}", "", start, end) for n, (start, end) in enumerate(times)]
    with database.write() as tx:
        events.drop_account(tx, account.id)
    keep(database, account, *made)
    expected = {event.ref for event in made if takes_place(event, window, zone)}
    assert set(refs(database, EventQuery(window=window, zone=zone))) == expected


def test_events_come_in_the_order_of_the_wall_clock(database: Database, account: Account) -> None:
    keep(
        database,
        account,
        Event("no start", "A"),
        Event("late", "B", datetime(2026, 6, 10, 20, tzinfo=UTC)),  # 21:00 in London
        Event("second", "Éa", datetime(2026, 6, 10, 20, 30)),
        Event("first", "eA", datetime(2026, 6, 10, 20, 30)),
        Event("third", "Eb", datetime(2026, 6, 10, 20, 30)),
        Event("midnight", "A", datetime(2026, 6, 10)),
        Event("all day", "Z", date(2026, 6, 10)),
    )
    assert refs(database, EventQuery(zone=LONDON)) == [
        "all day", "midnight", "second", "first", "third", "late", "no start",
    ]  # fmt: skip


def test_every_condition_must_hold(database: Database, account: Account) -> None:
    with database.write() as tx:
        hidden = accounts.add(tx, Account(0, "Hidden", "kare", shown=False))
    keep(
        database,
        account,
        Event("e1", "Ball", kind="Dance", place="Hall", tags=("a", "b")),
        Event("e2", "Fair", kind="Market", place="Hall", tags=("b",)),
        Event("e3", "Talk", kind="Dance", place="Yard"),
    )
    keep(database, hidden, Event("h1", "Ball", kind="Dance", place="Hall", tags=("a",)))
    assert refs(database, EventQuery(shown_only=True)) == ["e1", "e2", "e3"]
    assert refs(database, EventQuery(accounts=("hidden", "Unknown"))) == ["h1"]
    assert refs(database, EventQuery(accounts=())) == []
    both = EventQuery(kinds=frozenset({"Dance", "Market"}), places=frozenset({"Hall"}))
    assert refs(database, both) == ["e1", "h1", "e2"]
    assert refs(database, EventQuery(tags=frozenset({"a"}), shown_only=True)) == ["e1"]
    assert refs(database, EventQuery(tags=frozenset({"a", "b"}), shown_only=True)) == ["e1", "e2"]
    assert refs(database, EventQuery(statuses=frozenset({"draft"}))) == []


def test_facets_are_what_occurs(database: Database, account: Account) -> None:
    keep(
        database,
        account,
        Event("e1", "", kind="dance", place="Ôld hall", tags=("b", "ä")),
        Event("e2", "", kind="Ball", place="Park", tags=("b", "C")),
        Event("e3", ""),
        Event("e4", "", kind="Vanished", tags=("x",)),
    )
    with database.write() as tx:
        events.forget(tx, account.id, ["e4"])
        found = event_lists.facets(tx)
    assert found == Facets(
        accounts=("Office",), kinds=("Ball", "dance"), places=("Ôld hall", "Park"),
        tags=("ä", "b", "C"), statuses=("active",),
    )  # fmt: skip


def test_each_word_is_found_in_any_part_of_what_is_searched(
    database: Database, account: Account
) -> None:
    keep(
        database,
        account,
        Event(
            "ref-77", "Jörg’s Ceilidh", place="O’Neill Hall", organizer="Łukasz", kind="Dance",
            description="lorem " * 34 + "beyond", tags=("winter-2026",),
        ),
        Event("e2", "100% _ “off”"),
    )  # fmt: skip
    for search in (
        "jorg", "CEIL", "neill o", "luka danc", "winter 2026", "ref 77", "org eilid", "lorem hall",
    ):  # fmt: skip
        assert refs(database, EventQuery(search=search)) == ["ref-77"], search
    for search in ("beyond", "jorg fair", "oneill"):
        assert refs(database, EventQuery(search=search)) == [], search
    assert refs(database, EventQuery(search="100%")) == ["e2"]
    assert set(refs(database, EventQuery(search=" ?! "))) == {"ref-77", "e2"}


_TITLES = st.text("aáBß ł.-'™ 1", max_size=12)


@one_store
@given(titles=st.lists(_TITLES, min_size=1, max_size=8), search=st.text("aáBßł.- ™1", max_size=5))
def test_search_agrees_with_a_look_at_every_word(
    database: Database, account: Account, titles: list[str], search: str
) -> None:
    with database.write() as tx:
        events.drop_account(tx, account.id)
    keep(database, account, *(Event(f"r{n}", title) for n, title in enumerate(titles)))
    wanted = words(search)
    expected = {
        f"r{n}"
        for n, title in enumerate(titles)
        if all(any(word in other for other in [*words(title), f"r{n}"]) for word in wanted)
    }
    assert set(refs(database, EventQuery(search=search))) == expected


def test_an_event_is_found_by_a_reference_with_colons(database: Database, account: Account) -> None:
    keep(database, account, Event("urn:x:1", "Ball"))
    with database.read() as tx:
        assert events.one(tx, EventRef.parse("Office:urn:x:1")).event.title == "Ball"


def test_events_are_found_by_the_people_they_name_and_by_the_systems_own_status(
    database: Database, account: Account
) -> None:
    kim, lee = "Kim, the first", "Lee"
    keep(
        database,
        account,
        Event("a", "", people=(EventPerson(kim, PersonRole.RESPONSIBLE),), status_text="Status 2"),
        Event("b", "", people=(EventPerson(kim, PersonRole.ATTENDS),), more=(("Code", "zebra"),)),
        Event("c", "", people=(EventPerson(lee, PersonRole.ATTENDS),)),
    )
    assert refs(database, EventQuery(people=frozenset({kim}))) == ["a", "b"]
    assert refs(database, EventQuery(people=frozenset({kim}), attending_only=True)) == ["b"]
    assert refs(database, EventQuery(people=frozenset({kim, lee}))) == ["a", "b", "c"]
    assert refs(database, EventQuery(status_texts=frozenset({"Status 2"}))) == ["a"]
    assert refs(database, EventQuery(search="the first")) == ["a", "b"]
    assert refs(database, EventQuery(search="zeb")) == ["b"]
    with database.read() as tx:
        facets = event_lists.facets(tx)
    assert (facets.people, facets.status_texts) == ((kim, lee), ("Status 2",))
