"""Values of KARE in readable words: no secrets, no technical fields, no raw dumps."""

import re
from collections.abc import Iterable, Mapping
from datetime import tzinfo

from eventdesk.domain.text import one_line
from eventdesk.net.decode import loosely_decoded
from eventdesk.providers.kare.dates import shown_moment
from eventdesk.providers.kare.names import code_text

Row = tuple[str, str]

_LONGEST_VALUE = 300
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
# Whatever new field has such a name is not for the eyes of everybody at the desk.
_SECRET = re.compile(r"(?i)pin|token|secret|passw|signature|presigned|proof|otp|key")


def is_secret(key: str) -> bool:
    """True for a field that must not be shown unasked, judged by its name."""
    return _SECRET.search(key) is not None


def label(key: str) -> str:
    """A field's name for people: "checkType" -> "Check type"."""
    words = " ".join(_WORD.findall(key)).lower()
    return one_line(words[:1].upper() + words[1:], 60)


def text(value: object) -> str:
    """Text on one line; "" for anything else."""
    return one_line(value, _LONGEST_VALUE) if isinstance(value, str) else ""


def shown(value: object, zone: tzinfo | None = None) -> str:
    """A single value for people; "" for nothing, for "no" and for containers."""
    if isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, str):
        found = shown_moment(value, zone) if _MOMENT.match(value.strip()) else ""
        return found or text(value)
    return code_text(value)


def shown_list(value: object) -> str:
    """A value, or the values of a list separated by commas."""
    items = value if isinstance(value, list) else [value]
    return one_line(", ".join(filter(None, map(shown, items))), _LONGEST_VALUE)


def key_words(value: object) -> str:
    """A translation key as far as it can be read: its last part. Other text as it came."""
    words = text(value)
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", words):
        words = words.rpartition(".")[2].replace("_", " ").replace("-", " ").strip()
        words = words[:1].upper() + words[1:]
    return words


def number(value: object) -> str:
    """An id as text, "" for what cannot be one."""
    found = code_text(value)
    return found if found.isascii() and found.isdigit() and len(found) < 19 else ""


def objects(value: object) -> list[dict[str, object]]:
    """The objects of a list, or an object alone; empty for anything else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def first(value: object) -> dict[str, object]:
    """An object, or the first of a list of them; an empty one where there is none."""
    return next(iter(objects(value)), {})


def rows(pairs: Iterable[Row]) -> tuple[Row, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys((name, value) for name, value in pairs if name and value))


def unknown_rows(
    record: bytes | Mapping[str, object], known: frozenset[str], zone: tzinfo | None
) -> tuple[Row, ...]:
    """Single values of fields that nobody told us of, unless they look like secrets."""
    fields = record if isinstance(record, Mapping) else loosely_decoded(record)
    return rows(
        (label(key), shown(value, zone))
        for key, value in fields.items()
        if key not in known and not is_secret(key) and not key.endswith(("Id", "Ids", "Url"))
    )
