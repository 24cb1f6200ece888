"""What the notes allow in the body of an event (apis/teamwork.md 6), as sentences on breaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.servers.teamwork.dataset import Json

FREQUENCIES = {"weekly", "weekdays", "monthly", "yearly"} | {
    "every2weeks",
    "every3weeks",
    "every4weeks",
    "every2months",
    "every3months",
    "every4months",
    "every6months",
}
PRIVACIES = {"company", "project", "private", "personal", "all"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")
_IDS = re.compile(r"(\d+(,\d+)*)?")


def problems(event: Json) -> Iterator[str]:
    """Every key that is not documented, and every value of a wrong form."""
    for key, value in event.items():
        check = _CHECKS.get(key)
        if check is None:
            yield f"the event has a key '{key}', which is not documented"
        elif not check(value):
            yield f"'{key}' is {value!r}"
    privacy = event.get("privacy")
    if "project-id" in event and not (
        isinstance(privacy, dict) and privacy.get("type") == "project"
    ):
        yield "'project-id' goes with the privacy of a project only"


def _text(value: object) -> bool:
    return isinstance(value, str)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _moment(value: object) -> bool:
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def _ids(value: object) -> bool:
    return isinstance(value, str) and _IDS.fullmatch(value) is not None


def _type(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"id"} and type(value["id"]) is int


def _privacy(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"type", "project-id"}:
        return False
    if "project-id" in value and value.get("type") != "project":
        return False
    return value.get("type") in PRIVACIES and _text(value.get("project-id", ""))


def _reminders(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and item.keys() == {"type", "period", "before"}
        and item["type"] in {"sms", "email", "push"}
        and item["period"] in {"minutes", "hours", "days", "weeks"}
        and isinstance(item["before"], str)
        and item["before"].isdigit()
        for item in value
    )


def _repeat(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {
        "frequency",
        "month-type",
        "ends",
        "endDate",
    }:
        return False
    day = value.get("endDate", "2026-01-01")
    return (
        value.get("frequency") in FREQUENCIES
        and value.get("month-type", "monthday") == "monthday"
        and _flag(value.get("ends"))
        and value["ends"] == ("endDate" in value)
        and isinstance(day, str)
        and re.fullmatch(r"\d{4}-\d\d-\d\d", day) is not None
    )


_CHECKS: dict[str, Callable[[object], bool]] = {
    "title": _text,
    "description": _text,
    "where": _text,
    "start": _moment,
    "end": _moment,
    "all-day": _flag,
    "type": _type,
    "privacy": _privacy,
    "project-id": _text,
    "attending-user-ids": _ids,
    "notify-user-ids": _ids,
    "notify": _flag,
    "notify-current-user": _flag,
    "email-user-ids": _ids,
    "reminders": _reminders,
    "repeat": _repeat,
    "show-as-busy": _flag,
    "attendees-can-edit": _flag,
    "project-users-can-edit": _flag,
    "utc": _flag,
}
