"""Whom an event itself names goes with its attendees."""

from datetime import date

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventPerson, EventRef, PersonRole
from eventdesk.domain.event_query import EventQuery
from eventdesk.storage import event_lists, events, wiping
from eventdesk.storage.database import Database

ROUND = Event(
    "r1",
    "Evening round",
    date(2026, 11, 21),
    organizer="Zoë Łukasz",
    place="Harbour",
    people=(EventPerson("Zoë Łukasz", PersonRole.RESPONSIBLE),),
    more=(("Made by", "Zoë Łukasz"), ("Gate", "4")),
)


@pytest.mark.parametrize("organizer", ["Zoë Łukasz", "Harbour Club"])
def test_nobody_is_named_or_found_until_the_system_tells_them_again(
    database: Database, account: Account, organizer: str
) -> None:
    told = Event(**{name: getattr(ROUND, name) for name in ROUND.__slots__ if name != "organizer"},
                 organizer=organizer)  # fmt: skip
    with database.write() as tx:
        events.upsert(tx, account.id, [(7, told)])
        (holding,) = wiping.holdings(tx, account_id=None, before=None)
        assert (holding.ref, holding.attendees, holding.marks) == ("r1", 0, 0)
        wiping.wipe_event(tx, holding)
        assert wiping.holdings(tx, account_id=None, before=None) == []
        kept = events.one(tx, EventRef("Office", "r1")).event
        assert (kept.title, kept.place, kept.people, kept.more) == (
            *("Evening round", "Harbour"),
            *((), ()),
        )
        assert kept.organizer == ("" if organizer == "Zoë Łukasz" else organizer)
        assert event_lists.listed(tx, EventQuery(search="lukasz")) == []
        assert len(event_lists.listed(tx, EventQuery(search="harbour"))) == 1

        assert 7 not in events.known_fingerprints(tx, account.id)  # so that a list is read anew
        assert events.upsert(tx, account.id, [(7, told)]) == (0, 1)
        assert events.one(tx, EventRef("Office", "r1")).event == told
