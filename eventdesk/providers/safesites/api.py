"""The documented calls of SafeSites, one method each (apis/safesites.md section 2)."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.net.answer import Answer
from eventdesk.net.client import Client, Query
from eventdesk.net.decode import RecordDecoder, RecordError, decode, not_usable
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.records import unwrapped

S = TypeVar("S", bound=msgspec.Struct)

LARGEST_PAGE = 500
EVENTS_READ = "events.read"
EVENTS_UPDATE = "events.update"

_WITH = "with[]"
_PERSONS = ("createdBy", "updatedBy")
_EVENT_PARTS = ("site", "order", "exceptions", "assignments", "organization", *_PERSONS)
_ORDER_SUMMARY = ("site", "supplierOrganization")
_ORDER_PARTS = ("site", "organization", "supplierOrganization", "lines", *_PERSONS)

_sites = RecordDecoder(wire.Site)
_orders = RecordDecoder(wire.Order)


class SafeSitesApi:
    """Calls with one token."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def first_event(self, cancel: CancelToken) -> wire.Page:
        """A list of one event: the cheapest call that needs a token."""
        answer = self.client.get(
            "/events", query={"count": 1}, cancel=cancel, permission=EVENTS_READ
        )
        return decode(answer, wire.Page)

    def events(
        self, cancel: CancelToken, *, order_by: str, order: str, count: int, page: int
    ) -> wire.Page:
        """A page of all events, from 1, in a documented order, with all that `with[]` adds.

        Every parameter is repeated for every page: the links of a page lose them (section 5).
        """
        query: Query = {
            _WITH: _EVENT_PARTS,
            "orderBy": order_by,
            "order": order,
            "count": count,
            "page": page,
        }
        answer = self.client.get("/events", query=query, cancel=cancel, permission=EVENTS_READ)
        return decode(answer, wire.Page)

    def event(self, ident: str, cancel: CancelToken) -> Answer:
        """One event. Not documented, only likely: sites and orders have such a call."""
        return self._one("events", ident, _EVENT_PARTS, cancel)

    def site(self, ident: str, cancel: CancelToken) -> wire.Site:
        """A site. Raises `NotThere`, `PermissionMissing`."""
        answer = self._one("sites", ident, _PERSONS, cancel)
        return _record(answer, _sites)

    def sites(self, text: str, count: int, cancel: CancelToken) -> wire.Page:
        """The first sites whose name or postal address has a text."""
        return self._search("sites", text, _PERSONS, count, cancel)

    def orders(self, text: str, count: int, cancel: CancelToken) -> wire.Page:
        """The first orders whose number has a text."""
        return self._search("orders", text, _ORDER_SUMMARY, count, cancel)

    def order(self, ident: str, cancel: CancelToken) -> wire.Order:
        """An order with its lines. Raises `NotThere`, `PermissionMissing`."""
        answer = self._one("orders", ident, _ORDER_PARTS, cancel)
        return _record(answer, _orders)

    def _search(
        self, group: str, text: str, parts: Sequence[str], count: int, cancel: CancelToken
    ) -> wire.Page:
        query: Query = {"search": text, _WITH: parts, "count": count}
        answer = self.client.get(
            f"/{group}", query=query, cancel=cancel, permission=f"{group}.read"
        )
        return decode(answer, wire.Page)

    def _one(self, group: str, ident: str, parts: Sequence[str], cancel: CancelToken) -> Answer:
        return self.client.get(
            f"/{group}/{{id}}",
            path={"id": ident},
            query={_WITH: parts},
            cancel=cancel,
            permission=f"{group}.read",
        )

    def add_exception(self, ident: str, body: Mapping[str, object], cancel: CancelToken) -> None:
        """Change one occurrence of a series; sent once. The promised status is 201."""
        answer = self.client.send(
            "POST",
            "/events/{id}/exceptions",
            path={"id": ident},
            json=dict(body),
            cancel=cancel,
            permission=EVENTS_UPDATE,
        )
        if answer.status != 201:
            raise BadAnswer(
                f"{answer.host} did not say whether it changed the date (status {answer.status}).",
                "Refresh the list and look before trying again.",
            )


def _record(answer: Answer, decoder: RecordDecoder[S]) -> S:
    """The record of a single answer, which comes wrapped."""
    try:
        return decoder.decode(unwrapped(answer.body))
    except RecordError:
        raise not_usable(answer) from None
