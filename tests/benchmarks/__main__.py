"""`python -m tests.benchmarks [NAME ...] [--json]`: run benchmarks and print each figure."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module

from tests.benchmarks.measure import Figure
from tests.benchmarks.systems import SYSTEMS

MODULES = {
    "start": "starting",
    "search": "searching",
    "mark": "marking",
    "door": "door",
    "sync": "syncing",
    **{f"sync-{system}": "event_lists" for system in SYSTEMS},
    "stall": "stalling",
    "stall-events": "stalling_events",
    "stall-faults": "faulty",
    "mark-faults": "faulty",
    "month": "paging",
    "agenda": "paging",
    "export": "exporting",
    "memory": "memory",
}
"""Name of a benchmark to the module that runs it."""


def runner(name: str) -> Callable[..., list[Figure]]:
    """What runs a benchmark."""
    run: Callable[..., list[Figure]] = import_module(f"tests.benchmarks.{MODULES[name]}").run
    if name.startswith("sync-"):
        return partial(run, name.removeprefix("sync-"))
    return partial(run, name) if MODULES[name] in ("faulty", "paging") else run


def main() -> int:
    """Run those that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *MODULES], metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="COMMAND",
        help="a program to compare `start` with; may be given several times",
    )
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_API", "pyside6")
    figures = []
    for name in wanted.names or MODULES:
        run = runner(name)
        figures += run(peers=wanted.peer) if name == "start" else run()
    if wanted.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=2))
        return 0
    for figure in figures:
        peer = f", {figure.peer_name} {figure.peer:.2f} {figure.unit}" if figure.peer else ""
        ratio = f", ratio {figure.ratio:.2f}" if figure.ratio else ""
        more = "".join(f", {key} {value}" for key, value in figure.more.items())
        print(f"{figure.name}: {figure.ours:.2f} {figure.unit}{peer}{ratio}{more}")
        print(f"    target: {figure.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
