"""Faults at random: every call ends in a value or one of our errors, and all is well afterwards."""

import random
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import EventDeskError, Unreachable
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.servers import FaultKind, SheepServer, usual_faults

CALLS_MADE = 250


def sentence_of(call: Callable[[], object]) -> str:
    """What went wrong with a call, empty where nothing did."""
    try:
        call()
    except EventDeskError as error:
        return error.sentence
    return ""


def reads(
    provider: SheepCrmProvider, main: str, someone: Attendee, cancel: CancelToken
) -> Sequence[Callable[[], object]]:
    nothing: frozenset[int] = frozenset()
    return (
        lambda: provider.check(cancel),
        lambda: list(provider.events(None, known=nothing, cancel=cancel)),
        lambda: provider.event(main, cancel),
        lambda: list(provider.attendees(main, known=nothing, cancel=cancel)),
        lambda: list(provider.orders(main, known=nothing, cancel=cancel)),
        lambda: list(provider.tickets(main, known=nothing, cancel=cancel)),
        lambda: provider.ticket_types(main, cancel),
        lambda: provider.contact(someone.person, cancel),
        lambda: provider.history(main, cancel),
        lambda: provider.find_people(someone.email, cancel),
        lambda: provider.fetch_export(main, "orders", ["core"], cancel),
        lambda: provider.actions(provider.event(main, cancel), cancel),
    )


def test_random_faults_end_in_sentences_and_marks_are_sent_once_each(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, main: str
) -> None:
    whole = list(provider.attendees(main, known=frozenset(), cancel=cancel))
    people = [a for batch in whole for _, a in batch.items if a.person]
    # Waiting out a 429 takes its second each time: tests/unit/test_net_limits.py looks at that.
    menu = [f for f in usual_faults() if not (f.kind is FaultKind.STATUS and f.status == 429)]
    sheepcrm_server.faults.at_random(0.3, seed=11, menu=menu)
    chance = random.Random(11)
    ended = []
    for _ in range(CALLS_MADE):
        someone = chance.choice(people)
        mark = partial(provider.set_attendance, main, someone, "attended", cancel)
        ended.append(sentence_of(mark))
        ended.append(sentence_of(chance.choice(reads(provider, main, someone, cancel))))
    assert all(not words or words.endswith((".", "!", "?", "…")) for words in ended)
    assert min(ended.count(""), len(ended) - ended.count("")) > CALLS_MADE // 5
    assert sheepcrm_server.count("PUT") == CALLS_MADE
    sheepcrm_server.faults.clear()
    again = list(provider.attendees(main, known=frozenset(), cancel=cancel))
    held = {a.person: a.status for batch in again for _, a in batch.items if a.person}
    marked = {write.person_uri for write in sheepcrm_server.writes}
    assert {held[person] for person in marked} == {"attended"}


def test_going_offline_and_coming_back_needs_no_new_provider(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    assert provider.check(cancel)
    sheepcrm_server.stop()
    with pytest.raises(Unreachable, match="no connection"):
        provider.check(cancel)
    sheepcrm_server.start()
    assert provider.check(cancel)
    sheepcrm_server.offline = True
    with pytest.raises(Unreachable, match="no connection"):
        provider.check(cancel)
    sheepcrm_server.offline = False
    assert provider.check(cancel)
