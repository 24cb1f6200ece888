"""What SafeSites is called, what it asks for and what it can do."""

from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo

INFO = SystemInfo(
    key="safesites",
    title="SafeSites",
    capabilities=frozenset({Capability.DETAILS, Capability.EDIT_EVENTS}),
    address="https://api.safesites.app",
    options=(
        Field(
            "time_zone",
            "Time zone",
            FieldKind.TIME_ZONE,
            hint="SafeSites tells none; without one, times are shown as they come",
        ),
    ),
    secrets=(
        (
            Field(
                "token",
                "Token",
                FieldKind.SECRET,
                required=True,
                hint="A token of your SafeSites user; it may do what that user may",
            ),
        ),
    ),
)
