"""Actions of the demo: those that can be done with sample data are done, the others refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from eventdesk.domain.capability import Action, ActionResult, Choice, Field, Values
from eventdesk.domain.errors import BadRequest, NotOffered
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.money import spoken
from eventdesk.providers.sample.book import SampleAction, SampleBook


def not_in_the_demo(what: str) -> NotOffered:
    """The refusal of what sample data cannot do."""
    return NotOffered(
        f"This is the demo: {what} needs a real account.", "Add an account to do this."
    )


def offered(book: SampleBook, event: Event | None) -> list[Action]:
    """What can be done with an event, or with the account where there is none."""
    return [
        _filled_in(item, book, event) for item in book.actions if item.of_account == (event is None)
    ]


def do(book: SampleBook, event: Event | None, name: str, values: Values) -> ActionResult:
    """Do one of `offered`.

    Raises:
        BadRequest: no such action, or a field cannot be read. NotOffered: not in the demo.
    """
    found = [i for i in book.actions if i.action.name == name and i.of_account == (event is None)]
    if not found:
        raise BadRequest(f"The demo has no action “{name}” here.", "Choose one of its actions.")
    effect = _EFFECTS.get(found[0].effect)
    if effect is None:
        raise not_in_the_demo(f"“{found[0].action.title}”")
    return effect(book, event or Event(f"new-{len(book.events) + 1}", ""), values)


def _filled_in(item: SampleAction, book: SampleBook, event: Event | None) -> Action:
    """The action with what it changes in its fields, and the event's orders to choose from."""
    if event is None:
        return item.action
    shown = {"title": event.title, "place": event.place, "description": event.description}
    orders = book.orders.get(event.ref, {}).values()
    choices = tuple(Choice(o.ref, f"{o.buyer}, {spoken(o.totals) or 'free'}") for o in orders)

    def filled(field: Field) -> Field:
        if item.effect == "delete-order" and field.name == "order":
            return replace(field, choices=choices)
        return replace(field, value=shown.get(field.name, field.value))

    return replace(item.action, fields=tuple(map(filled, item.action.fields)))


def _new(book: SampleBook, event: Event, values: Values) -> ActionResult:
    made = replace(
        event,
        title=_title(values),
        start=_time(values.get("start", "")),
        end=_time(values.get("end", "")),
        place=values.get("place", "").strip(),
        description=values.get("description", "").strip(),
    )
    book.events[made.ref] = made
    book.attendees[made.ref] = {}
    return ActionResult(f"“{made.title}” was added.", event_ref=made.ref)


def _edit(book: SampleBook, event: Event, values: Values) -> ActionResult:
    held = book.event(event.ref)
    changed = replace(
        held,
        title=_title({"title": held.title, **values}),
        place=values.get("place", held.place).strip(),
        description=values.get("description", held.description).strip(),
    )
    book.events[held.ref] = changed
    return ActionResult(f"“{changed.title}” was changed.", event_ref=held.ref)


def _cancel(book: SampleBook, event: Event, _values: Values) -> ActionResult:
    held = book.event(event.ref)
    book.events[held.ref] = replace(held, status=EventStatus.CANCELLED, status_text="Cancelled")
    return ActionResult(f"“{held.title}” was cancelled.", event_ref=held.ref)


def _delete(book: SampleBook, event: Event, _values: Values) -> ActionResult:
    held = book.event(event.ref)
    book.remove_event(held.ref)
    return ActionResult(f"“{held.title}” was deleted.", event_ref=held.ref)


def _delete_order(book: SampleBook, event: Event, values: Values) -> ActionResult:
    order = book.orders.get(event.ref, {}).pop(values.get("order", ""), None)
    if order is None:
        raise BadRequest("There is no such order any more.", "Refresh the orders.")
    return ActionResult(f"The order of {order.buyer} was deleted.", event_ref=event.ref)


def _title(values: Values) -> str:
    title = values.get("title", "").strip()
    if not title:
        raise BadRequest("An event needs a title.", "Give title=….")
    return title


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise BadRequest(f"“{text[:40]}” is no time.", "Write it as 2026-11-21T19:00.") from None


_EFFECTS: dict[str, Callable[[SampleBook, Event, Values], ActionResult]] = {
    "new": _new,
    "edit": _edit,
    "cancel": _cancel,
    "delete": _delete,
    "delete-order": _delete_order,
}
