"""What KARE is called, what it asks for and what it can do."""

from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo

_SIGN_IN = "Used once to sign in, never kept"

INFO = SystemInfo(
    key="kare",
    title="KARE",
    capabilities=frozenset({Capability.ATTENDEES, Capability.EDIT_EVENTS, Capability.DETAILS}),
    # The only public host; whether it is the one of production is unknown (apis/kare.md section 1).
    address="https://z52mnqg347.execute-api.eu-west-3.amazonaws.com/main",
    options=(
        Field(
            "code_names",
            "Names of codes",
            FieldKind.LONG_TEXT,
            hint="KARE sends numbers; a line for each name, such as: status 2 = Terminé",
        ),
    ),
    secrets=(
        (
            Field("email", "Email", required=True, hint=_SIGN_IN, kept=False),
            Field(
                "password",
                "Password",
                FieldKind.SECRET,
                required=True,
                hint=_SIGN_IN,
                kept=False,
            ),
        ),
        (
            Field("access_token", "Access token", FieldKind.SECRET, required=True),
            Field("session_token", "Session token", FieldKind.SECRET, required=True),
            Field(
                "refresh_token",
                "Refresh token",
                FieldKind.SECRET,
                hint="Without it, you sign in again when the access token ends",
            ),
        ),
    ),
)
