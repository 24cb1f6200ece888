"""Calls around the account: audit, fieldsets, partner sync (apis/sheepcrm.md section 3)."""

from collections.abc import Sequence

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import NotThere
from eventdesk.net.client import Query
from eventdesk.net.decode import RecordDecoder, decode
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.api import Api
from eventdesk.providers.sheepcrm.uris import Uri

_FIELDSET = "/segments/v2/{bucket}/fieldset"
_AUDIT = "/{bucket}/{resource_type}/{uid}/audit"

_fieldset = RecordDecoder(wire.Fieldset)
_pull = RecordDecoder(wire.PullStarted)


class AccountApi(Api):
    """The account's own calls."""

    _audit_prefix = "/audit/v2"

    def audit(self, record: Uri, cancel: CancelToken) -> object:
        """The log of a record; where the path of 2025 is unknown, at the one before it."""
        path = record._asdict()
        try:
            answer = self.get(self._audit_prefix + _AUDIT, cancel, path=path)
        except NotThere:
            other = "/api/v2" if self._audit_prefix == "/audit/v2" else "/audit/v2"
            answer = self.get(other + _AUDIT, cancel, path=path)
            self._audit_prefix = other
        return decode(answer, object)

    def fieldsets(self, cancel: CancelToken) -> object:
        """The lists of fields of the account."""
        return decode(self.get(_FIELDSET, cancel), object)

    def create_fieldset(
        self,
        name: str,
        description: str,
        fields: Sequence[str],
        resource: str,
        cancel: CancelToken,
    ) -> wire.Fieldset:
        """Make a list of fields; empty texts are left to the system's defaults."""
        query: Query = {
            "name": name,
            "description": description or None,
            "fields": fields,
            "resource": resource or None,
        }
        return _fieldset.decode_answer(self.send("POST", _FIELDSET, cancel, query=query))

    def pull_from_eventbrite(
        self, since_hours: int, *, create_contacts: bool, full: bool, cancel: CancelToken
    ) -> wire.PullStarted:
        """Queue a pull of events."""
        query: Query = {
            "since_hours": since_hours,
            "create_contacts": str(create_contacts).lower(),
            "full": str(full).lower(),
        }
        path = "/internal/v2/{bucket}/sync/eventbrite/pull/events"
        return _pull.decode_answer(self.send("POST", path, cancel, query=query))

    def permissions(self, cancel: CancelToken) -> object:
        """What the key's user may do; no schema is documented."""
        return decode(self.get("/api/v2/{bucket}/user/permissions", cancel), object)
