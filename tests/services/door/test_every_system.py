"""A door opens for each system, through its real provider and the real engine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import Outcome, WalkIn
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.sync.engine import SyncRequest
from eventdesk.vault.memory import MemoryVault
from tests.systems import System, system

__all__ = ["system"]  # the fixture

NOW = datetime.now(UTC)


def sync(workspace: Workspace, system: System) -> None:
    request = SyncRequest(events=[system.main], at_once=True)
    report, _ = workspace.syncing.sync(system.account, request, silent, CancelToken())
    assert report.problems == []


@pytest.fixture
def workspace(tmp_path: Path, system: System) -> Iterator[Workspace]:
    """A profile with an account of the system, the main event read in full."""
    opened = open_workspace(Profile(tmp_path / "profile"), MemoryVault())
    opened.accounts.add(system.draft, CancelToken())
    sync(opened, system)
    yield opened
    opened.close()


def test_whoever_is_on_the_list_is_admitted_where_the_system_says_so(
    workspace: Workspace, system: System
) -> None:
    ref, door = EventRef(system.account, system.main), workspace.door
    (opened,) = door.opened([ref]).events
    assert (opened.title, opened.trouble) == (system.main_title, "")
    listed = door.find([ref], system.attendee)
    assert bool(listed) is bool(system.attendee)
    for guest in listed[:1]:
        before = door.figures([ref], NOW).arrived
        said = door.admit(guest.key).decision
        assert said.outcome is (Outcome.IN if opened.takes_attendance else Outcome.WAITING)
        sync(workspace, system)
        assert [one.outcome for one in door.recent([ref])] == [said.outcome]
        assert door.figures([ref], NOW).arrived == before + guest.places


def test_a_walk_in_stays_on_this_desk_whatever_the_system_says(
    workspace: Workspace, system: System
) -> None:
    ref, door = EventRef(system.account, system.main), workspace.door
    said = door.add_walk_in(ref, WalkIn("Zoë Quinn")).decision
    assert said.outcome is Outcome.WAITING
    before = len(system.server.requests)
    system.new_words()
    for _ in range(2):
        sync(workspace, system)
    assert {record.method for record in system.server.requests[before:]} == {"GET"}
    assert door.find([ref], "quinn") == [said.guest]
    assert door.near([ref], "qiunn") == [said.guest]
