"""What sheepCRM can do beyond the common calls, declared with fields, and doing it."""

from collections.abc import Callable, Mapping, Sequence

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import (
    Action,
    ActionResult,
    Choice,
    Field,
    FieldKind,
    Values,
)
from eventdesk.domain.errors import BadRequest, PermissionMissing
from eventdesk.domain.event import Event
from eventdesk.domain.money import spoken
from eventdesk.domain.order import Order
from eventdesk.net.decode import RecordError
from eventdesk.providers.sheepcrm import mapping_events, mapping_orders
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.exports import export_columns
from eventdesk.providers.sheepcrm.info import COLUMN_PARTS
from eventdesk.providers.sheepcrm.mapping_attendees import attendee_reader
from eventdesk.providers.sheepcrm.uris import parse_uri, uid_of
from eventdesk.providers.sheepcrm.words import count, objects, shown, texts

_MOST_DETAILS = 50

_REBASE_TICKETS = Action(
    "rebase-tickets",
    "Give tickets the event's date",
    confirm="Every ticket of this event gets the event's present date. Go on?",
)
_REBASE_QUESTIONS = Action(
    "rebase-questions",
    "Give everybody the questions",
    confirm="Every buyer and attendee of this event gets a form for its questions. Go on?",
)
_COMPLETE_LIST = Action("complete-list", "Compare with the complete attendance list")
_EXPORT_COLUMNS = Action(
    "export-columns",
    "Columns of the orders export",
    fields=(
        Field(
            "parts",
            "Parts",
            FieldKind.CHOICES,
            choices=tuple(Choice(part, part.capitalize()) for part in COLUMN_PARTS),
            value="core",
        ),
    ),
)
# The names of 2024, then those of 2025 (apis/sheepcrm.md section 6).
_RIGHTS: Mapping[str, tuple[str, ...]] = {
    _REBASE_TICKETS.name: ("can_edit_booking", "can_change_dates"),
    _REBASE_QUESTIONS.name: ("can_edit_booking", "can_edit_questions"),
}

_Do = Callable[[Event, Values, CancelToken], ActionResult]


class EventActions:
    """Actions on one event."""

    def __init__(self, api: EventsApi) -> None:
        self._api = api
        self._do: Mapping[str, _Do] = {
            _REBASE_TICKETS.name: self._rebase_tickets,
            _REBASE_QUESTIONS.name: self._rebase_questions,
            "delete-order": self._delete_order,
            _COMPLETE_LIST.name: self._complete_list,
            _EXPORT_COLUMNS.name: self._export_columns,
        }

    def offered(self, event: Event, cancel: CancelToken) -> Sequence[Action]:
        """What the user of the key may do with an event, as far as the system tells."""
        rights = self._rights(event.ref, cancel)
        actions = [
            action
            for action in (_REBASE_TICKETS, _REBASE_QUESTIONS)
            if all(rights.get(right, True) for right in _RIGHTS[action.name])
        ]
        orders = self._orders(event.ref, cancel)
        if orders:
            actions.append(_delete_order(orders))
        return [*actions, _COMPLETE_LIST, _EXPORT_COLUMNS]

    def act(self, event: Event, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Do one action. Raises `BadRequest` for an unknown one or bad values."""
        do = self._do.get(action)
        if do is None:
            raise BadRequest(f"sheepCRM has no action “{action}” for an event.")
        return do(event, values, cancel)

    def _rights(self, uid: str, cancel: CancelToken) -> dict[str, bool]:
        try:
            return mapping_events.rights(self._api.event(uid, cancel).body)
        except (PermissionMissing, RecordError):
            return {}

    def _orders(self, uid: str, cancel: CancelToken) -> list[Order]:
        """The orders to choose from; none where the user may not see or delete any."""
        found = []
        try:
            records = self._api.orders(uid, cancel)
        except PermissionMissing:
            return []
        for record in records:
            try:
                found.append(mapping_orders.order(record))
            except RecordError:
                continue
        return found

    def _rebase_tickets(self, event: Event, _values: Values, cancel: CancelToken) -> ActionResult:
        answer = self._api.rebase_tickets(event.ref, cancel)
        changes = objects(answer.ticket_changes)
        details = [
            (
                f"Ticket {uid_of(shown_uri(change))}",
                f"{shown(change.get('old_date'))} → {shown(change.get('new_date'))}",
            )
            for change in changes[:_MOST_DETAILS]
        ]
        same = count(answer.unchanged_tickets) or 0
        sentence = f"{_number(len(changes), 'ticket')} changed, {same} had the right date."
        return ActionResult(sentence, tuple(details), event_ref=event.ref)

    def _rebase_questions(self, event: Event, _values: Values, cancel: CancelToken) -> ActionResult:
        answer = self._api.rebase_questions(event.ref, cancel)
        changed = len(objects(answer.changes))
        same = count(answer.unchanged) or 0
        sentence = f"{_number(changed, 'form')} added, {same} were there already."
        return ActionResult(sentence, event_ref=event.ref)

    def _delete_order(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        buyer = values.get("order", "").strip()
        if not buyer:
            raise BadRequest("Deleting an order needs the order.", "Give order=….")
        answer = self._api.delete_order(parse_uri(buyer), event.ref, cancel)
        deleted, problems = _items(answer.deleted), texts(answer.errors)
        sentence = f"{_number(deleted, 'ticket')} deleted."
        if problems:
            sentence = f"{sentence} sheepCRM reports that not all of it worked."
        details = (("Returned to stock", str(_items(answer.returned_stock))),)
        return ActionResult(sentence, details, problems, event_ref=event.ref)

    def _complete_list(self, event: Event, _values: Values, cancel: CancelToken) -> ActionResult:
        """How sheepCRM's "all" list differs from the usual one is not documented: so look."""
        read = attendee_reader(guests_as_persons=False)
        usual = {bytes(record) for record in self._api.attendance(event.ref, cancel)}
        more = []
        for record in self._api.attendance_all(event.ref, cancel):
            try:
                attendee = read(record) if bytes(record) not in usual else None
            except RecordError:
                continue
            if attendee is not None:
                more.append((attendee.name, attendee.status or "No status"))
        if not more:
            return ActionResult("The complete list has nobody beyond the usual one.")
        sentence = f"The complete list differs in {_number(len(more), 'attendee')}."
        return ActionResult(sentence, tuple(more[:_MOST_DETAILS]))

    def _export_columns(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        parts = [part.strip() for part in values.get("parts", "").split(",") if part.strip()]
        columns = export_columns(self._api, event.ref, parts, cancel)
        if not columns:
            return ActionResult("sheepCRM did not say which columns the export will have.")
        details = tuple((str(place), name) for place, name in enumerate(columns, 1))
        return ActionResult(f"The export will have {_number(len(columns), 'column')}.", details)


def shown_uri(change: Mapping[str, object]) -> str:
    """The URI of a changed record, "" where it has none."""
    uri = change.get("uri")
    return uri if isinstance(uri, str) else ""


def _delete_order(orders: Sequence[Order]) -> Action:
    choices = tuple(Choice(order.ref, _order_title(order)) for order in orders)
    return Action(
        "delete-order",
        "Delete an order",
        fields=(Field("order", "Order of", FieldKind.CHOICE, required=True, choices=choices),),
        confirm="The order and its tickets are deleted. sheepCRM does not promise that anything "
        "is paid back, nor that this can be undone. Delete it?",
        destructive=True,
    )


def _order_title(order: Order) -> str:
    parts = (order.buyer, order.description, spoken(order.totals))
    return ", ".join(part for part in parts if part)


def _items(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
