"""The documented operations of apis/safesites.md sections 2 and 3, and what each refuses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.servers.messages import Reply, json_reply
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.safesites.objects import Record, page_object, refusal, wrapped

if TYPE_CHECKING:
    from tests.servers.safesites.server import SafeServer

LARGEST_PAGE, DEFAULT_PAGE = 500, 100
_AUTHORS = ("createdBy", "updatedBy")
_EVENT_PARTS = (*_AUTHORS, "organization", "site", "order", "exceptions", "assignments")
_ORDER_PARTS = (*_AUTHORS, "organization", "site", "supplierOrganization", "lines")
_EVENT_ORDERS = ("id", "title", "start", "createdAt", "updatedAt")
_SITE_ORDERS = ("id", "name", "createdAt", "updatedAt")
_ORDER_ORDERS = ("id", "number", "createdAt", "updatedAt")
_CHANGE_KEYS = {"originalDate", "type", "rescheduledStart", "rescheduledDurationMinutes"}
# Parts that only `with[]` brings.
_EMBEDDED = {"exceptions", "assignments", "order", "lines"}


def _with(parts: tuple[str, ...]) -> Param:
    return Param(name="with[]", many=True, choices=parts)


def _list_params(orders: tuple[str, ...], parts: tuple[str, ...]) -> tuple[Param, ...]:
    return (
        Param(name="search"),
        _with(parts),
        Param(name="orderBy", choices=orders),
        Param(name="order", choices=("asc", "desc")),
        Param(name="count", kind=Kind.INTEGER),
        Param(name="page", kind=Kind.INTEGER),
    )


class SafeRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: SafeServer) -> None:
        self._server = server
        self._request_ids = itertools.count(1)

    def routes(self) -> list[Route]:
        """All operations; that of one event is only inferred."""
        one_event = Route(
            "GET", "/events/{id}", self.event, (_with(_EVENT_PARTS),), permission="events.read"
        )
        return [
            Route(
                "GET",
                "/events",
                self.events,
                _list_params(_EVENT_ORDERS, _EVENT_PARTS),
                permission="events.read",
            ),
            one_event,
            Route(
                "POST",
                "/events/{id}/exceptions",
                self.add_exception,
                permission="events.update",
                takes_body=True,
            ),
            Route(
                "GET",
                "/sites",
                self.sites,
                _list_params(_SITE_ORDERS, _AUTHORS),
                permission="sites.read",
            ),
            Route("GET", "/sites/{id}", self.site, (_with(_AUTHORS),), permission="sites.read"),
            Route(
                "GET",
                "/orders",
                self.orders,
                _list_params(_ORDER_ORDERS, _ORDER_PARTS),
                permission="orders.read",
            ),
            Route(
                "GET", "/orders/{id}", self.order, (_with(_ORDER_PARTS),), permission="orders.read"
            ),
        ]

    def events(self, call: Call) -> Reply:
        """A page of events, each wrapped once more."""
        records = list(self._server.dataset.events.values())
        return self._page(call, records, lambda event: self._wrapped(self._shown(event, call)))

    def sites(self, call: Call) -> Reply:
        """A page of sites, which are plain."""
        return self._page(call, list(self._server.dataset.sites.values()), lambda site: site)

    def orders(self, call: Call) -> Reply:
        """A page of orders, wrapped."""
        records = list(self._server.dataset.orders.values())
        return self._page(call, records, lambda order: self._wrapped(_with_parts(order, call)))

    def event(self, call: Call) -> Reply:
        """One event, where the server is set to have such a call."""
        event = self._server.dataset.events.get(call.path["id"])
        if event is None or self._server.options.single_events == "none":
            return refusal(404, "Not found.")
        shown = self._shown(event, call)
        if self._server.options.single_events == "bare":
            shown = {key: value for key, value in shown.items() if key not in _EMBEDDED}
        return json_reply(self._wrapped(shown))

    def site(self, call: Call) -> Reply:
        """One site."""
        site = self._server.dataset.sites.get(call.path["id"])
        return refusal(404, "Not found.") if site is None else json_reply(self._wrapped(site))

    def order(self, call: Call) -> Reply:
        """One order."""
        order = self._server.dataset.orders.get(call.path["id"])
        if order is None:
            return refusal(404, "Not found.")
        return json_reply(self._wrapped(_with_parts(order, call)))

    def add_exception(self, call: Call) -> Reply:
        """Cancel or move a date: 201, or 422 with words for each field."""
        event = self._server.dataset.events.get(call.path["id"])
        if event is None:
            return refusal(404, "Not found.")
        try:
            body = msgspec.json.decode(call.request.body, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            self._server.violated(call.request, f"the body is no JSON object: {error}")
            return refusal(422, "The given data was invalid.")
        for problem in _undocumented(body):
            self._server.violated(call.request, problem)
        errors = {name: [text] for name, text in self._errors(event, body)}
        if errors:
            return refusal(422, "The given data was invalid.", errors)
        self._server.add_exception(call.request, event["id"], body)
        return json_reply(self._wrapped({"id": f"exception-{next(self._request_ids)}"}), 201)

    def _errors(self, event: Record, body: Record) -> Iterator[tuple[str, str]]:
        if body.get("type") not in ("cancelled", self._server.options.move_type):
            yield "type", "The selected type is invalid."
        if not event["recurring"] or str(body.get("originalDate")) < str(event["start"])[:10]:
            yield "originalDate", "The original date is not a date of the series."
        if str(body.get("rescheduledStart", "9")) < str(event["start"]):
            yield "rescheduledStart", "The start lies before the series."

    def _page(self, call: Call, records: list[Record], shown: Any) -> Reply:
        """One page; with a paging fault the list never ends."""
        size, number = call.number("count", DEFAULT_PAGE), call.number("page", 1)
        if size > LARGEST_PAGE:
            self._server.violated(call.request, f"count is {size}, more than {LARGEST_PAGE}")
            return refusal(422, "The count is too large.", {"count": ["At most 500."]})
        if sought := call.text("search").casefold():
            names = ("name", "postalAddress", "number", "title")
            records = [r for r in records if any(sought in str(r.get(n)).casefold() for n in names)]
        key, descending = call.text("orderBy", "id"), call.text("order") == "desc"
        records.sort(key=lambda record: (str(record[key]), record["id"]), reverse=descending)
        first = 0 if call.paging else (number - 1) * size
        chosen = [shown(record) for record in records[first : first + size]]
        total = len(records)
        if call.paging:
            total = size * (number + 2)
        if call.paging == "endless":
            chosen = [_made_up(item, number) for item in chosen]
        host = self._server.options.link_host
        return json_reply(page_object(chosen, number, size, total, host))

    def _shown(self, event: Record, call: Call) -> Record:
        """An event as it is sent: its start in the form asked for, embedded parts on request."""
        options = self._server.options
        shown = dict(event)
        if event["start"]:
            start = datetime.fromisoformat(event["start"])
            forms = {"space": start.isoformat(" "), "T": start.isoformat()}
            shown["start"] = forms.get(options.start_form, f"{start.isoformat()}Z")
        if options.shape == "wrapped":
            shown["exceptions"] = [self._wrapped(change) for change in event["exceptions"]]
        elif options.shape == "unknown":
            shown["exceptions"] = [{"on": c["originalDate"]} for c in event["exceptions"]]
        order = self._server.dataset.orders.get(event["orderId"] or "")
        shown["order"] = order and {key: order[key] for key in ("id", "number", "status")}
        return _with_parts(shown, call)

    def _wrapped(self, record: Record) -> Record:
        return wrapped(record, f"req-{next(self._request_ids)}")


def _with_parts(record: Record, call: Call) -> Record:
    asked = set(call.texts("with[]"))
    return {key: value for key, value in record.items() if key not in _EMBEDDED - asked}


def _undocumented(body: Record) -> Iterator[str]:
    """What no client may send, whatever its user typed."""
    if unknown := body.keys() - _CHANGE_KEYS:
        yield f"the body has the unknown keys {sorted(unknown)}"
    for name, form in (("originalDate", "%Y-%m-%d"), ("rescheduledStart", "%Y-%m-%d %H:%M:%S")):
        text = body.get(name)
        if text is None and name == "rescheduledStart":
            continue
        try:
            datetime.strptime(str(text), form).replace(tzinfo=UTC)
        except ValueError:
            yield f"{name} is {text!r}, not {form}"
    minutes = body.get("rescheduledDurationMinutes", 1)
    if type(minutes) is not int or minutes < 1:
        yield f"rescheduledDurationMinutes is {minutes!r}, no whole number from 1"
    if not isinstance(body.get("type"), str):
        yield f"type is {body.get('type')!r}, no text"


def _made_up(element: Record, number: int) -> Record:
    """The element under an id that is new on each page."""
    inner = element.get("data", element)
    inner = {**inner, "id": f"{inner['id'][:-6]}{number:06x}"}
    return {**element, "data": inner} if "data" in element else inner
