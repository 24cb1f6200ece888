"""Days and times as they are written on the command line."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import click

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Window
from eventdesk.domain.event_time import EventTime, from_iso

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Time = TypeVar("_Time", bound=date)
_FAR = timedelta(days=3650)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def window_option(first: str | None, last: str | None, *, today: date) -> Window | None:
    """The window of the days --from to --to, both included; one alone is open for ten years."""
    if first is None and last is None:
        return None
    begin = day(first) if first else min(today, day(last or "")) - _FAR
    end = day(last) if last else max(today, begin) + _FAR
    if end < begin:
        raise BadRequest(f"--to {end} is before --from {begin}.")
    return Window(begin, end + timedelta(days=1))


def day(text: str) -> date:
    """A date such as 2026-11-21. Raises `BadRequest`."""
    try:
        return _checked(date.fromisoformat(text))
    except ValueError as error:
        raise BadRequest(f"“{text}” is not a date.", "Write it as 2026-11-21.") from error


def moment(text: str) -> EventTime:
    """A date, or a date and time such as 2026-11-21T19:00. Raises `BadRequest`."""
    try:
        when = from_iso(text.strip().replace(" ", "T"))
    except ValueError as error:
        raise BadRequest(
            f"“{text}” is not a date or time.", "Write it as 2026-11-21 or 2026-11-21T19:00."
        ) from error
    if when is None:
        raise BadRequest("A date or time is missing.", "Write it as 2026-11-21T19:00.")
    return _checked(when)


def occurrence_option(command: _Command) -> _Command:
    """Adds --occurrence, read as a moment: which one of a series is meant."""
    return click.option(
        "--occurrence",
        metavar="WHEN",
        callback=lambda _context, _option, text: None if text is None else moment(text),
        help="Of a series the one that its rule puts there, as `events` shows.",
    )(command)


def _checked(when: _Time) -> _Time:
    """The same; a year near the ends of the calendar leaves no room to count days from it."""
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        raise BadRequest(
            f"{when.year:04} is not a year that can be used.",
            f"Use one from {_FIRST_YEAR} to {_LAST_YEAR}.",
        )
    return when


def is_time(when: EventTime) -> bool:
    """Whether the moment has a time of day."""
    return isinstance(when, datetime)
