"""Desks with one desk book between them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Event
from eventdesk.domain.importing import ImportOutcome, ImportRow
from eventdesk.domain.progress import silent
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.deskbook.provider import DeskBookProvider

CANCEL = CancelToken()


class Clock:
    """Goes on by a second whenever somebody looks."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The next second."""
        self.time += timedelta(seconds=1)
        return self.time


class Desk:
    """One desk at a desk book, with short ways to what the tests ask of it."""

    def __init__(self, folder: Path, **options: str) -> None:
        self.provider = DeskBookProvider(
            ProviderContext("Desk book", "", options, {}, folder, Clock())
        )

    def new_event(self, **values: str) -> Event:
        """An event, whatever is not said made up."""
        form = {"title": "Annual meeting", "start": "2026-11-21T19:00"} | values
        result = self.provider.act(None, "new-event", form, CANCEL)
        return self.event(result.event_ref)

    def event(self, ref: str) -> Event:
        """The event as the book holds it."""
        return self.provider.event(ref, CANCEL)

    def act(self, event: Event, action: str, **values: str) -> Event:
        """Do something with an event as it was seen; returns it as it is then."""
        result = self.provider.act(event, action, values, CANCEL)
        return self.event(result.event_ref)

    def add(self, event: Event, name: str, **values: str) -> Attendee:
        """Put somebody on the list."""
        values["name"] = name
        result = self.provider.act(event, "add-attendee", values, CANCEL)
        ref = dict(result.details)["Attendee"]
        return next(person for person in self.attendees(event) if person.ref == ref)

    def attendees(self, event: Event) -> list[Attendee]:
        """Everybody on the list by name."""
        batches = self.provider.attendees(event.ref, known=(), cancel=CANCEL)
        found = [person for batch in batches for _, person in batch.items]
        return sorted(found, key=lambda person: (person.name, person.ref))

    def load(
        self, event: Event, *people: Attendee, dry_run: bool = False, first_row: int = 2
    ) -> ImportOutcome:
        """Import a list, its rows from row 2 on."""
        rows = [ImportRow(number, person) for number, person in enumerate(people, first_row)]
        return self.provider.import_attendees(
            event.ref, rows, dry_run=dry_run, progress=silent, cancel=CANCEL
        )


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """Open a desk at the book of the test; all are closed in the end."""
    desks: list[Desk] = []

    def open_one(**options: str) -> Desk:
        desks.append(Desk(tmp_path, **options))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.provider.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """One desk."""
    return open_desk()
