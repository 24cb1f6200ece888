"""What KARE lets a person do with an intervention: edit, accept or reject, delete.

`actions{}` of the intervention says which (apis/kare.md section 5); what it does not allow is not
offered. A form is compared with the event it was made from, and only what changed is sent.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Field, FieldKind, Values
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event
from eventdesk.providers.kare import forms, names
from eventdesk.providers.kare.api_writes import KareWrites
from eventdesk.providers.kare.dates import typed
from eventdesk.providers.kare.mapping_events import parts_of
from eventdesk.providers.kare.single import SingleEvents
from eventdesk.providers.kare.surroundings import NOT_FOR_THIS_USER, Surroundings
from eventdesk.providers.kare.words import first

LONGEST_REASON = 2500

_PREVENTIVE, _TRAINING, _VERIFY, _DELETE = "edit-preventive", "edit-training", "verify", "delete"
_UPDATABLE, _VERIFIABLE, _DELETABLE = "canBeUpdated", "canBeVerified", "canBeDeleted"
_SHARED = (
    forms.DESCRIPTION,
    forms.START,
    forms.END,
    forms.CREATION_STATUS,
    forms.CONTACT,
    forms.PROFILE,
)
_FIELDS = {_PREVENTIVE: (*_SHARED, "site_rules"), _TRAINING: (*_SHARED, "rule", "sites")}
_ASSIGNEES = frozenset({"assignedCompanyContactId", "assignedProfileId"})

_Do = Callable[[Event, Values, CancelToken], ActionResult]


class EventActions:
    """Actions on one intervention."""

    def __init__(
        self, single: SingleEvents, writes: KareWrites, surroundings: Surroundings
    ) -> None:
        self._single = single
        self._writes = writes
        self._surroundings = surroundings
        self._do: Mapping[str, _Do] = {
            _PREVENTIVE: self._edit_preventive,
            _TRAINING: self._edit_training,
            _VERIFY: self._verify,
            _DELETE: self._delete,
        }

    def offered(self, event: Event, cancel: CancelToken) -> Sequence[Action]:
        """What `actions{}` of the intervention allows now."""
        try:
            record = self._single.intervention(event.ref, cancel)
        except NOT_FOR_THIS_USER:
            return ()
        allowed = {name for name, may in first(record.get("actions")).items() if may is True}
        found: list[Action] = []
        if _UPDATABLE in allowed:
            found += self._edits(event, cancel)
        if _VERIFIABLE in allowed:
            found.append(self._verification())
        if _DELETABLE in allowed:
            found.append(_deletion())
        return found

    def act(self, event: Event, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Do one action. Raises `BadRequest` for an unknown one or bad values."""
        do = self._do.get(action)
        if do is None:
            raise BadRequest(f"KARE has no action “{action}” for an intervention.")
        return do(event, values, cancel)

    def _edits(self, event: Event, cancel: CancelToken) -> list[Action]:
        """Which of the two forms fits is told by a routine or attendees; else a person knows."""
        shared = self._shared_fields(event, cancel)
        preventive = Action(_PREVENTIVE, "Edit as preventive", (*shared, *_preventive_fields()))
        training = Action(
            _TRAINING, "Edit as training or exercise", (*shared, *_training_fields(event))
        )
        if event.own_ref("training"):
            return [training]
        return [preventive] if event.own_ref("routine") else [preventive, training]

    def _shared_fields(self, event: Event, cancel: CancelToken) -> tuple[Field, ...]:
        zone = self._surroundings.zone(cancel)
        now = shown_in_form(event, zone)
        code = forms.code_field(
            self._surroundings.names,
            names.CREATION_STATUS,
            name=forms.CREATION_STATUS,
            value=now[forms.CREATION_STATUS],
        )
        contacts = self._surroundings.contacts(cancel)
        return (
            Field(
                forms.DESCRIPTION,
                "Description",
                FieldKind.LONG_TEXT,
                value=now[forms.DESCRIPTION],
            ),
            *forms.moment_fields(zone, now),
            code,
            forms.known_field(forms.CONTACT, "Company contact", contacts, value=now[forms.CONTACT]),
            forms.known_field(forms.PROFILE, "Own staff, by profile", {}, value=now[forms.PROFILE]),
        )

    def _verification(self) -> Action:
        fields = (
            forms.code_field(
                self._surroundings.names, names.DECISION, name="decision", required=True
            ),
            Field("comment", "Comment", FieldKind.LONG_TEXT),
        )
        return Action(_VERIFY, "Accept or reject", fields)

    def _edit_preventive(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        body = self._changed(_PREVENTIVE, event, values, cancel)
        body["sendUpdateEmailToCurrentAssignee"] = values.get("tell_assignee") == "yes"
        if not _ASSIGNEES.isdisjoint(body):
            notice: dict[str, object] = {"sendEmail": values.get("tell_previous") == "yes"}
            reason = values.get("tell_previous_why", "").strip()
            body["previousAssigneeNotification"] = notice | ({"reason": reason} if reason else {})
        self._writes.edit_preventive(parts_of(event.ref)[1], body, cancel)
        return _changed_result(event)

    def _edit_training(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        validate = values.get("validate") == "yes"
        body = self._changed(_TRAINING, event, values, cancel, also=validate)
        if validate:
            body["validateIntervention"] = True
        self._writes.edit_training(parts_of(event.ref)[1], body, cancel)
        return _changed_result(event)

    def _changed(
        self, form: str, event: Event, values: Values, cancel: CancelToken, *, also: bool = False
    ) -> dict[str, object]:
        zone = self._surroundings.zone(cancel)
        now = shown_in_form(event, zone)
        filled = {name: values[name].strip() for name in _FIELDS[form] if name in values}
        changed = {name: value for name, value in filled.items() if value != now[name]}
        if not changed and not also:
            raise BadRequest("Nothing was changed.", "Change a field, or leave it as it is.")
        after = {**now, **changed}
        if {forms.START, forms.END} & set(changed):
            forms.required_moments(after)
            forms.check_order(after[forms.START], after[forms.END], zone)
        return {
            forms.BODY_NAMES[name]: forms.parsed(name, value, zone)
            for name, value in changed.items()
        }

    def _verify(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        decision = values.get("decision", "").strip()
        if not decision:
            raise BadRequest("Accepting or rejecting needs the decision.", "Give decision=….")
        body: dict[str, object] = {"decision": forms.whole_number("decision", decision)}
        comment = values.get("comment", "").strip()
        if comment:
            body["decisionComment"] = comment
        self._writes.verify(parts_of(event.ref)[1], body, cancel)
        word = self._surroundings.names.word(names.DECISION, decision)
        return ActionResult(f"The decision was sent: {word}.", event_ref=event.ref)

    def _delete(self, event: Event, values: Values, cancel: CancelToken) -> ActionResult:
        reason = values.get("reason", "").strip()
        if len(reason) > LONGEST_REASON:
            raise BadRequest(
                f"The reason has {len(reason)} characters.", f"Use up to {LONGEST_REASON}."
            )
        self._writes.delete(parts_of(event.ref)[1], reason, cancel)
        return ActionResult("The intervention was deleted in KARE.", event_ref=event.ref)


def shown_in_form(event: Event, zone: tzinfo | None) -> dict[str, str]:
    """What the forms hold at first; what an event does not tell is empty."""
    return {
        forms.DESCRIPTION: event.description.strip(),
        forms.START: typed(event.start, zone),
        forms.END: typed(event.end, zone),
        forms.CREATION_STATUS: event.own_ref("creation_status"),
        forms.CONTACT: event.own_ref("contact"),
        forms.PROFILE: event.own_ref("profile"),
        "site_rules": "",
        "rule": event.own_ref("rule"),
        "sites": event.own_ref("sites"),
    }


def _preventive_fields() -> tuple[Field, ...]:
    return (
        Field("site_rules", "Rules of the sites", hint="Their numbers, with commas"),
        Field("tell_assignee", "Tell the assignee by e-mail", FieldKind.FLAG, value="no"),
        Field("tell_previous", "Tell the one before by e-mail", FieldKind.FLAG, value="no"),
        Field("tell_previous_why", "Reason for the one before"),
    )


def _training_fields(event: Event) -> tuple[Field, ...]:
    return (
        Field("rule", "Rule", FieldKind.NUMBER, value=event.own_ref("rule"), hint="Its number"),
        Field("sites", "Sites", value=event.own_ref("sites"), hint="Their numbers, with commas"),
        Field("validate", "Validate the intervention", FieldKind.FLAG, value="no"),
    )


def _deletion() -> Action:
    reason = Field(
        "reason", "Reason", FieldKind.LONG_TEXT, hint=f"Up to {LONGEST_REASON} characters"
    )
    return Action(
        _DELETE,
        "Delete",
        (reason,),
        confirm="The intervention is deleted in KARE. Delete it?",
        destructive=True,
    )


def _changed_result(event: Event) -> ActionResult:
    return ActionResult("The intervention was changed in KARE.", event_ref=event.ref)
