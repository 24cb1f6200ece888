"""What the desk book says about itself. Must not import the database: it is read at every start."""

from datetime import date

from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo
from eventdesk.domain.event import Window

FIRST_YEAR, LAST_YEAR = 1900, 2999
ALL_DAYS = Window(date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 2))
"""Every day that an event of a desk book may have."""

INFO = SystemInfo(
    key="deskbook",
    title="Desk book",
    capabilities=frozenset(
        {
            Capability.ATTENDEES,
            Capability.ATTENDANCE,
            Capability.EDIT_EVENTS,
            Capability.HISTORY,
            Capability.IMPORT,
        }
    ),
    address_used=False,
    adds_attendees="add-attendee",
    options=(
        Field(
            "database",
            "Database",
            FieldKind.FILE,
            hint="A file; empty: one in the profile. Several desks share "
            "postgresql+psycopg://user@host/database.",
        ),
    ),
    secrets=(
        (
            Field(
                "password",
                "Database password",
                FieldKind.SECRET,
                hint="For a PostgreSQL database only.",
            ),
        ),
    ),
)
