"""Records of the calendar, and interventions alone, to domain events (apis/kare.md 5 and 6).

The PIN and the signature never reach an event: only that there is one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

import msgspec

from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError, loosely_decoded
from eventdesk.providers.kare import names, wire
from eventdesk.providers.kare.dates import in_zone, moment, shown_moment
from eventdesk.providers.kare.names import CodeNames, code_text
from eventdesk.providers.kare.words import (
    Row,
    first,
    number,
    objects,
    rows,
    shown,
    text,
    unknown_rows,
)

_LONGEST_TITLE = 300
_REF = re.compile(r"(?:(?P<kind>[^:]{1,60}):)?(?P<number>[0-9]{1,18})")

_heads = RecordDecoder(wire.Head)
_events = RecordDecoder(wire.Event)
_sites = RecordDecoder(wire.Site)
_KNOWN = frozenset(wire.Event.__struct_encode_fields__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What records are read by: the zone of the organization, given names, and what ids stand for.

    `contacts` of outside companies and `users` of the organization are names by id.
    """

    zone: tzinfo | None
    zone_name: str
    names: CodeNames
    routines: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)

    def settings(self, *, with_users: bool) -> tuple[str, ...]:
        """Changes whenever records must be read anew; users matter to those that name one."""
        told = (self.routines, self.contacts, self.users if with_users else {})
        return self.zone_name, self.names.settings, *(repr(sorted(each.items())) for each in told)


def event_ref(event_type: object, event_id: object) -> str:
    """How an event is referred to; an id alone may occur once for each kind of event."""
    kind = code_text(event_type).replace(":", " ")
    found = number(event_id)
    return f"{kind}:{found}" if kind and found else found


def parts_of(ref: str) -> tuple[str, str]:
    """Event type, "" where there is none, and id of a reference. Raises `NotThere`."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise NotThere(f"KARE has no event “{one_line(ref, 60)}”.", "Refresh the list.")
    return found["kind"] or "", found["number"]


def ref_of(record: bytes | msgspec.Raw) -> str:
    """The reference of a record, "" where it has none."""
    try:
        head = _heads.decode(record)
    except RecordError:
        return ""
    return event_ref(head.event_type, head.id)


def title_of_routine(routine: wire.Routine) -> str:
    """What the routine's rule is called, else the routine itself."""
    rule = first(routine.rule)
    return text(rule.get("name")) or text(routine.name)


def read_event(record: bytes | msgspec.Raw, reading: Reading) -> Event:
    """A record of the calendar as an event. Raises `RecordError`."""
    return _mapped(_events.decode(record), loosely_decoded(record), reading)


def merged_event(record: Mapping[str, Any], reading: Reading) -> Event:
    """A decoded record as an event. Raises `RecordError`."""
    return _mapped(_events.converted(dict(record)), record, reading)


def _mapped(found: wire.Event, record: Mapping[str, Any], reading: Reading) -> Event:
    ref = event_ref(found.event_type, found.id)
    if not ref:
        raise RecordError("it has no id")
    start, end = _span(found, reading.zone)
    word = reading.names.word
    kind = word(names.TYPE, found.type) or word(names.EVENT_TYPE, found.event_type)
    count = number(found.attendee_count)
    return Event(
        ref=ref,
        title=_title(found, reading.routines),
        start=start,
        end=end,
        timezone=reading.zone_name,
        status=EventStatus.DELETED if found.deleted_at else EventStatus.ACTIVE,
        status_text=word(names.STATUS, found.status),
        kind=kind,
        place=_place(found),
        attendees=int(count) if count else None,
        updated_at=moment(found.updated_at),
        description=(found.description or "").strip(),
        tags=_tags(found, reading.names, kind),
        more=rows([*_rows(found, reading), *unknown_rows(record, _KNOWN, reading.zone)]),
        people=_people(found, reading),
        refs=tuple(_refs(found)),
    )


def span_of(record: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Start and end of a decoded record, in UTC."""
    return _span(_events.converted(dict(record)), None)


def _span(found: wire.Event, zone: tzinfo | None) -> tuple[datetime | None, datetime | None]:
    """The planned times, else the actual ones. An end that is not after the start is none."""
    start, end = moment(found.scheduled_start), moment(found.scheduled_end)
    if start is None:
        start, end = moment(found.actual_start), moment(found.actual_end)
    if start is None:
        return None, None
    # Compared in UTC: on one clock an hour comes twice when summer ends.
    later = end if end is not None and end > start else None
    return in_zone(start, zone), None if later is None else in_zone(later, zone)


def _title(found: wire.Event, routines: Mapping[str, str]) -> str:
    """KARE has no titles (apis/kare.md section 5)."""
    rule = first(found.rule)
    routine = first(found.routine)
    routine_id = number(found.routine_id) or number(routine.get("id"))
    lines = (found.description or "").strip().splitlines()
    told = (
        text(rule.get("name"))
        or routines.get(routine_id)
        or text(routine.get("name"))
        or (one_line(lines[0]) if lines else "")
    )
    return one_line(told, _LONGEST_TITLE) or f"Intervention {number(found.id)}"


def sites_of(found: wire.Event) -> list[wire.Site]:
    """The sites that a record names; how it names them is not documented."""
    told = [*objects(found.sites), *objects(found.site)]
    return [_sites.converted(site) for site in told]


def _place(found: wire.Event) -> str:
    return one_line(
        ", ".join(dict.fromkeys(text(site.name) for site in sites_of(found))).strip(", ")
    )


def _site_ids(found: wire.Event) -> list[str]:
    listed = [site.id for site in sites_of(found)]
    for told in (found.site_ids, found.sites):
        if isinstance(told, list):
            listed += [item for item in told if isinstance(item, (int, str))]
    return list(dict.fromkeys(filter(None, map(number, listed))))


def _tags(found: wire.Event, code_names: CodeNames, kind: str) -> tuple[str, ...]:
    """Every code in words, so that events can be filtered by each."""
    told = (
        code_names.word(names.STATUS, found.status),
        code_names.word(names.CREATION_STATUS, found.creation_status),
        code_names.word(names.EVENT_TYPE, found.event_type),
        code_names.word(names.SUB_TYPE, found.sub_type),
        "Archived" if found.archived_at else "",
    )
    return tuple(dict.fromkeys(tag for tag in told if tag and tag != kind))


def _people(found: wire.Event, reading: Reading) -> tuple[EventPerson, ...]:
    """Who is to do the job and who did it."""
    told = (
        *(text(each.get("name")) for each in objects(found.assigned_to)),
        reading.contacts.get(number(found.assigned_company_contact_id), ""),
        reading.users.get(number(found.assigned_user_id), ""),
        text(found.provider_name),
    )
    names_told = dict.fromkeys(filter(None, told))
    return tuple(EventPerson(name, PersonRole.RESPONSIBLE) for name in names_told)


def _rows(found: wire.Event, reading: Reading) -> Iterator[Row]:
    """What has no column, in plain words."""
    zone, word = reading.zone, reading.names.word
    yield "Creation status", word(names.CREATION_STATUS, found.creation_status)
    yield "Event type", word(names.EVENT_TYPE, found.event_type)
    yield "Subtype", word(names.SUB_TYPE, found.sub_type)
    yield "Routine", reading.routines.get(number(found.routine_id), "")
    yield "Made by a routine", shown(found.auto_created)
    yield "Differs from its routine", shown(found.has_routine_intervention_drift)
    yield "Rules", shown(found.rules_count)
    yield "Actually began", shown_moment(found.actual_start, zone)
    yield "Actually ended", shown_moment(found.actual_end, zone)
    yield "Provider", text(found.provider_name)
    yield "Provider's e-mail", text(found.provider_email)
    yield "Provider on the work", text(found.provider_action_comment)
    yield "Provider's comment", text(found.provider_general_comment)
    contact, user = number(found.assigned_company_contact_id), number(found.assigned_user_id)
    yield "Company contact", reading.contacts.get(contact, contact)
    yield "Assigned user", reading.users.get(user, user)
    yield "Assigned profile", number(found.assigned_profile_id)
    yield "Checked on", shown_moment(found.verified_at, zone)
    yield "Decision", word(names.DECISION, found.decision)
    yield "Comment on the decision", text(found.decision_comment)
    yield "Check type", shown(found.check_type)
    yield "Negotiation ends", shown(found.negotiation_end_date, zone)
    yield "Archived on", shown_moment(found.archived_at, zone)
    yield "Deleted on", shown_moment(found.deleted_at, zone)
    yield "Created", shown_moment(found.created_at, zone)


def _refs(found: wire.Event) -> Iterator[tuple[str, str]]:
    """What actions and details need; of secrets only that they exist."""
    told = {
        "number": number(found.id),
        "routine": number(found.routine_id),
        "sites": ",".join(_site_ids(found)),
        "contact": number(found.assigned_company_contact_id),
        "profile": number(found.assigned_profile_id),
        "user": number(found.assigned_user_id),
        "rule": number(found.rule_id) or number(first(found.rule).get("id")),
        "creation_status": code_text(found.creation_status),
        "signature": "yes" if found.img_signature else "",
        "code": "yes" if code_text(found.code_pin) else "",
        "training": "yes" if found.attendee_count is not None else "",
    }
    yield from ((name, value) for name, value in told.items() if value)
