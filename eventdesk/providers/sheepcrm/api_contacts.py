"""Calls on people and organisations, one method each (apis/sheepcrm.md sections 2 and 3)."""

from eventdesk.domain.cancel import CancelToken
from eventdesk.net.answer import Answer
from eventdesk.net.decode import RecordDecoder, decode
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.api import Api
from eventdesk.providers.sheepcrm.uris import Uri

CONTACT_ORDERS = "contact.orders"

_RECORD = "/api/v2/{bucket}/{resource_type}/{uid}"
_PERSON = "/api/v2/{bucket}/person/{uid}"

_displayed = RecordDecoder(wire.Hit)


class ContactsApi(Api):
    """Contacts by their URI. Answers without a documented schema come as decoded JSON."""

    def summary(self, contact: Uri, cancel: CancelToken) -> object:
        """The summary of a person or organisation."""
        permission = f"{contact.resource_type}.summary"
        return self._part(_RECORD + "/summary", contact, permission, cancel)

    def communications(self, person: Uri, cancel: CancelToken) -> object:
        """E-mail, telephone and address of a person."""
        return self._part(
            _PERSON + "/communications/detail", person, "person.communications", cancel
        )

    def personal(self, person: Uri, cancel: CancelToken) -> object:
        """Personal details of a person."""
        return self._part(_PERSON + "/personal/detail", person, "person.personal", cancel)

    def memberships(self, person: Uri, cancel: CancelToken) -> object:
        """Every membership of a person. No permission is named for it."""
        return self._part(_PERSON + "/membership/all", person, "", cancel)

    def orders(self, person: Uri, cancel: CancelToken) -> object:
        """The events that a person has ordered for; the path says `person` for any contact."""
        path = "/events/v2/{bucket}/person/{uid}/orders"
        return self._part(path, person, CONTACT_ORDERS, cancel)

    def display_value(self, record: Uri, cancel: CancelToken) -> str:
        """The name of any record, "" where it has none."""
        answer = self.get(_RECORD + "/display", cancel, path=record._asdict())
        return _displayed.decode_answer(answer).display_value or ""

    def avatar(self, contact: Uri, cancel: CancelToken) -> Answer:
        """The picture itself, or a redirect to it, which is not followed here."""
        return self.client.get(
            _RECORD + "/avatar",
            path={"bucket": self.bucket, **contact._asdict()},
            cancel=cancel,
            accept="image/*",
            see_redirect=True,
        )

    def search(self, text: str, cancel: CancelToken) -> object:
        """The global search: contacts, events and more."""
        return decode(self.get("/search/v2/{bucket}", cancel, query={"q": text}), object)

    def find_person_by_email(self, email: str, cancel: CancelToken) -> object:
        """The exact search; what it answers for several people is not documented."""
        answer = self.get("/search/v2/{bucket}/person", cancel, query={"email": email})
        return decode(answer, object)

    def _part(self, template: str, record: Uri, permission: str, cancel: CancelToken) -> object:
        answer = self.get(template, cancel, path=record._asdict(), permission=permission)
        return decode(answer, object)
