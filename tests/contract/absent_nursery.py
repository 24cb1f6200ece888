"""A script for test_absent_system.py: imports the libraries once, and forks for each copy.

Each line of its input is `[copy, report, arguments]`; it answers with how the fork ended. What the
probe told stands in the report then, as JSON.
"""

import json
import os
import runpy
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

# What takes long to import; each copy of the package imports the rest.
_LIBRARIES = (
    "PySide6.QtNetwork",
    "PySide6.QtWidgets",
    "dateutil.rrule",
    "icalendar",
    "qasync",
    "qtawesome",
    "requests",
    "sqlalchemy.orm",
)


def work(copy: str, report: str, arguments: Sequence[object]) -> None:
    """Ask the probe of the copy."""
    assert "eventdesk" not in sys.modules
    os.chdir(copy)
    sys.path.insert(0, copy)
    probe = runpy.run_path(str(Path(__file__).with_name("absent_probe.py")))
    Path(report).write_text(json.dumps(probe["told"](*arguments)), encoding="utf-8")


def forked(line: str) -> int:
    """The exit status of a fork that does the work."""
    child = os.fork()
    if not child:
        work(*json.loads(line))  # an error ends the fork as it would end any process
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for library in _LIBRARIES:
        import_module(library)
    for wanted in sys.stdin:
        sys.stdout.write(f"{forked(wanted)}\n")
        sys.stdout.flush()
