"""Orders, tickets and ticket types come back as they were kept."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket, TicketType
from eventdesk.storage import details, events
from eventdesk.storage.database import Database

AT = datetime(2026, 11, 21, 18, 30, 0, 250_000, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=1))
FULL_ORDER = Order(
    "o/1", "Zoë Łukasz", buyer_ref="p1", placed_at=AT, tickets=3, attendees=2,
    description="Table “1”", totals={"GBP": Decimal("12.50"), "JPY": Decimal("1200")},
    paid={"GBP": Decimal("0.10")}, outstanding={"GBP": Decimal("1E+2")}, fully_paid=False,
    more=(("Note", "x"), ("Note", "")),
)  # fmt: skip
FULL_TYPE = TicketType(
    "t1", "Early bird", "Until March", {"EUR": Decimal("30.00")}, 100, 40, 5, 55, 2, True,
    ("a", "b"), (("Gate", "3"),),
)  # fmt: skip


@pytest.fixture
def event_id(database: Database, account: Account) -> int:
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, Event("e1", "Ball")), (2, Event("e2", "Fair"))])
        return events.event_id(tx, account.id, "e1") or 0


def test_orders_and_types_come_back_whole_and_amounts_to_the_digit(
    database: Database, event_id: int
) -> None:
    with database.write() as tx:
        details.replace(tx, event_id, "order", [(1, FULL_ORDER), (2, Order("o2", ""))], ())
        details.replace(tx, event_id, "type", [(1, FULL_TYPE), (2, TicketType("t2", "x"))], ())
    with database.read() as tx:
        orders, types = details.orders(tx, event_id), details.types(tx, event_id)
        assert details.orders(tx, event_id + 1) == []
    assert orders == [FULL_ORDER, Order("o2", "")]
    assert types == [FULL_TYPE, TicketType("t2", "x")]
    assert str(orders[0].totals["GBP"]) == "12.50"


@pytest.mark.parametrize(
    "when",
    [
        None,
        date(2026, 12, 1),
        datetime(2026, 12, 1),
        datetime(2026, 12, 1, 19, 30),
        datetime(2026, 7, 1, 19, 30, tzinfo=SUMMER),
    ],
)
def test_the_date_of_a_ticket_keeps_its_kind(
    database: Database, event_id: int, when: EventTime | None
) -> None:
    ticket = Ticket(
        "k1", "Early bird", "Zoë", "p1", {"GBP": Decimal("12.50")}, 2, 3, when, AT, "R-1",
        (("Seat", "A1"),),
    )  # fmt: skip
    with database.write() as tx:
        details.replace(tx, event_id, "ticket", [(1, ticket)], ())
        [kept] = details.tickets(tx, event_id)
    assert kept == ticket
    assert type(kept.date) is type(when)
    if isinstance(when, datetime) and isinstance(kept.date, datetime):
        assert kept.date.utcoffset() == when.utcoffset()


def test_only_what_changed_is_written_and_what_is_missing_goes(
    database: Database, event_id: int
) -> None:
    def order(ref: str, tickets: int = 1) -> Order:
        return Order(ref, "Bo", tickets=tickets)

    first = [(number, order(f"o{number}")) for number in (5, 3, 1)]
    with database.write() as tx:
        assert details.replace(tx, event_id, "order", first, ()) == (3, 0, 0)
        details.replace(tx, event_id, "ticket", [(5, Ticket("o5", "other part"))], ())
        assert details.known_fingerprints(tx, event_id, "order") == {5: "o5", 3: "o3", 1: "o1"}
        # 5 as it was, 3 changed, 1 gone, 9 new and listed twice.
        items = [(30, order("o3", 2)), (9, order("o9")), (9, order("o9"))]
        assert details.replace(tx, event_id, "order", items, {5, 777}) == (1, 1, 1)
        assert details.orders(tx, event_id) == [order("o5"), order("o3", 2), order("o9")]
        # The whole list again: nothing changed, the system's order is followed.
        again = [(9, order("o9")), (5, order("o5")), (30, order("o3", 2))]
        assert details.replace(tx, event_id, "order", again, ()) == (0, 0, 0)
        assert [one.ref for one in details.orders(tx, event_id)] == ["o9", "o5", "o3"]
        assert details.replace(tx, event_id, "order", (), ()) == (0, 0, 3)
        assert details.known_fingerprints(tx, event_id, "ticket") == {5: "o5"}
