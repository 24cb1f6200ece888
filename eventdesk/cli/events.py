"""`eventdesk events`, `event`, `attendees`, `orders`, `tickets`: what is in the store.

A part of an event that was never fetched is fetched when it is first asked for.
"""

from datetime import date
from itertools import islice

import click

from eventdesk.cli import shapes
from eventdesk.cli.dates import occurrence_option, window_option
from eventdesk.cli.details import add_details, detail_option, in_words
from eventdesk.cli.door_lock import needs_pin
from eventdesk.cli.filters import with_people, with_statuses
from eventdesk.cli.output import say_fields, say_json, say_table
from eventdesk.cli.session import Session, json_option, pass_session
from eventdesk.domain.attendance import known_status
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import Event, EventRef, EventStatus
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.event_time import EventTime, as_iso
from eventdesk.domain.money import spoken
from eventdesk.recurrence.words import rule_in_words


@click.command()
@click.option("--from", "first", metavar="DATE", help="First day, 2026-11-21.")
@click.option("--to", "last", metavar="DATE", help="Last day.")
@click.option("--account", "names", multiple=True, metavar="NAME")
@click.option("--search", default="", help="Parts of words that must all be found.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    help=f"{', '.join(EventStatus)}, or a system's own word.",
)
@click.option("--person", "people", multiple=True, metavar="NAME", help="Events that name them.")
@click.option("--attending-only", is_flag=True, help="Those that the person attends.")
@json_option
@pass_session
def events(
    session: Session,
    first: str | None,
    last: str | None,
    names: tuple[str, ...],
    search: str,
    statuses: tuple[str, ...],
    people: tuple[str, ...],
    attending_only: bool,
    as_json: bool,
) -> None:
    """List events."""
    query = EventQuery(
        window=window_option(first, last, today=date.today()), accounts=names or None, search=search
    )
    query = with_statuses(session, query, statuses)
    query = with_people(session, query, people, attending_only=attending_only)
    rows = [shapes.event(listed) for listed in session.workspace.events.find(query)]
    if as_json:
        say_json(rows)
    else:
        keys = ("ref", "title", "start", "end", "status", "place", "attendees", "attended")
        say_table([[row[key] for key in keys] for row in rows], keys)


@click.command()
@click.argument("ref")
@occurrence_option
@detail_option
@json_option
@pass_session
def event(
    session: Session, ref: str, occurrence: EventTime | None, detail: str | None, as_json: bool
) -> None:
    """Show one event with every field that is known."""
    view = session.event(EventRef.parse(ref), occurrence)
    shape = shapes.event_in_full(view)
    add_details(session, view, shape, detail)
    if as_json:
        say_json(shape)
    else:
        say_fields(in_words(shape) | _series_in_words(view.listed.event))


def _series_in_words(event: Event) -> shapes.Shape:
    """Whom an event names and how it repeats, for people."""
    people = [f"{person.name} ({person.role})" for person in event.people]
    told = event.recurrence
    if told is None:
        return {"people": people, "recurrence": None}
    changes = [
        f"{as_iso(change.original)} {f'to {as_iso(change.start)}' if change.start else 'cancelled'}"
        for change in told.changes
    ]
    recurrence = {
        "rule": rule_in_words(told.rule) or told.rule,
        "until": as_iso(told.until),
        "further": [as_iso(start) for start in told.extra],
        "changes": changes,
    }
    return {"people": people, "recurrence": recurrence}


@click.command()
@click.argument("ref")
@click.option("--search", default="", help="Parts of words that must all be found.")
@click.option("--status", default=None)
@click.option("--limit", type=click.IntRange(min=0), default=None)
@json_option
@pass_session
@needs_pin
def attendees(
    session: Session,
    ref: str,
    search: str,
    status: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the attendees of an event."""
    event_ref = EventRef.parse(ref)
    session.have_part(event_ref, Capability.ATTENDEES)
    wanted = (known_status(status) or status) if status is not None else None
    query = AttendeeQuery(search=search, status=wanted)
    found = session.workspace.events.each_attendee(event_ref, query)
    rows = [shapes.attendee(listed) for listed in islice(found, limit)]
    if as_json:
        say_json(rows)
    else:
        keys = ("ref", "name", "email", "status_text", "mark_state", "ticket")
        say_table([[row[key] for key in keys] for row in rows], keys)


@click.command()
@click.argument("ref")
@json_option
@pass_session
@needs_pin
def orders(session: Session, ref: str, as_json: bool) -> None:
    """List the orders of an event."""
    event_ref = EventRef.parse(ref)
    session.have_part(event_ref, Capability.ORDERS)
    found = session.workspace.events.orders(event_ref)
    if as_json:
        say_json([shapes.order(one) for one in found])
    else:
        rows = [
            [one.ref, one.buyer, one.tickets, spoken(one.totals), spoken(one.outstanding)]
            for one in found
        ]
        say_table(rows, ("ref", "buyer", "tickets", "total", "outstanding"))


@click.command()
@click.argument("ref")
@json_option
@pass_session
@needs_pin
def tickets(session: Session, ref: str, as_json: bool) -> None:
    """List the ticket types of an event and the tickets that were sold."""
    event_ref = EventRef.parse(ref)
    session.have_part(event_ref, Capability.TICKETS)
    types = session.workspace.events.ticket_types(event_ref)
    sold = session.workspace.events.tickets(event_ref)
    if as_json:
        say_json(
            {
                "types": [shapes.ticket_type(one) for one in types],
                "tickets": [shapes.ticket(one) for one in sold],
            }
        )
        return
    say_table(
        [[one.name, spoken(one.price), one.allocated, one.available] for one in types],
        ("type", "price", "sold", "available"),
    )
    say_table(
        [[one.ref, one.type, one.buyer, one.quantity, spoken(one.price)] for one in sold],
        ("ref", "type", "buyer", "quantity", "price"),
    )
