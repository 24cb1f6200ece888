"""Orders, tickets, ticket types and answers."""

from datetime import datetime
from decimal import Decimal

import msgspec
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import NotThere, PermissionMissing
from eventdesk.domain.order import Order
from eventdesk.providers.sheepcrm import mapping_orders, wire
from eventdesk.providers.sheepcrm.mapping_contacts import answer_sections
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.servers import SheepServer


def orders(provider: SheepCrmProvider, event: str, cancel: CancelToken) -> list[Order]:
    batches = provider.orders(event, known=frozenset(), cancel=cancel)
    return [order for batch in batches for _, order in batch.items]


def test_money_is_kept_by_currency(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    found = orders(provider, sheepcrm_server.event_uid("multi-currency"), cancel)
    several = next(order for order in found if len(order.totals) > 1)
    assert set(several.totals) <= {"GBP", "EUR", "USD", "JPY"}
    for order in found:
        for code, total in order.totals.items():
            assert isinstance(total, Decimal)
            assert order.paid[code] + order.outstanding[code] == total
        assert order.fully_paid in (None, not any(order.outstanding.values()))


def test_an_order_is_its_buyer_with_the_name_in_speaking_order() -> None:
    body = msgspec.json.encode(
        {
            "attendee_count": "2",
            "buyer_index_name": "van Gogh, Vincent",
            "order_date": "2026-05-01T10:20:30",
            "order_total": {"gbp": {"total": "12.50", "paid": 0, "fully_paid": False}, "x": 3},
            "tickets": 2.0,
            "tickets_as_string": "2 x Standard",
        }
    )
    order = mapping_orders.order(("/x/person/1/", body))
    assert (order.ref, order.buyer) == ("/x/person/1/", "Vincent van Gogh")
    assert (order.tickets, order.attendees) == (2, 2)
    assert order.totals == {"GBP": Decimal("12.50")}
    assert order.outstanding == {}
    assert order.fully_paid is False
    assert order.placed_at == datetime(2026, 5, 1, 10, 20, 30)
    company = mapping_orders.order(("/x/organisation/1/", b'{"buyer_index_name": "Foo, Ltd."}'))
    assert company.buyer == "Foo, Ltd."


def test_unchanged_orders_are_not_read_again(
    provider: SheepCrmProvider, cancel: CancelToken, main: str
) -> None:
    first = list(provider.orders(main, known=frozenset(), cancel=cancel))
    known = {number for batch in first for number, _ in batch.items}
    again = list(provider.orders(main, known=known, cancel=cancel))
    assert not any(batch.items for batch in again)
    assert {number for batch in again for number in batch.unchanged} == known


def test_orders_without_the_permission_name_it(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    sheepcrm_server.denied.add("booking.orders")
    with pytest.raises(PermissionMissing, match=r"booking\.orders") as caught:
        orders(provider, main, cancel)
    assert caught.value.permission == "booking.orders"


def test_ticket_types_come_in_the_system_s_order_with_exact_prices(
    provider: SheepCrmProvider, cancel: CancelToken, main: str
) -> None:
    types = provider.ticket_types(main, cancel)
    assert [t.name for t in types] == ["Standard", "Member", "Child (under 12)", "Table of 8"]
    assert types[3].price == {"GBP": Decimal("960.10")}
    assert types[3].attendees_per_ticket == 8
    assert types[2].available is None
    assert types[2].description == "Bring proof of age"
    assert types[1].members_only
    assert not any("SECRET" in value for t in types for _, value in t.more)


def test_tickets_say_what_was_bought(
    provider: SheepCrmProvider, cancel: CancelToken, main: str
) -> None:
    batches = provider.tickets(main, known=frozenset(), cancel=cancel)
    tickets = [ticket for batch in batches for _, ticket in batch.items]
    assert {ticket.type for ticket in tickets} >= {"Standard", "Member"}
    paid = next(ticket for ticket in tickets if ticket.type == "Member")
    assert paid.price == {"GBP": Decimal("33.33")}
    assert dict(paid.more)["Tax"] == "20%"
    assert any(ticket.reference == "INV-7" for ticket in tickets)
    assert all(ticket.buyer_ref.startswith("/example/") for ticket in tickets)


def test_answers_show_order_and_people_and_hide_what_is_for_staff(
    provider: SheepCrmProvider, cancel: CancelToken, main: str
) -> None:
    several = next(order for order in orders(provider, main, cancel) if order.attendees > 1)
    card = provider.answers(main, several.ref, cancel)
    assert card.name == several.buyer
    assert card.sections[0].title == "Order"
    assert "(buyer)" in card.sections[1].title
    assert any("(attendee)" in section.title for section in card.sections[2:])
    rows = dict(card.sections[1].rows)
    assert rows["Wheelchair access?"] == "Yes"
    assert rows["Sessions"] == "Morning, Evening"
    assert rows["How was it?"] == "No answer"
    assert "Staff note" not in rows
    assert "VIP" not in str(card)


@pytest.mark.parametrize("form", ["sections", "flat"])
def test_answers_without_the_simple_form_are_read_too(form: str) -> None:
    secret = {"label": "Staff note", "answer": "VIP", "visibility": "internal_only"}
    asked = {"label": "Diet", "answer": ["Vegan"], "visibility": "applicant"}
    hidden = {"visibility": "internal_only", "questions": [{"label": "Score", "answer": 3}]}
    response = {
        "sections": {"sections": [{"questions": [secret, asked]}, hidden]},
        "flat": {"flat": {"Diet": "Vegan"}},
    }[form]
    answers = wire.Answers(responses=[{"role": "buyer", "response": response}])
    (section,) = answer_sections(answers)
    assert section.rows == (("Diet", "Vegan"),)


def test_answers_to_no_order_are_told(
    provider: SheepCrmProvider, cancel: CancelToken, main: str
) -> None:
    with pytest.raises(NotThere):
        provider.answers(main, "/example/person/63ffffffffffffffffffffff/", cancel)
    with pytest.raises(NotThere, match="not a reference"):
        provider.answers(main, "nonsense", cancel)
