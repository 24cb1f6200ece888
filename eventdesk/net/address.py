"""Which addresses a system may have. Refuses before anything is sent."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.text import one_line

_UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """A checked base address. `base` has no slash at its end; `loopback` means this computer."""

    base: str
    host: str
    loopback: bool


def checked_address(text: str) -> Address:
    """The address of a system as a person wrote it, checked.

    Raises:
        BadRequest: it is no http or https address with a host, it carries a user name, a query or
            a fragment, or it is plain http to another computer than this one.
    """
    text = text.strip()
    shown = one_line(text, 80)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadRequest(f"“{shown}” is not an address.", _EXAMPLE) from None
    if parts.username is not None or parts.password is not None:
        raise BadRequest(
            "An address must not carry a user name or password.", "They belong in their own fields."
        )
    if _UNSAFE.search(text) or parts.scheme not in ("http", "https") or not host or port == 0:
        raise BadRequest(f"“{shown}” is not an address.", _EXAMPLE)
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise BadRequest(f"“{shown}” has a part after “?” or “#”.", "Leave that part out.")
    loopback = _is_loopback(host)
    if parts.scheme == "http" and not loopback:
        raise BadRequest(
            f"“{shown}” is not encrypted, so the key could be read on the way.", "Use https."
        )
    return Address(f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/"), host, loopback)


def host_of(url: str) -> str:
    """The host that an address names, for sentences; empty where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_EXAMPLE = "Write it like https://crm.example.org."
