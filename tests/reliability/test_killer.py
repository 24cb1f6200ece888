"""SIGKILL at random moments: no acknowledged mark is lost, none is sent twice."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdesk.domain.attendance import NEEDS_DECISION, SHOWN_ON_DESK, WAITING
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.workspace import Workspace
from eventdesk.sync.engine import SyncRequest
from tests.keyring_service import SecretService
from tests.reliability.comparing import Comparison
from tests.reliability.conftest import Figures
from tests.reliability.door import ACCOUNT, opened
from tests.reliability.killer import Killer, KillingServer
from tests.servers import Dataset, Fault, FaultKind
from tests.servers.fixtures import finish

_FAULTS = [
    *[Fault(kind=FaultKind.LOST_ANSWER, method="PUT")] * 4,
    *[Fault(kind=FaultKind.RESET, method="PUT"), Fault(kind=FaultKind.RESET_MID_BODY)] * 2,
    *[Fault(kind=FaultKind.CUT_JSON), Fault(kind=FaultKind.STATUS, status=503)],
    Fault(kind=FaultKind.STATUS, status=409, method="PUT"),
    Fault(kind=FaultKind.STATUS, status=404, method="PUT"),
    Fault(kind=FaultKind.STATUS, status=401),
]


@pytest.fixture
def server() -> Iterator[KillingServer]:
    """A strict sheepCRM that can kill its client."""
    killing = KillingServer(Dataset.small()).start()
    yield killing
    finish(killing)


@pytest.mark.parametrize("faults", [False, True], ids=["a sound server", "a faulty server"])
def test_killed_while_marking_and_sending(
    server: KillingServer, tmp_path: Path, secret_service: SecretService,
    kills: int, seed: int, figures: Figures, faults: bool,
) -> None:  # fmt: skip
    started = time.monotonic()
    killer = Killer(server, tmp_path / "profile", secret_service.environment, seed)
    killer.prepare()
    if faults:
        server.faults.at_random(0.2, seed=seed, menu=_FAULTS)
    killer.run(kills // 2)
    server.faults.clear()
    workspace = opened(killer.profile, server.key)
    try:
        undecided = _brought_to_an_end(workspace, random.Random(seed))
        comparison = Comparison(workspace, server, killer.at_first)
        comparison.run(killer.acknowledged)
    finally:
        workspace.close()
    assert comparison.problems == []
    assert len(server.writes) > killer.kills / 2
    figures(
        f"{killer.kills} kills: {len(killer.acknowledged)} marks acknowledged, "
        f"{len(server.writes)} written, {undecided} left to decide, "
        f"{time.monotonic() - started:.1f} s"
    )


def _brought_to_an_end(workspace: Workspace, chance: random.Random) -> int:
    """Send all that waits; decide what has to be decided, which must be in sight until then."""
    undecided = 0
    for _ in range(4):
        request = SyncRequest(details=True, at_once=True)
        report, _ = workspace.syncing.sync(ACCOUNT, request, silent, CancelToken())
        assert report.failure is None
        assert not workspace.outbox.marks(WAITING)
        asked = workspace.outbox.marks(NEEDS_DECISION)
        for one in asked:
            ref = EventRef(ACCOUNT, one.mark.event_ref)
            shown = workspace.events.attendee(ref, one.mark.attendee_ref)
            assert shown.mark_state in SHOWN_ON_DESK
            assert shown.status == one.mark.status
            workspace.marking.resolve(one.mark.id, keep_ours=chance.random() < 0.5)
        undecided += len(asked)
    return undecided
