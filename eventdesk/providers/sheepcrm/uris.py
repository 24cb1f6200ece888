"""References of sheepCRM: `/{bucket}/{resource_type}/{uid}/`, as text or as an object."""

from typing import NamedTuple

import msgspec

from eventdesk.domain.errors import NotThere


class Reference(msgspec.Struct):
    """The object form of a reference (apis/sheepcrm.md section 2)."""

    ref: str | None = None
    display_value: str | None = None


Ref = str | Reference | None
"""Both forms occur, in one answer even."""


class Uri(NamedTuple):
    """A URI taken apart; the bucket is that of the account."""

    resource_type: str
    uid: str


def uri_of(reference: Ref) -> str:
    """The URI of a reference in either form, "" where there is none that can be used."""
    if isinstance(reference, Reference):
        reference = reference.ref
    uri = (reference or "").strip()
    return uri if uri.startswith("/") else ""


def uid_of(uri: str) -> str:
    """The last element of a URI."""
    return uri.rstrip("/").rpartition("/")[2]


def is_uri(text: str) -> bool:
    """True for text that is a reference and means nothing to people."""
    return text.startswith("/") and text.endswith("/") and len(text.split("/")) == 5


def parse_uri(text: str) -> Uri:
    """The parts of a URI. Raises `NotThere` for anything else."""
    parts = text.strip().strip("/").split("/")
    if len(parts) != 3 or not all(parts):
        raise NotThere(f"“{text}” is not a reference to a record of sheepCRM.")
    return Uri(parts[1], parts[2])
