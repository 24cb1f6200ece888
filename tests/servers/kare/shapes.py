"""The forms in which an intervention leaves the server (apis/kare.md sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.servers.kare.register import ROUTINES, RULES, SITES

Record = dict[str, Any]
SignatureUrl = Callable[[int], str]

_RICH = ("subType", "actions", "assignedTo", "anomalyStats", "technicalInstallations")
_RICH_ONLY = frozenset({*_RICH, "rule", "hasRoutineInterventionDrift", "siteIds", "ruleId"})
_OLDER = {
    "assignedProfileId": "assignedUserId",
    "verifiedById": "verifiedByUserId",
    "createdById": "createdByUserId",
}
_NEWER_ONLY = frozenset({"companyId", "negotiationEndDate", "checkType", "deletedAt"})


def flat(record: Record, generation: str, signature_url: SignatureUrl) -> Record:
    """The flat form. `generation` is "older" or "newer"."""
    found = {key: value for key, value in record.items() if key not in _RICH_ONLY}
    if found.get("imgSignature"):
        found["imgSignature"] = signature_url(record["id"])
    if generation == "newer":
        return found
    renamed = {_OLDER.get(key, key): value for key, value in found.items()}
    return {key: value for key, value in renamed.items() if key not in _NEWER_ONLY}


def listed(record: Record, generation: str, signature_url: SignatureUrl, *, sites: bool) -> Record:
    """The form of the calendar."""
    found = flat(record, generation, signature_url)
    if sites:
        found["sites"] = [SITES[ident] for ident in record["siteIds"]]
    return found


def rich(record: Record, generation: str, signature_url: SignatureUrl) -> Record:
    """The form of an intervention alone."""
    found = flat(record, generation, signature_url)
    routine = ROUTINES.get(record.get("routineId") or 0)
    return {
        **found,
        **{key: record[key] for key in _RICH if key in record},
        "summary": {
            "name": found.get("providerName"),
            "email": found.get("providerEmail"),
            "actionComment": found.get("providerActionComment"),
            "comment": found.get("providerGeneralComment"),
            "imgSignature": found.get("imgSignature"),
            "doneAt": found.get("actualEnd"),
        },
        "routine": {"id": routine["id"], "name": routine["name"]} if routine else None,
        "rule": RULES.get(record.get("ruleId") or 0),
        "rulesCount": 1 if record.get("ruleId") else 0,
        "hasRoutineInterventionDrift": record.get("hasRoutineInterventionDrift", False),
    }
