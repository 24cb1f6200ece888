"""Contacts, search hits, answers and histories to the domain. Most shapes are not documented."""

from collections.abc import Iterator
from datetime import datetime

from eventdesk.domain.contact import HistoryEntry, PersonFound, Section
from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.dates import stamp
from eventdesk.providers.sheepcrm.uris import is_uri, uri_of
from eventdesk.providers.sheepcrm.words import (
    Rows,
    in_one,
    joined,
    label,
    objects,
    shown,
    shown_list,
)

_KINDS = ("person", "organisation")

_hits = RecordDecoder(wire.Hit)
_persons = RecordDecoder(wire.Person)
_responses = RecordDecoder(wire.Response)
_entries = RecordDecoder(wire.AuditEntry)


def contact_name(summary: object) -> str:
    """The name in a contact's summary, "" where there is none."""
    if not isinstance(summary, dict):
        return ""
    name = shown(summary.get("display_value")) or shown(summary.get("name"))
    parts = (shown(summary.get("first_name")), shown(summary.get("last_name")))
    return name or " ".join(filter(None, parts))


def membership_rows(answer: object) -> Rows:
    """One row a membership: its name, then number, status and dates."""
    memberships = objects(answer.get("memberships")) if isinstance(answer, dict) else []
    return tuple(_membership_row(membership) for membership in memberships)


def _membership_row(membership: dict[str, object]) -> tuple[str, str]:
    name = shown(membership.get("display_value")) or shown(membership.get("membership_type"))
    dates = [shown(membership.get(key)) for key in ("start_date", "end_date")]
    told = joined(
        membership.get("membership_number"),
        membership.get("membership_record_status"),
        " to ".join(filter(None, dates)),
    )
    return name or "Membership", told or in_one(membership)


def contact_order_rows(answer: object) -> Rows:
    """The titles of the events that a contact has ordered for."""
    orders = objects(answer.get("orders")) if isinstance(answer, dict) else []
    titles = (shown(order.get("booking_display")) for order in orders)
    return tuple(("Event", title) for title in titles if title)


def people_found(answer: object) -> list[PersonFound]:
    """The people and organisations among the hits of the global search."""
    hits = objects(answer.get("results")) if isinstance(answer, dict) else []
    found = []
    for hit in map(_hits.converted, hits):
        ref = (hit.id or "").strip()
        kind = ref.split("/")[2] if is_uri(ref) else (hit.resource or "")
        if ref and kind in _KINDS:
            name = one_line(hit.display_value or "")
            email, phone = shown(hit.primary_email), shown(hit.primary_telephone)
            found.append(PersonFound(ref, name or email or "No name", email, phone, kind))
    return found


def persons_found(answer: object) -> list[PersonFound]:
    """Person records, sent as one object or as a list of them."""
    records = objects(answer) or objects([answer])
    found = []
    for person in map(_persons.converted, records):
        ref = (person.uri or "").strip()
        if ref:
            name = person.display_value or f"{person.first_name or ''} {person.last_name or ''}"
            email = shown(person.email)
            shown_name = one_line(name) or email or "No name"
            found.append(PersonFound(ref, shown_name, email, shown(person.telephone), "person"))
    return found


def answer_sections(answers: wire.Answers) -> Iterator[Section]:
    """What each person of an order answered. What is for staff alone is left out."""
    for record in objects(answers.responses):
        response = _responses.converted(record)
        role = shown(response.role)
        name = shown(response.contact_display_value) or uri_of(response.contact_uri) or "Somebody"
        found = _answer_rows(response.response)
        if found:
            yield Section(f"{name} ({role})" if role else name, found)


def _answer_rows(response: object) -> Rows:
    """The simple form; else the sections; else question and answer as they are."""
    if not isinstance(response, dict):
        return ()
    asked = [
        question
        for section in objects(response.get("sections"))
        for question in _section_questions(section)
    ]
    hidden = {
        shown_key
        for question in asked
        if question.get("visibility") == "internal_only"
        for shown_key in (question.get("question_uri"), question.get("label"))
        if isinstance(shown_key, str) and shown_key
    }
    simple = objects(response.get("simple"))
    if simple:
        pairs = [(q.get("question"), q.get("answer"), q.get("uri")) for q in simple]
    elif asked:
        pairs = [(q.get("label"), q.get("answer"), q.get("question_uri")) for q in asked]
    else:
        flat = response.get("flat")
        pairs = [(k, v, None) for k, v in flat.items()] if isinstance(flat, dict) else []
    return tuple(
        (shown(question) or "Question", shown_list(answer) or "No answer")
        for question, answer, uri in pairs
        if not _is_hidden(question, uri, hidden)
    )


def _section_questions(section: dict[str, object]) -> list[dict[str, object]]:
    """The questions of a section; those of one for staff alone are marked so."""
    questions = objects(section.get("questions"))
    if section.get("visibility") == "internal_only":
        return [{**question, "visibility": "internal_only"} for question in questions]
    return questions


def _is_hidden(question: object, uri: object, hidden: set[str]) -> bool:
    return any(isinstance(key, str) and key in hidden for key in (question, uri))


def history_entries(answer: object) -> list[tuple[HistoryEntry, str]]:
    """Entries of an audit, newest first, each with the URI of who did it, "" for none."""
    results = objects(answer.get("results") if isinstance(answer, dict) else answer)
    entries = []
    for record in results:
        entry = _entries.converted(record)
        what = " ".join(filter(None, (shown(entry.message), _differences(entry.clean_diff))))
        user = uri_of(entry.user)
        who = shown(record.get("user"))
        entries.append((HistoryEntry(stamp(entry.date), who, what or "Changed"), user))
    entries.sort(key=lambda pair: _moment_key(pair[0].at), reverse=True)
    return entries


def _moment_key(at: datetime | None) -> datetime:
    return datetime.min if at is None else at.replace(tzinfo=None)


def _differences(value: object) -> str:
    """ "(Title: Old → New; Place: Hall)"."""
    parts = []
    for difference in objects(value)[:10]:
        name = label(shown(difference.get("field")) or "value")
        before, after = shown_list(difference.get("prev")), shown_list(difference.get("value"))
        parts.append(f"{name}: {before} → {after}" if before else f"{name}: {after or 'emptied'}")
    return f"({'; '.join(parts)})" if parts else ""
