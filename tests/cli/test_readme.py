"""README says what is so: its table has every system, and its commands exist as written."""

import re
import shlex
from pathlib import Path

import click
import pytest

from eventdesk.cli.main import root
from eventdesk.domain.capability import Capability, SystemInfo
from eventdesk.providers import registry

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROWS = {
    title: cells.split(" | ")
    for title, cells in re.findall(r"(?m)^\| \*\*(.+?)\*\*(?::[^|]*)? \| (.+) \|$", README)
}
COMMANDS = re.findall(r"(?m)^(?:echo KEY \| )?eventdesk (\w.*)$", README)


def test_the_table_has_every_system_and_no_other() -> None:
    assert set(ROWS) == {info.title for info in registry.systems()}


@pytest.mark.parametrize("info", registry.systems(), ids=lambda info: info.key)
def test_the_table_tells_what_a_system_can_do(info: SystemInfo) -> None:
    reads, writes, marks = ROWS[info.title]
    offered = info.capabilities
    parts = (Capability.ATTENDEES, Capability.ORDERS, Capability.TICKETS)
    told = {part for part in parts if re.search(rf"(?<!work ){part}", reads)}
    assert told == offered & set(parts)
    assert ("attendance" in writes) == (Capability.ATTENDANCE in offered)
    assert ("on demand" in reads) == (Capability.DETAILS in offered)
    if Capability.ATTENDANCE in offered:
        assert marks.startswith("confirmed by")
    else:
        expected = "kept on this desk" if Capability.ATTENDEES in offered else "none"
        assert marks.startswith(expected)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_can_be_given_as_it_is_written(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("guests.csv").touch()
    command: click.Command = root
    arguments = shlex.split(line)
    while isinstance(command, click.Group):
        command = command.commands[arguments.pop(0)]
    command.make_context(command.name, arguments).close()


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) > 10
