"""Where a calendar is and how it is asked for: addresses, versions, redirects, files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import run
from sys import executable

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    EventDeskError,
    Unreachable,
)
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.ics.places import FilePlace, WebPlace, place_of
from eventdesk.providers.ics.provider import IcsProvider
from eventdesk.providers.ics.sources import FileSource
from tests.providers.raw_server import RawServer, answer
from tests.servers import CalendarData, CalendarServer, Fault, FaultKind

CANCEL = CancelToken()
Open = Callable[..., IcsProvider]


@pytest.fixture
def opened(ics_server: CalendarServer, tmp_path: Path) -> Iterator[Open]:
    """Opens the server's calendar, or another address, as another run of the program would."""
    made: list[IcsProvider] = []

    def open_it(address: str = "", **secrets: str) -> IcsProvider:
        known = {"username": ics_server.username, "password": ics_server.password}
        where = address or ics_server.address
        context = ProviderContext(
            "A", where, {}, secrets or known, tmp_path / "kept", SystemClock()
        )
        made.append(IcsProvider(context))
        return made[-1]

    yield open_it
    for provider in made:
        provider.close()


def listed(provider: IcsProvider, known: frozenset[int] = frozenset()) -> tuple[set[int], int]:
    """The fingerprints of all events, and how many of them were read."""
    batches = list(provider.events(None, known=known, cancel=CANCEL))
    new = {number for batch in batches for number, _ in batch.items}
    return new | {number for batch in batches for number in batch.unchanged}, len(new)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/home/anna/my cal.ics", FilePlace(Path("/home/anna/my cal.ics"))),
        ("file:///home/anna/my%20cal.ics", FilePlace(Path("/home/anna/my cal.ics"))),
        ("file://localhost/a.ics", FilePlace(Path("/a.ics"))),
        ("~/a.ics", FilePlace(Path.home() / "a.ics")),
        ("webcal://x.org/a.ics", WebPlace("https://x.org", "/a.ics", "")),
        (" WEBCAL://x.org:8443/a/ ", WebPlace("https://x.org:8443", "/a/", "")),
        ("https://x.org/a%2Fb.ics?t=1&t=2", WebPlace("https://x.org", "/a%2Fb.ics", "t=1&t=2")),
        ("https://x.org", WebPlace("https://x.org", "/", "")),
    ],
)
def test_addresses_as_people_have_them(address: str, place: object) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.ics",
        "../a.ics",
        "ftp://x.org/a",
        "file://nas/a.ics",
        "~nobody-here/a",
        "https://[x/a",
        "a\nb",
    ],
)
def test_addresses_that_lead_nowhere_are_refused(address: str) -> None:
    with pytest.raises(BadRequest) as caught:
        place_of(address)
    assert "whole path" in caught.value.hint


@pytest.mark.parametrize("tells", [{"etag", "last-modified"}, {"etag"}, {"last-modified"}])
def test_what_is_known_is_not_sent_again_in_another_run(
    opened: Open, ics_server: CalendarServer, tells: set[str]
) -> None:
    ics_server.tells = frozenset(tells)
    numbers, read = listed(opened())
    assert read == len(numbers) == 5
    assert listed(opened(), frozenset(numbers)) == (numbers, 0)
    assert [record.status for record in ics_server.requests] == [200, 304]
    # Without some of the events in store a whole calendar is needed.
    assert listed(opened(), frozenset(sorted(numbers)[1:])) == (numbers, 1)
    assert ics_server.requests[-1].status == 200
    ics_server.edit_event("weekly", "LOCATION", "LOCATION:Elsewhere")
    assert listed(opened(), frozenset(numbers))[1] == 1


def test_a_server_without_versions_is_read_anew_but_only_changes_are_new(
    opened: Open, ics_server: CalendarServer
) -> None:
    ics_server.tells = frozenset()
    numbers, _ = listed(opened())
    assert listed(opened(), frozenset(numbers)) == (numbers, 0)
    assert [record.status for record in ics_server.requests] == [200, 200]


def test_a_new_stamp_alone_is_no_change(opened: Open, ics_server: CalendarServer) -> None:
    """Google writes the moment of the request into every event."""
    numbers, _ = listed(opened())
    ics_server.edit_event("weekly", "DTSTAMP", "DTSTAMP:20260707T070707Z")
    assert listed(opened(), frozenset(numbers)) == (numbers, 0)


def test_a_redirect_tells_the_new_address_without_its_secrets(
    opened: Open, ics_server: CalendarServer
) -> None:
    place = "https://anna:pw@new.example.org/calendars/private-7a1e/team.ics?token=s3cret"
    ics_server.faults.add(Fault(kind=FaultKind.REDIRECT, status=301, location=place))
    with pytest.raises(BadAnswer) as caught:
        opened().check(CANCEL)
    assert "https://new.example.org/calendars/…/team.ics, which" in caught.value.sentence
    for secret in ("s3cret", "pw", "7a1e"):
        assert secret not in caught.value.message
    ics_server.faults.add(Fault(kind=FaultKind.REDIRECT, status=304, location=""))
    with pytest.raises(BadAnswer, match="sent no calendar"):
        opened().check(CANCEL)


@pytest.mark.parametrize("status", [400, 403, 410, 500])
def test_a_server_that_repeats_the_address_gives_no_key_away(opened: Open, status: int) -> None:
    """A private calendar's address is a key, and whoever reads a sentence may not have it."""
    repeated = b"Nothing for /calendars/anna@x.org/private-7a1e?token=t0k/3n-9 (t0k%2F3n-9)"
    with RawServer(answer(status, repeated, kind="text/plain")) as server:
        address = f"http://{server.host}/calendars/anna%40x.org/private-7a1e?token=t0k/3n-9"
        with pytest.raises(EventDeskError) as caught:
            opened(address).check(CANCEL)
    for secret in ("7a1e", "t0k", "anna"):
        assert secret not in caught.value.message


def test_passwords_are_asked_for_and_wrong_ones_told(opened: Open) -> None:
    with pytest.raises(CredentialsRefused, match="does not accept the user name and password"):
        opened(username="x", password="y").check(CANCEL)
    with pytest.raises(CredentialsRefused, match="cannot be sent"):
        opened(username="a:b", password="c")


def test_a_place_without_a_calendar_is_told(opened: Open, ics_server: CalendarServer) -> None:
    with pytest.raises(BadAnswer, match="has no calendar at this address"):
        opened(ics_server.url + "/calendars/none").check(CANCEL)
    ics_server.log.take_violations()


def test_files_that_cannot_be_read_are_told(opened: Open, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="is not there"):
        opened(str(tmp_path / "no.ics")).check(CANCEL)
    with pytest.raises(Unreachable, match="is a folder"):
        opened(str(tmp_path)).check(CANCEL)
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as stream:
        stream.truncate(65_000_000)
    with pytest.raises(BadAnswer, match="larger than 64 MB"):
        opened(str(huge)).check(CANCEL)
    half = tmp_path / "half.ics"
    half.write_bytes(CalendarData.small().body()[:-20])
    with pytest.raises(BadAnswer, match="breaks off"):
        opened(str(half)).check(CANCEL)


def test_a_file_that_comes_without_end_is_not_waited_for(opened: Open, tmp_path: Path) -> None:
    endless = tmp_path / "pipe.ics"
    os.mkfifo(endless)
    for place in (endless, Path("/dev/zero")):
        with pytest.raises(Unreachable, match="is not a file"):
            opened(str(place)).check(CANCEL)


def test_another_file_in_the_place_of_one_is_read_though_time_and_size_are_the_same(
    opened: Open, tmp_path: Path
) -> None:
    file, fresh = tmp_path / "a.ics", tmp_path / "b.ics"
    file.write_bytes(CalendarData.small().body())
    numbers, _ = listed(opened(str(file)))
    fresh.write_bytes(file.read_bytes().replace(b"LOCATION:Town", b"LOCATION:Down"))
    assert fresh.read_bytes() != file.read_bytes()
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    os.utime(fresh, ns=times)
    fresh.replace(file)
    assert listed(opened(str(file)), frozenset(numbers))[1] > 0


def test_a_file_that_is_written_meanwhile_is_read_again_or_told(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "a.ics", tmp_path / "b.ics"
    whole = CalendarData.small().body()
    read = FileSource._read
    writes = 1

    def written_meanwhile(source: FileSource) -> bytes:
        """Another program saves while this one has read a half."""
        nonlocal writes
        body = read(source)
        if writes:
            writes -= 1
            file.write_bytes(whole + b"\r\n" * writes)
        return body

    monkeypatch.setattr(FileSource, "_read", written_meanwhile)
    file.write_bytes(whole[: len(whole) // 2])
    assert "5 events" in opened(str(file)).check(CANCEL)
    writes = 9
    with pytest.raises(Unreachable, match="is being written just now"):
        opened(str(file)).check(CANCEL)
    provider, writes = opened(str(file)), 0
    assert listed(provider)[1] == 5
    file.rename(other)
    with pytest.raises(Unreachable, match="is not there"):
        listed(provider)


def test_too_many_events_are_refused_before_they_fill_the_memory(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdesk.providers.ics.splitting.MOST_EVENTS", 4)
    file = tmp_path / "many.ics"
    file.write_bytes(CalendarData.small().body())
    with pytest.raises(BadAnswer) as caught:
        opened(str(file)).check(CANCEL)
    assert caught.value.sentence == "What many.ics holds is a calendar of more than 4 events."
    assert "fewer years" in caught.value.hint


def test_a_file_needs_no_http(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(CalendarData.small().body())
    script = f"""
import sys
from pathlib import Path
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import SystemClock
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.ics.provider import IcsProvider

assert "icalendar" not in sys.modules
context = ProviderContext("A", {str(file)!r}, {{}}, {{}}, Path({str(tmp_path)!r}), SystemClock())
provider = IcsProvider(context)
assert sum(len(b.items) for b in provider.events(None, known=(), cancel=CancelToken())) == 5
found = sorted(name for name in ("requests", "urllib3", "http.client") if name in sys.modules)
assert not found, found
"""
    ended = run([executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
