"""The demo's data files: each can be read and shown, whether its system is installed or not."""

from datetime import datetime
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, Capability, FieldKind, SystemInfo
from eventdesk.domain.errors import NotOffered, NotThere
from eventdesk.domain.event import Event, EventStatus
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sample.provider import SampleSystem, standing_for
from eventdesk.services.demo_books import BookMaker
from eventdesk.services.demo_plan import folder, people_plan, system_plan
from tests.services.demo_tools import NOW, StandingClock

CANCEL = CancelToken()
SYSTEMS = sorted(
    file.name.removesuffix(".toml")
    for file in (folder() / "systems").iterdir()
    if file.name.endswith(".toml")
)


def _samples(key: str, capabilities: frozenset[Capability]) -> list[SampleSystem]:
    """The accounts that a file has, of a system that can do this."""
    plan = system_plan(key)
    assert plan is not None
    info = SystemInfo(key, "Any system", capabilities)
    maker = BookMaker(people_plan(), NOW, rest=100)
    context = ProviderContext("Any", "", {}, {}, Path(), StandingClock())
    books = [maker.sample_book(plan, account, info.capabilities) for account in plan.accounts]
    return [standing_for(info)(context, book) for book in books]


def _events(sample: SampleSystem) -> list[Event]:
    (batch,) = sample.events(None, known=(), cancel=CANCEL)
    return [event for _, event in batch.items]


def _filled_in(action: Action) -> dict[str, str]:
    values = {FieldKind.DATETIME: "2026-11-21T19:00", FieldKind.TEXT: "Words"}
    return {
        field.name: field.choices[0].value if field.choices else values.get(field.kind, "")
        for field in action.fields
    }


@pytest.mark.parametrize("key", SYSTEMS)
def test_every_file_can_be_shown(key: str) -> None:
    samples = _samples(key, frozenset(Capability))

    assert [sample for sample in samples if _events(sample)]
    for sample in samples:
        for event in _events(sample):
            for read in (sample.attendees, sample.orders, sample.tickets):
                (batch,) = read(event.ref, known=(), cancel=CANCEL)
                assert batch.total == len({item.ref for _, item in batch.items})
            assert event.start is not None
            assert event.end is not None
            assert event.start <= event.end
            assert sample.history(event.ref, CANCEL)


@pytest.mark.parametrize("key", SYSTEMS)
def test_a_system_that_has_no_attendees_gets_none(key: str) -> None:
    for sample in _samples(key, frozenset()):
        for event in _events(sample):
            with pytest.raises(NotOffered, match="^Any system does not offer"):
                list(sample.attendees(event.ref, known=(), cancel=CANCEL))


@pytest.mark.parametrize("key", SYSTEMS)
def test_every_action_is_done_or_refused_with_a_sentence(key: str) -> None:
    sample = _samples(key, frozenset(Capability))[0]
    first = _events(sample)[0]
    actions: list[tuple[Event | None, Action]]
    actions = [(None, a) for a in sample.actions(None, CANCEL)]
    actions += [(first, a) for a in sample.actions(first, CANCEL)]
    actions.sort(key=lambda pair: pair[1].name == "delete")  # nothing can be done after that

    for event, action in actions:
        try:
            said = sample.act(event, action.name, _filled_in(action), CANCEL).sentence
        except NotOffered as refusal:
            said = refusal.sentence
        assert said.endswith(("ed.", "needs a real account."))


def test_actions_change_what_the_next_sync_reads() -> None:
    project, site = (_samples(key, frozenset(Capability))[0] for key in ("teamwork", "safesites"))
    first, round_of_today = _events(project)[0], _events(site)[0]

    made = project.act(
        None, "new-event", {"title": "Rehearsal", "start": "2026-11-21T19:00"}, CANCEL
    )
    project.act(first, "delete", {}, CANCEL)
    site.act(round_of_today, "cancel-occurrence", {}, CANCEL)

    assert project.event(made.event_ref, CANCEL).start == datetime(2026, 11, 21, 19, 0)
    assert first.ref not in [event.ref for event in _events(project)]
    assert site.event(round_of_today.ref, CANCEL).status is EventStatus.CANCELLED


def test_what_is_not_there_is_said_so() -> None:
    sample = _samples(SYSTEMS[0], frozenset(Capability))[0]

    for ask in (
        lambda: sample.event("nothing", CANCEL),
        lambda: sample.contact("nobody", CANCEL),
        lambda: list(sample.attendees("nothing", known=(), cancel=CANCEL)),
    ):
        with pytest.raises(NotThere):
            ask()
