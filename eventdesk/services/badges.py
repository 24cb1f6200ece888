"""Badges: an event's rules for them, and the log that keeps anybody from getting two by accident.

Painting and printing are the window's; this service is quick and belongs on the `door` lane, and
`keep_pdf` on the `files` lane.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypedDict

import msgspec

from eventdesk.domain.badge import LABEL_SIZES, BadgePrint, BadgeRules
from eventdesk.domain.clock import Clock
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.exports.files import safe_file_name
from eventdesk.services.desk import DeskService
from eventdesk.storage import accounts, badges, settings
from eventdesk.storage.database import Database

_LAST = "badges:last"


class _Place(TypedDict):
    account_id: int
    event_ref: str
    attendee_ref: str


class BadgesService:
    """Rules and log of the badges."""

    def __init__(self, database: Database, desk: DeskService, clock: Clock) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock

    def rules(self, ref: EventRef) -> BadgeRules:
        """The event's rules; as the last ones were set here, without printing by itself, for a
        new event. Raises `NotThere` for an unknown account.
        """
        with self._database.read() as tx:
            own = settings.get(tx, _name(tx, ref), None)
            if own is not None:
                return _read(own)
            return replace(_read(settings.get(tx, _LAST, {})), on_admission=False)

    def set_rules(self, refs: Sequence[EventRef], rules: BadgeRules) -> None:
        """Keep rules for these events. Raises `NotThere` for an unknown account."""
        with self._database.write() as tx:
            for ref in refs:
                settings.put(tx, _name(tx, ref), asdict(rules))
            settings.put(tx, _LAST, asdict(rules))

    def last_print(self, guest: Guest) -> BadgePrint | None:
        """The guest's last badge, None where they have none."""
        with self._database.read() as tx:
            found = badges.newest(tx, **_place(tx, guest), limit=1)
        return found[0] if found else None

    def note_print(self, guest: Guest, rules: BadgeRules, printer: str) -> BadgePrint:
        """Write down that a guest's badge was printed; gives the line of the log."""
        attendee = guest.listed.attendee
        with self._database.write() as tx:
            place = _place(tx, guest)
            printed = BadgePrint(
                name=attendee.name,
                printed_at=self._clock.now(),
                printer=printer,
                reprint=bool(badges.newest(tx, **place, limit=1)),
                template=rules.template,
                size=rules.size,
                by=self._desk.operator(tx),
                desk=self._desk.name(tx),
            )
            badges.add(tx, **place, printed=printed)
        return printed

    def prints(self, ref: EventRef, limit: int = 1000) -> Sequence[BadgePrint]:
        """The print log of an event, newest first."""
        with self._database.read() as tx:
            account = accounts.by_name(tx, ref.account).id
            return badges.newest(tx, account_id=account, event_ref=ref.id, limit=limit)

    def keep_pdf(self, folder: Path, title: str, content: bytes) -> Path:
        """Write a PDF file named for its title, beside those that are there already.

        Raises:
            BadRequest: it cannot be written there; the sentence says why.
        """
        stem = Path(safe_file_name(title, ".pdf")).stem
        number = 1
        try:
            folder.mkdir(parents=True, exist_ok=True)
            while True:
                name = f"{stem}.pdf" if number == 1 else f"{stem} {number}.pdf"
                try:
                    with (folder / name).open("xb") as file:
                        file.write(content)
                except FileExistsError:
                    number += 1
                else:
                    return folder / name
        except OSError as error:
            raise BadRequest(
                f"The badge cannot be written to “{folder}” ({error.strerror}).",
                "Choose another folder under Badges in the settings of the door.",
            ) from error


def _name(tx: sqlite3.Connection, ref: EventRef) -> str:
    return f"badges:{accounts.by_name(tx, ref.account).id}:{ref.id}"


def _place(tx: sqlite3.Connection, guest: Guest) -> _Place:
    return {
        "account_id": accounts.by_name(tx, guest.event.account).id,
        "event_ref": guest.event.id,
        "attendee_ref": guest.listed.attendee.ref,
    }


def _read(values: object) -> BadgeRules:
    """Kept rules; the usual ones where a newer version kept what is not known here."""
    try:
        rules = msgspec.convert(values, BadgeRules)
    except msgspec.ValidationError:
        return BadgeRules()
    return rules if rules.size in LABEL_SIZES else replace(rules, size=BadgeRules().size)
