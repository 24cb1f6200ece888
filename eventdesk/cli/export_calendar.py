"""`eventdesk export ... --format ics`: events as a calendar file."""

from pathlib import Path

from eventdesk.cli.output import clear_progress, say_aside, show_progress, standard_output
from eventdesk.cli.session import Session
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.text import counted
from eventdesk.services.calendar_files import SUFFIX, CalendarChoice

FORMAT = "ics"


def is_calendar(path: Path | None, wanted: str | None) -> bool:
    """Whether a calendar is asked for, by its format or by the name of the file."""
    named = path is not None and path.suffix.lower() == SUFFIX
    return wanted == FORMAT or (wanted is None and named)


def write(
    session: Session, ref: str | None, query: EventQuery, path: Path | None, *, attendees: bool
) -> None:
    """Write one event, or those that the query finds, and say how many there are.

    Attendees of one event are fetched first where they are not here yet.
    """
    for name in query.accounts or ():
        session.workspace.accounts.get(name)
    choice = CalendarChoice(query=query, attendees=attendees, name="Events")
    if ref is not None:
        event_ref = EventRef.parse(ref)
        title = session.workspace.events.view(event_ref).listed.event.title
        if attendees:
            session.have_part(event_ref, Capability.ATTENDEES)
        choice = CalendarChoice((event_ref,), attendees=attendees, name=title)
    count = session.workspace.calendar_files.write(
        choice, path or standard_output(), progress=show_progress, cancel=session.cancel
    )
    clear_progress()
    say_aside(f"{counted(count, 'event')} written{'' if path is None else f' to {path}'}.")
