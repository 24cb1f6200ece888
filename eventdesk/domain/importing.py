"""Rows of an attendee list on their way into an event."""

from dataclasses import dataclass

from eventdesk.domain.attendee import Attendee


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One readable row. `row` is its number in the file, from 1, as a spreadsheet shows it."""

    row: int
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that did not go in, and why, in one sentence."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or would do in a dry run. Counts are attendees."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[SkippedRow, ...] = ()
