"""All that talks to one bucket with one key, put together."""

from collections.abc import Sequence

from eventdesk import __version__
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest, CredentialsRefused, NotThere
from eventdesk.net.auth import BearerAuth
from eventdesk.net.client import Client
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.settings import time_zone
from eventdesk.providers.sheepcrm import exports
from eventdesk.providers.sheepcrm.account_actions import AccountActions
from eventdesk.providers.sheepcrm.actions import EventActions
from eventdesk.providers.sheepcrm.api_account import AccountApi
from eventdesk.providers.sheepcrm.api_contacts import ContactsApi
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.contacts import Contacts
from eventdesk.providers.sheepcrm.info import INFO
from eventdesk.providers.sheepcrm.records import Records


class Connection:
    """One account's client and what works through it.

    Raises:
        BadRequest: address, bucket or time zone cannot be used. CredentialsRefused: no usable key.
    """

    def __init__(self, context: ProviderContext) -> None:
        bucket = context.options.get("bucket", "").strip()
        if not bucket:
            raise BadRequest("A sheepCRM account needs its bucket.", "Give bucket=….")
        key = context.secrets.get("api_key", "").strip()
        if not key:
            raise CredentialsRefused(
                "This sheepCRM account has no API key.", "Enter it in the account's settings."
            )
        zone = time_zone(context.options.get("time_zone", ""))
        self.client = Client(
            context.address or INFO.address,
            BearerAuth(key),
            headers={"APPLICATION": f"eventdesk/desktop/{__version__}"},
            clock=context.clock,
        )
        self._events = EventsApi(self.client, bucket)
        account = AccountApi(self.client, bucket)
        self.records = Records(
            self._events,
            clock=context.clock,
            zone=zone,
            guests_as_persons=context.options.get("try_guest_ref") == "yes",
        )
        self.contacts = Contacts(ContactsApi(self.client, bucket), self._events, account)
        self.event_actions = EventActions(self._events)
        self.account_actions = AccountActions(account)

    def check(self, cancel: CancelToken) -> str:
        """A list of one event needs the key, the bucket and the right to see events."""
        bucket = self._events.bucket
        try:
            self._events.listed(cancel, page=1, page_size=1)
        except (CredentialsRefused, NotThere):
            # sheepCRM answers 401, 403 or 404 to the same mistake (apis/sheepcrm.md section 5).
            raise CredentialsRefused(
                f"{self.client.address.host} does not let this key into the bucket “{bucket}”.",
                "Check key, bucket and permissions together.",
            ) from None
        return f"sheepCRM accepts the key for the bucket “{bucket}”."

    def fetch_export(self, uid: str, name: str, parts: Sequence[str], cancel: CancelToken) -> bytes:
        """An export of an event as XLSX."""
        return exports.fetch_export(self._events, uid, name, parts, cancel)

    def export_columns(self, uid: str, parts: Sequence[str], cancel: CancelToken) -> Sequence[str]:
        """The columns that the orders export of an event will have."""
        return exports.export_columns(self._events, uid, parts, cancel)
