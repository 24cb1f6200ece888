"""What sheepCRM is called, what it asks for, what it can do and which files it makes."""

from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo
from eventdesk.domain.contact import ServerExport

INFO = SystemInfo(
    key="sheepcrm",
    title="sheepCRM",
    capabilities=frozenset(
        {
            Capability.ATTENDEES,
            Capability.ATTENDANCE,
            Capability.ORDERS,
            Capability.TICKETS,
            Capability.CONTACTS,
            Capability.HISTORY,
            Capability.SERVER_EXPORTS,
            Capability.PEOPLE_SEARCH,
        }
    ),
    address="https://sls-api.sheepcrm.com",
    options=(
        Field("bucket", "Bucket", required=True, hint="The name of your sheepCRM account"),
        Field(
            "time_zone",
            "Time zone",
            FieldKind.TIME_ZONE,
            hint="sheepCRM tells none; without one, times are shown as they come",
        ),
        Field(
            "try_guest_ref",
            "Try to mark guests in sheepCRM",
            FieldKind.FLAG,
            value="no",
            hint="Not documented by sheepCRM: it may refuse, or mark the host",
        ),
    ),
    secrets=(
        (
            Field(
                "api_key",
                "API key",
                FieldKind.SECRET,
                required=True,
                hint="Set in sheepCRM's profile settings",
            ),
        ),
    ),
    marks_persons=True,
)

COLUMN_PARTS = ("core", "communications", "emergency", "membership", "profile", "mailing")
"""The parts whose columns can be asked for: those of the orders without "order"."""

# The system's own field sets; the interface lists these values and no others.
EXPORTS = (
    ServerExport(
        "attendance", "sheepCRM's attendance file", ("core", "attendance", *COLUMN_PARTS[1:])
    ),
    ServerExport("orders", "sheepCRM's orders file", ("core", "order", *COLUMN_PARTS[1:])),
)
