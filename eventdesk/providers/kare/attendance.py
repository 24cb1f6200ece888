"""Who was at a training. KARE lists all trainings at once, so the list is kept for a minute."""

from collections.abc import Container, Iterator
from datetime import datetime, timedelta

import msgspec

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.base import Batch
from eventdesk.providers.batches import batches, fingerprint_with
from eventdesk.providers.kare import wire
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.mapping_events import parts_of
from eventdesk.providers.kare.words import first, key_words, number, shown, text

_KEPT_FOR = timedelta(minutes=1)
_MAPPING_VERSION = "1"
_PRESENT = "present"  # the only value that is documented (apis/kare.md section 3)

_presences = RecordDecoder(wire.Presence)
_users = RecordDecoder(wire.User)


class Attendance:
    """Reads the people of trainings."""

    def __init__(self, api: KareApi, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._fingerprint = fingerprint_with(_MAPPING_VERSION)
        self._kept: tuple[datetime, dict[str, list[msgspec.Raw]]] | None = None

    def attendees(
        self, event_ref: str, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Attendee]]:
        """Everybody on the list of an event."""
        cancel.check()
        _, event = parts_of(event_ref)
        records = self._by_event(cancel).get(event, [])
        yield from batches(
            _each_once(records),
            read_attendee,
            what="An attendee",
            fingerprint=self._fingerprint,
            known=known,
        )

    def _by_event(self, cancel: CancelToken) -> dict[str, list[msgspec.Raw]]:
        now = self._clock.now()
        if self._kept is None or now - self._kept[0] > _KEPT_FOR:
            found: dict[str, list[msgspec.Raw]] = {}
            for record in self._api.presences(cancel):
                found.setdefault(_event_of(record), []).append(record)
            self._kept = (now, found)
        return self._kept[1]


def read_attendee(record: bytes | msgspec.Raw) -> Attendee:
    """A record as an attendee. Raises `RecordError`."""
    found = _presences.decode(record)
    ref = _ref_of(found)
    if not ref:
        raise RecordError("it names no person")
    user = _user_of(found)
    proof = "Kept in KARE" if found.attendance_proof else ""
    told = (
        ("Profession", key_words(user.profession)),
        ("Proof of attendance", proof),
    )
    return Attendee(
        ref=ref,
        name=name_of(user) or f"User {ref}",
        status=_status(found.attendance_status),
        email=text(user.email),
        person=ref,
        phone=shown(user.phone),
        more=tuple((name, value) for name, value in told if value),
    )


def name_of(user: wire.User) -> str:
    """First and last name, else the name in one piece or the e-mail address."""
    parts = filter(None, (text(user.first_name), text(user.last_name)))
    return " ".join(parts) or text(user.name) or text(user.email)


def _status(status: object) -> str:
    word = shown(status)
    return AttendanceStatus.ATTENDED.value if word.casefold() == _PRESENT else word


def _user_of(found: wire.Presence) -> wire.User:
    return _users.converted(first(found.user))


def _ref_of(found: wire.Presence) -> str:
    return number(found.user_id) or number(_user_of(found).id) or number(found.id)


def _event_of(record: msgspec.Raw) -> str:
    """The id of the intervention, "" where a record names none."""
    try:
        found = _presences.decode(record)
    except RecordError:
        return ""
    inner = first(found.intervention)
    return number(found.intervention_id) or number(inner.get("id"))


def _each_once(records: list[msgspec.Raw]) -> list[msgspec.Raw]:
    """The last record of each person."""
    return list({_ref_of(_presences.decode(record)): record for record in records}.values())
