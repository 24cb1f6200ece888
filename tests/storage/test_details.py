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
        number = events.event_id(tx, account.id, "e1") or 0
        for part in ("orders", "tickets"):
            events.stamp(tx, number, part, AT)
        return number


def test_orders_and_types_come_back_whole_and_amounts_to_the_digit(
    database: Database, event_id: int
) -> None:
    with database.write() as tx:
        details.put(tx, event_id, "order", [(0, 1, FULL_ORDER), (1, 2, Order("o2", ""))])
        details.put(tx, event_id, "type", [(0, 1, FULL_TYPE), (1, 2, TicketType("t2", "x"))])
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
        details.put(tx, event_id, "ticket", [(0, 1, ticket)])
        [kept] = details.tickets(tx, event_id)
    assert kept == ticket
    assert type(kept.date) is type(when)
    if isinstance(when, datetime) and isinstance(kept.date, datetime):
        assert kept.date.utcoffset() == when.utcoffset()
