"""What KARE tells of an event only when asked (apis/kare.md sections 3 and 5).

The PIN and the signature are fetched here each time they are asked for, and kept nowhere.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event
from eventdesk.net.decode import RecordDecoder
from eventdesk.net.pictures import fetch_picture
from eventdesk.providers.kare import detail_people, detail_sections, wire
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.mapping_events import parts_of
from eventdesk.providers.kare.names import code_text
from eventdesk.providers.kare.single import SingleEvents
from eventdesk.providers.kare.surroundings import NOT_FOR_THIS_USER, Surroundings
from eventdesk.providers.kare.words import first, number, rows

MOST_SITES = 20

_INTERVENTION = DetailPart("intervention", "Intervention")
_ANOMALIES = DetailPart("anomalies", "Anomalies")
_BY_REFERENCE = (
    (("contact", "user", "profile"), DetailPart("assignee", "Assigned to")),
    (("sites",), DetailPart("sites", "Sites")),
    (("routine",), DetailPart("routine", "Routine")),
    (("signature",), DetailPart("signature", "Signature")),
    (("code",), DetailPart("code", "Code for the provider", secret=True)),
)

_events = RecordDecoder(wire.Event)
_summaries = RecordDecoder(wire.Summary)


class Details:
    """Reads one part of an event."""

    def __init__(self, api: KareApi, single: SingleEvents, surroundings: Surroundings) -> None:
        self._api = api
        self._single = single
        self._surroundings = surroundings
        self._read: Mapping[str, Callable[[Event, CancelToken], Detail]] = {
            "intervention": self._intervention,
            "assignee": self._assignee,
            "sites": self._sites,
            "routine": self._routine,
            "anomalies": self._anomalies,
            "signature": self._signature,
            "code": self._code,
        }

    def parts(self, event: Event) -> Sequence[DetailPart]:
        """Which parts an event has, by what the calendar told of it."""
        told = [part for refs, part in _BY_REFERENCE if any(map(event.own_ref, refs))]
        return [_INTERVENTION, *told, _ANOMALIES]

    def detail(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One part. Raises `NotThere` for one that the event does not have."""
        read = self._read.get(part)
        if read is None or part not in [each.name for each in self.parts(event)]:
            raise NotThere(f"KARE has no part “{part}” of this event.", "Refresh the event.")
        return read(event, cancel)

    def _record(self, event: Event, cancel: CancelToken) -> dict[str, Any]:
        return self._single.intervention(event.ref, cancel)

    def _intervention(self, event: Event, cancel: CancelToken) -> Detail:
        record = _events.converted(self._record(event, cancel))
        reading = self._surroundings.reading(cancel, with_users=False)
        sections = detail_sections.intervention(record, reading)
        checked_by = self._who_checked(record, cancel)
        if checked_by:
            sections.append(Section("Checked by", (("Name", checked_by),)))
        return _told(sections)

    def _who_checked(self, record: wire.Event, cancel: CancelToken) -> str:
        user = number(record.verified_by_id) or number(record.verified_by_user_id)
        if not user:
            return ""
        try:
            return detail_people.person_name(self._api.user(user, cancel))
        except NOT_FOR_THIS_USER:
            return f"User {user}"

    def _assignee(self, event: Event, cancel: CancelToken) -> Detail:
        record = _events.converted(self._record(event, cancel))
        sections = [detail_people.assignee(record, self._surroundings.names)]
        user = number(record.assigned_user_id)
        contact = number(record.assigned_company_contact_id)
        problems = []
        if contact:
            found = detail_people.contact(self._surroundings.companies(cancel), contact)
            if found is None:
                problems.append("KARE does not list this contact among its companies.")
            else:
                sections.append(found)
        if user:
            try:
                sections.append(detail_people.user(self._api.user(user, cancel)))
            except NOT_FOR_THIS_USER as error:
                problems.append(error.sentence)
        return _told([section for section in sections if section.rows], problems)

    def _sites(self, event: Event, cancel: CancelToken) -> Detail:
        sections, problems = [], []
        idents = event.own_ref("sites").split(",")
        zone = self._surroundings.zone(cancel)
        for ident in idents[:MOST_SITES]:
            try:
                sections.append(detail_people.site(self._api.site(ident, cancel), zone))
            except NOT_FOR_THIS_USER as error:
                problems.append(f"Site {ident}: {error.sentence}")
        if len(idents) > MOST_SITES:
            problems.append(f"{len(idents) - MOST_SITES} more sites are not shown.")
        return _told(sections, problems)

    def _routine(self, event: Event, cancel: CancelToken) -> Detail:
        record = self._api.routine(event.own_ref("routine"), cancel)
        return _told(detail_sections.routine(record, self._surroundings.names))

    def _anomalies(self, event: Event, cancel: CancelToken) -> Detail:
        zone = self._surroundings.zone(cancel)
        records = self._api.anomalies(cancel)
        return detail_sections.anomalies(records, parts_of(event.ref)[1], zone)

    def _signature(self, event: Event, cancel: CancelToken) -> Detail:
        record = _events.converted(self._record(event, cancel))
        summary = _summaries.converted(first(record.summary))
        url = _address(summary.img_signature) or _address(record.img_signature)
        if not url:
            return Detail(problems=("KARE names a signature, but not where its picture is.",))
        # Never with the tokens: the address is another host's and carries a signature of its own.
        loopback = self._api.calls.client.address.loopback
        picture = fetch_picture(url, cancel, allow_loopback=loopback)
        told = detail_sections.signed(record, summary, self._surroundings.zone(cancel))
        return Detail((told,) if told.rows else (), picture=picture)

    def _code(self, event: Event, cancel: CancelToken) -> Detail:
        record = self._record(event, cancel)
        code = code_text(record.get("codePin"))
        if not code:
            kind, ident = parts_of(event.ref)
            listed = self._single.calendar_record(ident, kind, record, cancel)
            code = code_text(listed.get("codePin"))
        if not code:
            return Detail(problems=("KARE tells no code for this intervention any more.",))
        told = [("Code", code)]
        if len(code) < 4:
            told.append(("Note", "KARE sends a number: zeros at its beginning may be missing"))
        return Detail((Section("Code for the provider", rows(told)),))


def _told(sections: Sequence[Section], problems: Sequence[str] = ()) -> Detail:
    """What was found; that KARE tells nothing is a problem too."""
    if not sections and not problems:
        problems = ("KARE tells nothing more of this.",)
    return Detail(tuple(sections), problems=tuple(problems))


def _address(signature: object) -> str:
    """The address of a picture, as text or within an object; "" for a mere name."""
    if isinstance(signature, dict):
        signature = signature.get("presignedUrl") or signature.get("url")
    found = signature.strip() if isinstance(signature, str) else ""
    return found if found.startswith(("https://", "http://")) else ""
