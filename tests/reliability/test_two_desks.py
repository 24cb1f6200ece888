"""Two hands on one record: every row of the table of the design, at two desks of one system."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.reliability.desks import Desk, DeskBook, SheepCrm, System, desk_at
from tests.servers import Dataset, SheepServer
from tests.servers.fixtures import finish

WORDS = {
    "accepted": "Accepted",
    "attended": "Attended",
    "declined": "Declined",
}
# What the second desk saw, what the first one made of it meanwhile, what the second one marks.
SENT = [
    ("accepted", "accepted", "attended"),
    ("accepted", "accepted", "no-show"),
    ("attended", "attended", "declined"),
    ("declined", "accepted", "attended"),
    ("no-show", "invited", "attended"),
]
THERE_ALREADY = [("accepted", "attended", "attended"), ("invited", "declined", "declined")]
CONTRADICTED = [
    ("accepted", "declined", "attended"),
    ("accepted", "attended", "no-show"),
    ("invited", "accepted", "declined"),
]


@dataclass
class Hall:
    """Two desks at one system."""

    system: System
    first: Desk
    second: Desk

    def seat(self, status: str) -> str:
        """An attendee whom both desks have on their lists."""
        attendee = self.system.seat(status)
        for desk in (self.first, self.second):
            desk("sync", "--event", self.system.event)
        return attendee

    def contradict(self, base: str, remote: str | None, status: str) -> tuple[str, dict[str, Any]]:
        """Both desks act, and the second one's mark is sent last: the attendee and that mark."""
        attendee = self.seat(base)
        mark = self.second.json("mark", self.system.event, attendee, status, "--offline")
        assert (mark["state"], mark["base"]) == ("pending", base)
        if remote is None:
            self.system.remove(attendee)
        elif remote != base:
            done = self.first.json("mark", self.system.event, attendee, remote)
            assert done["state"] == "confirmed"
        self.second.turn_clock(60)  # the list that it has is no longer young
        return attendee, mark

    def shown(self, attendee: str) -> dict[str, Any] | None:
        """What the second desk's list says of somebody."""
        rows = self.second.json("attendees", self.system.event)
        return next((row for row in rows if row["ref"] == attendee), None)

    def exported(self, attendee: str) -> dict[str, Any] | None:
        """What the second desk's file of marks says of somebody's newest mark."""
        columns = "attendee,status,state,base,remote,reason"
        arguments = ("--what", "marks", "--columns", columns, "--format", "json", "-o", "-")
        rows = json.loads(self.second("export", self.system.event, *arguments))
        return next((row for row in reversed(rows) if row["attendee"] == attendee), None)

    def told(self, mark: dict[str, Any]) -> list[tuple[str, str]]:
        """The second desk's log of a mark: what happened and why."""
        return [(line.kind, line.reason) for line in self.second.log_of(mark["mark"])]


@pytest.fixture(scope="module", params=["sheepcrm", "deskbook"])
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hall]:
    """Two desks that have one event of one system on their lists."""
    folder = tmp_path_factory.mktemp("hall")
    with ExitStack() as stack:
        system: System
        if request.param == "sheepcrm":
            server = SheepServer(Dataset.small()).start()
            stack.callback(finish, server)
            system = SheepCrm(server)
        else:
            system = DeskBook(folder / "shared.sqlite")
        first, second = (stack.enter_context(desk_at(folder / name)) for name in ("one", "two"))
        for desk in (first, second):
            system.join(desk)
        yield Hall(system, first, second)


@pytest.mark.parametrize(("base", "remote", "status"), SENT)
def test_a_mark_that_nothing_contradicts_is_sent(
    hall: Hall, base: str, remote: str, status: str
) -> None:
    attendee, mark = hall.contradict(base, remote, status)
    before = hall.system.writes()
    (report,) = hall.second.json("outbox", "push")
    assert report["marks"] == {"confirmed": 1, "waiting": 0, "refused": 0, "conflict": 0}
    assert hall.system.held(attendee) == status
    assert hall.system.writes() == before + 1
    assert hall.told(mark) == [("mark", ""), ("confirmed", "")]
    hall.first("sync", "--event", hall.system.event)
    rows = hall.first.json("attendees", hall.system.event)
    assert [row["status"] for row in rows if row["ref"] == attendee] == [status]


@pytest.mark.parametrize(("base", "remote", "status"), THERE_ALREADY)
def test_what_the_system_has_already_is_not_sent(
    hall: Hall, base: str, remote: str, status: str
) -> None:
    attendee, mark = hall.contradict(base, remote, status)
    before = hall.system.writes()
    (report,) = hall.second.json("outbox", "push")
    assert report["marks"]["confirmed"] == 1
    assert hall.system.writes() == before
    assert hall.system.held(attendee) == status
    assert hall.told(mark) == [("mark", ""), ("confirmed", f"{hall.system.title} had it already.")]


@pytest.mark.parametrize("keep", ["ours", "theirs"])
@pytest.mark.parametrize(("base", "remote", "status"), CONTRADICTED)
def test_what_contradicts_is_left_to_the_operator(
    hall: Hall, base: str, remote: str, status: str, keep: str
) -> None:
    attendee, mark = hall.contradict(base, remote, status)
    before = hall.system.writes()
    (report,) = hall.second.json("outbox", "push")
    assert report["marks"]["conflict"] == 1
    assert (hall.system.writes(), hall.system.held(attendee)) == (before, remote)

    [begun, (kind, reason)] = hall.told(mark)
    assert (begun, kind) == (("mark", ""), "conflict")
    says = f"{hall.system.title} says “{WORDS[remote]}” since this was marked, changed "
    assert reason.startswith(says)
    hall.second("sync", "--event", hall.system.event)  # a pull changes nothing about it
    (waiting,) = hall.second.json("outbox")
    seen = [waiting[name] for name in ("mark", "state", "base", "remote", "reason")]
    assert seen == [mark["mark"], "conflict", base, remote, reason]
    shown = hall.shown(attendee)
    assert shown is not None
    assert (shown["status"], shown["mark_state"]) == (status, "conflict")

    decided = hall.second.json("outbox", "resolve", mark["mark"], keep)
    assert decided["state"] == ("confirmed" if keep == "ours" else "undone")
    left = status if keep == "ours" else remote
    assert hall.system.held(attendee) == left
    assert hall.system.writes() == before + (keep == "ours")
    shown = hall.shown(attendee)
    assert shown is not None
    assert shown["status"] == left
    words = "ours counts." if keep == "ours" else "the system's status counts."
    assert ("decision", f"Decided: {words}") in hall.told(mark)
    assert hall.second.json("outbox") == []


@pytest.mark.parametrize("keep", ["ours", "theirs"])
@pytest.mark.parametrize("status", ["attended", "declined"])
def test_the_mark_of_somebody_who_is_gone_stays(hall: Hall, status: str, keep: str) -> None:
    attendee, mark = hall.contradict("accepted", None, status)
    before = hall.system.writes()
    (report,) = hall.second.json("outbox", "push")
    assert report["marks"]["conflict"] == 1
    reason = f"{hall.system.title} no longer lists this attendee."
    assert hall.told(mark) == [("mark", ""), ("conflict", reason)]

    for _ in range(2):  # no list makes them disappear
        hall.second("sync", "--event", hall.system.event)
        shown = hall.shown(attendee)
        assert shown is not None
        assert (shown["status"], shown["mark_state"]) == (status, "conflict")
        (waiting,) = hall.second.json("outbox")
        assert (waiting["mark"], waiting["remote"]) == (mark["mark"], None)
    exported = hall.exported(attendee)
    assert exported is not None
    assert (exported["state"], exported["reason"]) == ("conflict", reason)

    decided = hall.second.json("outbox", "resolve", mark["mark"], keep)
    hall.second("sync", "--event", hall.system.event)
    shown, exported = hall.shown(attendee), hall.exported(attendee)
    assert exported is not None
    if keep == "ours":
        assert (decided["state"], exported["state"]) == ("local", "local")
        assert shown is not None
        assert (shown["status"], shown["mark_state"]) == (status, "local")
    else:
        assert decided["state"] == "undone"
        assert shown is None
    assert hall.system.writes() == before
    assert hall.second.json("outbox") == []


def test_both_desks_mark_the_same_person_at_once(hall: Hall) -> None:
    attendee = hall.seat("accepted")
    before = hall.system.writes()
    for desk in (hall.first, hall.second):
        desk("mark", hall.system.event, attendee, "attended", "--offline")
        desk.turn_clock(60)
    for desk in (hall.first, hall.second):
        (report,) = desk.json("outbox", "push")
        assert report["marks"]["confirmed"] == 1
    assert (hall.system.held(attendee), hall.system.writes()) == ("attended", before + 1)
