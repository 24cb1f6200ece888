"""Events are kept whole, stay themselves over syncs, and never vanish under a mark."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import SHOWN_ON_DESK, Mark, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventPerson, EventRef, EventStatus, PersonRole
from eventdesk.domain.event_query import EventQuery, ListedEvent
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.storage import accounts, attendees, event_lists, events, outbox, search
from eventdesk.storage.attendees import OverlayMark
from eventdesk.storage.database import Database

AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
FULL = Event(
    ref="a:b/ü", title="Zoë’s “Ball”", start=datetime(2026, 12, 1, 19, 0, tzinfo=UTC),
    end=datetime(2026, 12, 2, 1, 0, tzinfo=timezone(timedelta(hours=1))),
    timezone="Europe/London", status=EventStatus.DRAFT, status_text="Entwurf", kind="Ball",
    colour="#123456", place="Große Halle", organizer="Ann", capacity=0, attendees=12, attended=0,
    sold_out=False, recurring=True, series="s1", updated_at=AT, description="line\nline",
    link="https://x.example/?a=b", tags=("b", "a"), more=(("Dress", "black"), ("Dress", "")),
    people=(EventPerson("Ann", PersonRole.RESPONSIBLE), EventPerson("Bo", PersonRole.ATTENDS)),
    refs=(("site", "77"),),
    recurrence=Recurrence(
        "FREQ=WEEKLY", until=date(2027, 3, 1), extra=(datetime(2026, 12, 5, 9, 0),),
        changes=(
            OccurrenceChange(AT), OccurrenceChange(date(2026, 12, 8), AT, AT + timedelta(hours=1)),
        ),
    ),
)  # fmt: skip


def mark(event_ref: str, state: MarkState, *, account_id: int) -> Mark:
    return Mark(
        id=f"{event_ref}:{state}", account_id=account_id, event_ref=event_ref, attendee_ref="p1",
        person="", name="Bo", event_title="", status="attended", base="", previous="", by="",
        desk="", marked_at=AT, state=state,
    )  # fmt: skip


def listed(database: Database, query: EventQuery | None = None) -> list[ListedEvent]:
    with database.read() as tx:
        return event_lists.listed(tx, query or EventQuery())


def refs(database: Database, query: EventQuery | None = None) -> list[str]:
    return [item.event.ref for item in listed(database, query)]


def test_every_field_of_an_event_comes_back(database: Database, account: Account) -> None:
    stored = [field for field in fields(Event) if field.name != "occurrence"]
    assert all(getattr(FULL, field.name) != field.default for field in stored)
    bare = Event("bare", "")
    with database.write() as tx:
        assert events.upsert(tx, account.id, [(-(2**63), FULL), (2**63 - 1, bare)]) == (2, 0)
        known = events.known_fingerprints(tx, account.id)
    assert known == {-(2**63): FULL.ref, 2**63 - 1: "bare"}
    kept, kept_bare = listed(database)
    assert (kept.event, kept_bare.event) == (FULL, bare)
    assert kept.account is kept_bare.account
    assert (kept.account, kept.expected, kept.attended) == (account, 12, 0)
    assert kept.ref == EventRef("Office", "a:b/ü")
    with database.read() as tx:
        assert events.one(tx, EventRef("OFFICE", "a:b/ü")) == kept
        with pytest.raises(NotThere, match="There is no event “Office:zzz”"):
            events.one(tx, EventRef("Office", "zzz"))
        with pytest.raises(NotThere, match="There is no account “Attic”"):
            events.one(tx, EventRef("Attic", "a:b/ü"))


_AWARE = st.builds(
    lambda when, minutes: when.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(),
    st.integers(-12 * 60, 14 * 60),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(start=st.dates() | st.datetimes() | _AWARE)
def test_a_start_keeps_its_kind_and_its_offset(
    database: Database, account: Account, start: date | datetime
) -> None:
    with database.write() as tx:
        events.upsert(tx, account.id, [(0, Event("e", "", start))])
        kept = events.one(tx, EventRef("Office", "e")).event.start
    assert kept is not None
    assert (type(kept), kept.isoformat()) == (type(start), start.isoformat())


def test_a_changed_event_stays_the_same_row_and_keeps_what_was_counted(
    database: Database, account: Account
) -> None:
    event = Event("e1", "Ball", attendees=10, attended=1)
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, event), (2, Event("e2", "Fair"))])
        number = events.event_id(tx, account.id, "e1") or 0
        assert events.upsert(tx, account.id, [(1, event), (2, Event("e2", "Fair"))]) == (0, 0)
        changed = replace(event, attendees=11, attended=2)
        assert events.upsert(tx, account.id, [(3, changed), (3, changed)]) == (0, 1)
        told = events.one(tx, EventRef("Office", "e1"))
        assert events.read_at(tx, account.id, "e1") is None
        events.stamp(tx, number, "attendees", AT)
        events.stamp(tx, number, "orders", AT.replace(hour=19))
        events.stamp(tx, number, "tickets", AT.replace(hour=20))
        events.set_counts(tx, number, 7, 3)
        assert events.upsert(tx, account.id, [(4, replace(changed, attendees=99))]) == (0, 1)
        counted = events.one(tx, EventRef("Office", "e1"))
        assert events.read_at(tx, account.id, "e1") == AT
    assert (told.id, told.expected, told.attended) == (number, 11, 2)
    assert (counted.id, counted.expected, counted.attended) == (number, 7, 3)
    assert counted.event.attendees == 99
    assert (counted.attendees_at, counted.orders_at, counted.tickets_at) == (
        AT, AT.replace(hour=19), AT.replace(hour=20),
    )  # fmt: skip


@pytest.mark.parametrize("state", MarkState)
@pytest.mark.parametrize("where", ["outbox", "attendee"])
def test_an_event_leaves_the_store_only_once_no_mark_needs_it(
    database: Database, account: Account, state: MarkState, where: str
) -> None:
    open_mark = state in SHOWN_ON_DESK
    with database.write() as tx:
        events.upsert(tx, account.id, [(n, Event(f"e{n}", "")) for n in range(3)])
        number = events.event_id(tx, account.id, "e1") or 0
        if where == "outbox":
            outbox.add(tx, mark("e1", state, account_id=account.id))
        elif open_mark:
            overlay = OverlayMark("attended", state, "m1", AT, "Ann")
            attendees.upsert(tx, number, [(1, Attendee("p1", "Bo"))], {"p1": overlay})
    kept = open_mark
    with database.write() as tx:
        assert events.forget(tx, account.id, ["e0", "e1", "unknown"]) == 2
        assert events.event_id(tx, account.id, "e0") is None
        assert events.event_id(tx, account.id, "e1") == (number if kept else None)
        assert events.known_fingerprints(tx, account.id) == {2: "e2"}
        assert events.counts_by_account(tx) == {account.id: 1}
    assert refs(database) == ["e2"]
    gone = [item.event.ref for item in listed(database, EventQuery(include_gone=True)) if item.gone]
    assert gone == (["e1"] if kept else [])
    with database.write() as tx:  # it comes back, with the same record
        assert events.upsert(tx, account.id, [(1, Event("e1", ""))]) == ((0, 1) if kept else (1, 0))
        assert not events.one(tx, EventRef("Office", "e1")).gone
        tx.execute("UPDATE marks SET state = 'confirmed'")
        tx.execute("UPDATE attendees SET mark_state = NULL")
        assert events.forget(tx, account.id, ["e1"]) == 1
    assert refs(database, EventQuery(include_gone=True)) == ["e2"]


def test_a_gone_event_is_swept_once_its_marks_are_settled(
    database: Database, account: Account
) -> None:
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, Event("e1", ""))])
        outbox.add(tx, mark("e1", MarkState.PENDING, account_id=account.id))
        assert events.forget(tx, account.id, ["e1"]) == 1
        assert events.forget(tx, account.id, ["e1"]) == 0
        assert events.event_id(tx, account.id, "e1") is not None
        tx.execute("UPDATE marks SET state = 'confirmed'")
        assert events.forget(tx, account.id, []) == 0
        assert events.event_id(tx, account.id, "e1") is None


def test_a_forgotten_event_leaves_nothing_in_the_search_of_its_successor(
    database: Database, account: Account
) -> None:
    def keep_with_attendee(event_ref: str, name: str) -> int:
        with database.write() as tx:
            events.upsert(tx, account.id, [(1, Event(event_ref, ""))])
            number = events.event_id(tx, account.id, event_ref) or 0
            attendees.upsert(tx, number, [(1, Attendee("p1", name))], {})
            while search.index_pending(tx, number):
                pass
        return number

    number = keep_with_attendee("e1", "Anna Baker")
    with database.write() as tx:
        events.forget(tx, account.id, ["e1"])
    assert keep_with_attendee("e2", "Bo Li") == number  # SQLite gives the number again
    with database.read() as tx:
        assert attendees.count(tx, number, AttendeeQuery(search="anna")) == 0
        assert attendees.count(tx, number, AttendeeQuery(search="li")) == 1


def test_dropping_an_account_leaves_the_others(database: Database, account: Account) -> None:
    with database.write() as tx:
        other = accounts.add(tx, Account(0, "Attic", "kare"))
        for one in (account, other):
            events.upsert(tx, one.id, [(1, Event("e1", ""))])
        outbox.add(tx, mark("e1", MarkState.PENDING, account_id=account.id))
        events.drop_account(tx, account.id)
        assert events.counts_by_account(tx) == {other.id: 1}
    assert [item.account.name for item in listed(database)] == ["Attic"]
