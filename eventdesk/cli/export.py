"""`eventdesk export`: files from what is in the store."""

from datetime import date
from pathlib import Path

import click

from eventdesk.cli import export_calendar
from eventdesk.cli.dates import window_option
from eventdesk.cli.door_lock import needs_pin
from eventdesk.cli.filters import with_statuses
from eventdesk.cli.output import clear_progress, say_aside, show_progress, standard_output
from eventdesk.cli.session import Session, pass_session
from eventdesk.domain.attendance import known_status
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.exporting import ExportChoice, What, format_of


@click.command()
@click.argument("ref", required=False)
@click.option("--what", type=click.Choice([what.value for what in What]), default=None)
@click.option("--events", "list_events", is_flag=True, help="The list of events instead.")
@click.option("--from", "first", metavar="DATE", help="Of the list of events: first day.")
@click.option("--to", "last", metavar="DATE", help="Of the list of events: last day.")
@click.option("--format", "wanted", type=click.Choice(["csv", "xlsx", "json", "ics"]), default=None)
@click.option("--columns", default="", metavar="A,B", help="Names of columns in order.")
@click.option("--sort", default="", metavar="COLUMN")
@click.option("--status", default="", help="Only attendees, or events, with this status.")
@click.option("--account", "names", multiple=True, metavar="NAME", help="Of the list of events.")
@click.option("--search", default="", help="Of the list of events: parts of words.")
@click.option("--attendees", is_flag=True, help="Write them into a calendar file too.")
@click.option("-o", "--output", required=True, metavar="FILE", help="- for standard output.")
@pass_session
@needs_pin
def export(
    session: Session,
    ref: str | None,
    what: str | None,
    list_events: bool,
    first: str | None,
    last: str | None,
    wanted: str | None,
    columns: str,
    sort: str,
    status: str,
    names: tuple[str, ...],
    search: str,
    attendees: bool,
    output: str,
) -> None:
    """Export attendees, orders, tickets or marks of an event, or the list of events.

    With the format ics: the event itself, or the events of the list, as a calendar file.
    """
    if list_events == (ref is not None):
        raise BadRequest("Say what to export.", "Give an event's REF, or --events.")
    path = None if output == "-" else Path(output)
    calendar = export_calendar.is_calendar(path, wanted)
    query = EventQuery()
    if ref is None:
        _no_other(what, "--what is for one event.")
        window = window_option(first, last, today=date.today())
        query = EventQuery(window=window, accounts=names or None, search=search)
        query = with_statuses(session, query, [status] if status else [])
    else:
        filters = "--from, --to, --account and --search"
        _no_other(first or last or names or search, f"{filters} are for the list of events.")
        _no_other(calendar and status, "A status chooses attendees, not an event.")
    if calendar:
        _no_other(what or columns or sort, "A calendar file is no table.")
        export_calendar.write(session, ref, query, path, attendees=attendees)
        return
    _no_other(attendees, "--attendees is for calendar files.")
    choice = ExportChoice(
        what=What(what or What.ATTENDEES),
        file_format=format_of(path, wanted or ("csv" if path is None else None)),
        columns=tuple(filter(None, (name.strip() for name in columns.split(",")))),
        sort=sort,
        query=AttendeeQuery(status=(known_status(status) or status) if status else None),
    )
    _write_table(session, ref, query, path, choice)


def _write_table(
    session: Session,
    ref: str | None,
    query: EventQuery,
    path: Path | None,
    choice: ExportChoice,
) -> None:
    target, exporting = path or standard_output(), session.workspace.exporting
    if ref is None:
        for name in query.accounts or ():
            session.workspace.accounts.get(name)
        count = exporting.export_events(
            query, target, choice, progress=show_progress, cancel=session.cancel
        )
    else:
        if choice.what is not What.ATTENDEES:
            _no_other(choice.query.status, f"A status chooses attendees, not {choice.what}.")
        event_ref = EventRef.parse(ref)
        if choice.what is not What.MARKS:
            session.have_part(event_ref, Capability(choice.what))
        count = exporting.export(
            event_ref, target, choice, progress=show_progress, cancel=session.cancel
        )
    clear_progress()
    say_aside(f"{count} rows written{'' if path is None else f' to {path}'}.")


def _no_other(given: object, sentence: str) -> None:
    if given:
        raise BadRequest(sentence, "Leave it out.")
