"""Values of sheepCRM in readable words: no markup, no technical fields, no raw dumps."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser

from eventdesk.domain.money import parse_amount
from eventdesk.domain.text import one_line
from eventdesk.providers.sheepcrm.uris import is_uri

Rows = tuple[tuple[str, str], ...]

_LONGEST_VALUE = 300
_DEEPEST = 3
# No amount of money and no count is larger; what is, is a fault of the data.
_LARGEST = 10**12
_TECHNICAL = frozenset(
    {"uid", "uri", "id", "ref", "record_state", "legacy_uid", "user_interface", "policy_name"}
    | {"display_value"}  # the name, which stands above
)
_LABELS = {"email": "E-mail", "primary_email": "E-mail", "telephone": "Telephone", "url": "Address"}
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?")
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote"}) | frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6"}
)


class _TextOnly(HTMLParser):
    """Collects the text of markup, a new line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(text: str | None) -> str:
    """Text that may hold HTML, as plain lines without empty ones around."""
    if not text:
        return ""
    if "<" not in text and "&" not in text:
        return text.strip()
    parser = _TextOnly()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # what html.parser makes of a broken "<!["
        parser.parts = [re.sub(r"<[^<>]*>", " ", text)]
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def count(value: object) -> int | None:
    """A number of things, sent as a number or as text ("1.00"); None for anything else."""
    amount = money(value)
    return int(amount) if amount is not None and amount >= 0 else None


def money(value: object) -> Decimal | None:
    """An amount, sent as a number or as text; None for anything else."""
    amount = parse_amount(value)
    return amount if amount is not None and abs(amount) < _LARGEST else None


def label(key: str) -> str:
    """A field's name for people: "dietary_notes" -> "Dietary notes"."""
    words = one_line(key.replace("_", " ").replace("-", " "), 60)
    return _LABELS.get(key, words[:1].upper() + words[1:])


def shown(value: object) -> str:
    """A single value for people; empty for nothing, for references and for containers."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return f"{value:.12g}" if abs(value) < _LARGEST else ""
    if isinstance(value, dict):
        inner = value.get("display_value")
        return shown(inner) if "ref" in value and isinstance(inner, str) else ""
    if not isinstance(value, str) or is_uri(value):
        return ""
    moment = _MOMENT.fullmatch(value.strip())
    if moment:
        day, clock = moment.group(1), moment.group(2)
        return day if clock == "00:00" else f"{day} {clock}"
    return one_line(plain_text(value), _LONGEST_VALUE)


def joined(*values: object) -> str:
    """The values that say something, separated by commas."""
    return ", ".join(filter(None, map(shown, values)))


def shown_list(value: object) -> str:
    """A value, or the values of a list separated by commas."""
    items = value if isinstance(value, list) else [value]
    return one_line(", ".join(filter(None, map(shown, items))), _LONGEST_VALUE)


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list of texts or references; empty for anything else."""
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(filter(None, map(shown, value))))


def objects(value: object) -> list[dict[str, object]]:
    """The objects of a list; empty for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def rows(value: object, limit: int = 60) -> Rows:
    """Any JSON value as label and value, technical fields left out, at most `limit` rows."""
    found = dict.fromkeys(_rows("", value, _DEEPEST))
    return tuple(found)[:limit]


def _rows(name: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth and not shown(value):
        for key, inner in value.items():
            if key not in _TECHNICAL:
                own = label(key)
                yield from _rows(f"{name}: {own}" if name else own, inner, depth - 1)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            text = shown(item) or in_one(item)
            if text:
                yield name, text
    else:
        text = shown_list(value)
        if text:
            yield name, text


def in_one(value: object) -> str:
    """An object of a list in one line: its values, and in brackets what is true of it."""
    if not isinstance(value, dict):
        return ""
    plain = {k: v for k, v in value.items() if k not in _TECHNICAL}
    parts = [shown_list(v) for v in plain.values() if not isinstance(v, bool)]
    true = [label(key).lower() for key, flag in plain.items() if flag is True]
    text = ", ".join(filter(None, parts))
    return f"{text} ({', '.join(true)})" if text and true else text
