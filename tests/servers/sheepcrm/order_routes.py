"""Orders, tickets, questions and rebasing: the second half of apis/sheepcrm.md section 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.messages import Reply, json_reply, standard_error
from tests.servers.routing import Call, Param, Route
from tests.servers.sheepcrm import workbooks
from tests.servers.sheepcrm.book import Book
from tests.servers.sheepcrm.event_objects import moment
from tests.servers.sheepcrm.event_routes import no_such_event
from tests.servers.sheepcrm.money import Till
from tests.servers.sheepcrm.questions import order_answers
from tests.servers.sheepcrm.records import Order

if TYPE_CHECKING:
    from tests.servers.sheepcrm.server import SheepServer

_BASE = "/events/v2/{bucket}"
_EVENT = _BASE + "/booking/{uid}"
_ORDER = _BASE + "/{resource_type}/{uid}/order/{euid}"
_EXPORT = (Param(name="fieldset", many=True, choices=workbooks.ORDER_FIELDSETS),)
_META = (Param(name="fieldset", many=True, choices=workbooks.META_FIELDSETS),)


class OrderRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: SheepServer) -> None:
        self._server, self._state = server, server.state

    def routes(self) -> list[Route]:
        """The operations on orders and tickets, with the permissions named in section 4."""
        return [
            Route("GET", _EVENT + "/available_tickets", self.available_tickets),
            Route("GET", _EVENT + "/orders", self.orders, permission="booking.orders"),
            Route("GET", _EVENT + "/orders/export", self.export, _EXPORT),
            Route("GET", _EVENT + "/orders/export/meta", self.export_meta, _META),
            Route("GET", _EVENT + "/tickets/all", self.tickets),
            Route("PUT", _EVENT + "/rebase/tickets", self.rebase_tickets),
            Route("PUT", _EVENT + "/rebase/questions", self.rebase_questions),
            Route(
                "GET", _BASE + "/person/{uid}/orders", self.of_contact, permission="contact.orders"
            ),
            Route("GET", _ORDER, self.order, permission="event.order"),
            Route("DELETE", _ORDER, self.delete, permission="event.order"),
            Route("GET", _ORDER + "/questions", self.questions, permission="event.order"),
        ]

    def _event(self, call: Call) -> tuple[Book, Till] | None:
        uid = call.path.get("euid", call.path["uid"])
        if uid not in self._state.events:
            return None
        return self._state.book(uid), self._state.till(uid)

    def _find_order(self, call: Call) -> tuple[Book, Till, Order] | None:
        found = self._event(call)
        path = call.path
        buyer = f"/{path['bucket']}/{path['resource_type']}/{path['uid']}/"
        if found is None or buyer not in found[0].orders:
            return None
        return (*found, found[0].orders[buyer])

    def available_tickets(self, call: Call) -> Reply:
        """Ticket types and their stock."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        book, till = found
        return json_reply({"available_tickets": till.ticket_types(book.orders)})

    def orders(self, call: Call) -> Reply:
        """Orders as an object keyed by buyer."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        book, till = found
        return Reply(200, book.answer("orders", lambda: _orders(book, till)))

    def tickets(self, call: Call) -> Reply:
        """Every ticket of an event."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        book, till = found
        return Reply(200, book.answer("tickets", lambda: _tickets(book, till)))

    def export(self, call: Call) -> Reply:
        """The orders as XLSX."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        fieldsets = call.texts("fieldset") or ["core"]
        return workbooks.orders_workbook(*found, self._state.people, fieldsets)

    def export_meta(self, call: Call) -> Reply:
        """What the export would be made of; the true shape is not documented."""
        if self._event(call) is None:
            return no_such_event()
        fieldsets = call.texts("fieldset") or ["core"]
        return json_reply({"fieldsets": fieldsets, "fields": workbooks.columns(fieldsets)})

    def of_contact(self, call: Call) -> Reply:
        """The events that a person has ordered for."""
        person = self._state.people.by_uid(call.path["uid"])
        if person is None:
            return standard_error(404, "There is no such person.")
        events = self._state.events_of_buyer(person.uri)
        orders = [{"booking_display": event.title, "booking_uri": event.uri} for event in events]
        return json_reply({"contact_uri": person.uri, "orders": orders})

    def order(self, call: Call) -> Reply:
        """One order, without a wrapper."""
        found = self._find_order(call)
        if found is None:
            return standard_error(404, "There is no such order.")
        _, till, order = found
        return json_reply(till.summary(order))

    def delete(self, call: Call) -> Reply:
        """Delete an order and its tickets; a failing one keeps its last line and says so."""
        found = self._find_order(call)
        if found is None:
            return standard_error(404, "There is no such order.")
        book, till, order = found
        deleted = order.lines[:-1] if order.failing else order.lines
        order.lines = order.lines[len(deleted) :]
        if not order.lines:
            del book.orders[order.buyer]
        book.forget_answers()
        self._server.wrote(call.request, book.event.uid, order.buyer, rows=len(deleted))
        return json_reply(
            {
                "booking_uri": book.event.uri,
                "contact_uri": order.buyer,
                "deleted": [till.ticket_uri(line) for line in deleted],
                "errors": ["A ticket could not be returned to stock."] if order.failing else [],
                "returned_stock": [till.type_uri(line.type_number) for line in deleted],
            }
        )

    def questions(self, call: Call) -> Reply:
        """Questions and answers of an order."""
        found = self._find_order(call)
        if found is None:
            return standard_error(404, "There is no such order.")
        book, till, order = found
        return json_reply(order_answers(book, till, order))

    def rebase_tickets(self, call: Call) -> Reply:
        """Give every ticket the date of its event."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        book, till = found
        day = moment(book.event.start) if book.event.start else ""
        lines = [line for order in book.orders.values() for line in order.lines]
        changes = []
        for line in lines:
            if line.day != day:
                old, line.day = line.day, day
                uri = till.ticket_uri(line)
                changes.append({"uri": uri, "old_date": old[:10], "new_date": day[:10]})
        book.forget_answers()
        self._server.wrote(call.request, book.event.uid, rows=len(changes))
        return json_reply(
            {"ticket_changes": changes, "unchanged_tickets": len(lines) - len(changes)}
        )

    def rebase_questions(self, call: Call) -> Reply:
        """Give everybody a form; only the first call finds somebody without."""
        found = self._event(call)
        if found is None:
            return no_such_event()
        book, _ = found
        missing = list(book.orders)[: book.unanswered_questions]
        book.unanswered_questions = 0
        self._server.wrote(call.request, book.event.uid, rows=len(missing))
        unchanged = len(book.orders) - len(missing)
        return json_reply({"changes": [{"uri": uri} for uri in missing], "unchanged": unchanged})


def _orders(book: Book, till: Till) -> dict[str, object]:
    buyers = {uri: till.summary(order) for uri, order in book.orders.items()}
    unpaid = [o for o in buyers.values() if any(t.outstanding for t in o.order_total.values())]
    return {
        "buyers": buyers,
        "number_of_orders": len(buyers),
        "number_of_unpaid_orders": len(unpaid),
    }


def _tickets(book: Book, till: Till) -> dict[str, object]:
    return {"tickets": [t for order in book.orders.values() for t in till.tickets(order)]}
