"""A disk on which nobody can keep others out is refused with a sentence."""

import os
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.errors import ProfileUnusable
from eventdesk.services.profile import Profile
from eventdesk.services.store import open_store
from eventdesk.storage.database import open_database
from eventdesk.storage.locks import Presence, alone, only_one
from tests.disks import disk_that_cannot_lock, disk_without_shared_memory

ELSEWHERE = "Choose a profile on this computer's own disk with --profile."

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows locks its shares itself")


def test_a_disk_that_cannot_lock_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    disk_that_cannot_lock(monkeypatch)
    for attempt in (
        lambda: open_store(profile, SystemClock()),
        lambda: Presence(profile.locks / "in-use.lock"),
        lambda: only_one(profile.locks / "one.lock", CancelToken()).__enter__(),
        lambda: alone(profile.locks / "in-use.lock").__enter__(),
    ):
        with pytest.raises(ProfileUnusable) as refused:
            attempt()
        assert refused.value.message == (
            f"The disk of the profile cannot lock files (No locks available). {ELSEWHERE}"
        )
    assert not profile.database.exists()


def test_a_disk_that_cannot_be_shared_by_programs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.sqlite"
    disk_without_shared_memory(monkeypatch)
    with pytest.raises(ProfileUnusable) as refused:
        open_database(path)
    assert refused.value.message == (
        f"The disk of “{path}” cannot be used by several programs at once. {ELSEWHERE}"
    )
    monkeypatch.undo()
    open_database(path).close()


def test_a_lock_that_another_holds_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "one.lock"
    with only_one(path, CancelToken()) as first, only_one(path, CancelToken(), patience=0) as other:
        assert (first, other) == (True, False)
    with only_one(path, CancelToken(), patience=0) as free:
        assert free
