"""`eventdesk export`: files from what is in the store."""

from datetime import date
from pathlib import Path

import click

from eventdesk.cli.dates import window_option
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
@click.option("--format", "wanted", type=click.Choice(["csv", "xlsx", "json"]), default=None)
@click.option("--columns", default="", metavar="A,B", help="Names of columns in order.")
@click.option("--sort", default="", metavar="COLUMN")
@click.option("--status", default="", help="Only attendees, or events, with this status.")
@click.option("-o", "--output", required=True, metavar="FILE", help="- for standard output.")
@pass_session
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
    output: str,
) -> None:
    """Export attendees, orders, tickets or marks of an event, or the list of events."""
    if list_events == (ref is not None):
        raise BadRequest("Say what to export.", "Give an event's REF, or --events.")
    path = None if output == "-" else Path(output)
    choice = ExportChoice(
        what=What(what or What.ATTENDEES),
        file_format=format_of(path, wanted or ("csv" if path is None else None)),
        columns=tuple(filter(None, (name.strip() for name in columns.split(",")))),
        sort=sort,
        query=AttendeeQuery(status=(known_status(status) or status) if status else None),
    )
    target = path or standard_output()
    exporting = session.workspace.exporting
    if ref is None:
        _no_other(what, "--what is for one event.")
        query = EventQuery(window=window_option(first, last, today=date.today()))
        query = with_statuses(session, query, [status] if status else [])
        count = exporting.export_events(
            query, target, choice, progress=show_progress, cancel=session.cancel
        )
    else:
        _no_other(first or last, "--from and --to are for the list of events.")
        if choice.what is not What.ATTENDEES:
            _no_other(status, f"A status chooses attendees, not {choice.what}.")
        event_ref = EventRef.parse(ref)
        if choice.what is not What.MARKS:
            session.have_part(event_ref, Capability(choice.what))
        count = exporting.export(
            event_ref, target, choice, progress=show_progress, cancel=session.cancel
        )
    clear_progress()
    say_aside(f"{count} rows written{'' if path is None else f' to {path}'}.")


def _no_other(given: str | None, sentence: str) -> None:
    if given:
        raise BadRequest(sentence, "Leave it out.")
