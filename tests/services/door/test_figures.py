"""How a door stands, whatever happened before."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.door import DoorRules, OwingRule, TicketFigure
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.storage import accounts, attendees, events
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.services.door.conftest import DINNER, GALA, OPENING, Desk
from tests.services.door.hall import HallServer


def test_who_is_expected_in_and_to_come(desk: Desk) -> None:
    desk.rules(owing=OwingRule.ADMIT, capacity=20)
    desk.server.attendees["dinner"]["z"] = Attendee("z", "Zed", "accepted", ticket="Member")
    desk.sync()
    desk.scan("C-1")
    desk.scan("C-4")  # had declined, and came
    figures = desk.door.figures([GALA, DINNER], desk.clock.now())
    assert (figures.expected, figures.arrived, figures.to_come) == (10, 3, 7)
    assert figures.tickets == (
        TicketFigure("", 5, 1),
        TicketFigure("Guest", 2, 1),
        TicketFigure("Member", 3, 1),
    )
    assert (figures.capacity, figures.waiting) == (None, 2)
    assert figures.listed_at == desk.clock.now() - timedelta(seconds=20)
    assert desk.door.figures([GALA], desk.clock.now()).capacity == 20
    desk.sync()
    assert desk.door.figures([GALA], desk.clock.now()).waiting == 0
    desk.scan("C-6")
    desk.server.write_failures.append((Unreachable("Away."), False))
    desk.sync()
    assert desk.door.figures([GALA], desk.clock.now()).waiting == 1


def test_a_list_that_was_never_read_has_no_age(desk: Desk) -> None:
    desk.server.events["new"] = Event("new", "New")
    desk.sync(details=False)
    refs = [GALA, EventRef("Office", "new")]
    assert desk.door.figures(refs, desk.clock.now()).listed_at is None


def test_arrivals_over_time_and_the_rate_of_the_last_ten_minutes(desk: Desk) -> None:
    desk.rules(owing=OwingRule.ADMIT)
    start = desk.clock.now()
    assert desk.door.figures([GALA], start).arrivals == ()
    for minute, code in ((0, "C-1"), (0, "C-6"), (5, "C-4"), (11, "c-3")):
        desk.clock.time = start + timedelta(minutes=minute)
        desk.scan(code)
    desk.clock.time = start + timedelta(minutes=12)
    figures = desk.door.figures([GALA], desk.clock.now())
    assert figures.step_seconds == 60
    assert sum(figures.arrivals) == 5  # Anna has two places
    assert figures.rate == pytest.approx(0.2)
    later = desk.door.figures([GALA], start + timedelta(hours=6))
    assert (later.step_seconds, sum(later.arrivals), later.rate) == (300, 5, 0)
    assert len(later.arrivals) <= 121
    tomorrow = desk.door.figures([GALA], start + timedelta(days=1))
    assert (tomorrow.arrivals, tomorrow.arrived) == ((), 5)


PLACES = 8
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["admit", "undo", "set back", "no-show", "off the list"]),
        st.integers(0, PLACES - 1),
        st.integers(0, 400),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def small_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk book's door; each example has an event of its own."""
    clock = TurnedClock(OPENING)
    folder = tmp_path_factory.mktemp("figures")
    workspace = open_workspace(Profile(folder), MemoryVault(), clock=clock)
    yield Desk(workspace, clock, HallServer())
    workspace.close()


def new_event(desk: Desk) -> EventRef:
    """An event with a few people on its list, made in the store."""
    ref = f"e{len(desk.server.events)}"
    desk.server.events[ref] = Event(ref, ref)
    statuses = ("accepted", "declined")
    people = [
        (n, Attendee(f"p{n}", f"P {n}", statuses[n % 3 == 0], ticket="AB"[n % 2]))
        for n in range(PLACES)
    ]
    with desk.workspace.database.write() as tx:
        account = accounts.all(tx)[0]
        events.upsert(tx, account.id, [(1, desk.server.events[ref])])
        event_id = events.event_id(tx, account.id, ref) or 0
        attendees.upsert(tx, event_id, people, {})
        attendees.recount(tx, event_id)
        events.stamp(tx, event_id, "attendees", desk.clock.now())
    return EventRef(account.name, ref)


def take_off_the_list(desk: Desk, event: EventRef, ref: str) -> None:
    """Let the system list somebody no more who has a mark of this desk."""
    with desk.workspace.database.write() as tx:
        account = accounts.by_name(tx, event.account)
        attendees.forget(tx, events.event_id(tx, account.id, event.id) or 0, [ref])


@given(acts=_ACTS)
def test_figures_are_what_counting_gives(
    small_door: Desk, acts: list[tuple[str, int, int]]
) -> None:
    desk, door = small_door, small_door.door
    event = new_event(desk)
    door.set_rules(event, DoorRules(owing=OwingRule.ADMIT))
    marks, came = dict[str, str](), dict[str, datetime]()
    start = desk.clock.now()
    for act, number, seconds in acts:
        desk.clock.turn(seconds=seconds + 3)
        ref = f"p{number}"
        if act == "admit":
            said = door.admit((event, ref)).decision
            if said.mark_id:
                marks[ref], came[ref] = said.mark_id, said.at
        elif act == "undo" and ref in marks:
            assert desk.door.undo(marks.pop(ref)).guest is not None
            del came[ref]
        elif act == "set back":
            desk.workspace.marking.mark(event, [ref], "accepted")
            marks.pop(ref, None)
            came.pop(ref, None)
        elif act == "no-show":
            desk.workspace.marking.mark(event, [ref], "no-show")
            marks.pop(ref, None)
            came.pop(ref, None)
        elif act == "off the list" and ref in marks:
            take_off_the_list(desk, event, ref)
    figures = door.figures([event], desk.clock.now())
    listed = list(desk.workspace.events.attendees(event, AttendeeQuery()))
    still = [one for one in listed if not one.gone and one.status not in ("attended", "declined")]
    expected = Counter(one.attendee.ticket for one in listed if one.status == "attended")
    expected.update(one.attendee.ticket for one in still)
    arrived = Counter(one.attendee.ticket for one in listed if one.status == "attended")
    assert set(came) == {one.attendee.ref for one in listed if one.status == "attended"}
    assert {t.ticket: (t.expected, t.arrived) for t in figures.tickets} == {
        ticket: (expected[ticket], arrived[ticket]) for ticket in "AB"
    }
    (shown,) = [e for e in desk.workspace.events.find(EventQuery()) if e.ref == event]
    assert (figures.expected, figures.arrived) == (shown.expected, shown.attended)
    to_come = sum(one.status != "no-show" for one in still)
    assert (figures.to_come, shown.to_come) == (to_come, to_come)
    assert sum(figures.arrivals) == len(came)
    assert len(figures.arrivals) * figures.step_seconds <= (
        (desk.clock.now() - start).total_seconds() + figures.step_seconds + 60
    )
