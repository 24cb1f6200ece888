"""KEY=VALUE as it is written on the command line."""

from eventdesk.domain.errors import BadRequest


def pair(text: str) -> tuple[str, str]:
    """Key and value. Raises `BadRequest` where there is no key or no equals sign."""
    key, equals, value = text.partition("=")
    if not (key.strip() and equals):
        raise BadRequest(f"“{text}” is not KEY=VALUE.")
    return key.strip(), value
