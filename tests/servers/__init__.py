"""Servers on real sockets that answer like the systems do, for tests and for the whole program.

They fake the far end only: loopback HTTP/1.1, in-memory state, no TLS. What the notes under apis/
do not allow is refused as the system would refuse it, and kept as a sentence in `violations`.

In a test (fixtures of tests/servers/fixtures.py)::

    def test_a_mark_reaches_the_system(sheepcrm_server: SheepServer) -> None:
        server = sheepcrm_server                      # Dataset.small(), key "test-key"
        event = server.event_uid("main")              # labels: SPECIALS in sheepcrm/events.py
        ...                                           # the client works against server.url
        assert server.count("PUT", "/attendance") == 1
        assert server.writes[-1].status == "attended"

`sheepcrm_server` fails the test at its end on any violation and on any thread left behind;
`start_sheepcrm_server(dataset)` does the same for another data set. Without fixtures::

    with SheepServer(Dataset.sized(events=10_000, attendees=100_000), key="k") as server: ...

Reading back
    server.url .bucket .key .dataset
    server.requests      RequestRecord: method, path, query, time, status, headers, fault
    server.writes        WriteRecord: method, path, event_uid, person_uri, status, rows, time;
                         in the order in which they took effect, lost answers included
    server.violations    sentences; server.log.take_violations() for tests that break a rule
    server.count(method, path)    path is an ending, or a shell pattern when it holds a star
    server.attendance(event_uid), server.statuses(event_uid)    what the server holds now

Another desk
    server.set_status(event_uid, person_uri, status)
    server.remove_attendee(event_uid, person_uri, keep_record=False)
    server.add_attendee(event_uid, name, email=None, person_uri=None, status="accepted")
    server.rename_event / move_event(uid, hours) / edit_event(uid, **fields) / remove_event
    server.warm(event_uid) makes a big answer before the clock runs

Trouble
    server.faults.add(Fault(kind=FaultKind.STATUS, status=503, method="PUT", path="*/attendance",
                            count=2, body=ErrorBody.HTML, headers=retry_after(2)))
    server.faults.add(Fault(kind=FaultKind.LOST_ANSWER, method="PUT"))     applied, never told
    server.faults.at_random(0.3, seed=7); server.faults.clear()
    server.rate_limit = RateLimit(calls=40, window=60)    headers, then 429
    server.denied.add("booking.orders")    403 as long as it is there
    server.offline = True    connections are cut unread; nothing is logged
    server.stop(); server.start()    refused connections, then the same port and state again
    server.options    SheepOptions: what the notes leave open

From another process: `python -m tests.servers sheepcrm --attendees 100000`, and the paths of
control.py under `/__control__/`.

A new system derives from base.StrictServer (routes, credentials_refusal, header_problems,
control_views, control_actions), declares its operations with routing.Route and Param, and adds
itself to __main__.py and fixtures.py.
"""

from tests.servers.base import StrictServer
from tests.servers.faults import (
    Fault,
    FaultKind,
    FaultPlan,
    RateLimit,
    rate_limit_headers,
    retry_after,
    usual_faults,
)
from tests.servers.ics import CalendarData, CalendarServer
from tests.servers.kare import KareDataset, KareOptions, KareServer
from tests.servers.log import RequestRecord, WriteRecord
from tests.servers.messages import ErrorBody
from tests.servers.safesites import SafeData, SafeOptions, SafeServer
from tests.servers.sheepcrm import Dataset, SheepOptions, SheepServer
from tests.servers.teamwork import TeamworkData, TeamworkOptions, TeamworkServer

__all__ = [
    "CalendarData",
    "CalendarServer",
    "Dataset",
    "ErrorBody",
    "Fault",
    "FaultKind",
    "FaultPlan",
    "KareDataset",
    "KareOptions",
    "KareServer",
    "RateLimit",
    "RequestRecord",
    "SafeData",
    "SafeOptions",
    "SafeServer",
    "SheepOptions",
    "SheepServer",
    "StrictServer",
    "TeamworkData",
    "TeamworkOptions",
    "TeamworkServer",
    "WriteRecord",
    "rate_limit_headers",
    "retry_after",
    "usual_faults",
]
