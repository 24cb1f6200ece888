"""Records that are asked for one by one, as titled rows for people to read."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

import msgspec

from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.kare import names, wire
from eventdesk.providers.kare.dates import shown_moment
from eventdesk.providers.kare.mapping_events import Reading
from eventdesk.providers.kare.names import CodeNames, code_text
from eventdesk.providers.kare.words import (
    Row,
    first,
    key_words,
    label,
    number,
    objects,
    rows,
    shown,
    text,
)
from eventdesk.recurrence.words import rule_in_words

_rules = RecordDecoder(wire.Rule)
_assignees = RecordDecoder(wire.Assignee)
_summaries = RecordDecoder(wire.Summary)
_routines = RecordDecoder(wire.Routine)
_found_anomalies = RecordDecoder(wire.FoundAnomaly)
_anomalies = RecordDecoder(wire.Anomaly)


def intervention(found: wire.Event, reading: Reading) -> list[Section]:
    """Times, work, decision, rule and what belongs to them; sections that say nothing left out."""
    told = (
        ("Intervention", _codes(found, reading.names)),
        ("Times", _times(found, reading.zone)),
        ("Work", _work(found, reading.zone)),
        ("Decision", _decision(found, reading)),
        ("Rule", rule_rows(first(found.rule))),
        ("Anomalies in numbers", _numbers(found.anomaly_stats)),
        ("Technical installations", installations(found.technical_installations)),
        ("What your user may do", _allowed(found.actions)),
    )
    return [Section(title, found_rows) for title, found_rows in told if found_rows]


def _codes(found: wire.Event, code_names: CodeNames) -> tuple[Row, ...]:
    told = (
        (names.STATUS, found.status),
        (names.TYPE, found.type),
        (names.SUB_TYPE, found.sub_type),
        (names.CREATION_STATUS, found.creation_status),
        (names.EVENT_TYPE, found.event_type),
    )
    codes = [(names.TITLES[kind], code_names.word(kind, code)) for kind, code in told]
    return rows([("Number", number(found.id)), *codes])


def _times(found: wire.Event, zone: tzinfo | None) -> tuple[Row, ...]:
    return rows(
        [
            ("Planned start", shown_moment(found.scheduled_start, zone)),
            ("Planned end", shown_moment(found.scheduled_end, zone)),
            ("Actual start", shown_moment(found.actual_start, zone)),
            ("Actual end", shown_moment(found.actual_end, zone)),
            ("Negotiation ends", shown(found.negotiation_end_date, zone)),
        ]
    )


def _work(found: wire.Event, zone: tzinfo | None) -> tuple[Row, ...]:
    summary = _summaries.converted(first(found.summary))
    return rows(
        [
            ("Provider", text(summary.name) or text(found.provider_name)),
            ("E-mail", text(summary.email) or text(found.provider_email)),
            ("On the work", text(summary.action_comment) or text(found.provider_action_comment)),
            ("Comment", text(summary.comment) or text(found.provider_general_comment)),
            ("Done", shown_moment(summary.done_at, zone)),
        ]
    )


def _decision(found: wire.Event, reading: Reading) -> tuple[Row, ...]:
    return rows(
        [
            ("Decision", reading.names.word(names.DECISION, found.decision)),
            ("Comment", text(found.decision_comment)),
            ("Checked on", shown_moment(found.verified_at, reading.zone)),
        ]
    )


def rule_rows(record: Mapping[str, object]) -> tuple[Row, ...]:
    """A rule of the register."""
    rule = _rules.converted(dict(record))
    return rows(
        [
            ("Rule", text(rule.name)),
            ("Repeats", repeats(rule.rrule)),
            ("Type", code_text(rule.type)),
            ("Workflow type", code_text(rule.workflow_type)),
            ("Compliance type", code_text(rule.compliance_type)),
        ]
    )


def repeats(rrule: object) -> str:
    """A rule of recurrence in words; as it came where it cannot be said."""
    told = text(rrule)
    return rule_in_words(told) or told if told else ""


def _numbers(value: object) -> tuple[Row, ...]:
    return rows((label(key), shown(told)) for key, told in first(value).items())


def installations(value: object) -> tuple[Row, ...]:
    """Technical installations by name; KARE sends keys for translation."""
    told = [key_words(each.get("name")) for each in objects(value)]
    return rows((str(place), name) for place, name in enumerate(filter(None, told), 1))


def _allowed(value: object) -> tuple[Row, ...]:
    allowed = first(value)
    return rows((label(key), "Yes" if may else "No") for key, may in allowed.items())


def routine(record: Mapping[str, Any], code_names: CodeNames) -> list[Section]:
    """What makes interventions again and again, with its rule in words."""
    found = _routines.converted(dict(record))
    who = _assignees.converted(first(found.assigned_to))
    told = [
        ("Number", number(found.id)),
        ("Name", text(found.name)),
        ("Description", text(found.description)),
        ("Repeats", repeats(found.rrule)),
        ("Type", code_text(found.type)),
        ("Makes interventions by itself", shown(found.auto_create_enabled)),
        ("Attaches anomalies by itself", shown(found.auto_attach_enabled)),
        ("Contract", text(first(found.contract).get("name")) or shown(found.contract)),
        ("Assigned to", text(who.name)),
        ("Assignee's kind", code_names.word(names.ASSIGNEE_TYPE, who.type)),
        ("Sites", ", ".join(filter(None, (text(s.get("name")) for s in objects(found.sites))))),
        ("Rules", code_text(found.rules_count)),
    ]
    sections = (
        ("Routine", rows(told)),
        ("Rule", rule_rows(first(found.rule))),
        ("Technical installations", installations(found.technical_installations)),
    )
    return [Section(title, found_rows) for title, found_rows in sections if found_rows]


def anomalies(records: Sequence[msgspec.Raw], ident: str, zone: tzinfo | None) -> Detail:
    """The anomalies of one intervention among those of all."""
    sections, without_owner = [], 0
    for record in records:
        try:
            found = _found_anomalies.decode(record)
        except RecordError:
            continue
        owner = number(found.intervention_id) or number(first(found.intervention).get("id"))
        without_owner += not owner
        if owner == ident:
            sections.append(_anomaly(found, zone))
    if without_owner:
        problem = f"{without_owner} anomalies in KARE do not say which intervention they belong to."
        return Detail(tuple(sections), problems=(problem,))
    return Detail(tuple(sections) or (Section("Anomalies", (("Anomalies", "None"),)),))


def _anomaly(found: wire.FoundAnomaly, zone: tzinfo | None) -> Section:
    inner = _anomalies.converted(first(found.anomaly))
    ident = number(found.anomaly_id) or number(inner.id)
    told = [
        ("Number", ident),
        ("Type", code_text(inner.type)),
        ("Status", code_text(inner.status)),
        ("Risk", code_text(inner.risk)),
        ("Due", shown_moment(inner.due_at, zone)),
        ("Comment", text(found.comment)),
        ("Provider's action", code_text(found.provider_action)),
        ("Decision", code_text(found.client_decision)),
        ("Comment on the decision", text(found.client_decision_comment)),
    ]
    title = text(inner.title) or f"Anomaly {ident}".strip()
    return Section(title, rows(told) or (("Title", title),))


def signed(found: wire.Event, summary: wire.Summary, zone: tzinfo | None) -> Section:
    """Who signed, and when."""
    told = [
        ("Provider", text(summary.name) or text(found.provider_name)),
        ("Done", shown_moment(summary.done_at, zone)),
    ]
    return Section("Signature", rows(told))
