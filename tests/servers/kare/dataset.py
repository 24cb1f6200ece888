"""What a KARE server holds at its start: generated, the same for the same seed and day.

Records are kept in the newer generation's names; the routes rename them for the older one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from tests.servers.kare.register import ROUTINES, RULES, SITES, USERS

Record = dict[str, Any]

LABELS = ("main", "running", "bare", "curative", "archived", "locked", "far", "done")
_FIRST_ID = 4000
_EVENT_TYPE = 123
_WORK = (
    "Contrôle des extincteurs\nAccès par la cour",
    "Vérification de l'éclairage de sécurité",
    "Remplacement d'une porte coupe-feu",
    "Essai du désenfumage",
    "",
)


class KareDataset:
    """The generator behind one organization.

    `interventions` holds rich records by id; `labels` the ids of the special ones. `presences`
    are those of the training labelled `main`, `attendees` of them, and of a few others.
    """

    def __init__(
        self, *, events: int, attendees: int = 12, seed: int = 1, today: date | None = None
    ) -> None:
        self.today = today or date.today()
        self.noon = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        self._chance = random.Random(seed)
        self.labels = {label: _FIRST_ID + n for n, label in enumerate(LABELS[:events])}
        self.interventions = {
            _FIRST_ID + number: self._intervention(number) for number in range(events)
        }
        for label, ident in self.labels.items():
            _SPECIAL[label](self.interventions[ident], self.noon)
        self.presences = self._presences(attendees)
        self.anomalies = self._anomalies()

    @classmethod
    def small(cls, *, seed: int = 1, today: date | None = None) -> Self:
        """Every special case and 14 ordinary interventions."""
        return cls(events=len(LABELS) + 14, seed=seed, today=today)

    @classmethod
    def sized(
        cls, *, events: int, attendees: int = 12, seed: int = 1, today: date | None = None
    ) -> Self:
        """Any size, spread over two years around the day."""
        return cls(events=events, attendees=attendees, seed=seed, today=today)

    def _intervention(self, number: int) -> Record:
        chance = self._chance
        spread = 40 if number < 100 else 365
        start = self.noon + timedelta(days=chance.randint(-spread, spread), minutes=number % 240)
        routine = chance.choice((None, *ROUTINES.values()))
        site = chance.choice(list(SITES.values()))
        user = chance.choice(list(USERS.values()))
        return {
            "id": _FIRST_ID + number,
            "eventType": _EVENT_TYPE,
            "status": chance.randint(0, 5),
            "type": 1 if routine else 2,
            "subType": 3,
            "creationStatus": chance.randint(0, 1),
            "description": chance.choice(_WORK),
            "scheduledStart": iso(start),
            "scheduledEnd": iso(start + timedelta(hours=2)),
            "actualStart": None,
            "actualEnd": None,
            "codePin": 4821 + number,
            "imgSignature": None,
            "assignedProfileId": user["id"],
            "assignedCompanyContactId": None,
            "routineId": routine["id"] if routine else None,
            "autoCreated": routine is not None,
            "organizationId": 7,
            "createdById": user["id"],
            "createdAt": iso(start - timedelta(days=30)),
            "updatedAt": iso(start - timedelta(days=2)),
            "archivedAt": None,
            "deletedAt": None,
            "companyId": None,
            "checkType": 1,
            "siteIds": [site["id"]],
            "ruleId": routine["rule"]["id"] if routine else None,
            "assignedTo": {"type": 1, "id": user["id"], "name": full_name(user)},
            "actions": allowed(),
        }

    def _presences(self, attendees: int) -> list[Record]:
        main = self.labels.get("main")
        found = [self._presence(main, number) for number in range(attendees)] if main else []
        trained = [ident for ident in self.interventions if ident % 7 == 0 and ident != main]
        return found + [self._presence(ident, n) for ident in trained[:20] for n in range(2)]

    def _presence(self, ident: int, number: int) -> Record:
        users = list(USERS.values())
        user = dict(users[number % len(users)])
        if number >= len(users):
            user |= {"id": 900 + number, "lastName": f"{user['lastName']} {number}"}
        status = ("present", "absent", "present", None)[number % 4]
        return {
            "userId": user["id"],
            "interventionId": ident,
            "attendanceStatus": status,
            "attendanceProof": "proofs/91.png" if status == "present" else None,
            "user": user,
            "intervention": {"id": ident},
        }

    def _anomalies(self) -> list[Record]:
        with_anomalies = [
            self.labels[label] for label in ("main", "curative") if label in self.labels
        ]
        return [
            {
                "interventionId": ident,
                "anomalyId": 60 + number,
                "comment": "Vu pendant la visite",
                "providerAction": 1,
                "clientDecision": None,
                "clientDecisionComment": None,
                "anomaly": {
                    "id": 60 + number,
                    "type": 2,
                    "status": 1,
                    "title": "Extincteur manquant",
                    "risk": 3,
                    "dueAt": iso(self.noon + timedelta(days=20)),
                },
            }
            for number, ident in enumerate(with_anomalies)
        ]


def iso(when: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and “Z”."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def full_name(user: Record) -> str:
    """First and last name."""
    return f"{user['firstName']} {user['lastName']}"


def allowed(**changes: bool) -> Record:
    """What may be done with an intervention."""
    names = ("Updated", "Deleted", "Executed", "Verified")
    return {f"canBe{name}": changes.get(name.lower(), True) for name in names} | {
        "canSendSignatureEmail": False,
        "canSendToProvider": True,
    }


def _place(record: Record, start: datetime, hours: float = 2) -> None:
    record["scheduledStart"] = iso(start)
    record["scheduledEnd"] = iso(start + timedelta(hours=hours))


def _main(record: Record, noon: datetime) -> None:
    _place(record, noon + timedelta(days=1))
    record |= {
        "description": "Exercice d'évacuation du bâtiment A\nRassemblement dans la cour",
        "status": 2,
        "type": 3,
        "routineId": 31,
        "ruleId": 11,
        "rule": RULES[11],
        "siteIds": [501, 502],
        "attendeeCount": 12,
        "codePin": 3907,
        "imgSignature": "signature",
        "actualStart": iso(noon + timedelta(days=1, minutes=5)),
        "actualEnd": iso(noon + timedelta(days=1, minutes=50)),
        "providerName": "Denis Roy",
        "providerEmail": "denis.roy@secours.example",
        "providerActionComment": "Tout le monde est sorti en 4 minutes",
        "providerGeneralComment": "Porte B bloquée",
        "assignedCompanyContactId": 71,
        "assignedProfileId": None,
        "assignedTo": {"type": 2, "id": 71, "name": "Denis Roy", "email": "d@secours.example"},
        "verifiedById": 201,
        "verifiedAt": iso(noon - timedelta(days=1)),
        "decisionComment": "Conforme",
        "negotiationEndDate": iso(noon),
        "anomalyStats": {"total": 1, "open": 1},
        "technicalInstallations": [
            {
                "id": 4,
                "name": "establishment_informations.installation_ascenseurs",
                "presignedUrl": "https://files.invalid/4.png?X-Amz-Signature=s3cr3t",
            }
        ],
        "hasRoutineInterventionDrift": False,
    }


def _running(record: Record, noon: datetime) -> None:
    _place(record, noon - timedelta(days=3), hours=24 * 6)


def _bare(record: Record, noon: datetime) -> None:
    kept = {"id", "eventType", "actions"}
    for key in record.keys() - kept:
        del record[key]
    record |= {"scheduledStart": iso(noon + timedelta(days=2)), "siteIds": []}


def _curative(record: Record, noon: datetime) -> None:
    _place(record, noon + timedelta(days=3))
    record |= {"routineId": None, "ruleId": None, "autoCreated": False, "type": 2}
    record |= {"description": "Remplacer un extincteur\nÀ côté de l'accueil", "siteIds": [502]}


def _archived(record: Record, noon: datetime) -> None:
    _place(record, noon - timedelta(days=5))
    record["archivedAt"] = iso(noon - timedelta(days=1))


def _locked(record: Record, noon: datetime) -> None:
    _place(record, noon + timedelta(days=4))
    record["actions"] = allowed(updated=False, deleted=False, verified=False)


def _far(record: Record, noon: datetime) -> None:
    _place(record, noon + timedelta(days=400))


def _done(record: Record, noon: datetime) -> None:
    _place(record, noon - timedelta(days=2))
    record |= {"routineId": 32, "ruleId": 12, "type": 1, "description": ""}
    record |= {"actualStart": iso(noon - timedelta(days=2)), "siteIds": [501]}


_SPECIAL: dict[str, Callable[[Record, datetime], None]] = {
    "main": _main,
    "running": _running,
    "bare": _bare,
    "curative": _curative,
    "archived": _archived,
    "locked": _locked,
    "far": _far,
    "done": _done,
}
