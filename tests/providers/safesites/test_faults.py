"""Faults at random: every call ends in a value or one of our errors, and all is well afterwards."""

import random
from datetime import UTC, datetime

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import EventDeskError, Throttled
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.providers.safesites.test_actions import CHANGE
from tests.servers import Fault, FaultKind, SafeServer, retry_after, usual_faults

CALLS_MADE = 200
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
NOTHING: frozenset[int] = frozenset()


def test_random_faults_end_in_sentences_and_changes_are_sent_once_each(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    ref = safesites_server.event_id("round")
    safesites_server.edit_event(ref, start="2026-03-06 10:00:00")
    series = provider.event(ref, cancel)
    reads = (
        lambda: provider.check(cancel),
        lambda: list(provider.events(None, known=NOTHING, cancel=cancel)),
        lambda: list(provider.changed_events(SINCE, None, known=NOTHING, cancel=cancel) or ()),
        lambda: provider.event(ref, cancel),
        lambda: provider.detail(series, "site", cancel),
        lambda: provider.detail(series, "order", cancel),
        lambda: provider.act(None, "find-site", {"text": "quay"}, cancel),
    )
    # Waiting out a 429 takes its second each time: the test below looks at that.
    menu = [f for f in usual_faults() if not (f.kind is FaultKind.STATUS and f.status == 429)]
    safesites_server.faults.at_random(0.4, seed=11, menu=menu)
    chance, ended = random.Random(11), []
    for _ in range(CALLS_MADE):
        for call in (
            chance.choice(reads),
            lambda: provider.act(series, "move-occurrence", CHANGE, cancel),
        ):
            try:
                call()
            except EventDeskError as error:
                ended.append(error.sentence)
            else:
                ended.append("")
    assert all(not words or words.endswith((".", "!", "?", "…")) for words in ended)
    assert min(ended.count(""), len(ended) - ended.count("")) > CALLS_MADE // 5
    assert safesites_server.count("POST") == CALLS_MADE
    safesites_server.faults.clear()
    kept = safesites_server.dataset.events[ref]["exceptions"]
    assert len(kept) == len(safesites_server.writes)
    assert len(provider.event(ref, cancel).recurrence.changes) == 1, "they are all of one date"


def test_a_pause_that_is_too_long_to_wait_for_is_told(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    long = retry_after(3600)
    safesites_server.faults.add(Fault(kind=FaultKind.STATUS, status=429, headers=long))
    with pytest.raises(Throttled, match="asks for a pause") as caught:
        provider.check(cancel)
    assert caught.value.retry_after == 3600
    assert len(safesites_server.requests) == 1
