"""Looking up a site or an order that no event on the list need name."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Field, Values
from eventdesk.domain.errors import BadRequest
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.api import SafeSitesApi
from eventdesk.providers.safesites.records import page_meta, unwrapped
from eventdesk.providers.safesites.words import named, shown

_MOST = 50
_ACTIONS = (
    Action(
        "find-site",
        "Find a site",
        fields=(Field("text", "Name or postal address", required=True),),
    ),
    Action(
        "find-order", "Find an order", fields=(Field("text", "Number of the order", required=True),)
    ),
)

_sites = RecordDecoder(wire.Site)
_orders = RecordDecoder(wire.Order)

_Find = Callable[[str, int, CancelToken], wire.Page]
_Rows = Callable[[wire.Page], Iterator[tuple[str, str]]]


class AccountActions:
    """What can be asked of the account as a whole."""

    def __init__(self, api: SafeSitesApi) -> None:
        self._do: Mapping[str, tuple[_Find, _Rows, str]] = {
            "find-site": (api.sites, _site_rows, "site"),
            "find-order": (api.orders, _order_rows, "order"),
        }

    def offered(self) -> Sequence[Action]:
        """Both of them."""
        return _ACTIONS

    def act(self, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Do one action. Raises `BadRequest` for an unknown one or without a text."""
        if action not in self._do:
            raise BadRequest(f"SafeSites has no action “{action}” for an account.")
        find, rows_of, noun = self._do[action]
        text = values.get("text", "").strip()
        if not text:
            raise BadRequest(f"There is no text to find the {noun} by.", "Give text=….")
        page = find(text, _MOST, cancel)
        rows = tuple(rows_of(page))
        total = max(page_meta(page).total or 0, len(rows))
        found = f"{total} {noun}" if total == 1 else f"{total} {noun}s"
        first = f", of which these are the first {len(rows)}" if total > len(rows) else ""
        return ActionResult(f"SafeSites finds {found}{first}.", rows)


def _site_rows(page: wire.Page) -> Iterator[tuple[str, str]]:
    for element in page.data:
        try:
            site = _sites.decode(unwrapped(element))
        except RecordError:
            continue
        parts = (site.line1, site.line2, site.postal_code, site.postal_address, site.country)
        address = ", ".join(filter(None, map(shown, parts)))
        yield shown(site.name) or "No name", address or "No address"


def _order_rows(page: wire.Page) -> Iterator[tuple[str, str]]:
    for element in page.data:
        try:
            order = _orders.decode(unwrapped(element))
        except RecordError:
            continue
        parts = (shown(order.status), named(order.site), named(order.supplier_organization))
        yield shown(order.number) or "No number", ", ".join(filter(None, parts)) or "No status"
