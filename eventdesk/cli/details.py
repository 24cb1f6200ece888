"""The parts of an event that its system tells when asked: which there are, and one of them."""

from base64 import b64encode

import click

from eventdesk.cli.output import clear_progress, say_aside
from eventdesk.cli.session import Session
from eventdesk.cli.shapes import Shape, by_label
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event_time import as_iso
from eventdesk.services.event_details import FetchedDetail
from eventdesk.services.events import EventView

detail_option = click.option(
    "--detail", metavar="NAME", help="Fetch this part too: one of `details`, secret ones as well."
)


def add_details(session: Session, view: EventView, shape: Shape, name: str | None) -> None:
    """Add to an event's document the names of its parts, and the one that was asked for.

    Raises:
        NotThere: the event has no part of that name. Any other family: it was not fetched.
    """
    shape["details"] = _names(session, view, asked=name is not None)
    if name is not None:
        fetched = session.workspace.details.fetch(view, name, session.cancel)
        clear_progress()
        shape["detail"] = _detail(name, fetched)


def in_words(shape: Shape) -> Shape:
    """An event's document as lines for people: of a part its labels and values."""
    detail = shape.get("detail")
    if detail is None:
        return shape
    sections = detail["sections"]
    rows = by_label((label, value) for section in sections for label, value in section["rows"])
    rows |= {link["title"]: link["address"] for link in detail["links"]}
    return shape | {"detail": rows, "problems": detail["problems"]}


def _names(session: Session, view: EventView, *, asked: bool) -> list[str]:
    """An account that cannot be used, for want of its key perhaps, keeps no event from view."""
    try:
        return [part.name for part in session.workspace.details.parts(view)]
    except EventDeskError as error:
        if asked:
            raise
        say_aside(error.message)
        return []


def _detail(name: str, fetched: FetchedDetail) -> Shape:
    detail = fetched.detail
    return {
        "name": name,
        "fetched_at": as_iso(fetched.fetched_at),
        "sections": [
            {"title": section.title, "rows": [list(row) for row in section.rows]}
            for section in detail.sections
        ],
        "links": [{"title": title, "address": address} for title, address in detail.links],
        "picture": b64encode(detail.picture).decode() if detail.picture else None,
        "problems": list(detail.problems),
    }
