"""The demo's sample data keeps to the contract, whichever system it stands for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.event import Window
from eventdesk.providers import registry
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.sample.book import SampleBook
from eventdesk.providers.sample.provider import standing_for
from eventdesk.services.demo_books import BookMaker
from eventdesk.services.demo_plan import people_plan, system_plan
from tests.contract.provider_contract import ProviderContract, StillClock, Subject

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SYSTEMS = [info for info in registry.systems() if info != registry.default_system()]


class TestSample(ProviderContract):
    @pytest.fixture(params=SYSTEMS, ids=lambda info: info.key)
    def subject(self, request: pytest.FixtureRequest, tmp_path: Path) -> Subject:
        info = request.param
        plan = system_plan(info.key)
        assert plan is not None, f"the demo has no data for {info.title}"
        maker = BookMaker(people_plan(), NOW, rest=40)
        book = maker.sample_book(plan, plan.accounts[0], info.capabilities)
        first, *others = sorted(book.events, key=lambda ref: _fullness(book, ref), reverse=True)

        def change() -> str:
            book.events[others[0]] = replace(book.events[others[0]], title="Renamed elsewhere")
            return others[0]

        def remove() -> str:
            book.remove_event(others[1])
            return others[1]

        def go_down() -> None:
            book.trouble = lambda: Unreachable("There is no connection.", "Check the network.")

        def come_back() -> None:
            book.trouble = None

        day = timedelta(days=1)
        return Subject(
            provider=partial(standing_for(info), book=book),
            context=ProviderContext("Demo", "", {}, {}, tmp_path, StillClock(NOW)),
            event_ref=first,
            unknown_ref="nonesuch",
            window=Window(NOW.date() - 400 * day, NOW.date() + 400 * day),
            change=change,
            remove=remove,
            pretends=frozenset({Capability.SERVER_EXPORTS}),
            go_down=go_down,
            come_back=come_back,
        )


def _fullness(book: SampleBook, ref: str) -> tuple[int, int, int]:
    """How much there is to see of an event."""
    parts, orders = book.details.get(ref, ()), book.orders.get(ref, {})
    return len(parts), len(orders), len(book.attendees.get(ref, {}))
