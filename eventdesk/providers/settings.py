"""What several systems ask for in the settings of an account, read the same way."""

from zoneinfo import ZoneInfo

from eventdesk.domain.errors import BadRequest


def time_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None where none is given. Raises `BadRequest`."""
    name = name.strip()
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        raise BadRequest(
            f"“{name}” is not a time zone.", "Use a name like Europe/London."
        ) from None
