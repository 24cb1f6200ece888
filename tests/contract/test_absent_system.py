"""A system is a leaf: without its folder, and without its registry line, the program works on."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eventdesk.cli.exits import Exit
from eventdesk.domain.account import Account
from eventdesk.domain.event import Event
from eventdesk.providers import registry
from eventdesk.storage import accounts, events
from eventdesk.storage.database import open_database
from tests.servers import SheepServer

_ROOT = Path(__file__).parents[2]
_PACKAGE = _ROOT / "eventdesk"
_SECONDS = 60
TITLES = {info.key: info.title for info in registry.systems()}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What it wrote, as JSON."""
        assert self.status == 0, self
        return json.loads(self.out)


def copy_without(key: str, folder: Path, *, line: bool) -> None:
    """The package, by links, but for the folder of a system; its registry line may stay."""
    providers = folder / "eventdesk" / "providers"
    providers.mkdir(parents=True)
    for path in _PACKAGE.iterdir():
        if path.name not in ("providers", "__pycache__"):
            (folder / "eventdesk" / path.name).symlink_to(path)
    (folder / "eventdesk" / "resources").symlink_to(_ROOT / "resources")
    for path in (_PACKAGE / "providers").iterdir():
        if path.name not in (key, "registry.py", "__pycache__"):
            (providers / path.name).symlink_to(path)
    source = (_PACKAGE / "providers" / "registry.py").read_text(encoding="utf-8")
    without, count = re.subn(rf'(?m)^    "{key}": "eventdesk\.providers\..*\n', "", source)
    assert count == 1, f"the registry has no line for {key}"
    (providers / "registry.py").write_text(source if line else without, encoding="utf-8")


def profile_with(system: str, folder: Path) -> Path:
    """A profile whose account "Absent" is of the system and has an event in the store."""
    database = open_database(folder / "eventdesk.sqlite")
    with database.write() as tx:
        account = accounts.add(tx, Account(0, "Absent", system, "https://absent.example"))
        events.upsert(tx, account.id, [(1, Event("e1", "Seen before"))])
    database.close()
    return folder


@dataclass(frozen=True, slots=True)
class Nursery:
    """A process that has the libraries ready, and forks for each copy of the package."""

    process: subprocess.Popen[str]

    def ask(self, copy: Path, *arguments: object) -> Any:
        """What the probe says of the copy."""
        report = copy.with_name("report.json")
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([str(copy), str(report), arguments]) + "\n")
        stdin.flush()
        assert stdout.readline() == "0\n", self.complaints()
        told = json.loads(report.read_text(encoding="utf-8"))
        assert Path(told["package"]).is_relative_to(copy), "the probe asked another package"
        assert told["modules"] > 200
        return told

    def complaints(self) -> str:
        """What it said when it had ended."""
        return self.process.communicate(timeout=_SECONDS)[1]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """The process; it must have nothing to say on its standard error."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("absent_nursery.py"))],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        nursery = Nursery(process)
        yield nursery
        assert nursery.complaints() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows links need a right of their own")
@pytest.mark.parametrize("line", [False, True], ids=["without its line", "with its line"])
@pytest.mark.parametrize("key", TITLES)
def test_without_a_systems_folder_the_others_work_on(
    nursery: Nursery, key: str, line: bool, tmp_path: Path, sheepcrm_server: SheepServer
) -> None:
    copy_without(key, tmp_path / "copy", line=line)
    profile = profile_with(key, tmp_path / "profile")
    other, arguments, secret = "deskbook", list[str](), ""
    if key == "deskbook":
        other, secret = "sheepcrm", sheepcrm_server.key
        arguments = ["--address", sheepcrm_server.url, "--option", "bucket=example"]
    commands = [
        (["accounts", "systems", "--json"], ""),
        (["accounts", "add", other, "--name", "Other", *arguments], secret),
        (["sync", "Other"], ""),
        (["accounts", "--json"], ""),
        (["events", "--json"], ""),
        (["sync", "Absent"], ""),
        (["accounts", "check", "Absent"], ""),
        (["accounts", "add", key, "--name", "Again"], ""),
        (["sync"], ""),
        (["accounts", "remove", "Absent"], ""),
    ]
    told = nursery.ask(tmp_path / "copy", str(profile), str(tmp_path / "demo"), commands)
    ended = [Ended(*each) for each in told["ended"]]
    systems, added, synced, shown, listed, sync, check, again, sync_all, removed = ended

    assert {system["system"] for system in systems.document} == TITLES.keys() - {key}
    assert set(told["demo"]) == TITLES.keys() - {key}
    assert (added.status, synced.status, synced.err) == (0, 0, ""), (added, synced)
    names = {account["name"]: account["system"] for account in shown.document}
    assert names == {"Absent": key, "Other": other}
    assert "Seen before" in {event["title"] for event in listed.document}
    for command in (sync, check, again):
        assert command.status == Exit.NOT_THERE, command
        assert f"The system “{key}” is not installed here." in command.err + command.out
    assert "Other" in sync_all.out, sync_all
    assert "not installed here" in sync_all.out + sync_all.err
    assert removed.status == 0, removed
