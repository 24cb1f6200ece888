"""The outermost shape of KARE's answers, and lists that come in pages (apis/kare.md section 7)."""

from collections.abc import Callable
from typing import Any

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.net.answer import Answer
from eventdesk.net.decode import RecordDecoder, RecordError, decode, loosely_decoded, not_usable
from eventdesk.providers.kare import wire

MOST_PAGES = 1000

_paginations = RecordDecoder(wire.Pagination)


def whole(answer: Answer) -> dict[str, Any]:
    """The one record of an answer; some come without the wrapper. Raises `BadAnswer`."""
    try:
        value = loosely_decoded(answer.body)
    except RecordError:
        raise not_usable(answer) from None
    record = value.get("data", value) if isinstance(value, dict) else None
    if not isinstance(record, dict) or not record:
        raise not_usable(answer)
    return record


def page_of(answer: Answer) -> wire.Page:
    """A page of a list. Raises `BadAnswer`."""
    return decode(answer, wire.Page)


def told_size(page: wire.Page) -> int | None:
    """How many records a full page has, where told; it may be fewer than were asked for."""
    try:
        told = _paginations.converted(page.pagination).page_size
    except RecordError:
        return None
    return told if told is not None and told > 0 else None


def total_of(page: wire.Page) -> int | None:
    """How many records the whole list has, where told."""
    total = page.total_count
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def all_pages(
    read: Callable[[int], wire.Page],
    is_last: Callable[[wire.Page], bool],
    what: str,
    cancel: CancelToken,
) -> list[msgspec.Raw]:
    """The records of every page from the first, each once.

    `read` gives a page by its number, and `is_last` tells one that cannot have another after it:
    that counts where the list does not tell how many records it has. Else it ends once all were
    read, for a page may be smaller than was asked for without saying so.

    Raises:
        BadAnswer: the list goes on and on, or comes back to what it had.
    """
    seen = dict[bytes, msgspec.Raw]()
    looked_last = False
    for number in range(1, MOST_PAGES + 1):
        cancel.check()
        page = read(number)
        before = len(seen)
        seen |= {bytes(record): record for record in page.data}
        total = total_of(page)
        complete = is_last(page) if total is None else len(seen) >= total
        nothing_new = len(seen) == before
        if complete or not page.data or (looked_last and nothing_new):
            return list(seen.values())
        looked_last = is_last(page)
        if nothing_new and not looked_last:
            raise _endless(what, "repeats its pages")
    raise _endless(what, "goes on without end")


def _endless(what: str, how: str) -> BadAnswer:
    return BadAnswer(f"KARE's list of {what} {how}.", "Nothing was changed here. Try again later.")
