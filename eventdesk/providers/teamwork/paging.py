"""Lists that come in pages: the place is told in headers, in any case (apis/teamwork.md 4)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.net.answer import Answer
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.teamwork import wire

MOST_PAGES = 200
"""Of 250 records; no request reaches past 50,000 (apis/teamwork.md section 10)."""

_heads = RecordDecoder(wire.EventHead)


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a list. `pages` and `total` are None where the headers do not tell them."""

    records: list[Raw]
    host: str
    pages: int | None = None
    total: int | None = None

    @classmethod
    def of(cls, answer: Answer, records: list[Raw] | None) -> "Page":
        """The page that an answer is."""
        pages, total = (_number(answer, name) for name in ("x-pages", "x-records"))
        return cls(records or [], answer.host, pages, total)


@dataclass(slots=True)
class Listed:
    """A whole list: records by id, each once, and those without one.

    `missing` is how many the system counted beyond those.
    """

    by_id: dict[str, Raw] = field(default_factory=dict)
    nameless: list[Raw] = field(default_factory=list)
    missing: int = 0


def all_pages(page: Callable[[int], Page], cancel: CancelToken) -> Listed:
    """Read a list to its end.

    Raises:
        BadAnswer: it repeats itself, or has no end.
    """
    listed, total = Listed(), 0
    for number in range(1, MOST_PAGES + 1):
        cancel.check()
        answered = page(number)
        new = _taken(answered.records, listed)
        # The most that any page counted: a list that shrank meanwhile let records slip by.
        total = max(total, answered.total or 0)
        if _is_last(answered, number, new=new):
            count = len(listed.by_id) + len(listed.nameless)
            listed.missing = max(total - count, 0)
            return listed
        if not new:
            raise BadAnswer(
                f"{answered.host} sends the same page of a list again and again.",
                "Nothing was changed here. Try again later.",
            )
    raise BadAnswer(
        f"{answered.host} lists more than it can hand out, or without end.",
        "Nothing was changed here. Choose fewer days, or try again later.",
    )


def _record_id(record: bytes | Raw) -> str:
    """The id of a record, "" where it has none or is no object."""
    try:
        return id_text(_heads.decode(record).id)
    except RecordError:
        return ""


def id_text(value: str | int | None) -> str:
    """An id, sent as text or as a number, as text."""
    return "" if value is None else str(value).strip()


def _taken(records: list[Raw], listed: Listed) -> bool:
    """Add records to a list; True where one of them has an id that no page before had."""
    before = len(listed.by_id)
    for record in records:
        ident = _record_id(record)
        if ident:
            listed.by_id.setdefault(ident, record)
        else:
            listed.nameless.append(record)
    return len(listed.by_id) > before


def _is_last(page: Page, number: int, *, new: bool) -> bool:
    """Without a number of pages, a page that brings nothing is the last."""
    return not new if page.pages is None else number >= page.pages


def _number(answer: Answer, name: str) -> int | None:
    text = answer.headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
