"""The fields of KARE's forms, and what a person typed as KARE takes it."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from eventdesk.domain.capability import Choice, Field, FieldKind, Values
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.text import one_line
from eventdesk.providers.kare import names
from eventdesk.providers.kare.api import zulu
from eventdesk.providers.kare.names import CodeNames

DESCRIPTION, START, END = "description", "scheduled_start", "scheduled_end"
CREATION_STATUS, CONTACT, PROFILE = "creation_status", "company_contact", "profile"

BODY_NAMES: Mapping[str, str] = {
    DESCRIPTION: "description",
    START: "scheduledStart",
    END: "scheduledEnd",
    CREATION_STATUS: "creationStatus",
    CONTACT: "assignedCompanyContactId",
    PROFILE: "assignedProfileId",
    "anomalies": "anomalyIds",
    "routine": "routineId",
    "rule": "ruleId",
    "sites": "siteIds",
    "site_rules": "siteRuleIds",
}
"""KARE's name for each field (apis/kare.md section 3)."""

_MOMENTS = {START: "Planned start", END: "Planned end"}
_LISTS = ("anomalies", "sites", "site_rules")
_LARGEST_ID = 2**53

Body = Mapping[str, object]


def moment_fields(zone: tzinfo | None, now: Mapping[str, str] | None = None) -> tuple[Field, ...]:
    """When it is planned, on the clock of the organization; `now` is what stands there at first.

    Only something new must have both: some interventions have no end.
    """
    hint = f"Time of {zone}" if zone else "Time in UTC, as KARE tells no time zone"
    values = now or {}
    return tuple(
        Field(
            name,
            title,
            FieldKind.DATETIME,
            required=now is None,
            value=values.get(name, ""),
            hint=hint,
        )
        for name, title in _MOMENTS.items()
    )


def code_field(
    code_names: CodeNames, kind: str, *, name: str, value: str = "", required: bool = False
) -> Field:
    """A code: one of those that have names, else its number."""
    title, choices = names.TITLES[kind], code_names.choices(kind)
    if not choices:
        hint = "KARE's number; what each means is not documented. Name them in the account"
        return Field(name, title, FieldKind.NUMBER, required, value=value, hint=hint)
    if value and value not in [choice.value for choice in choices]:
        choices = (*choices, Choice(value, code_names.word(kind, value)))
    return Field(name, title, FieldKind.CHOICE, required, choices=choices, value=value)


def known_field(name: str, title: str, known: Mapping[str, str], *, value: str = "") -> Field:
    """One of some records: by their titles, or by number where none can be listed."""
    if not known:
        return Field(name, title, FieldKind.NUMBER, value=value, hint="Its number in KARE")
    titles = {**known, value: known.get(value, f"{title} {value}")} if value else known
    choices = tuple(Choice(ident, found) for ident, found in titles.items())
    return Field(name, title, FieldKind.CHOICE, choices=choices, value=value)


def body_of(values: Values, zone: tzinfo | None) -> dict[str, object]:
    """The body for filled-in fields; empty ones are left out.

    Raises:
        BadRequest: a value is not what its field asks for, or the end is not after the start.
    """
    filled = {name: value.strip() for name, value in values.items() if value.strip()}
    body = {BODY_NAMES[name]: parsed(name, value, zone) for name, value in filled.items()}
    if START in filled and END in filled:
        check_order(filled[START], filled[END], zone)
    return body


def check_order(start: str, end: str, zone: tzinfo | None) -> None:
    """Raise `BadRequest` where an end is not after its start."""
    if _moment(END, end, zone) <= _moment(START, start, zone):
        raise BadRequest("The planned end must be after the planned start.", "Change one of them.")


def parsed(name: str, value: str, zone: tzinfo | None) -> object:
    """A field's text as KARE takes it; an empty one becomes what takes the value away."""
    if name == DESCRIPTION:
        return value
    if name in _LISTS:
        parts = [part.strip() for part in value.split(",")]
        return [whole_number(name, part) for part in parts if part]
    if not value:
        return None
    return zulu(_moment(name, value, zone)) if name in _MOMENTS else whole_number(name, value)


def whole_number(name: str, text: str) -> int:
    """A code or an id. Raises `BadRequest`."""
    digits = text.removeprefix("-")
    number = int(text) if digits.isascii() and digits.isdigit() and len(digits) < 17 else None
    if number is None or abs(number) > _LARGEST_ID:
        title = name.replace("_", " ").capitalize()
        raise BadRequest(
            f"“{one_line(text, 40)}” is not a whole number ({title}).", "Use KARE's number."
        )
    return number


def required_moments(values: Values) -> None:
    """Raise `BadRequest` where a planned time is missing."""
    for name, title in _MOMENTS.items():
        if not values.get(name, "").strip():
            raise BadRequest(f"{title} is missing.", f"Give {name}=….")


def _moment(name: str, text: str, zone: tzinfo | None) -> datetime:
    try:
        when = datetime.fromisoformat(text)
        aware = when if when.tzinfo else when.replace(tzinfo=zone or UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(
            f"“{one_line(text, 40)}” is not a date and time ({_MOMENTS[name]}).",
            "Write it like 2026-11-21T19:00.",
        ) from None
