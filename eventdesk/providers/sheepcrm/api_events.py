"""The event operations of sheepCRM, one method each (apis/sheepcrm.md section 2)."""

from collections.abc import Sequence

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.net.answer import Answer
from eventdesk.net.client import JSON
from eventdesk.net.decode import RecordDecoder, decode
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.api import Api
from eventdesk.providers.sheepcrm.uris import Uri

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOOKING_ORDERS = "booking.orders"
EVENT_ORDER = "event.order"

_LIST = "/events/v2/{bucket}"
_EVENT = "/events/v2/{bucket}/booking/{uid}"
_ORDER = "/events/v2/{bucket}/{resource_type}/{uid}/order/{euid}"

_deleted = RecordDecoder(wire.DeletedOrder)
_answers = RecordDecoder(wire.Answers)
_rebased_tickets = RecordDecoder(wire.RebasedTickets)
_rebased_questions = RecordDecoder(wire.RebasedQuestions)


class EventsApi(Api):
    """Events, attendance, orders and tickets. Uids are those of events, buyers come as URIs."""

    def listed(self, cancel: CancelToken, *, page: int, page_size: int) -> list[Raw]:
        """A page, from 1, of the events of the last 14 and the next 90 days: full objects."""
        query = {"page_size": page_size, "page": page}
        return decode(self.get(_LIST, cancel, query=query), wire.EventList).bookings or []

    def listed_by_state(
        self, state: str, cancel: CancelToken, *, page: int, page_size: int
    ) -> list[Raw]:
        """The same of "all", "current", "draft", "future", "past" or "running": reduced objects."""
        query = {"page_size": page_size, "page": page}
        answer = self.get(f"{_LIST}/bookings/{state}", cancel, query=query)
        return decode(answer, wire.EventList).bookings or []

    def event(self, uid: str, cancel: CancelToken) -> Answer:
        """One event, without a wrapper."""
        return self.get(_EVENT, cancel, path={"uid": uid})

    def event_summary(self, uid: str, cancel: CancelToken) -> Answer:
        """One event, reduced; also for users who may not see all of it."""
        return self.get(_EVENT + "/summary", cancel, path={"uid": uid})

    def attendance(self, uid: str, cancel: CancelToken) -> list[Raw]:
        """Every attendee."""
        answer = self.get(_EVENT + "/attendance", cancel, path={"uid": uid})
        return decode(answer, wire.AttendanceList).sessions or []

    def attendance_all(self, uid: str, cancel: CancelToken) -> list[Raw]:
        """Every attendee of "all"; how that differs from the plain list is not documented."""
        answer = self.get(_EVENT + "/attendance/all", cancel, path={"uid": uid})
        return decode(answer, wire.AttendanceList).sessions or []

    def set_attendance(self, uid: str, person_uri: str, status: str, cancel: CancelToken) -> Answer:
        """Set the status of every place of a person."""
        query = {"person_uri": person_uri, "status": status}
        return self.send("PUT", _EVENT + "/attendance", cancel, path={"uid": uid}, query=query)

    def attendance_export(self, uid: str, fieldsets: Sequence[str], cancel: CancelToken) -> Answer:
        """The attendance list as XLSX."""
        query = {"fieldset": fieldsets}
        path = {"uid": uid}
        return self.get(_EVENT + "/attendance/export", cancel, path=path, query=query, accept=XLSX)

    def available_tickets(self, uid: str, cancel: CancelToken) -> list[Raw]:
        """Ticket types and their stock."""
        answer = self.get(_EVENT + "/available_tickets", cancel, path={"uid": uid})
        return decode(answer, wire.TicketTypeList).available_tickets or []

    def orders(self, uid: str, cancel: CancelToken) -> list[tuple[str, bytes]]:
        """Every order with the buyer's URI."""
        answer = self.get(_EVENT + "/orders", cancel, path={"uid": uid}, permission=BOOKING_ORDERS)
        buyers = decode(answer, wire.OrderList).buyers or {}
        pairs = buyers.items() if isinstance(buyers, dict) else [("", raw) for raw in buyers]
        return [(buyer, bytes(raw)) for buyer, raw in pairs]

    def orders_export(self, uid: str, fieldsets: Sequence[str], cancel: CancelToken) -> Answer:
        """The orders as XLSX."""
        query = {"fieldset": fieldsets}
        return self.get(
            _EVENT + "/orders/export", cancel, path={"uid": uid}, query=query, accept=XLSX
        )

    def orders_export_meta(self, uid: str, fieldsets: Sequence[str], cancel: CancelToken) -> object:
        """What the orders export is made of; no schema is documented."""
        query = {"fieldset": fieldsets}
        answer = self.get(
            _EVENT + "/orders/export/meta", cancel, path={"uid": uid}, query=query, accept=JSON
        )
        return decode(answer, object)

    def tickets(self, uid: str, cancel: CancelToken) -> list[Raw]:
        """Every ticket that was sold."""
        answer = self.get(_EVENT + "/tickets/all", cancel, path={"uid": uid})
        return decode(answer, wire.TicketList).tickets or []

    def order(self, buyer: Uri, uid: str, cancel: CancelToken) -> Answer:
        """One order, without a wrapper."""
        return self.get(_ORDER, cancel, path=_order_path(buyer, uid), permission=EVENT_ORDER)

    def delete_order(self, buyer: Uri, uid: str, cancel: CancelToken) -> wire.DeletedOrder:
        """Delete an order and its tickets."""
        answer = self.send(
            "DELETE", _ORDER, cancel, path=_order_path(buyer, uid), permission=EVENT_ORDER
        )
        return _deleted.decode_answer(answer)

    def questions(self, buyer: Uri, uid: str, cancel: CancelToken) -> wire.Answers:
        """Questions and answers of an order."""
        path = _order_path(buyer, uid)
        answer = self.get(_ORDER + "/questions", cancel, path=path, permission=EVENT_ORDER)
        return _answers.decode_answer(answer)

    def rebase_tickets(self, uid: str, cancel: CancelToken) -> wire.RebasedTickets:
        """Give every ticket the date of its event."""
        answer = self.send("PUT", _EVENT + "/rebase/tickets", cancel, path={"uid": uid})
        return _rebased_tickets.decode_answer(answer)

    def rebase_questions(self, uid: str, cancel: CancelToken) -> wire.RebasedQuestions:
        """Give every buyer and attendee a form to answer."""
        answer = self.send("PUT", _EVENT + "/rebase/questions", cancel, path={"uid": uid})
        return _rebased_questions.decode_answer(answer)


def _order_path(buyer: Uri, event_uid: str) -> dict[str, str]:
    """Type and uid are the buyer's, `euid` is the event's (section 2, "careful")."""
    return {"resource_type": buyer.resource_type, "uid": buyer.uid, "euid": event_uid}
