"""A series on the command line: each date in lists, and one of them where it is named."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from eventdesk.domain.event import EventPerson, EventRef, PersonRole
from eventdesk.domain.recurrence import OccurrenceChange, Recurrence
from eventdesk.services.profile import Profile
from eventdesk.storage import events
from eventdesk.storage.database import open_database
from tests.cli.conftest import Commands
from tests.cli.test_events import new_event

MOVED = OccurrenceChange(date(2026, 12, 8), datetime(2026, 12, 9, 20), datetime(2026, 12, 9, 22))
CANCELLED = OccurrenceChange(datetime(2026, 12, 15, 19))
WEEKLY = Recurrence("FREQ=WEEKLY;COUNT=5", changes=(MOVED, CANCELLED))
DECEMBER = ("--from", "2026-12-01", "--to", "2026-12-31")


@pytest.fixture
def series(commands: Commands) -> str:
    """Five Tuesdays from the first of December, of which one is moved and one cancelled."""
    ref = new_event(commands, "Choir", "2026-12-01T19:00", "end=2026-12-01T21:00", "time_zone=")
    database = open_database(Profile(commands.profile).database)
    with database.write() as tx:
        listed = events.one(tx, EventRef.parse(ref))
        kim = EventPerson("Kim Lee", PersonRole.ATTENDS)
        event = replace(listed.event, recurrence=WEEKLY, people=(kim,))
        events.upsert(tx, listed.account.id, [(1, event)])
    database.close()
    return ref


def test_each_date_is_listed(commands: Commands, series: str) -> None:
    rows = commands.json("events", *DECEMBER)
    assert [(row["ref"], row["start"], row["occurrence"]) for row in rows] == [
        (series, "2026-12-01T19:00:00", "2026-12-01T19:00:00"),
        (series, "2026-12-09T20:00:00", "2026-12-08T19:00:00"),
        (series, "2026-12-22T19:00:00", "2026-12-22T19:00:00"),
        (series, "2026-12-29T19:00:00", "2026-12-29T19:00:00"),
    ]
    assert len(commands.json("events")) == 1
    csv = commands("export", "--events", *DECEMBER, "--columns", "start", "-o", "-").out
    assert csv.splitlines()[1:] == [row["start"].replace("T", " ") for row in rows]


def test_one_of_them_is_shown_and_acted_on(commands: Commands, series: str) -> None:
    whole = commands.json("event", series)
    assert (whole["start"], whole["occurrence"]) == ("2026-12-01T19:00:00", None)
    assert whole["people"] == [{"name": "Kim Lee", "role": "attends"}]
    assert whole["recurrence"] == {
        "rule": "FREQ=WEEKLY;COUNT=5",
        "in_words": "every week, 5 times",
        "readable": True,
        "until": None,
        "extra": [],
        "changes": [
            {
                "original": "2026-12-08",
                "start": "2026-12-09T20:00:00",
                "end": "2026-12-09T22:00:00",
            },
            {"original": "2026-12-15T19:00:00", "start": None, "end": None},
        ],
    }
    for when in ("2026-12-08", "2026-12-08T19:00"):
        one = commands.json("event", series, "--occurrence", when)
        assert (one["start"], one["end"]) == ("2026-12-09T20:00:00", "2026-12-09T22:00:00")
    assert commands.json("actions", series, "--occurrence", "2026-12-22")
    commands("act", series, "edit", "--set", "title=Song", "--occurrence", "2026-12-22", "--yes")

    for command in (("event", series), ("actions", series), ("act", series, "edit")):
        sentence = commands.fails(7, *command, "--occurrence", "2026-12-15")
        assert "no occurrence at 2026-12-15" in sentence


def test_people_read_how_it_repeats_in_words(commands: Commands, series: str) -> None:
    spoken = commands("event", series).out
    assert "people: Kim Lee (attends)\n" in spoken
    assert "recurrence, rule: every week, 5 times\n" in spoken
    assert (
        "recurrence, changes: 2026-12-08 to 2026-12-09T20:00:00, 2026-12-15T19:00:00 cancelled\n"
        in spoken
    )
