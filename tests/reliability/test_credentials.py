"""The key of an account is looked for wherever it must not be, in every form that it may take."""

import base64
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import msgspec
import pytest
import requests

from eventdesk.cli.main import run
from eventdesk.net.transport import WatchedAdapter
from eventdesk.ui.runtime.problems import Problem, ProblemReporter
from eventdesk.vault.memory import MemoryVault
from tests.cli import processes
from tests.guards import ExpectLog
from tests.keyring_service import SecretService
from tests.servers import Dataset, ErrorBody, Fault, FaultKind, SheepServer
from tests.servers.fixtures import finish
from tests.servers.messages import Reply, Request

KEY = "k3y/of+the=door-d41d8cd98f"
ADD = ("accounts", "add", "sheepcrm", "--name", "Club", "--option", "bucket=example")
ERRORS = (
    *((ErrorBody.HTML, 401, 3), (ErrorBody.STANDARD, 403, 3), (ErrorBody.HTML, 404, 3)),
    *((ErrorBody.STANDARD, 409, 5), (ErrorBody.HTML, 500, 4)),
)
"""What a server may answer, and the exit status that follows from it."""


def forms(secret: str) -> Iterator[bytes]:
    """The secret as it may stand in a file, an address, a header or a dump of one."""
    raw = secret.encode()
    yield from (raw, secret.encode("utf-16-le"), raw.hex().encode())
    yield from (quote(secret, safe="").encode(), quote_plus(secret).encode())
    yield from (raw[:16], raw[-16:])
    for before in range(3):  # base64 looks different after one byte, or two
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(bytes(before) + raw)[4 if before else 0 : -4]


def leaks(text: str | bytes) -> list[bytes]:
    """The forms of the key that a text holds."""
    data = text.encode() if isinstance(text, str) else text
    return [form for form in forms(KEY) if form in data]


def leaking_files(*folders: Path) -> list[Path]:
    """Files with the key in them."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if leaks(path.read_bytes())]


class EchoingServer(SheepServer):
    """Repeats in its refusals of writes what it was sent, as some systems do."""

    echoes = False

    def answer(self, request: Request) -> Reply:
        """The usual answer, unless it echoes."""
        if self.echoes and request.method == "PUT":
            sent = request.headers["authorization"]
            self.log.arrived(request, "echo").status = 409
            body = {"message": f"{sent} may not, nor may {KEY}.", "errors": {"key": [KEY]}}
            return Reply(409, msgspec.json.encode(body))
        return super().answer(request)


@pytest.fixture
def server() -> Iterator[EchoingServer]:
    """A sheepCRM with that key."""
    echoing = EchoingServer(Dataset.small(), key=KEY).start()
    yield echoing
    finish(echoing)


@pytest.fixture
def stranger() -> Iterator[SheepServer]:
    """Another host, to which nobody may bring the key."""
    other = SheepServer(Dataset.small()).start()
    yield other
    finish(other)


class Program:
    """The real program on one profile; keeps all that can be heard and seen of it."""

    def __init__(self, profile: Path, secrets: SecretService) -> None:
        self.profile = profile
        self.seen: list[str] = []
        self._environment = secrets.environment

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command."""
        options = ("--log-level", "debug")
        return processes.start(self.profile, *options, *arguments, environment=self._environment)

    def run(self, *arguments: str, stdin: str = "", status: int = 0) -> str:
        """Run a command, looking at the list of processes while it waits for its input."""
        process = self.start(*arguments)
        self.look_at(process)
        return self.end(process, stdin, status)

    def end(self, process: subprocess.Popen[str], stdin: str = "", status: int = 0) -> str:
        """Wait for a command's end; its standard output."""
        ended = processes.finish(process, stdin)
        self.seen += ended[1:]
        assert ended[0] == status, ended
        return ended[1]

    def look_at(self, process: subprocess.Popen[str]) -> None:
        """What others on this computer may see of a process."""
        folder = Path("/proc") / str(process.pid)
        self.seen += [(folder / name).read_text() for name in ("cmdline", "environ")]


def test_the_key_is_nowhere(
    server: EchoingServer, stranger: SheepServer, tmp_path: Path, secret_service: SecretService
) -> None:
    program = Program(tmp_path / "profile", secret_service)
    add = (*ADD, "--address", server.url)
    program.run(*add, stdin=f"key={KEY}\n{KEY}\n", status=2)  # nonsense on standard input
    program.run(*add, stdin=f"api_key={KEY}\n")
    program.run("accounts", "check", "Club")
    program.run("sync", "Club", "--details")
    ref = f"Club:{server.event_uid('main')}"
    redirected, echoed, killed = [
        str(row["uid"])
        for row in server.attendance(server.event_uid("main"))
        if row["status"] == "accepted" and row["person_ref"]
    ][:3]

    redirect = Fault(kind=FaultKind.REDIRECT, status=307, count=3, location=f"{stranger.url}/x")
    server.faults.add(redirect)
    program.run("sync", "Club", status=5)
    server.faults.clear()
    for body, status, ends in ERRORS:
        server.faults.add(Fault(kind=FaultKind.STATUS, status=status, body=body, count=None))
        program.run("sync", "Club", status=ends)
        server.faults.clear()
    for kind, ends in ((FaultKind.RESET_MID_BODY, 4), (FaultKind.CUT_JSON, 5)):
        server.faults.add(Fault(kind=kind, count=None))
        program.run("sync", "Club", status=ends)
        server.faults.clear()

    server.faults.add(Fault(kind=FaultKind.REDIRECT, method="PUT", location=stranger.url))
    program.run("mark", ref, redirected, "no-show")
    server.echoes = True
    program.run("mark", ref, echoed, "no-show")
    assert "refused this (status 409)" in program.run("outbox")
    server.echoes = False
    assert stranger.requests == []

    # Killed in the middle: what was not yet written back is still beside the store.
    server.faults.add(Fault(kind=FaultKind.DELAY, seconds=120, method="PUT"))
    marking = program.start("mark", ref, killed, "no-show")
    processes.wait_until(lambda: _waits(server), "a mark on its way")
    program.look_at(marking)
    marking.kill()
    program.seen += processes.finish(marking)[1:]
    assert (program.profile / "eventdesk.sqlite-wal").stat().st_size > 0

    assert leaks("\n".join(program.seen)) == []
    assert leaking_files(program.profile, Path.home()) == []
    log = (program.profile / "log" / "eventdesk.log").read_text()
    assert "GET 127.0.0.1/events/v2/{bucket}" in log
    assert program.profile.stat().st_mode & 0o077 == 0


def _waits(server: SheepServer) -> bool:
    return any(request.fault and request.status is None for request in server.requests)


def test_no_report_of_our_own_mistakes_holds_the_key(
    server: EchoingServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    expect_log: ExpectLog,
) -> None:
    errors: list[Exception] = []

    def send(_adapter: object, request: requests.PreparedRequest, **_rest: object) -> None:
        headers = dict(request.headers)
        errors.append(RuntimeError(f"{headers} {headers['Authorization']} api_key={KEY}"))
        raise errors[-1]

    expect_log("eventdesk.cli", "a command failed", level=40)
    profile, vault = tmp_path / "profile", MemoryVault()
    options = ["--profile", str(profile), "--log-level", "debug"]
    monkeypatch.setattr("eventdesk.cli.accounts.read_secrets", lambda *_: {"api_key": KEY})
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run([*options, *ADD, "--address", server.url], open_vault=lambda _: vault) == 0
    monkeypatch.setattr(WatchedAdapter, "send", send)
    assert run([*options, "sync", "Club"], open_vault=lambda _: vault) == 1

    outputs = capsys.readouterr()
    assert leaks(outputs.out + outputs.err) == []
    log = profile / "log" / "eventdesk.log"
    assert "RuntimeError" in log.read_text()
    assert leaking_files(profile) == []

    problems: list[Problem] = []
    expect_log("eventdesk.ui.runtime.problems", "Unexpected error", level=40)
    reporter = ProblemReporter(problems.append)
    reporter.report(errors[0], f"sync with api_key={KEY}")
    assert leaks(str(problems)) == []
