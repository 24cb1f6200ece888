"""Parts of events are kept with their age; secrets and pictures never reach the disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere, Unreachable
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.providers import registry
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.events import EventView
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.ui.detail.fair import ALL, NOW, Fair, FairProvider

CANCEL = CancelToken()
SITE, CODE = DetailPart("site", "Site"), DetailPart("code", "Code", secret=True)
PLAN = DetailPart("plan", "Plan")
PICTURE = b"\x89PNG-of-the-plan"


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """A system whose event has a site, a secret code and a picture."""
    made = Fair()
    made.held.set()
    made.details = {
        SITE: Detail((Section("Site", (("Town", "Hull"),)),), (("Map", "https://m.example"),)),
        CODE: Detail((Section("", (("Code", "0417"),)),)),
        PLAN: Detail((Section("", (("Scale", "1:50"),)),), picture=PICTURE),
    }
    info = replace(FairProvider.info, capabilities=ALL | {Capability.DETAILS})
    monkeypatch.setattr(FairProvider, "info", info)
    monkeypatch.setattr(FairProvider, "fair", made, raising=False)
    monkeypatch.setitem(registry._BUILT_IN, "fair", "tests.ui.detail.fair:FairProvider")
    return made


@pytest.fixture
def clock() -> TurnedClock:
    """Stands still until it is turned."""
    return TurnedClock(NOW)


@pytest.fixture
def workspace(tmp_path: Path, fair: Fair, clock: TurnedClock) -> Iterator[Workspace]:
    """A profile with the account, synced."""
    opened = open_workspace(Profile(tmp_path), MemoryVault(), clock=clock)
    opened.accounts.add(AccountDraft("fair", "Fair"))
    opened.syncing.refresh("Fair", silent, CANCEL)
    yield opened
    opened.close()


def gala(workspace: Workspace) -> EventView:
    """The event as the store has it."""
    return workspace.events.view(EventRef("Fair", "gala"))


def test_a_part_is_asked_for_once_and_anew_when_wanted(
    workspace: Workspace, fair: Fair, clock: TurnedClock
) -> None:
    details, view = workspace.details, gala(workspace)
    assert details.kept(view, "site") is None
    assert list(details.parts(view)) == [SITE, CODE, PLAN]
    first = details.fetch(view, "site", CANCEL)
    assert first.detail == fair.details[SITE]

    clock.turn(3600)
    fair.failure = Unreachable("No answer.")
    assert details.fetch(view, "site", CANCEL) == first == details.kept(view, "site")
    with pytest.raises(Unreachable):
        details.fetch(view, "site", CANCEL, refresh=True)
    fair.failure = None
    again = details.fetch(view, "site", CANCEL, refresh=True)
    assert again.fetched_at == clock.now() != first.fetched_at


def test_secrets_are_never_kept_and_pictures_only_in_memory(
    workspace: Workspace, fair: Fair, tmp_path: Path
) -> None:
    details, view = workspace.details, gala(workspace)
    for _ in range(2):
        assert details.fetch(view, "code", CANCEL).detail == fair.details[CODE]
        assert details.fetch(view, "plan", CANCEL).detail.picture == PICTURE

    assert (fair.calls.count("detail code"), fair.calls.count("detail plan")) == (2, 1)
    assert details.kept(view, "code") is None
    workspace.close_thread()
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"0417" not in files
    assert PICTURE not in files


def test_a_part_that_the_event_has_not_is_named(workspace: Workspace) -> None:
    with pytest.raises(NotThere) as missing:
        workspace.details.fetch(gala(workspace), "roof", CANCEL)
    assert missing.value.hint == "It has site, code, plan."
