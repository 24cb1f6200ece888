"""Takes records out of their wrappers (apis/safesites.md section 4: double wrapping)."""

import msgspec
from msgspec import Raw

from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.safesites import wire

_wrapped = RecordDecoder(wire.Wrapped)
_heads = RecordDecoder(wire.EventHead)
_page_metas = RecordDecoder(wire.PageMeta)


def unwrapped(element: bytes | Raw) -> bytes | Raw:
    """The record itself, whether it comes wrapped or plain.

    A wrapper's own `meta` changes with every request, so only what is inside has a fingerprint.
    """
    try:
        outer = msgspec.json.decode(element, type=wire.Wrapped)
    except ValueError:
        return element
    return outer.data if _is_object(outer.data) and not bytes(outer.id) else element


def unwrapped_value(value: object) -> object:
    """The same for a value that is decoded already."""
    if isinstance(value, dict) and isinstance(value.get("data"), dict) and "id" not in value:
        return value["data"]
    return value


def items_of(value: object) -> list[object]:
    """The elements of an embedded list, each unwrapped; a list may be wrapped as a whole."""
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        value = value["data"]
    if isinstance(value, list):
        return [unwrapped_value(item) for item in value]
    return [] if value in (None, "", {}) else [unwrapped_value(value)]


def wrapper_meta(element: bytes | Raw) -> wire.PageMeta:
    """What a wrapper says of the one who asked."""
    try:
        return _page_metas.decode(_wrapped.decode(element).meta)
    except RecordError:
        return wire.PageMeta()


def page_meta(page: wire.Page) -> wire.PageMeta:
    """What a page says of the whole list, as far as it can be read."""
    try:
        return _page_metas.decode(page.meta)
    except RecordError:
        return wire.PageMeta()


def head(record: bytes | Raw) -> wire.EventHead:
    """Id and age of an event, as far as they can be read."""
    try:
        return _heads.decode(record)
    except RecordError:
        return wire.EventHead()


def _is_object(raw: Raw) -> bool:
    return bytes(raw)[:1] == b"{"
