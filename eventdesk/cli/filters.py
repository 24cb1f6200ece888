"""Which events a list is of, as the command line asks for it: by status and by person."""

from collections.abc import Sequence
from dataclasses import replace

from eventdesk.cli.session import Session
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventStatus
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.text import fold


def with_statuses(session: Session, query: EventQuery, texts: Sequence[str]) -> EventQuery:
    """The query for events with one of these: statuses of Event Desk, or systems' own words.

    Raises:
        BadRequest: no event has such a status, or both kinds are asked for at once.
    """
    ours = frozenset(text for text in texts if text in list(EventStatus))
    words = [text for text in texts if text not in ours]
    if not words:
        return replace(query, statuses=ours)
    known = session.workspace.events.facets().status_texts
    found = frozenset[str]()
    for word in words:
        same = _same(word, known)
        if not same:
            offered = ", ".join([*EventStatus, *known])
            raise BadRequest(f"No event has the status “{word}”.", f"Use one of {offered}.")
        found |= same
    if ours:
        raise BadRequest(
            f"“{words[0]}” is a system's own word for a status.",
            f"Ask for it without {', '.join(sorted(ours))}.",
        )
    return replace(query, status_texts=found)


def with_people(
    session: Session, query: EventQuery, names: Sequence[str], *, attending_only: bool
) -> EventQuery:
    """The query for events that name one of these persons.

    Raises:
        BadRequest: only attended events are asked for, and not of whom.
        NotThere: no event names such a person.
    """
    if attending_only and not names:
        raise BadRequest("--attending-only does not say of whom.", "Name them with --person.")
    if not names:
        return query
    known = session.workspace.events.facets().people
    people = frozenset[str]()
    for name in names:
        same = _same(name, known)
        if not same:
            raise NotThere(f"No event names “{name}”.", "Write the name as `event` shows it.")
        people |= same
    return replace(query, people=people, attending_only=attending_only)


def _same(text: str, known: Sequence[str]) -> frozenset[str]:
    """Those that are written so, whatever their case and accents."""
    return frozenset(one for one in known if fold(one) == fold(text))
