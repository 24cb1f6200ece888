"""Whoever is on no list: put on one, never shown as if a system had them when it has not."""

import csv
from pathlib import Path

import pytest

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import Outcome, WalkIn
from eventdesk.domain.errors import BadRequest, Refused, Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.exports.table_options import FileFormat
from eventdesk.providers.deskbook.provider import DeskBookProvider
from eventdesk.services.exporting import ExportChoice, What
from eventdesk.services.wiping import WipeScope
from eventdesk.storage.database import suspicion
from eventdesk.sync.engine import SyncRequest
from tests.services.door.conftest import GALA, Desk, Opened

ZOE = WalkIn(" Zoë  Quinn ", "zoe@example.org", "Member", "Paid cash.\nGBP 5")
BOOK = "Desk book"
PAGE = 4096


def sync_book(desk: Desk) -> None:
    report, _ = desk.workspace.syncing.sync(BOOK, SyncRequest(details=True), silent, CancelToken())
    assert report.problems == []


@pytest.fixture
def party(desk: Desk) -> EventRef:
    """An event of the desk book."""
    values = {"title": "Party", "start": "2026-11-21T19:00"}
    done = desk.workspace.actions.act(BOOK, "new-event", values, CancelToken())
    sync_book(desk)
    return EventRef(BOOK, done.event_ref)


def test_a_walk_in_is_kept_on_this_desk_and_says_so(desk: Desk) -> None:
    before = desk.door.figures([GALA], desk.clock.now())
    decided = desk.door.add_walk_in(GALA, ZOE, by="Ann")
    said = decided.decision
    assert said.outcome is Outcome.WAITING
    assert said.sentence == "In, on this desk: Zoë Quinn, Member, 19:02."
    assert said.reason == "Kept on this desk only: Office does not know this walk-in."
    assert decided.changes.details == {GALA}
    assert said.guest is not None
    listed, attendee = said.guest.listed, said.guest.listed.attendee
    assert (listed.desk_only, listed.mark_state, listed.marked_by) == (True, "local", "Ann")
    assert (attendee.name, attendee.email, attendee.note) == (
        *("Zoë Quinn", "zoe@example.org"),
        "Paid cash.\nGBP 5",
    )
    after = desk.door.figures([GALA], desk.clock.now())
    assert (after.expected, after.arrived) == (before.expected + 1, before.arrived + 1)
    assert [one.sentence for one in desk.door.recent([GALA])] == [said.sentence]
    with pytest.raises(BadRequest, match="needs a name"):
        desk.door.add_walk_in(GALA, WalkIn(" "))


@pytest.mark.parametrize("system", ["hall", "club", "board"])
def test_no_list_of_the_system_takes_them_away_and_none_is_sent_them(
    open_desk: Opened, system: str
) -> None:
    desk = open_desk(system)
    said = desk.door.add_walk_in(GALA, ZOE).decision
    for _ in range(3):
        desk.server.attendees["gala"].pop(next(iter(desk.server.attendees["gala"])))
        desk.sync()
    assert said.guest is not None
    assert desk.door.find([GALA], "quinn") == [said.guest]
    desk.server.events.pop("gala")  # the system deletes the event itself
    desk.sync()
    desk.sync()
    assert desk.door.find([GALA], "zoe mem") == [said.guest]
    assert desk.server.writes == []
    desk.door.undo(said.mark_id)
    assert not desk.door.find([GALA], "quinn")


def test_an_undo_takes_them_off_the_list_again(desk: Desk) -> None:
    said = desk.door.add_walk_in(GALA, ZOE).decision
    back = desk.door.undo(said.mark_id)
    assert (back.sentence, back.guest) == ("Taken back: Zoë Quinn is off this desk's list.", None)
    assert not desk.door.find([GALA], "quinn")
    assert desk.door.figures([GALA], desk.clock.now()).arrived == 0
    assert [one.sentence for one in desk.door.recent([GALA])] == ["Taken back: Zoë Quinn."]
    desk.sync()
    assert desk.door.add_walk_in(GALA, ZOE).decision.outcome is Outcome.WAITING


def test_who_came_once_more_stays_on_the_list(desk: Desk) -> None:
    first = desk.door.add_walk_in(GALA, ZOE).decision
    desk.workspace.marking.undo(first.mark_id)  # in the list of attendees, not at the door
    desk.clock.turn(minutes=1)
    (guest,) = desk.door.find([GALA], "quinn")
    second = desk.door.admit(guest.key).decision
    assert second.outcome is Outcome.WAITING
    assert desk.door.undo(second.mark_id).sentence == "Taken back: Zoë Quinn is accepted again."


def test_they_are_in_exports_with_a_column_that_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.door.add_walk_in(GALA, ZOE)
    path = tmp_path / "list.csv"
    choice = ExportChoice(What.ATTENDEES, FileFormat.CSV)
    desk.workspace.exporting.export(GALA, path, choice)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    assert rows["Zoë Quinn"]["Not on the system's list"] == "yes"
    assert rows["Zoë Quinn"]["Mark"] == "kept on this desk only"
    assert rows["Anna Baker"]["Not on the system's list"] == "no"


def test_wiping_takes_them_too_and_warns_first(desk: Desk) -> None:
    desk.door.add_walk_in(GALA, ZOE)
    desk.scan("unknown-4411")
    wiping = desk.workspace.wiping
    with pytest.raises(BadRequest, match="1 mark kept on this desk only"):
        wiping.wipe(WipeScope(), silent, CancelToken())
    wiping.wipe(WipeScope(), silent, CancelToken(), discard_marks=True)
    files = desk.workspace.profile.folder.glob("*.sqlite*")
    content = b"".join(path.read_bytes() for path in files)
    assert b"Quinn" not in content
    assert b"4411" not in content
    desk.sync()
    assert not desk.door.find([GALA], "quinn")


def test_a_removed_account_takes_its_walk_ins_along(desk: Desk) -> None:
    desk.door.add_walk_in(GALA, ZOE)
    desk.workspace.accounts.remove("Office", discard_waiting=True)
    with desk.workspace.database.read() as tx:
        assert tx.execute("SELECT count(*) FROM walk_ins").fetchone()[0] == 0


def test_they_are_rescued_out_of_a_damaged_store(open_desk: Opened) -> None:
    desk = open_desk()
    said = desk.door.add_walk_in(GALA, ZOE).decision
    path = desk.workspace.database.path
    with desk.workspace.database.read() as tx:
        row = tx.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attendees'").fetchone()
    desk.workspace.close()
    with path.open("r+b") as file:
        file.seek((row["rootpage"] - 1) * PAGE)
        file.write(b"\xa5" * PAGE)
    suspicion(path).touch()
    desk = open_desk()  # the account is rescued, its lists are read anew
    assert desk.workspace.store.notice
    assert said.guest is not None
    (again,) = desk.door.find([GALA], "quinn")
    assert again.listed == said.guest.listed
    assert desk.door.undo(said.mark_id).guest is None


def test_where_the_system_takes_them_they_are_put_on_its_list(desk: Desk, party: EventRef) -> None:
    (opened,) = desk.door.opened([party]).events
    assert opened.takes_walk_ins
    said = desk.door.add_walk_in(party, ZOE).decision
    assert said.outcome is Outcome.IN
    assert said.guest is not None
    assert not said.guest.listed.desk_only
    assert desk.workspace.outbox.mark(said.mark_id).state is MarkState.PENDING
    sync_book(desk)
    assert desk.workspace.outbox.mark(said.mark_id).state is MarkState.CONFIRMED
    (again,) = desk.door.find([party], "quinn member")
    assert again.key == said.guest.key
    assert (again.listed.status, again.listed.attendee.note) == ("attended", "Paid cash.\nGBP 5")
    assert desk.door.namesakes(party, "zoë quinn") == [again]
    with pytest.raises(BadRequest, match="E-mail"):
        desk.door.add_walk_in(party, WalkIn("Bob", "not an address"))


def test_where_it_cannot_be_reached_they_are_kept_here(
    desk: Desk, party: EventRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise Unreachable("The book is away.")

    def never(*_args: object) -> None:
        raise Refused("The book is full.")

    monkeypatch.setattr(DeskBookProvider, "act", away)
    said = desk.door.add_walk_in(party, ZOE).decision
    assert said.outcome is Outcome.WAITING
    assert said.reason.startswith("The book is away. Kept on this desk only")
    monkeypatch.setattr(DeskBookProvider, "act", never)
    with pytest.raises(Refused, match="full"):
        desk.door.add_walk_in(party, WalkIn("Bob"))
    monkeypatch.undo()
    sync_book(desk)
    assert [one.listed.desk_only for one in desk.door.find([party], "quinn")] == [True]


def test_a_large_list_stays_quick_to_search_after_a_walk_in(desk: Desk) -> None:
    people = {f"n{n}": Attendee(f"n{n}", f"Name {n}", "accepted") for n in range(300)}
    desk.server.attendees["gala"] |= people
    desk.sync()
    desk.door.add_walk_in(GALA, ZOE)
    with desk.workspace.database.read() as tx:
        assert tx.execute("SELECT min(indexed) FROM events").fetchone()[0] == 1
    assert [one.listed.desk_only for one in desk.door.find([GALA], "uinn")] == [True]
