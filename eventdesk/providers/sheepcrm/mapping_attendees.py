"""Attendance records to attendees, and the answer to a mark."""

from collections.abc import Callable, Iterator

import msgspec

from eventdesk.domain.attendance import AttendanceStatus, known_status
from eventdesk.domain.attendee import Attendee
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.base import Seen
from eventdesk.providers.sheepcrm import wire
from eventdesk.providers.sheepcrm.dates import stamp
from eventdesk.providers.sheepcrm.uris import uid_of, uri_of

_sessions = RecordDecoder(wire.Session)
_places = RecordDecoder(wire.MarkedPlace)
_marked = RecordDecoder(wire.MarkedAttendance)
_STATUSES = frozenset(AttendanceStatus)


def attendee_reader(*, guests_as_persons: bool) -> Callable[[bytes | msgspec.Raw], Attendee | None]:
    """A function from an attendance record to the attendee, None for a deleted one.

    `guests_as_persons` takes `guest_ref` as the person where there is no `person_ref`; which of
    the two marks a guest is not documented (apis/sheepcrm.md section 9).
    """

    def read(record: bytes | msgspec.Raw) -> Attendee | None:
        found = _sessions.decode(record)
        if found.record_state == "deleted":
            return None
        person = uri_of(found.person_ref)
        if guests_as_persons and not person:
            person = uri_of(found.guest_ref)
        return _mapped(found, person)

    return read


def status_word(text: str | None) -> str:
    """One of the five statuses in its own spelling; any other as it came."""
    if text is None or text in _STATUSES:
        return text or ""
    known = known_status(text)
    return text.strip() if known is None else known.value


def marked_places(records: list[msgspec.Raw]) -> Iterator[Seen]:
    """What the answer to a mark says of each place. Raises `RecordError`."""
    for record in records:
        place = _places.decode(record)
        told = _marked.converted(place.attendance)
        yield Seen(uid_of(place.uri or ""), uri_of(told.person_ref), status_word(told.status))


def _mapped(found: wire.Session, person: str) -> Attendee:
    ref = found.uid or uid_of(found.uri or "")
    if not ref:
        raise RecordError("it has no uid")
    email = (found.attendee_email or "").strip()
    name = " ".join((found.attendee_name or found.display_value or "").split())
    created = found.created or ""
    return Attendee(
        ref=ref,
        name=name or email or "No name",
        status=status_word(found.status),
        email=email,
        person=person,
        guest=bool(found.guest),
        ticket=(found.ticket or "").strip(),
        # E-tickets carry a code each (apis/sheepcrm.md section 10). The uid of the place is the
        # reference already, which a scan finds too, so that this adds the uid of the ticket.
        code=uid_of(uri_of(found.ticket_ref)),
        updated_at=stamp(found.last_updated),
        more=(("Added on", created[:16].replace("T", " ")),) if created else (),
    )
