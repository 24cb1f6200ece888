"""Days on screen that the store lacks are asked for, once they stay there, and nothing else is."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Window
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import AccountDraft
from eventdesk.ui.models.calendar_days import add_months, month_of, window_of_weeks
from eventdesk.ui.views.calendar.news import News
from eventdesk.ui.views.common.labels import ElidedLabel
from tests.servers import Fault, FaultKind
from tests.servers.sheepcrm import Dataset, SheepServer
from tests.systems import System, system
from tests.ui.calendar.conftest import BOOK, Desk, Shown, opened
from tests.ui.conftest import QLoop, until

__all__ = ["system"]  # the fixture

OFFICE = "Office"


@pytest.fixture
def server() -> Iterator[SheepServer]:
    made = SheepServer(Dataset.sized(events=30, attendees=0))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def synced(desk: Desk, server: SheepServer) -> Desk:
    """A desk with an account that was read once, as it is at every start."""
    desk.workspace.accounts.add(
        AccountDraft(
            "sheepcrm", OFFICE, server.url, {"bucket": server.bucket}, {"api_key": server.key}
        )
    )
    for name in (OFFICE, BOOK):
        desk.workspace.syncing.refresh(name, silent, CancelToken())
    return desk


def lists(server: SheepServer) -> int:
    """How many lists of events the server was asked for."""
    return len(server.requests)


def news(shown: Shown) -> News:
    return shown.window.findChildren(News)[0]


def said(shown: Shown) -> list[str]:
    parts = (news(shown).message, news(shown).fetch_failure)
    return [part.text for part in parts if part.text]


def weeks(shown: Shown) -> Window:
    return window_of_weeks(shown.month.scene.sheet.weeks)


def test_a_month_far_ahead_is_fetched_once(synced: Desk, server: SheepServer, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(synced, now=datetime.now()) as shown:
            await until(lambda: not synced.workspace.syncing.unlisted(weeks(shown)))
            await shown.settled()
            before = lists(server)
            for _ in range(6):  # months that are paged through are not asked for
                shown.region.step(1)
            await shown.settled()
            await until(lambda: lists(server) > before)
            await shown.settled()
            (sign,) = news(shown).fetching.findChildren(ElidedLabel)
            # The desk book's file is read in full at every start.
            assert sign.text() == f"Fetching {shown.region.title()} from {OFFICE}…"
            assert synced.workspace.syncing.unlisted(weeks(shown)) == {}
            fetched = lists(server)
            shown.region.step(1)
            shown.region.step(-1)
            await shown.settled()
            assert lists(server) == fetched

    qloop.run(body())


def test_a_failure_is_said_in_place_and_can_be_tried_again(
    synced: Desk, server: SheepServer, qloop: QLoop
) -> None:
    async def body() -> None:
        async with opened(synced, now=datetime.now()) as shown:
            await until(lambda: not synced.workspace.syncing.unlisted(weeks(shown)))
            await shown.settled()
            server.stop()
            for _ in range(6):
                shown.region.step(1)
            await until(lambda: said(shown))
            title = shown.region.title()
            assert said(shown)[0].startswith(f"{title} could not be fetched from {OFFICE}: ")
            await shown.settled()

    qloop.run(body())


def test_what_is_missing_is_asked_as_one_span(synced: Desk) -> None:
    syncing, today = synced.workspace.syncing, datetime.now().date()
    far = add_months(month_of(today), 8)
    window = Window(far, add_months(far, 1))
    assert syncing.unlisted(window) == {OFFICE: window}
    report, _ = syncing.fetch(OFFICE, window, silent, CancelToken())
    assert report.failure is None
    assert syncing.unlisted(window) == {}
    longer = Window(far, add_months(far, 2))
    assert syncing.unlisted(longer) == {OFFICE: Window(window.last, longer.last)}
    again, changes = syncing.fetch(OFFICE, window, silent, CancelToken())
    assert (again.requests, bool(changes)) == (0, False)
    synced.workspace.accounts.show(OFFICE, False)
    assert syncing.unlisted(longer) == {}


def test_a_sign_stands_in_place_while_days_come(
    synced: Desk, server: SheepServer, qloop: QLoop
) -> None:
    async def body() -> None:
        async with opened(synced, now=datetime.now()) as shown:
            await until(lambda: not synced.workspace.syncing.unlisted(weeks(shown)))
            await shown.settled()
            server.faults.add(Fault(kind=FaultKind.DELAY, seconds=1.0))
            sign = news(shown).fetching
            assert not sign.isVisible()
            for _ in range(6):
                shown.region.step(1)
            await until(sign.isVisible)
            (words,) = sign.findChildren(ElidedLabel)
            assert words.text() == f"Fetching {shown.region.title()} from {OFFICE}…"
            assert shown.month.isVisible()  # what is there stays
            await until(lambda: not synced.workspace.syncing.unlisted(weeks(shown)))
            await until(lambda: not sign.isVisible())

    qloop.run(body())


def test_each_system_is_asked_by_its_own_means(desk: Desk, system: System) -> None:
    syncing = desk.workspace.syncing
    desk.workspace.accounts.add(system.draft, CancelToken())
    syncing.refresh(system.account, silent, CancelToken())
    far = add_months(month_of(datetime.now().date()), 30)
    window = Window(far, add_months(far, 1))
    before = len(system.server.requests)
    missing = syncing.unlisted(window).get(system.account)
    if missing is not None:  # those without dates in their questions told all at once
        report, _ = syncing.fetch(system.account, missing, silent, CancelToken())
        assert report.failure is None
        assert len(system.server.requests) > before
    assert system.account not in syncing.unlisted(window)
