"""All that talks to SafeSites with one token, put together."""

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    NotThere,
    PermissionMissing,
    Refused,
)
from eventdesk.domain.event import Event
from eventdesk.net.auth import BearerAuth
from eventdesk.net.client import Client
from eventdesk.net.decode import RecordError
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.batches import fingerprint_with
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.account_actions import AccountActions
from eventdesk.providers.safesites.actions import EventActions
from eventdesk.providers.safesites.api import SafeSitesApi
from eventdesk.providers.safesites.details import Details
from eventdesk.providers.safesites.info import INFO
from eventdesk.providers.safesites.listing import EventLister
from eventdesk.providers.safesites.mapping_events import event_reader
from eventdesk.providers.safesites.records import page_meta, unwrapped, wrapper_meta
from eventdesk.providers.settings import time_zone

_MAPPING_VERSION = "2"
"""To be raised whenever a record is mapped to something else, so that all are read anew."""


class Connection:
    """One account's client and what works through it.

    Raises:
        BadRequest: address or time zone cannot be used. CredentialsRefused: no usable token.
    """

    def __init__(self, context: ProviderContext) -> None:
        token = context.secrets.get("token", "").strip()
        if not token:
            raise CredentialsRefused(
                "This SafeSites account has no token.", "Enter it in the account's settings."
            )
        zone = time_zone(context.options.get("time_zone", ""))
        self.client = Client(
            context.address or INFO.address, BearerAuth(token), clock=context.clock
        )
        self._api = SafeSitesApi(self.client)
        self._read = event_reader(zone)
        zone_name = zone.key if zone else ""
        self.lister = EventLister(
            self._api, self._read, fingerprint_with(_MAPPING_VERSION, zone_name)
        )
        self.actions = EventActions(self._api, zone)
        self.account_actions = AccountActions(self._api)
        self.details = Details(self._api)
        self._single_events = True

    def check(self, cancel: CancelToken) -> str:
        """A list of one event needs the token and the right to see events."""
        page = self._api.first_event(cancel)
        user, organization = _who(page)
        of_user = f" of the user {user}" if user else ""
        at = f" in the organization {organization}" if organization else ""
        return f"SafeSites accepts the token{of_user}{at}."

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """One event by the likely call, else from the list. Raises `NotThere`.

        The call is not tried again once the list had what it denied or told in part.
        """
        told = self._single(ref, cancel) if self._single_events else None
        if told is not None:
            return told
        found = self.lister.find(ref, cancel)
        if found is None:
            raise NotThere("SafeSites does not list this event any more.", "Refresh the list.")
        self._single_events = False
        return found

    def _single(self, ref: str, cancel: CancelToken) -> Event | None:
        """What the call without documentation tells, None where it is of no use."""
        try:
            record = unwrapped(self._api.event(ref, cancel).body)
            event = self._read(record)
        except (NotThere, Refused, PermissionMissing, BadAnswer, RecordError):
            return None
        whole = event.ref == ref and (not event.recurring or b'"exceptions"' in bytes(record))
        return event if whole else None


def _who(page: wire.Page) -> tuple[str, str]:
    """Ids of user and organization, as far as the answer tells them."""
    metas = [page_meta(page), *(wrapper_meta(element) for element in page.data[:1])]
    user = next((meta.user_id for meta in metas if meta.user_id), "")
    return user, next((meta.organization_id for meta in metas if meta.organization_id), "")
