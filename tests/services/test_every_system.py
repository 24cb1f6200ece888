"""Each system through the real engine: what a refresh costs, and what can be filtered by."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.sync.report import SyncReport
from eventdesk.vault.memory import MemoryVault
from tests.servers import SafeData
from tests.servers.fixtures import StartSafeServer
from tests.systems import System, system

__all__ = ["system"]  # the fixture


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An opened profile."""
    opened = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
    yield opened
    opened.close()


def sync(workspace: Workspace, account: str, window: Window | None = None) -> SyncReport:
    report, _ = workspace.syncing.sync(account, SyncRequest(window=window), silent, CancelToken())
    assert (report.problems, report.failure) == ([], None)
    return report


@pytest.fixture
def desk(workspace: Workspace, system: System) -> Workspace:
    """A profile with an account of the system, its list read once."""
    workspace.accounts.add(system.draft, CancelToken())
    sync(workspace, system.account)
    return workspace


def test_a_refresh_costs_one_request(desk: Workspace, system: System) -> None:
    for _ in range(2):
        before = len(system.server.requests)
        report = sync(desk, system.account)
        assert (report.requests, len(system.server.requests) - before) == (1, 1)
        assert not report.events


def test_a_refresh_that_finds_changes_costs_no_more(desk: Workspace, system: System) -> None:
    system.new_words()
    report = sync(desk, system.account)
    assert (report.requests, report.events.changed) == (1, 1)


def test_words_that_nobody_knows_are_shown_and_can_be_filtered_by(
    desk: Workspace, system: System
) -> None:
    words = system.new_words()
    sync(desk, system.account)
    facets = desk.events.facets()
    for name, word in words.items():
        assert word in getattr(facets, name)
        (found,) = desk.events.find(EventQuery(**{name: frozenset({word})}))  # type: ignore[arg-type]  # a field of it
        assert found.event.ref == system.main


def test_all_of_a_system_without_dates_is_read_once_and_then_kept_fresh_modestly(
    workspace: Workspace, start_safesites_server: StartSafeServer
) -> None:
    server = start_safesites_server(SafeData(events=1100))
    draft = AccountDraft("safesites", "Sites", server.url, secrets={"token": server.key})
    workspace.accounts.add(draft, CancelToken())
    first = sync(workspace, "Sites")
    assert (first.requests, first.events.added) == (3, 1100)

    today = server.dataset.today
    for day in (today, today + timedelta(days=300), today - timedelta(days=300)):
        month = Window(day - timedelta(days=15), day + timedelta(days=15))
        report = sync(workspace, "Sites", month)
        assert (report.requests, bool(report.events)) == (1, False)
        assert workspace.events.find(EventQuery(window=month))
    server.edit_event(server.event_id("draft"), title="Scaffold, second look")
    report = sync(workspace, "Sites")
    assert (report.requests, report.events.changed) == (1, 1)
    assert workspace.events.find(EventQuery(search="second look"))
