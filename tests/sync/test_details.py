"""Orders and tickets are written in steps: whole for whoever reads, quick for whoever marks."""

import sqlite3
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.providers.base import Batch, fingerprint
from eventdesk.storage import details, events
from eventdesk.sync import pull
from tests.sync.conftest import GALA, Desk
from tests.sync.memory_system import MemorySystem

PARTS = frozenset({Capability.ORDERS, Capability.TICKETS})
IN_A_STEP = 2


@dataclass
class Box:
    """What the box office of the memory system holds, and what it cannot tell."""

    orders: Sequence[Order] = ()
    types: Sequence[TicketType] = ()
    unreadable: Sequence[str] = ()
    asked: list[str] = field(default_factory=list)

    def told(self, known: Container[int]) -> Iterator[Batch[Order]]:
        """The orders that are not known, and which of the known ones there are."""
        numbered = [(fingerprint(repr(order).encode()), order) for order in self.orders]
        yield Batch(
            [one for one in numbered if one[0] not in known],
            [number for number, _ in numbered if number in known],
            self.unreadable,
        )


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    """Sells an order or two; they are written two at a time."""

    def orders(_self: Any, _ref: str, *, known: Container[int], cancel: CancelToken) -> Any:
        return office.told(known)

    def tickets(_self: Any, ref: str, *, known: Container[int], cancel: CancelToken) -> Any:
        yield Batch([(number, Ticket(f"k{number}", ref)) for number in (1, 2, 3)])

    office = Box()
    info = replace(MemorySystem.info, capabilities=MemorySystem.info.capabilities | PARTS)
    monkeypatch.setattr(MemorySystem, "info", info)
    monkeypatch.setattr(MemorySystem, "orders", orders)
    monkeypatch.setattr(MemorySystem, "tickets", tickets)
    monkeypatch.setattr(MemorySystem, "ticket_types", lambda _self, _ref, _cancel: office.types)
    monkeypatch.setattr(pull, "ROWS_IN_A_STEP", IN_A_STEP)
    return office


def order(number: int, tickets: int = 1) -> Order:
    return Order(f"o{number}", "Bo", tickets=tickets)


def shown(desk: Desk) -> list[str]:
    return [one.ref for one in desk.events.orders(GALA)]


def test_what_changed_comes_behind_the_rest_and_what_is_missing_goes(desk: Desk, box: Box) -> None:
    box.orders = [order(5), order(3), order(1)]
    box.types = [TicketType("t1", "Early"), TicketType("t2", "Late")]
    assert desk.sync().touched == {"gala"}
    assert desk.events.orders(GALA) == box.orders
    assert [one.ref for one in desk.events.tickets(GALA)] == ["k1", "k2", "k3"]
    # 5 as it was, 3 changed, 1 gone, 9 new and listed twice.
    box.orders = [order(5), order(3, 2), order(9), order(9)]
    box.types = box.types[::-1]
    desk.sync()
    assert desk.events.orders(GALA) == [order(5), order(3, 2), order(9)]
    assert desk.events.ticket_types(GALA) == box.types
    assert not desk.sync().touched
    # One that cannot be read is not one that is gone.
    box.orders, box.unreadable = [order(9)], ["An order cannot be read."]
    assert desk.sync().problems == ["An order cannot be read."]
    assert shown(desk) == ["o5", "o3", "o9"]
    box.orders, box.unreadable = (), ()
    desk.sync()
    assert shown(desk) == []


def test_a_list_that_was_cut_short_is_never_shown_as_whole(
    desk: Desk, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, steps, put = [order(number) for number in range(5)], list[str](), details.put

    def put_once(*args: Any) -> None:
        if steps:
            raise KeyboardInterrupt
        steps.append("first")
        put(*args)

    def end(*_args: Any) -> None:
        raise KeyboardInterrupt

    box.orders = whole
    monkeypatch.setattr(pull, "STEPS_AT_ONCE", 1)
    with monkeypatch.context() as cut:
        cut.setattr(details, "put", put_once)
        pytest.raises(KeyboardInterrupt, desk.sync)
    assert shown(desk) == []
    with desk.database.read() as tx:
        assert details.order(tx, events.one(tx, GALA).id, "o0") == whole[0]  # what a door asks
    desk.sync()
    assert desk.events.orders(GALA) == whole
    # A list that was whole lacks nothing while another one takes its place.
    box.orders = [order(number) for number in range(10, 15)]
    with monkeypatch.context() as cut:
        cut.setattr(details, "remove", end)
        pytest.raises(KeyboardInterrupt, desk.sync)
    assert set(shown(desk)) > {one.ref for one in whole}
    desk.sync()
    assert desk.events.orders(GALA) == box.orders


def test_a_mark_goes_before_the_next_step(
    desk: Desk, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.orders = [order(number) for number in range(3 * IN_A_STEP)]
    marking, marked, put = Thread(target=lambda: _mark(desk)), list[int](), details.put

    def put_and_look(tx: sqlite3.Connection, *args: Any) -> None:
        marked.append(tx.execute("SELECT count(*) FROM marks").fetchone()[0])
        put(tx, *args)
        if len(marked) == 1:
            marking.start()
            while not desk.database.marks_wait:
                pass

    monkeypatch.setattr(details, "put", put_and_look)
    desk.sync(parts=frozenset({Capability.ORDERS}))
    marking.join()
    assert marked[:2] == [0, 1]
    assert len(shown(desk)) == len(box.orders)


def _mark(desk: Desk) -> None:
    desk.mark("b1")
    desk.database.close_thread()
