"""Contact cards, answers, pictures, histories and people searches of sheepCRM."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.contact import Contact, HistoryEntry, PersonFound, Section
from eventdesk.domain.errors import (
    BadAnswer,
    EventDeskError,
    NotThere,
    PermissionMissing,
    Refused,
)
from eventdesk.net.decode import RecordError
from eventdesk.net.pictures import fetch_picture, is_picture
from eventdesk.providers.sheepcrm import mapping_contacts as mapping
from eventdesk.providers.sheepcrm import mapping_orders
from eventdesk.providers.sheepcrm.api_account import AccountApi
from eventdesk.providers.sheepcrm.api_contacts import ContactsApi
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.uris import Uri, parse_uri
from eventdesk.providers.sheepcrm.words import Rows, rows

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# A lookup is a call, and calls are few (apis/sheepcrm.md section 7).
_MOST_NAMES = 5

_PART_FAILED = (PermissionMissing, NotThere, Refused, BadAnswer)
"""What spoils one part of a card and not the others."""

_Part = tuple[str, Callable[[Uri, CancelToken], object], Callable[[object], Rows]]


class Contacts:
    """What is known of people and organisations, by their URI."""

    def __init__(self, contacts: ContactsApi, events: EventsApi, account: AccountApi) -> None:
        self._contacts = contacts
        self._events = events
        self._account = account
        self._names: dict[Uri, str] = {}

    def card(self, ref: str, cancel: CancelToken) -> Contact:
        """The card of a contact; a part that cannot be had is told in `problems`.

        Raises:
            NotThere: there is no such contact, or the reference is none.
        """
        contact = parse_uri(ref)
        name, sections, problems = "", [], []
        told = set[tuple[str, str]]()
        missing: list[NotThere] = []
        parts = self._parts(contact)
        for title, read, rows_of in parts:
            try:
                answer = read(contact, cancel)
            except _PART_FAILED as problem:
                problems.append(_problem(title, problem))
                missing += [problem] if isinstance(problem, NotThere) else []
                continue
            name = name or mapping.contact_name(answer)
            found = tuple(row for row in rows_of(answer) if row not in told)
            told.update(found if title != "Orders" else ())
            if found:
                sections.append(Section(title, found))
        if len(missing) == len(parts):
            raise missing[0]
        return Contact(ref, name or self._name(contact, cancel), tuple(sections), tuple(problems))

    def _parts(self, contact: Uri) -> tuple[_Part, ...]:
        """Only the summary is documented for organisations."""
        api = self._contacts
        summary: _Part = ("Summary", api.summary, rows)
        if contact.resource_type != "person":
            return (summary,)
        return (
            summary,
            ("Communication", api.communications, rows),
            ("Personal", api.personal, rows),
            ("Memberships", api.memberships, mapping.membership_rows),
            ("Orders", api.orders, mapping.contact_order_rows),
        )

    def _name(self, record: Uri, cancel: CancelToken) -> str:
        """The display value of a record; its uid where it cannot be had."""
        if record not in self._names:
            try:
                name = self._contacts.display_value(record, cancel)
            except _PART_FAILED:
                name = ""
            self._names[record] = name or f"{record.resource_type} {record.uid}"
        return self._names[record]

    def picture(self, ref: str, cancel: CancelToken) -> bytes | None:
        """The avatar; a redirect is followed without the key, since it leads to another host.

        Raises:
            BadAnswer: there is something, but no picture.
        """
        try:
            answer = self._contacts.avatar(parse_uri(ref), cancel)
        except NotThere:
            return None
        if answer.status < 300:
            return answer.body if is_picture(answer.body) else None
        local = self._contacts.client.address.loopback
        return fetch_picture(answer.headers.get("location", ""), cancel, allow_loopback=local)

    def answers(self, event_uid: str, buyer_ref: str, cancel: CancelToken) -> Contact:
        """The order of a buyer, and what buyer and attendees answered to its questions."""
        buyer = parse_uri(buyer_ref)
        sections, problems = [], []
        try:
            order = mapping_orders.order(
                (buyer_ref, self._events.order(buyer, event_uid, cancel).body)
            )
            sections.append(Section("Order", mapping_orders.order_rows(order)))
        except RecordError:
            problems.append("Order: sheepCRM's answer cannot be read.")
        except _PART_FAILED as problem:
            problems.append(_problem("Order", problem))
        answers = self._events.questions(buyer, event_uid, cancel)
        sections += mapping.answer_sections(answers)
        name = self._name(buyer, cancel)
        return Contact(buyer_ref, name, tuple(sections), tuple(problems))

    def history(self, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """The audit of a record: an event by its uid, anything else by its URI."""
        is_event = "/" not in record_ref
        record = Uri("booking", record_ref) if is_event else parse_uri(record_ref)
        entries = mapping.history_entries(self._account.audit(record, cancel))
        named: dict[str, str] = {}
        for _, user in entries:
            if user not in named and len(named) < _MOST_NAMES:
                named[user] = self._user_name(user, cancel)
        return [
            entry if entry.who else replace(entry, who=named.get(user, ""))
            for entry, user in entries
        ]

    def _user_name(self, uri: str, cancel: CancelToken) -> str:
        try:
            return self._name(parse_uri(uri), cancel)
        except NotThere:
            return uri

    def find(self, text: str, cancel: CancelToken) -> Sequence[PersonFound]:
        """Hits of the global search; for an e-mail those of the exact person search first."""
        text = text.strip()
        if not text:
            return ()
        exact = self._exact(text, cancel) if _EMAIL.fullmatch(text) else []
        found = {person.ref: person for person in exact}
        for person in mapping.people_found(self._contacts.search(text, cancel)):
            found.setdefault(person.ref, person)
        return list(found.values())

    def _exact(self, email: str, cancel: CancelToken) -> list[PersonFound]:
        try:
            return mapping.persons_found(self._contacts.find_person_by_email(email, cancel))
        except (NotThere, Refused):  # what is answered for nobody is not documented
            return []


def _problem(title: str, error: EventDeskError) -> str:
    if isinstance(error, PermissionMissing) and error.permission:
        return f"{title}: the key lacks the permission “{error.permission}”."
    return f"{title}: {error.sentence}"
