"""After a full list, lists of changes: cheaper, and as true."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch
from eventdesk.storage import accounts
from tests.sync.conftest import Desk
from tests.sync.memory_system import MemorySystem

NOVEMBER = Window(date(2026, 11, 1), date(2026, 12, 1))


@dataclass
class Changes:
    """What a system tells of changes, and how it was asked."""

    desk: Desk
    asked: list[datetime] = field(default_factory=list)
    full: int = 0
    changed: dict[str, Event] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    offered: bool = True

    def tell(
        self,
        since: datetime,
        _window: Window | None,
        *,
        known: Container[int],
        cancel: CancelToken,
    ) -> Iterator[Batch[Event]] | None:
        """As `Provider.changed_events`."""
        if not self.offered:
            return None
        self.asked.append(since)
        self.desk.server.fail_once()
        items = list(enumerate(self.changed.values(), start=7000 + 100 * len(self.asked)))
        return iter([Batch(items, unreadable=self.unreadable, removed=self.removed)])

    def titles(self) -> dict[str, str]:
        """The events in store."""
        with self.desk.database.read() as tx:
            return {row["ref"]: row["title"] for row in tx.execute("SELECT * FROM events")}


def _forget_listings(desk: Desk) -> None:
    with desk.database.write() as tx:
        tx.execute("DELETE FROM listings")


@pytest.fixture
def changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Changes:
    """The gala and a fair, listed in full at seven o'clock."""
    told = Changes(desk)
    desk.server.events["fair"] = Event("fair", "Fair", start=desk.clock.now())
    full_list = MemorySystem.events

    def counted(system: MemorySystem, *args: object, **more: object) -> Iterator[Batch[Event]]:
        told.full += 1
        return full_list(system, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(MemorySystem, "events", counted)
    monkeypatch.setattr(MemorySystem, "changed_events", lambda _self, *a, **m: told.tell(*a, **m))
    _forget_listings(desk)
    desk.sync(details=False)
    assert (told.full, told.asked) == (1, [])
    return told


def test_only_what_changed_is_asked_for_and_what_was_deleted_goes(changes: Changes) -> None:
    desk = changes.desk
    begun = desk.clock.now()
    desk.clock.turn(minutes=5)
    changes.changed = {"gala": replace(desk.server.events["gala"], title="Winter gala")}
    changes.removed = ["fair"]
    report = desk.sync(details=False)
    assert (report.events.changed, report.events.removed) == (1, 1)
    assert changes.titles() == {"gala": "Winter gala"}
    assert changes.full == 1
    assert changes.asked[0] < begun  # clocks differ

    changes.changed, changes.removed = {}, []
    desk.clock.turn(minutes=5)
    assert not desk.sync(details=False).events
    assert changes.titles() == {"gala": "Winter gala"}
    assert changes.asked[1] - changes.asked[0] == timedelta(minutes=5)


def test_a_deleted_event_with_a_waiting_mark_is_kept(changes: Changes) -> None:
    desk = changes.desk
    desk.sync(events=["gala"], list_events=False)
    mark = desk.mark("a1")
    desk.server.write_failures = [(Unreachable("Down."), False)]
    changes.removed = ["gala"]
    desk.sync(details=False)
    assert desk.shown("a1").status == "attended"
    assert desk.state(mark) == "pending"


def test_what_failed_or_could_not_be_read_is_asked_for_again(changes: Changes) -> None:
    desk = changes.desk
    desk.clock.turn(minutes=5)
    desk.server.failures = [Unreachable("Down.")]
    assert desk.sync(details=False).failure is not None
    changes.unreadable = ["An event could not be read."]
    desk.sync(details=False)
    changes.unreadable = []
    desk.sync(details=False)
    assert len(set(changes.asked)) == 1
    desk.sync(details=False)
    assert changes.asked[3] > changes.asked[2]


@pytest.mark.parametrize("hours", [25, -2])
def test_an_old_list_or_a_clock_that_was_set_back_means_a_full_one(
    changes: Changes, hours: int
) -> None:
    changes.desk.clock.turn(hours=hours)
    changes.desk.sync(details=False)
    assert (changes.full, changes.asked) == (2, [])


def test_other_days_are_listed_in_full_and_then_remembered_too(changes: Changes) -> None:
    desk = changes.desk
    desk.sync(details=False, window=NOVEMBER)
    assert (changes.full, len(changes.asked)) == (1, 1)  # everything was listed before

    _forget_listings(desk)
    december = Window(NOVEMBER.last, date(2027, 1, 1))
    for window in (NOVEMBER, december, NOVEMBER, december):
        desk.sync(details=False, window=window)
    assert (changes.full, len(changes.asked)) == (3, 3)
    desk.sync(details=False, window=Window(NOVEMBER.first, december.last))
    assert changes.full == 4


def test_what_changed_on_some_days_does_not_stand_for_the_others(changes: Changes) -> None:
    desk = changes.desk
    desk.clock.turn(minutes=5)
    desk.sync(details=False, window=NOVEMBER)
    desk.clock.turn(minutes=5)
    desk.sync(details=False)
    assert changes.asked[1] == changes.asked[0]
    desk.sync(details=False, window=NOVEMBER)
    assert changes.asked[2] - changes.asked[1] == timedelta(minutes=10)


def test_other_settings_of_the_account_mean_a_full_list(changes: Changes) -> None:
    desk = changes.desk
    desk.account = replace(desk.account, address="https://elsewhere.example")
    with desk.database.write() as tx:
        accounts.update(tx, desk.account)
    desk.sync(details=False)
    assert (changes.full, changes.asked) == (2, [])


def test_a_full_list_in_doubt_is_not_built_upon(changes: Changes) -> None:
    desk = changes.desk
    _forget_listings(desk)
    many = {f"e{n}": Event(f"e{n}", "Event", start=desk.clock.now()) for n in range(12)}
    desk.server.events = many
    desk.sync(details=False)
    desk.clock.turn(days=2)
    desk.server.events = {}
    desk.sync(details=False)
    assert len(changes.titles()) == 12
    desk.sync(details=False)
    assert (changes.full, changes.titles()) == (4, {})


def test_a_system_that_cannot_tell_is_listed_in_full(changes: Changes) -> None:
    changes.offered = False
    changes.desk.sync(details=False)
    assert (changes.full, changes.asked) == (2, [])
