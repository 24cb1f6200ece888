"""Events put elsewhere in time through the actions that their systems declare."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, Refused
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.progress import silent
from eventdesk.services.event_moving import Times
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from tests.systems import System, system

__all__ = ["system"]  # the fixture

BOOK = "Desk book"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An opened profile with a desk book."""
    opened = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
    yield opened
    opened.close()


def make(workspace: Workspace, start: str, end: str, **values: str) -> EventRef:
    filled = {"title": "Talk", "start": start, "end": end, **values}
    made = workspace.actions.act(BOOK, "new-event", filled, CancelToken())
    refresh(workspace, BOOK)
    return EventRef(BOOK, made.event_ref)


def refresh(workspace: Workspace, account: str) -> None:
    workspace.syncing.refresh(account, silent, CancelToken())


def held(workspace: Workspace, ref: EventRef) -> Event:
    return workspace.events.view(ref).listed.event


def move(workspace: Workspace, ref: EventRef, start: EventTime, end: EventTime | None) -> Times:
    moved = workspace.moving.move(ref, Times(start, end), CancelToken())
    refresh(workspace, ref.account)
    return moved.before


def test_every_other_field_stays_and_the_way_back_is_told(workspace: Workspace) -> None:
    fields = {"place": "Hall", "capacity": "12", "tags": "a, b", "colour": "#112233"}
    fields |= {"description": "One\nTwo", "status": "draft", "time_zone": "Europe/Berlin"}
    ref = make(workspace, "2026-11-18T10:00", "2026-11-18T11:30", **fields)
    before = held(workspace, ref)
    start = datetime(2026, 12, 1, 14, 15, tzinfo=BERLIN)
    back = move(workspace, ref, start, start + timedelta(minutes=90))
    after = held(workspace, ref)
    assert (after.start, after.end) == (start, start + timedelta(minutes=90))
    assert after.timezone == "Europe/Berlin"
    told = [name for name in Event.__slots__ if getattr(after, name) != getattr(before, name)]
    assert set(told) <= {"start", "end", "updated_at"}
    move(workspace, ref, back.start, back.end)
    assert (held(workspace, ref).start, held(workspace, ref).end) == (before.start, before.end)


def test_a_move_over_the_end_of_summer_time_keeps_the_hour_that_was_asked(
    workspace: Workspace,
) -> None:
    ref = make(workspace, "2026-10-23T10:00", "2026-10-23T11:00", time_zone="Europe/Berlin")
    start = datetime(2026, 10, 26, 9, tzinfo=ZoneInfo("UTC"))  # ten in Berlin, now in winter
    move(workspace, ref, start, start + timedelta(hours=1))
    after = held(workspace, ref)
    assert after.start == start
    assert isinstance(after.start, datetime)
    assert after.start.astimezone(BERLIN).hour == 10
    assert after.end == start + timedelta(hours=1)


def test_the_venues_own_clock_and_whole_days_move_too(workspace: Workspace) -> None:
    wall = make(workspace, "2026-11-18T10:00", "2026-11-18T11:00")
    move(workspace, wall, datetime(2026, 11, 19, 9), datetime(2026, 11, 19, 12))
    after = held(workspace, wall)
    assert (after.start, after.end) == (datetime(2026, 11, 19, 9), datetime(2026, 11, 19, 12))
    whole = make(workspace, "2026-11-18", "2026-11-20", all_day="yes")
    move(workspace, whole, date(2026, 12, 1), date(2026, 12, 3))
    after = held(workspace, whole)
    assert (after.start, after.end) == (date(2026, 12, 1), date(2026, 12, 3))


def test_an_event_without_an_end_gets_one_and_loses_it_again(workspace: Workspace) -> None:
    ref = make(workspace, "2026-11-18T10:00", "", time_zone="Europe/Berlin")
    start = datetime(2026, 11, 18, 10, tzinfo=BERLIN)
    back = move(workspace, ref, start, start + timedelta(hours=3))
    assert held(workspace, ref).end == start + timedelta(hours=3)
    move(workspace, ref, back.start, back.end)
    assert held(workspace, ref).end is None


def test_what_makes_no_sense_is_refused(workspace: Workspace) -> None:
    ref = make(workspace, "2026-11-18T10:00", "2026-11-18T11:00")
    with pytest.raises(BadRequest, match="cannot end before it begins"):
        move(workspace, ref, datetime(2026, 11, 19, 9), datetime(2026, 11, 19, 8))
    with pytest.raises(BadRequest, match="between whole days and hours"):
        move(workspace, ref, date(2026, 11, 19), None)
    workspace.accounts.allow_writing(BOOK, False)
    allowed = workspace.moving.can_move(ref)
    assert not allowed
    assert allowed.reason == "Desk book is set to look only, so “Talk” stays where it is."
    with pytest.raises(BadRequest, match="look only"):
        move(workspace, ref, datetime(2026, 11, 19, 9), None)


def test_another_desk_that_was_quicker_is_not_overruled(workspace: Workspace) -> None:
    ref = make(workspace, "2026-11-18T10:00", "2026-11-18T11:00")
    quicker = {"start": "2026-11-25T10:00", "end": "2026-11-25T11:00"}
    workspace.actions.act(ref, "edit", quicker, CancelToken())
    wanted = Times(datetime(2026, 11, 19, 9), datetime(2026, 11, 19, 10))
    with pytest.raises(Refused, match="Another desk changed Start"):
        workspace.moving.move(ref, wanted, CancelToken())


def test_what_changed_since_a_move_is_not_taken_back(workspace: Workspace) -> None:
    ref = make(workspace, "2026-11-18T10:00", "2026-11-18T11:00", time_zone="Europe/Berlin")
    start = datetime(2026, 11, 19, 14, tzinfo=BERLIN)
    after = Times(start, start + timedelta(hours=2))
    moved = workspace.moving.move(ref, after, CancelToken())
    refresh(workspace, BOOK)
    assert workspace.moving.times(ref) == after
    longer = {"start": "2026-11-19T14:00", "end": "2026-11-19T17:00"}
    workspace.actions.act(ref, "edit", longer, CancelToken())
    refresh(workspace, BOOK)
    with pytest.raises(Refused, match="was changed meanwhile"):
        workspace.moving.move(ref, moved.before, CancelToken(), seen=after)
    assert held(workspace, ref).end == start + timedelta(hours=3)
    undone = workspace.moving.move(
        ref, moved.before, CancelToken(), seen=Times(start, start + timedelta(hours=3))
    )
    assert undone.result.sentence


def test_no_event_is_moved_beyond_the_calendar(workspace: Workspace) -> None:
    ref = make(workspace, "2026-11-18T10:00", "2026-11-18T11:00", time_zone="Asia/Tokyo")
    last = datetime(9999, 12, 31, 23, tzinfo=ZoneInfo("UTC"))
    with pytest.raises(BadRequest):
        move(workspace, ref, last, last + timedelta(minutes=30))
    assert held(workspace, ref).start == datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_each_system_moves_its_event_or_says_why_not(workspace: Workspace, system: System) -> None:
    workspace.accounts.add(system.draft, CancelToken())
    refresh(workspace, system.account)
    ref = EventRef(system.account, system.main)
    before = held(workspace, ref)
    start, end = before.start, before.end
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    later = timedelta(days=1, hours=2)
    writes = [r.method for r in system.server.requests if r.method != "GET"]
    if system.key == "teamwork":
        assert workspace.moving.can_move(ref)
        move(workspace, ref, start + later, end + later)
        after = held(workspace, ref)
        assert (after.start, after.end) == (start + later, end + later)
        assert (after.title, after.place, after.people) == (
            before.title,
            before.place,
            before.people,
        )
        return
    with pytest.raises(BadRequest):
        workspace.moving.move(ref, Times(start + later, end + later), CancelToken())
    assert [r.method for r in system.server.requests if r.method != "GET"] == writes
    assert held(workspace, ref).start == start
