"""What Teamwork.com is called, what it asks for and what it can do."""

from eventdesk.domain.capability import Capability, Choice, Field, FieldKind, SystemInfo

LISTED_ALL = "all"
LISTED_MINE = "mine"
LISTED_ATTENDING = "attending"

INFO = SystemInfo(
    key="teamwork",
    title="Teamwork.com",
    capabilities=frozenset({Capability.ATTENDEES, Capability.EDIT_EVENTS}),
    address_required=True,
    options=(
        Field(
            "time_zone",
            "Time zone",
            FieldKind.TIME_ZONE,
            hint="That of your Teamwork.com profile; without one, times are shown as they come",
        ),
        Field(
            "listed",
            "Events to list",
            FieldKind.CHOICE,
            choices=(
                Choice(LISTED_ALL, "All that I may see"),
                Choice(LISTED_MINE, "Those that I attend or made"),
                Choice(LISTED_ATTENDING, "Those that I attend"),
            ),
            value=LISTED_ALL,
        ),
        Field(
            "event_type",
            "Only this event type",
            hint="The number of one type, which may be negative; empty: all",
        ),
    ),
    secrets=(
        (
            Field(
                "api_key",
                "API key",
                FieldKind.SECRET,
                required=True,
                hint="In Teamwork.com: edit my details, API & Mobile, show your token",
            ),
        ),
        (
            Field(
                "access_token",
                "Access token",
                FieldKind.SECRET,
                required=True,
                hint="Of an app that you signed in to",
            ),
        ),
    ),
)
