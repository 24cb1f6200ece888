"""Run one system's test server alone: `python -m tests.servers sheepcrm [--port N] ...`.

Prints its address on one line when it is ready; ends on SIGINT or SIGTERM.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable

from tests.servers.base import StrictServer
from tests.servers.ics import CalendarData, CalendarServer
from tests.servers.kare import KareDataset, KareServer
from tests.servers.safesites import SafeData, SafeServer
from tests.servers.sheepcrm import Dataset, SheepServer
from tests.servers.teamwork import TeamworkData, TeamworkServer


def _sheepcrm(arguments: argparse.Namespace) -> StrictServer:
    """The small data set, or one of the size asked for with its big answer ready."""
    if arguments.events is None and arguments.attendees is None:
        dataset = Dataset.small(seed=arguments.seed, bucket=arguments.bucket)
    else:
        dataset = Dataset.sized(
            events=40 if arguments.events is None else arguments.events,
            attendees=60 if arguments.attendees is None else arguments.attendees,
            seed=arguments.seed,
            bucket=arguments.bucket,
        )
    server = SheepServer(dataset, key=arguments.key, port=arguments.port)
    if "main" in dataset.labels:
        server.warm(server.event_uid("main"))
    return server


def _safesites(arguments: argparse.Namespace) -> StrictServer:
    """The small data set, or one of the size asked for; it has no attendees."""
    small = arguments.events is None
    dataset = (
        SafeData.small(seed=arguments.seed)
        if small
        else SafeData(events=arguments.events, seed=arguments.seed)
    )
    return SafeServer(dataset, key=arguments.key, port=arguments.port)


def _teamwork(arguments: argparse.Namespace) -> StrictServer:
    """The small data set, or one of the size asked for."""
    dataset = TeamworkData.small()
    if arguments.events is not None:
        dataset = TeamworkData.sized(events=arguments.events)
    return TeamworkServer(dataset, key=arguments.key, port=arguments.port)


def _kare(arguments: argparse.Namespace) -> StrictServer:
    """The small data set, or one of the size asked for; the key is the access token."""
    dataset = KareDataset.small(seed=arguments.seed)
    if arguments.events is not None or arguments.attendees is not None:
        dataset = KareDataset.sized(
            events=40 if arguments.events is None else arguments.events,
            attendees=12 if arguments.attendees is None else arguments.attendees,
            seed=arguments.seed,
        )
    return KareServer(dataset, key=arguments.key, port=arguments.port)


def _ics(arguments: argparse.Namespace) -> StrictServer:
    """The small calendar, or one of the size asked for, open to all."""
    dataset = CalendarData.small()
    if arguments.events is not None:
        dataset = CalendarData.sized(events=arguments.events)
    return CalendarServer(dataset, username="", key=arguments.key, port=arguments.port)


_SYSTEMS: dict[str, Callable[[argparse.Namespace], StrictServer]] = {
    "ics": _ics,
    "kare": _kare,
    "safesites": _safesites,
    "sheepcrm": _sheepcrm,
    "teamwork": _teamwork,
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    parser.add_argument("system", choices=sorted(_SYSTEMS))
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--events", type=int, help="how many events")
    parser.add_argument("--attendees", type=int, help="how many attendees the main event has")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--key", default="test-key")
    parser.add_argument("--bucket", default="example")
    return parser.parse_args()


def main() -> None:
    """Serve until told to stop."""
    arguments = _arguments()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with _SYSTEMS[arguments.system](arguments) as server:
        sys.stdout.write(f"{getattr(server, 'address', server.url)}\n")
        sys.stdout.flush()
        while not stop.wait(0.5):
            pass


if __name__ == "__main__":
    main()
