"""Pages in forms that the notes leave open: plain records, no paginator, nulls."""

import json
from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer
from eventdesk.providers.safesites import listing
from eventdesk.providers.safesites.provider import SafeSitesProvider
from eventdesk.providers.safesites.records import unwrapped
from tests.providers.any_answer import answering

EVENT = {"id": "e1", "title": "Round"}
NO_ROWS = {"current_page": 1, "from": None, "to": None, "last_page": 1, "total": 0}


def titles(provider: SafeSitesProvider, page: object) -> list[str]:
    with answering(json.dumps(page).encode()):
        batches = list(provider.events(None, known=frozenset(), cancel=CancelToken()))
    assert not any(batch.unreadable for batch in batches)
    return [event.title for batch in batches for _, event in batch.items]


@pytest.mark.parametrize(
    "element",
    [
        EVENT,
        {"data": EVENT},
        {"data": EVENT, "meta": {"requestId": "r1"}},
        {**EVENT, "data": {"id": "other"}},
    ],
)
def test_records_are_read_wrapped_or_plain(
    provider: SafeSitesProvider, element: dict[str, Any]
) -> None:
    assert titles(provider, {"data": [element]}) == ["Round"]


def test_a_request_id_of_its_own_makes_no_record_new() -> None:
    first, second = (
        unwrapped(json.dumps({"data": EVENT, "meta": {"requestId": n}}).encode()) for n in "12"
    )
    assert bytes(first) == bytes(second)


@pytest.mark.parametrize("meta", [NO_ROWS, None, {}, [], {"last_page": None}, {"total": "none"}])
def test_an_empty_page_is_the_last_one(provider: SafeSitesProvider, meta: object) -> None:
    assert titles(provider, {"data": [], "meta": meta}) == []


@pytest.mark.parametrize("page", [{}, {"data": None}, {"data": {}}, [], "x", None])
def test_what_is_no_page_is_never_taken_for_an_empty_list(
    provider: SafeSitesProvider, page: object
) -> None:
    with pytest.raises(BadAnswer, match="instead of data"):
        titles(provider, page)


@pytest.mark.parametrize("meta", [{"current_page": 2, "last_page": 2}, None])
def test_a_server_that_ignores_the_page_is_noticed(
    provider: SafeSitesProvider, monkeypatch: pytest.MonkeyPatch, meta: object
) -> None:
    monkeypatch.setattr(listing, "LARGEST_PAGE", 1)
    with pytest.raises(BadAnswer, match="without end"):
        titles(provider, {"data": [EVENT], "meta": meta})
