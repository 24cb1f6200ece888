"""Walk-ins whom no system knows: they outlive every cache, and nothing else takes them away."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.event import Event
from eventdesk.storage import attendees, events, outbox, search, walk_ins
from eventdesk.storage.database import Database
from eventdesk.storage.walk_ins import KeptWalkIn

AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
GALA = Event("e1", "Gala")


@pytest.fixture
def event(database: Database, account: Account) -> int:
    """An event whose list was read."""
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, GALA)])
        found = events.event_id(tx, account.id, "e1") or 0
        attendees.upsert(tx, found, [(1, Attendee("a", "Anna Baker", "accepted"))], {})
        attendees.recount(tx, found)
        events.stamp(tx, found, "attendees", AT)
        while search.index_pending(tx, found):
            pass
    return found


def walk_in(ref: str, account: Account, name: str = "Zoë Quinn") -> KeptWalkIn:
    return KeptWalkIn(account.id, "e1", ref, name, "z@example.org", "Day", "late", "Kim", "N", AT)


def mark_of(one: KeptWalkIn) -> Mark:
    return Mark(
        id=f"m-{one.ref}", account_id=one.account_id, event_ref="e1", attendee_ref=one.ref,
        person="", name=one.name, event_title="Gala", status="attended", base="accepted",
        previous="accepted", by="Kim", desk="N", marked_at=AT, state=MarkState.LOCAL,
    )  # fmt: skip


def found(database: Database, event: int, text: str = "") -> list[tuple[str, bool]]:
    with database.read() as tx:
        rows = attendees.all(tx, event, AttendeeQuery(search=text))
        return [(one.attendee.name, one.desk_only) for one in rows]


def test_no_list_knows_them(database: Database, account: Account, event: int) -> None:
    with database.write() as tx:
        walk_ins.add(tx, event, walk_in("w1", account))
        assert set(attendees.known_fingerprints(tx, event).values()) == {"a"}
        assert search.is_indexed(tx, event)
        assert attendees.is_counted(tx, event)
        assert walk_ins.of_event(tx, account.id, "e1") == [walk_in("w1", account)]
    assert found(database, event, "uin ay") == [("Zoë Quinn", True)]
    with database.write() as tx:
        walk_ins.remove(tx, event, "w1")
        assert attendees.is_counted(tx, event)
        assert walk_ins.of_event(tx, account.id, "e1") == []
    assert found(database, event) == [("Anna Baker", False)]


def test_two_whom_the_system_just_took_are_both_known(database: Database, event: int) -> None:
    with database.write() as tx:
        for ref in ("n1", "n2"):
            walk_ins.add_listed(tx, event, Attendee(ref, "Zed", "accepted"))
        assert set(attendees.known_fingerprints(tx, event).values()) == {"a", "n1", "n2"}
        attendees.forget(tx, event, ["n1", "n2"])  # as a list without them does
    assert found(database, event) == [("Anna Baker", False)]


def _vanish(database: Database, account: Account) -> None:
    with database.write() as tx:
        events.forget(tx, account.id, ["e1"])


def _drop(database: Database, account: Account) -> None:
    with database.write() as tx:
        events.drop_account(tx, account.id)


@pytest.mark.parametrize("lose", [_vanish, _drop])
@pytest.mark.parametrize("marked", [True, False])
def test_they_are_there_again_with_their_event(
    database: Database,
    account: Account,
    event: int,
    lose: Callable[[Database, Account], None],
    marked: bool,
) -> None:
    one = walk_in("w1", account)
    with database.write() as tx:
        walk_ins.add(tx, event, one)
        if marked:
            outbox.add(tx, mark_of(one))
            attendees.show_mark(tx, event, ["w1"], attendees.OverlayMark.of(mark_of(one)))
    lose(database, account)
    with database.write() as tx:
        events.upsert(tx, account.id, [(2, GALA)])
        back = events.event_id(tx, account.id, "e1") or 0
        listed = attendees.one(tx, back, "w1")
    assert listed is not None
    assert (listed.desk_only, listed.attendee.note) == (True, "late")
    assert (listed.status, listed.mark_state) == (
        ("attended", MarkState.LOCAL) if marked else ("accepted", None)
    )
    assert ("Zoë Quinn", True) in found(database, back, "zoe")


NAMES = st.lists(st.sampled_from(["Anna Baker", "Zed", "Bo Li", "Mia Ång"]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=NAMES, walked=NAMES, list_first=st.booleans())
def test_whatever_comes_first_everybody_is_found_in_name_order(
    database: Database, account: Account, listed: list[str], walked: list[str], list_first: bool
) -> None:
    with database.write() as tx:
        events.drop_account(tx, account.id)
        tx.execute("DELETE FROM walk_ins")
        events.upsert(tx, account.id, [(1, GALA)])
        event = events.event_id(tx, account.id, "e1") or 0
        people = [(n, Attendee(f"a{n}", name)) for n, name in enumerate(listed)]
        for listing in (True, False) if list_first else (False, True):
            if listing:
                attendees.upsert(tx, event, people, {})
                events.stamp(tx, event, "attendees", AT)
                attendees.recount(tx, event)
            else:
                for n, name in enumerate(walked):
                    walk_ins.add(tx, event, walk_in(f"w{n}", account, name))
            while list_first and search.index_pending(tx, event):
                pass
        unindexed = [one.attendee.ref for one in attendees.all(tx, event, AttendeeQuery())]
        while search.index_pending(tx, event):
            pass
        again = [one.attendee.ref for one in attendees.all(tx, event, AttendeeQuery())]
        assert attendees.is_counted(tx, event)
    assert unindexed == again
    assert sorted(again) == sorted(
        [*(f"a{n}" for n in range(len(listed))), *(f"w{n}" for n in range(len(walked)))]
    )
    for name in {*listed, *walked}:
        expected = [*listed, *walked].count(name)
        assert len(found(database, event, name)) == expected
