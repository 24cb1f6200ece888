"""Values of Teamwork.com that come in several shapes, read alike, and in readable words."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Raw

from eventdesk.domain.text import one_line
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.paging import id_text

LONGEST = 300

BUILT_IN_TYPES: Mapping[str, str] = {
    "-2": "Paid Time Off",
    "-3": "Sick Leave",
    "-4": "Meeting",
    "-5": "Other",
    "-6": "Training",
    "-7": "Public Holiday",
}
"""Types that every site has (apis/teamwork.md section 6)."""

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

_coloured = RecordDecoder(wire.Coloured)


def flag(value: object) -> bool | None:
    """A yes or no, sent as a boolean, as text or as a number; None for anything else."""
    if isinstance(value, bool):
        return value
    return _FLAGS.get(str(value).strip().casefold()) if isinstance(value, (str, int)) else None


def ids(value: object) -> tuple[str, ...]:
    """The ids of a text separated by commas, of a list or of a single number, each once."""
    items: Iterable[object] = value if isinstance(value, list) else [value]
    texts = (str(item) for item in items if isinstance(item, (str, int)))
    return tuple(
        dict.fromkeys(part.strip() for text in texts for part in text.split(",") if part.strip())
    )


def id_list(value: object) -> str | None:
    """The same as writes have it, separated by commas; None where that would not be the whole."""
    items = value if isinstance(value, list) else [value]
    found = ids(value)
    whole = all(isinstance(item, (str, int)) for item in items)
    whole = whole and all(part.isascii() and part.isdigit() for part in found)
    return ",".join(found) if whole else None


def signed_number(text: str) -> int | None:
    """The number of an event type, which may be negative; None for other text."""
    return int(text) if re.fullmatch(r"-?\d{1,18}", text, re.ASCII) else None


def names(text: str | None, count: int) -> tuple[str, ...]:
    """The names of a text separated by commas, where that gives as many as there are ids.

    A name may hold a comma itself: then nothing can be told, and there are none.
    """
    parts = tuple(part.strip() for part in (text or "").split(","))
    return parts if len(parts) == count and all(parts) else ()


def colour(record: bytes | Raw) -> str:
    """The colour of an event as "#rrggbb", read from its very digits; "" where there is none."""
    try:
        found = _coloured.decode(record).type
    except RecordError:
        return ""
    digits = bytes(found.color).decode("ascii", "replace") if found else ""
    digits = digits.strip('"# ').lower()
    if digits.isdigit():
        digits = digits.zfill(6)  # a number loses the noughts in front
    return f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else ""


def shown(value: object) -> str:
    """A single value for people; empty for nothing and for containers."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return f"{value:.12g}"
    return one_line(value, LONGEST) if isinstance(value, str) else ""


def texts(value: object) -> dict[str, str]:
    """The single values of an object as text; empty for anything else."""
    if not isinstance(value, dict):
        return {}
    found = {str(key): text_of(inner) for key, inner in value.items()}
    return {key: text for key, text in found.items() if text}


def text_of(value: object) -> str:
    """A single value as the system would spell it in text; empty for nothing and containers."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def objects(value: object) -> list[dict[str, str]]:
    """The objects of a list, as texts."""
    return (
        [texts(item) for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    )


def person_name(person: wire.Person | None) -> str:
    """First and last name."""
    if person is None:
        return ""
    return one_line(f"{person.first_name or ''} {person.last_name or ''}")


def type_name(ident: str, name: str | None) -> str:
    """What a type is called; an unknown one without a name is shown as its number."""
    told = one_line(name or "", LONGEST) or BUILT_IN_TYPES.get(ident, "")
    return told or (f"Type {ident}" if ident else "")


def type_id(found: wire.EventType | None) -> str:
    """The signed id of a type, "" for none; 0 stands for all types and is none."""
    ident = id_text(found.id) if found else ""
    return "" if ident == "0" else ident
