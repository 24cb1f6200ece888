"""The columns of the attendees table: what each shows, and which the store can sort by."""

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.ui.models.moments import moment
from eventdesk.ui.views.detail.columns import Column
from eventdesk.ui.views.detail.status_look import status_look


def _name(listed: ListedAttendee) -> str:
    name = listed.attendee.name or listed.attendee.ref
    return f"{name} (no longer listed)" if listed.gone else name


COLUMNS: tuple[Column[ListedAttendee], ...] = (
    Column("name", "Name", _name, width=150),
    Column(
        "status",
        "Status",
        lambda listed: status_look(listed).text,
        width=172,
    ),
    Column(
        "ticket",
        "Ticket",
        lambda listed: listed.attendee.ticket,
    ),
    Column(
        "marked_at",
        "Marked at",
        lambda listed: moment(listed.marked_at),
        width=105,
    ),
    Column(
        "by",
        "By",
        lambda listed: listed.marked_by,
        sorts=False,
    ),
    Column(
        "email",
        "E-mail",
        lambda listed: listed.attendee.email,
        width=200,
    ),
    Column("order", "Order", lambda listed: listed.attendee.order),
    Column(
        "company",
        "Company",
        lambda listed: listed.attendee.company,
        sorts=False,
    ),
    Column(
        "phone",
        "Phone",
        lambda listed: listed.attendee.phone,
        sorts=False,
        shown=False,
    ),
    Column(
        "code",
        "Code",
        lambda listed: listed.attendee.code,
        sorts=False,
        shown=False,
    ),
    Column(
        "note",
        "Note",
        lambda listed: listed.attendee.note,
        sorts=False,
        width=200,
        shown=False,
    ),
)
"""In the order in which they stand at first; the keys of those that sort are `AttendeeQuery`'s."""

STATUS_COLUMN = next(i for i, column in enumerate(COLUMNS) if column.key == "status")
