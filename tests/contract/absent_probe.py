"""A script for test_absent_system.py: imports a whole copy of the package, then works with it.

Arguments: a profile, a folder for a demo, and the commands as a JSON list, each with the text for
its standard input. Prints what the copy is, how each command ended, and what the demo has.
"""

import contextlib
import io
import json
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import eventdesk
from eventdesk.cli.main import run
from eventdesk.services.demo import open_demo
from eventdesk.services.profile import Profile
from eventdesk.vault.memory import MemoryVault


def import_everything() -> int:
    """How many modules there were."""
    names = [module.name for module in pkgutil.walk_packages(eventdesk.__path__, "eventdesk.")]
    for name in names:
        if not name.endswith("__main__"):
            import_module(name)
    return len(names)


def ended(profile: str, commands: Sequence[tuple[Sequence[str], str]]) -> list[object]:
    """Exit status, output and complaints of each command."""
    found = list[object]()
    vault = MemoryVault()
    for command, given in commands:
        written, err = io.BytesIO(), io.StringIO()
        out = io.TextIOWrapper(written, encoding="utf-8")
        sys.stdin = io.StringIO(given)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(["--profile", profile, *command], open_vault=lambda _: vault)
            out.flush()
        found.append([int(status), written.getvalue().decode(), err.getvalue()])
    return found


def systems_of_demo(folder: str) -> list[str]:
    """The systems that the demo shows."""
    workspace = open_demo(Profile(Path(folder)))
    try:
        return sorted({summary.account.system for summary in workspace.accounts.summaries()})
    finally:
        workspace.close()


if __name__ == "__main__":
    told = {
        "package": eventdesk.__file__,
        "modules": import_everything(),
        "ended": ended(sys.argv[1], json.loads(sys.argv[3])),
        "demo": systems_of_demo(sys.argv[2]),
    }
    sys.stdout.write(json.dumps(told))
