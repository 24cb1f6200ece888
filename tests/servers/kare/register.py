"""The parts of an organization that every data set shares: sites, rules, routines, people."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]

ORGANIZATION: Record = {
    "id": 7,
    "name": "Lycée des Tilleuls",
    "language": "fr",
    "timezone": "Europe/Paris",
    "uploadSizeUsed": 1024,
}

_ESTABLISHMENT: Record = {
    "id": 5,
    "name": "Lycée des Tilleuls",
    "address": "4 rue des Tilleuls",
    "city": "Bourg-en-Bresse",
    "zipCode": 1000,
    "country": "FR",
    "classifications": [0, 2],
    "category": 3,
    "pinCode": 5150,
}


def _site(ident: int, name: str, *, establishment: bool) -> Record:
    return {
        "id": ident,
        "name": name,
        "isEstablishment": establishment,
        "establishmentId": 5,
        "serialNumber": f"S-{ident}",
        "archivedAt": None,
    }


SITES: dict[int, Record] = {
    501: _site(501, "Bâtiment A", establishment=True),
    502: _site(502, "Bâtiment B", establishment=False),
}


def whole_site(ident: int) -> Record:
    """A site with what it tells when it is asked for alone."""
    return {
        **SITES[ident],
        "types": ["R", "L"],
        "classifications": ["ERP"],
        "sortOrder": 1,
        "establishment": _ESTABLISHMENT,
        "tags": [{"id": 1, "name": "Public"}],
        "actions": {"canBeUpdated": False},
        "plan": None,
        "building": {"id": 9, "name": "A"},
        "area": 1200,
        "isPositioned": True,
    }


def _rule(ident: int, name: str, rrule: str) -> Record:
    return {
        "id": ident,
        "name": name,
        "type": 1,
        "rrule": rrule,
        "workflowType": 2,
        "complianceType": 1,
    }


RULES: dict[int, Record] = {
    11: _rule(11, "Exercice d'évacuation", "FREQ=MONTHLY;INTERVAL=6"),
    12: _rule(12, "Vérification des extincteurs", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"),
}


def _routine(ident: int, name: str, rule: int) -> Record:
    return {
        "id": ident,
        "name": name,
        "description": "Contrat annuel",
        "type": 1,
        "rrule": "FREQ=MONTHLY;INTERVAL=1",
        "autoCreateEnabled": True,
        "autoAttachEnabled": False,
        "contract": {"id": 3, "name": "Contrat 2026"},
        "assignedTo": {"type": 2, "id": 71, "name": "Denis Roy"},
        "sites": [SITES[501]],
        "siteIds": [501],
        "rule": RULES[rule],
        "rulesCount": 1,
        "technicalInstallations": [],
    }


ROUTINES: dict[int, Record] = {
    31: _routine(31, "Évacuations du semestre", 11),
    32: _routine(32, "Extincteurs", 12),
}


def _user(ident: int, first: str, last: str) -> Record:
    return {
        "id": ident,
        "key": f"00000000-0000-4000-8000-{ident:012d}",
        "type": 1,
        "firstName": first,
        "lastName": last,
        "email": f"{first}.{last}@tilleuls.example".lower(),
        "phone": "+33 4 00 00 00 00",
        "lang": "fr",
        "permissions": {"group": "ADMIN", "read": [], "manage": []},
        "scope": None,
        "profession": "professions.technician",
    }


USERS: dict[int, Record] = {
    ident: _user(ident, first, last)
    for ident, first, last in (
        (201, "Anne", "Durand"),
        (202, "Karim", "Benali"),
        (203, "Zoé", "Lefèvre"),
        (204, "Hugo", "Martin"),
    )
}

_CONTACTS: list[Record] = [
    {
        "id": 71,
        "name": "Denis Roy",
        "email": "denis.roy@secours.example",
        "phones": ["+33 4 11 11 11 11"],
        "comment": "Joignable le matin",
        "companyId": 41,
        "notifyAt": None,
    }
]

COMPANIES: dict[int, Record] = {
    41: {
        "id": 41,
        "name": "Secours Plus",
        "type": 1,
        "location": "Lyon",
        "email": "contact@secours.example",
        "phones": ["+33 4 22 22 22 22"],
        "contacts": _CONTACTS,
        "establishmentIds": [5],
    }
}
