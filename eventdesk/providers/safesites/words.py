"""Values of SafeSites in readable words: no raw dumps, no ids, no names of fields as they are."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from eventdesk.domain.text import one_line
from eventdesk.providers.safesites.records import unwrapped_value
from eventdesk.providers.times import moment

Rows = tuple[tuple[str, str], ...]

_LONGEST_VALUE = 2000
_LARGEST = 10**12
_DEEPEST = 4
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TECHNICAL = re.compile(r"(?:^id|Id|_id|^uuid|^meta|^links)$")
_NAMES = ("firstName", "lastName")


def label(key: str) -> str:
    """A field's name for people: "riskLevel" -> "Risk level"."""
    words = one_line(_HUMP.sub(" ", key).replace("_", " ").replace("-", " "), 60)
    return words[:1].upper() + words[1:].lower() if words else "Value"


def shown(value: object) -> str:
    """A single value for people; empty for nothing and for containers that say nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return f"{value:.12g}" if abs(value) < _LARGEST else ""
    if isinstance(value, str):
        return one_line(_when(value) or value, _LONGEST_VALUE)
    return ""


def kind_title(value: object) -> str:
    """What kind of thing it is: "hot_work" -> "Hot work"; words that are none of code stay."""
    text = shown(value)
    return label(text) if _CODE.fullmatch(text) else text


def person(value: object) -> str:
    """The name of a person, "" for anything that is clearly none."""
    value = unwrapped_value(value)
    if not isinstance(value, dict):
        return ""
    parts = (value.get(key) for key in _NAMES)
    return one_line(" ".join(part for part in parts if isinstance(part, str)), _LONGEST_VALUE)


def named(value: object) -> str:
    """The name of an object such as a site or an organization, "" where it has none."""
    value = unwrapped_value(value)
    name = value.get("name") if isinstance(value, dict) else value
    return shown(name) if isinstance(name, str) else ""


def ident(value: object) -> str:
    """The id of an object, "" where it has none."""
    value = unwrapped_value(value)
    found = value.get("id") if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""


def in_words(value: object, depth: int = _DEEPEST) -> str:
    """Any JSON value in one line, as it came: "Role: guard, Anna Berg"."""
    value = unwrapped_value(value)
    if isinstance(value, dict):
        return one_line(", ".join(_parts(value, depth)), _LONGEST_VALUE) if depth else ""
    if isinstance(value, list):
        texts = (in_words(item, depth - 1) for item in value) if depth else ()
        return one_line("; ".join(filter(None, texts)), _LONGEST_VALUE)
    return shown(value)


def people(value: object, depth: int = _DEEPEST) -> Iterator[str]:
    """The persons in a value; not those who merely wrote the record."""
    value = unwrapped_value(value)
    if isinstance(value, list) and depth:
        for item in value:
            yield from people(item, depth - 1)
    elif isinstance(value, dict):
        name = person(value)
        if name:
            yield name
        elif depth:
            for key, inner in value.items():
                if not key.endswith("By"):
                    yield from people(inner, depth - 1)


def _parts(value: dict[str, object], depth: int) -> Iterator[str]:
    """A name stands for itself, everything else behind its label."""
    title = person(value) or named(value)
    if title:
        yield title
    for key, inner in value.items():
        if _TECHNICAL.search(key) or (title and key in (*_NAMES, "name")):
            continue
        text = person(inner) or in_words(inner, depth - 1)
        if text:
            yield f"{label(key)}: {text}"


def _when(text: str) -> str:
    """A date or time without what only machines need; "" for other text."""
    when = moment(text) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    if not isinstance(when, datetime):
        return "" if when is None else when.isoformat()
    return when.strftime("%Y-%m-%d %H:%M") + (" UTC" if when.utcoffset() == timedelta() else "")
