"""A door whose event, account or answer gets lost goes on, and says what is so."""

import sqlite3
import unicodedata
from collections.abc import Mapping

import pytest

from eventdesk.domain.attendee import Attendee, AttendeeQuery
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import ActionResult
from eventdesk.domain.door import Outcome, WalkIn
from eventdesk.domain.errors import NotThere, Unreachable
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers.deskbook.provider import DeskBookProvider
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.wiping import WipeScope
from eventdesk.storage import attendees, events, search
from eventdesk.storage import door as door_store
from eventdesk.sync.engine import SyncRequest
from tests.services.door.conftest import DINNER, GALA, Desk

ZOE = WalkIn("Zoë Quinn", "zoe@example.org")
BOTH = [GALA, DINNER]
BOOK = "Desk book"


def sync_book(desk: Desk) -> None:
    report, _ = desk.workspace.syncing.sync(BOOK, SyncRequest(details=True), silent, CancelToken())
    assert report.problems == []


def test_an_event_that_is_deleted_closes_no_door_of_several(desk: Desk) -> None:
    desk.server.attendees["dinner"]["z"] = Attendee("z", "Zed", "accepted", person="z", code="Z-1")
    desk.sync()
    mark = desk.scan("PAIR").mark_id
    desk.sync()
    desk.server.events.pop("gala")
    desk.sync()
    door, now = desk.door, desk.clock.now()
    assert door.opened(BOTH).refs == (DINNER,)
    assert door.scan(BOTH, ["Z-1"]).decision.outcome is Outcome.IN
    assert door.scan(BOTH, ["C-1"]).decision.outcome is Outcome.REFUSED
    assert door.figures(BOTH, now).arrived == 1
    assert [one.outcome for one in door.recent(BOTH)] == [Outcome.REFUSED, Outcome.IN]
    assert [one.listed.attendee.ref for one in door.find(BOTH, "z")] == ["z"]
    assert [one.listed.attendee.ref for one in door.near(BOTH, "zedd")] == ["z"]
    assert [one.event for one in door.party((DINNER, "z"), BOTH)] == [DINNER]
    undone = door.undo(mark)
    assert undone.sentence == "Taken back: Hal Ito. “Gala” is no longer on this desk."
    with pytest.raises(NotThere):
        door.scan([GALA], ["C-2"])


def test_who_is_in_and_no_longer_listed_makes_nobody_else_come(desk: Desk) -> None:
    desk.scan("PAIR")
    del desk.server.attendees["gala"]["h1"]
    desk.sync()
    assert desk.guest("h1").listed.gone
    listed = list(desk.workspace.events.attendees(GALA, AttendeeQuery(), limit=100))
    figures = desk.door.figures([GALA], desk.clock.now())
    to_come = sum(not one.gone and one.status not in ("declined", "attended") for one in listed)
    assert (figures.arrived, figures.to_come) == (1, to_come)


def test_an_account_that_is_renamed_keeps_its_door_and_wiping_finds_all(desk: Desk) -> None:
    desk.rules(tickets=frozenset({"Nothing"}))
    desk.scan("C-1")
    desk.scan("unknown-4411")
    desk.door.add_walk_in(GALA, ZOE)
    desk.workspace.accounts.edit("Office", AccountDraft("hall", "Town hall"))
    gala = EventRef("Town hall", "gala")
    assert len(desk.door.recent([gala])) == 3
    assert desk.door.rules(gala).tickets == frozenset({"Nothing"})
    assert [one.listed.desk_only for one in desk.door.find([gala], "quinn")] == [True]
    desk.workspace.wiping.wipe(WipeScope(), silent, CancelToken(), discard_marks=True)
    files = desk.workspace.profile.folder.glob("*.sqlite*")
    content = b"".join(path.read_bytes() for path in files)
    assert [word for word in (b"Anna Baker", b"4411", b"Quinn") if word in content] == []


@pytest.mark.parametrize("lose", ["event", "account"])
def test_wiping_finds_what_is_written_of_an_event_that_is_gone(desk: Desk, lose: str) -> None:
    desk.scan("PAIR")
    desk.rules(tickets=frozenset({"Nothing"}))
    desk.scan("C-1")
    desk.scan("unknown-4411")
    desk.sync()
    desk.server.events.pop("gala")
    desk.sync()
    wiping, scope = desk.workspace.wiping, WipeScope()
    assert wiping.plan(scope).marks == 1
    assert wiping.plan(WipeScope(desk.clock.now().date())).marks == 0  # too young for that
    if lose == "account":
        desk.workspace.accounts.remove("Office")
    wiping.wipe(scope, silent, CancelToken())
    files = desk.workspace.profile.folder.glob("*.sqlite*")
    content = b"".join(path.read_bytes() for path in files)
    left = [word for word in (b"Hal Ito", b"Anna Baker", b"4411") if word in content]
    assert left == []


def test_a_walk_in_whose_answer_is_lost_may_be_there_twice_and_that_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = DeskBookProvider.act

    def lost(
        book: DeskBookProvider,
        event: Event | None,
        name: str,
        values: Mapping[str, str],
        cancel: CancelToken,
    ) -> ActionResult:
        act(book, event, name, values, cancel)
        raise Unreachable("The book went away.", may_have_arrived=True)

    values = {"title": "Party", "start": "2026-11-21T19:00"}
    done = desk.workspace.actions.act(BOOK, "new-event", values, CancelToken())
    sync_book(desk)
    party = EventRef(BOOK, done.event_ref)
    monkeypatch.setattr(DeskBookProvider, "act", lost)
    said = desk.door.add_walk_in(party, ZOE).decision
    monkeypatch.undo()
    assert said.outcome is Outcome.WAITING
    assert said.reason.startswith(
        "The book went away. They may be on the list of Desk book too: if they are there twice "
        "later, undo this one and admit the other."
    )
    sync_book(desk)
    assert len(desk.door.namesakes(party, "zoë quinn")) == 2
    assert desk.door.undo(said.mark_id).guest is None
    (other,) = desk.door.namesakes(party, "zoë quinn")
    assert desk.door.admit(other.key).decision.outcome is Outcome.IN


def test_a_list_that_is_being_read_is_not_read_for_every_near_miss(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, words = list[int](), door_store.words

    def counted(tx: sqlite3.Connection, number: int) -> tuple[set[str], set[str]]:
        reads.append(number)
        return words(tx, number)

    monkeypatch.setattr(door_store, "words", counted)
    desk.door.opened([GALA])
    with desk.workspace.database.read() as tx:
        event = events.one(tx, GALA).id
    for number in range(3):
        come = [(number + 1, Attendee(f"n{number}", f"Wilhelmina {number}", "accepted"))]
        with desk.workspace.database.write() as tx:
            attendees.upsert(tx, event, come, {})
        assert [one.listed.attendee.ref for one in desk.door.near([GALA], "carlla")] == ["c1"]
    assert len(reads) == 1
    with desk.workspace.database.write() as tx:
        while search.index_pending(tx, event):
            pass
    assert len(desk.door.near([GALA], "vilhelmina")) == 3
    assert len(reads) == 2


def test_a_code_is_known_however_its_accents_are_written(desk: Desk) -> None:
    people = desk.server.attendees["gala"]
    people["u"] = Attendee("u", "Uwe", "accepted", person="u", code="Ünï-1")
    people["v"] = Attendee("v", "Val", "accepted", person="v", code="Vä-1".replace("ä", "a\u0308"))
    desk.sync()
    for code, ref in (("Ünï-1", "u"), ("Vä-1", "v")):
        for form in ("NFC", "NFD"):
            guest = desk.scan(unicodedata.normalize(form, code)).guest
            assert guest is not None
            assert guest.listed.attendee.ref == ref
    assert desk.scan("half of a sign \ud83d").outcome is Outcome.REFUSED
