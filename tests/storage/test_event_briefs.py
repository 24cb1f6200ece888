"""The lines of a long list tell the same as the list of its events."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole, Window
from eventdesk.domain.event_brief import EventBrief
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.recurrence import Recurrence
from eventdesk.storage import event_briefs, event_lists, events
from eventdesk.storage.database import Database

TODAY = date(2026, 6, 10)
DAYS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
TIMES = st.builds(
    datetime, st.just(2026), st.just(6), st.integers(8, 12), st.sampled_from([0, 12, 23])
)
STARTS = st.none() | DAYS | TIMES | TIMES.map(lambda time: time.replace(tzinfo=UTC))


@st.composite
def kept(draw: st.DrawFn) -> Event:
    start = draw(STARTS)
    hours = timedelta(days=draw(st.integers(0, 2)))
    series = start is not None and draw(st.booleans())
    return Event(
        draw(st.sampled_from("abcdefgh")),
        draw(st.sampled_from(["Ball", "Äpfel", '"recurrence":'])),
        start,
        None if start is None else start + hours,
        status=draw(st.sampled_from(EventStatus)),
        status_text=draw(st.sampled_from(["", "on hold"])),
        sold_out=draw(st.sampled_from([None, False, True])),
        place=draw(st.sampled_from(["", "Hall"])),
        attendees=draw(st.none() | st.integers(0, 3)),
        tags=draw(st.sampled_from([(), ("fun",)])),
        people=draw(st.sampled_from([(), (EventPerson("Ann", PersonRole.ATTENDS),)])),
        recurrence=Recurrence("FREQ=DAILY;COUNT=4") if series else None,
    )


QUERIES = st.builds(
    EventQuery,
    window=st.none() | st.builds(lambda day: Window(day, day + timedelta(days=2)), DAYS),
    search=st.sampled_from(["", "apf"]),
    places=st.sampled_from([frozenset(), frozenset({"Hall"})]),
    tags=st.sampled_from([frozenset(), frozenset(), frozenset({"fun"})]),
    people=st.sampled_from([frozenset(), frozenset(), frozenset({"Ann"})]),
    status_texts=st.sampled_from([frozenset(), frozenset(), frozenset({"on hold"})]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(kept(), max_size=8, unique_by=lambda one: one.ref), QUERIES)
def test_briefs_are_those_of_the_events_that_are_listed(
    database: Database, account: Account, found: list[Event], query: EventQuery
) -> None:
    with database.write() as tx:
        tx.execute("DELETE FROM events")
        events.upsert(tx, account.id, list(enumerate(found)))

    with database.read() as tx:
        briefs = list(event_briefs.briefs(tx, query, near=TODAY))
        listed = event_lists.listed(tx, query, near=TODAY)
        whole = event_briefs.of_ids(tx, {item.id for item in listed})

    assert Counter(briefs) == Counter(map(EventBrief.of, listed))
    assert whole.keys() == {item.id for item in listed}
