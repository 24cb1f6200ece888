"""The site and the order behind an event, fetched when somebody asks for them."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.api import SafeSitesApi
from eventdesk.providers.safesites.mapping_events import ORDER, SITE
from eventdesk.providers.safesites.records import items_of
from eventdesk.providers.safesites.words import Rows, in_words, named, person, shown

T = TypeVar("T")

_TITLES = {SITE: "Site", ORDER: "Order"}
_MAP = "https://www.openstreetmap.org/"
_LAST = math.inf

_lines = RecordDecoder(wire.Line)
_tasks = RecordDecoder(wire.WorkTask)
_steps = RecordDecoder(wire.Step)
_work_steps = RecordDecoder(wire.WorkStep)


class Details:
    """What an event's references lead to."""

    def __init__(self, api: SafeSitesApi) -> None:
        self._api = api

    def parts(self, event: Event) -> Sequence[DetailPart]:
        """Those that the event has a reference for."""
        names = (name for name in _TITLES if event.own_ref(name))
        return tuple(DetailPart(name, _TITLES[name]) for name in names)

    def fetch(self, event: Event, part: str, cancel: CancelToken) -> Detail:
        """One of the parts. Raises `NotThere` where the event or SafeSites lacks it."""
        ref = event.own_ref(part) if part in _TITLES else ""
        if not ref:
            raise NotThere(f"This event has no part “{part}”.", "Refresh the event.")
        try:
            if part == SITE:
                found = site_detail(self._api.site(ref, cancel))
            else:
                found = order_detail(self._api.order(ref, cancel))
        except NotThere:
            raise NotThere(
                f"SafeSites does not have the {part} of this event any more.",
                "Refresh the event; if nothing changes, ask who runs your SafeSites.",
            ) from None
        told_nothing = f"SafeSites told nothing of this {part}."
        return found if found.sections else Detail(problems=(told_nothing,))


def site_detail(site: wire.Site) -> Detail:
    """Where a site is, with a map for the person to open."""
    rows = (
        ("Name", shown(site.name)),
        ("Address", shown(site.line1)),
        ("Address, second line", shown(site.line2)),
        ("Postal code", shown(site.postal_code)),
        ("Postal address", shown(site.postal_address)),
        ("Country", shown(site.country)),
        ("Coordinates", ", ".join(map(shown, _place(site)))),
        ("Description", shown(site.description)),
        *_stamps(site),
    )
    return Detail(_section("Site", rows), _map(site))


def order_detail(order: wire.Order) -> Detail:
    """What an order says, then each work task with its steps."""
    rows = (
        ("Number", shown(order.number)),
        ("Status", shown(order.status)),
        ("Site", named(order.site)),
        ("Organization", named(order.organization)),
        ("Supplier", named(order.supplier_organization)),
        ("Notes", shown(order.notes)),
        ("Confirmed", shown(order.confirmed_at)),
        ("Completed", shown(order.completed_at)),
        *_stamps(order),
    )
    sections = [*_section("Order", rows)]
    lines = sorted(_all(_lines.converted, order.lines), key=lambda line: _rank(line.display_order))
    for number, line in enumerate(lines, 1):
        sections.extend(_task(number, line))
    return Detail(tuple(sections))


def _task(number: int, line: wire.Line) -> tuple[Section, ...]:
    task = next(_all(_tasks.converted, line.work_task), wire.WorkTask())
    title = shown(task.name) or f"Work task {number}"
    told = (("Description", shown(task.description)), ("Version", shown(task.version)))
    steps = [
        (next(_all(_work_steps.converted, step.work_step), wire.WorkStep()), step.requirements)
        for step in _all(_steps.converted, line.steps)
    ]
    steps.sort(key=lambda pair: _rank(pair[0].order))
    rows = [row for place, pair in enumerate(steps, 1) for row in _step(place, *pair)]
    nothing = (("Steps", "None told" if task.name else ""),)
    return _section(title, (*told, *rows)) or _section(title, nothing)


def _step(number: int, step: wire.WorkStep, requirements: object) -> Iterator[tuple[str, str]]:
    name, description = shown(step.name), shown(step.description)
    yield f"Step {number}", ": ".join(filter(None, (name, description))) or "No name"
    yield f"Step {number}, risk level", shown(step.risk_level)
    yield f"Step {number}, requirements", in_words(items_of(requirements))


def _stamps(record: wire.Site | wire.Order) -> Rows:
    return (
        ("Created", shown(record.created_at)),
        ("Created by", person(record.created_by)),
        ("Changed", shown(record.updated_at)),
        ("Changed by", person(record.updated_by)),
    )


def _section(title: str, rows: Sequence[tuple[str, str]]) -> tuple[Section, ...]:
    """The rows that say something; no section where none does."""
    told = tuple(row for row in rows if row[1])
    return (Section(title, told),) if told else ()


def _all(convert: Callable[[object], T], value: object) -> Iterator[T]:
    """The objects in a value that may be one, a list of them, or wrapped; others are left out."""
    for item in items_of(value):
        if isinstance(item, dict):
            yield convert(item)


def _rank(order: float | None) -> float:
    """Where something stands; what does not say so comes last, as it came."""
    return _LAST if order is None else order


def _place(site: wire.Site) -> tuple[float, ...]:
    """Latitude and longitude in degrees, nothing where they cannot be right."""
    north, east = site.latitude, site.longitude
    if north is None or east is None or not (abs(north) <= 90 and abs(east) <= 180):
        return ()
    return () if north == east == 0 else (north, east)


def _map(site: wire.Site) -> tuple[tuple[str, str], ...]:
    """A map at the place, else a search for the address."""
    place = _place(site)
    if place:
        north, east = (f"{degrees:.6f}" for degrees in place)
        return (("Map", f"{_MAP}?mlat={north}&mlon={east}#map=17/{north}/{east}"),)
    parts = (site.line1, site.line2, site.postal_code, site.postal_address, site.country)
    address = ", ".join(filter(None, map(shown, parts)))
    return (("Search the map", f"{_MAP}search?query={quote(address)}"),) if address else ()
