"""Reads what servers put into the body of an error: many forms, one short plain sentence.

Forms: apis/sheepcrm.md section 5, apis/teamwork.md section 9, apis/safesites.md section 7.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eventdesk.domain.masking import mask
from eventdesk.domain.text import one_line
from eventdesk.net.answer import Answer

_LONGEST = 200
_READ_BYTES = 65536
# In order of how much they tell a person.
_TEXT_KEYS = ("description", "error_detail", "detail", "message", "MESSAGE", "title", "error")


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """The server's own words. `sentence` is empty where it has none for people."""

    sentence: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def error_words(answer: Answer) -> ErrorWords:
    """What the body of an error says. Never raises."""
    if answer.is_web_page:
        return ErrorWords()
    text = answer.body[:_READ_BYTES].decode("utf-8", "replace").strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ErrorWords("" if text.startswith(("{", "[", "<")) else _plain(text))
    return ErrorWords(_sentence(value), dict(_fields(value)))


def _sentence(value: object) -> str:
    """The first text in a JSON value that is meant for people."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return " ".join(filter(None, map(_shallow, value[:3])))
    if not isinstance(value, dict):
        return ""
    for key in _TEXT_KEYS:
        found = _shallow(value.get(key))
        if found:
            return found
    content = value.get("content")
    errors = value.get("errors") or (content.get("errors") if isinstance(content, dict) else None)
    return _sentence(errors) if isinstance(errors, list) else _shallow(content)


def _shallow(value: object) -> str:
    """The text of a value, or of the object that wraps it; never deeper."""
    if isinstance(value, dict):
        texts = (value.get(key) for key in _TEXT_KEYS)
        value = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return _plain(value) if isinstance(value, str) else ""


def _fields(value: object) -> Iterator[tuple[str, str]]:
    """Which parameter is wrong and why: {error: {param, message}} or {errors: {name: [text]}}."""
    if not isinstance(value, dict):
        return
    error, errors = value.get("error"), value.get("errors")
    if isinstance(error, dict) and isinstance(error.get("param"), str):
        yield one_line(error["param"], 60), _shallow(error)
    for name, texts in errors.items() if isinstance(errors, dict) else ():
        first = texts[0] if isinstance(texts, list) and texts else texts
        yield one_line(name, 60), _shallow(first)


def _plain(text: str) -> str:
    """One line without markup, keys and addresses, ending like a sentence."""
    words = one_line(mask(re.sub(r"<[^<>]*>", " ", text)), _LONGEST)
    return words if not words or words[-1] in ".!?…" else f"{words}."
