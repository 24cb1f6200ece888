"""The living state of one event's attendance and orders, with its big answer cached as bytes.

Not thread-safe by itself: whoever calls holds the server's lock.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tests.servers.sheepcrm.dataset import Dataset
from tests.servers.sheepcrm.event_objects import full_object, moment
from tests.servers.sheepcrm.events import Event
from tests.servers.sheepcrm.records import Attendee, Order, reference_target


class Book:
    """Attendees and orders of one event."""

    def __init__(self, dataset: Dataset, event: Event) -> None:
        self.event = event
        self.former_people: set[str] = set()
        self.unanswered_questions = 2
        self._dataset = dataset
        self._attendees: list[Attendee] | None = None
        self._orders: dict[str, Order] | None = None
        self._encoded: dict[str, bytes] = {}
        self._rows: dict[tuple[str, bool], list[Attendee]] | None = None

    @property
    def attendees(self) -> list[Attendee]:
        """The rows of the list, made when first looked at."""
        if self._attendees is None:
            self._attendees = self._dataset.attendees(self.event)
        return self._attendees

    @property
    def orders(self) -> dict[str, Order]:
        """Orders by buyer URI, made when first looked at."""
        return self.make_orders()

    def make_orders(self) -> dict[str, Order]:
        """Make the orders now, so that their tickets carry the present date of the event."""
        if self._orders is None:
            self._orders = self._dataset.orders(self.event)
        return self._orders

    def answer(self, name: str, build: Callable[[], dict[str, object]]) -> bytes:
        """An encoded answer about this event: its object, its URI, and what `build` returns.

        It is kept until something in it changes.
        """
        if name not in self._encoded:
            head = {"booking": full_object(self.event), "booking_uri": self.event.uri}
            self._encoded[name] = msgspec.json.encode({**head, **build()})
        return self._encoded[name]

    def attendance(self) -> bytes:
        """The answer of the attendance list."""
        return self.answer("attendance", lambda: {"sessions": self.attendees})

    def forget_answers(self) -> None:
        """The event or its orders have changed."""
        self._encoded.clear()

    def _attendance_changed(self) -> None:
        self._encoded.pop("attendance", None)

    def _rows_changed(self) -> None:
        self._rows = None
        self._attendance_changed()

    def rows_of(self, person_uri: str, *, as_guest: bool = False) -> list[Attendee]:
        """The rows of a person that are not deleted; as guest, by `guest_ref`."""
        if self._rows is None:
            self._rows = self._index()
        rows = self._rows.get((person_uri, as_guest), [])
        return [row for row in rows if row.record_state != "deleted"]

    def _index(self) -> dict[tuple[str, bool], list[Attendee]]:
        """Rows by person, and by guest, so that a mark in a list of 100,000 is cheap."""
        index: dict[tuple[str, bool], list[Attendee]] = {}
        for row in self.attendees:
            for reference, as_guest in ((row.person_ref, False), (row.guest_ref, True)):
                target = reference_target(reference)
                if target is not None:
                    index.setdefault((target, as_guest), []).append(row)
        return index

    def set_status(self, rows: list[Attendee], status: str, now: str) -> None:
        """Change these rows."""
        for row in rows:
            row.status, row.last_updated, row.record_state = status, now, "updated"
        self._attendance_changed()

    def remove(self, person_uri: str, *, keep_record: bool) -> int:
        """Take a person off the list, or mark the rows as deleted. Returns the number of rows."""
        rows = self.rows_of(person_uri)
        if keep_record:
            for row in rows:
                row.record_state = "deleted"
        else:
            gone = {row.uid for row in rows}
            self._attendees = [row for row in self.attendees if row.uid not in gone]
        self.former_people.add(person_uri)
        self._rows_changed()
        return len(rows)

    def add(self, *, name: str, email: str | None, person_uri: str | None, status: str) -> str:
        """Put a new attendee at the end. Returns its uid."""
        number = len(self.attendees) + len(self.former_people)
        uid = f"68{self.event.number:06x}{number:016x}"
        now = moment(self._dataset.now)
        self.attendees.append(
            Attendee(
                attendee_email=email,
                attendee_name=name,
                created=now,
                display_value=name,
                guest=person_uri is None,
                guest_ref=None,
                last_updated=now,
                person_ref=person_uri,
                record_state="created",
                status=status,
                ticket=None,
                ticket_ref=None,
                uid=uid,
                uri=f"/{self.event.bucket}/session/{uid}/",
            )
        )
        self._rows_changed()
        return uid
