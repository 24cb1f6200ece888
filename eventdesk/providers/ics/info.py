"""What an iCalendar account is called, what it asks for and what it can do."""

from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo

INFO = SystemInfo(
    key="ics",
    title="iCalendar",
    capabilities=frozenset({Capability.ATTENDEES}),
    address_required=True,
    address_hint="An address that begins with https:// or webcal://, or the whole path of a file",
    address_files=("ics", "ical"),
    secrets=(
        (
            Field(
                "username",
                "User name",
                FieldKind.SECRET,
                hint="Only where the server asks for one",
            ),
            Field("password", "Password", FieldKind.SECRET, hint="Only where the server asks"),
        ),
    ),
)
