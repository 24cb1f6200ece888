"""What SafeSites sends, as far as it is used. Every field may be missing, null or of another type.

Names and shapes: apis/safesites.md sections 4 and 5. Parts without a known schema are `object`.
"""

from msgspec import Raw, Struct, field

Text = str | None
Scalar = str | int | float | bool | None

_NOTHING = Raw(b"")

# -- envelopes: only their outermost shape is insisted on


class Page(Struct):
    """A page of a list; `meta` is a `PageMeta`."""

    data: list[Raw]
    meta: Raw = _NOTHING


class PageMeta(Struct):
    """What a page says of the whole list: the paginator's own words, then those of SafeSites."""

    current_page: int | None = None
    last_page: int | None = None
    total: int | None = None
    user_id: Text = field(default=None, name="userId")
    organization_id: Text = field(default=None, name="organizationId")


class Wrapped(Struct):
    """An element of a list or a single answer: the record under `data`, or the record itself."""

    data: Raw = _NOTHING
    meta: Raw = _NOTHING
    id: Raw = _NOTHING


# -- records


class EventHead(Struct, rename="camel"):
    """What tells one event from another, and an older one from a newer."""

    id: Text = None
    updated_at: Text = None


class Event(Struct, rename="camel"):
    """An event; what `with[]` adds has no documented shape."""

    id: Text = None
    title: Text = None
    description: Text = None
    type: Text = None
    status: Text = None
    start: Text = None
    duration_minutes: int | float | None = None
    all_day: bool | None = None
    recurring: bool | None = None
    rrule: Text = None
    until: Text = None
    order_id: Text = None
    organization: object = None
    site: object = None
    order: object = None
    exceptions: object = None
    assignments: object = None
    confirmed_at: Text = None
    confirmed_by: object = None
    created_at: Text = None
    created_by: object = None
    updated_at: Text = None
    updated_by: object = None


class Change(Struct, rename="camel"):
    """An exception of a series; read with the keys that writing one takes."""

    original_date: Text = None
    type: Text = None
    rescheduled_start: Text = None
    rescheduled_duration_minutes: int | float | None = None


class Site(Struct, rename="camel"):
    """A site."""

    id: Text = None
    name: Text = None
    description: Text = None
    line1: Text = None
    line2: Text = None
    postal_code: Scalar = None
    postal_address: Text = None
    country: Text = None
    latitude: float | None = None
    longitude: float | None = None
    created_at: Text = None
    created_by: object = None
    updated_at: Text = None
    updated_by: object = None


class Order(Struct, rename="camel"):
    """An order; its lines are `Line`."""

    id: Text = None
    number: Scalar = None
    status: Text = None
    notes: Text = None
    organization: object = None
    supplier_organization: object = None
    site: object = None
    lines: object = None
    confirmed_at: Text = None
    completed_at: Text = None
    created_at: Text = None
    created_by: object = None
    updated_at: Text = None
    updated_by: object = None


class Line(Struct, rename="camel"):
    """A work task of an order; its steps are `Step`."""

    display_order: int | float | None = None
    work_task: object = None
    steps: object = None


class WorkTask(Struct, rename="camel"):
    """What is to be done."""

    name: Text = None
    description: Text = None
    version: Scalar = None


class Step(Struct, rename="camel"):
    """A step of a task."""

    work_step: object = None
    requirements: object = None


class WorkStep(Struct, rename="camel"):
    """What is to be done in a step."""

    name: Text = None
    description: Text = None
    risk_level: Scalar = None
    order: int | float | None = None
