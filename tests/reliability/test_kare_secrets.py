"""Password, e-mail, tokens and the provider's code are looked for on the whole disk of a desk."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Cancelled, CredentialsRefused, EventDeskError, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from eventdesk.exports.table_options import FileFormat
from eventdesk.services.accounts import AccountDraft
from eventdesk.services.exporting import ExportChoice
from eventdesk.services.logbook import start_log, stop_log
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.vault.memory import MemoryVault
from tests.keyring_service import SecretService
from tests.reliability.test_credentials import Program, forms
from tests.servers import ErrorBody, Fault, FaultKind, KareServer

CANCEL = CancelToken()
EMAIL, PASSWORD = "anne.7f31c@b2d9.sign-in.example", "p4ss/of+anne=9d41d8cd"
CODE = 480213907
PRESIGNED = "X-Amz-Signature"


@pytest.fixture
def server(kare_server: KareServer) -> KareServer:
    """Its e-mail, password and code occur nowhere else."""
    kare_server.email, kare_server.password = EMAIL, PASSWORD
    for record in kare_server.interventions.values():
        if "codePin" in record:
            record["codePin"] = CODE
    return kare_server


@pytest.fixture
def desk(tmp_path: Path, server: KareServer) -> Iterator[Workspace]:
    """A desk that logs all it can."""
    profile = Profile(tmp_path / "profile")
    opened = open_workspace(profile, MemoryVault())
    handler = start_log(profile.folder / "eventdesk.log", "debug")
    yield opened
    stop_log(handler)
    opened.close()


class Watch:
    """All secrets that there ever were, and where they must not be."""

    def __init__(self, desk: Workspace, server: KareServer, caplog: pytest.LogCaptureFixture):
        self._desk, self._server, self._log = desk, server, caplog
        self._secrets = {EMAIL, PASSWORD, str(CODE), PRESIGNED}
        self.told: list[str] = []

    def look(self) -> None:
        """Into every file, among them the write-ahead log, and at every word that was said."""
        self._secrets |= set(self._server.secrets.values())
        files = [path for path in self._desk.profile.folder.rglob("*") if path.is_file()]
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
        texts = [path.read_bytes() for path in files]
        texts += [self._log.text.encode(), "\n".join(self.told).encode()]
        found = {s for s in self._secrets for form in forms(s) for t in texts if form in t}
        assert found == set()

    def failing(self, call: object, family: type[EventDeskError]) -> None:
        """A call that fails; what it says is kept."""
        assert callable(call)
        with pytest.raises(family) as caught:
            call()
        self.told.append(f"{caught.value.message} {caught.value!r} {vars(caught.value)}")
        self.look()


def draft(
    server: KareServer, *, password: str = PASSWORD, session_only: bool = False
) -> AccountDraft:
    secrets: Mapping[str, str] = {"email": EMAIL, "password": password}
    return AccountDraft(
        "kare", "Register", address=server.url, secrets=secrets, session_only=session_only
    )


def test_no_way_of_signing_in_leaves_a_trace(
    desk: Workspace, server: KareServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    watch, accounts = Watch(desk, server, caplog), desk.accounts
    stopped = CancelToken()
    stopped.cancel()
    wrong = draft(server, password=f"{PASSWORD}-wrong")
    watch.failing(lambda: accounts.add(wrong, CANCEL), CredentialsRefused)
    watch.failing(lambda: accounts.check_draft(wrong, CANCEL), CredentialsRefused)
    watch.failing(lambda: accounts.add(draft(server), stopped), Cancelled)
    for status in (400, 403, 404, 422, 500, 502):
        fault = Fault(kind=FaultKind.STATUS, status=status, body=ErrorBody.GATEWAY, method="POST")
        server.faults.add(fault)
        watch.failing(lambda: accounts.add(draft(server), CANCEL), EventDeskError)
    assert [each.account.name for each in accounts.summaries()] == ["Desk book"]

    watch.told += [accounts.check_draft(draft(server), CANCEL), repr(draft(server))]
    watch.told.append(repr(accounts.add(draft(server), CANCEL)))
    desk.syncing.refresh("Register", silent, CANCEL)
    watch.look()
    server.end_tokens()
    assert accounts.check("Register", CANCEL)  # renews
    watch.look()
    watch.told.append(repr(accounts.edit("Register", draft(server), CANCEL)))
    watch.told.append(repr(desk.connections.open(accounts.get("Register")).context))
    watch.look()
    watch.told.append(repr(accounts.edit("Register", draft(server, session_only=True), CANCEL)))
    server.end_tokens(also_refresh=True)
    report, _ = desk.syncing.refresh("Register", silent, CANCEL)
    watch.told.append(repr(report))
    assert isinstance(report.failure, CredentialsRefused)
    watch.look()
    accounts.remove("Register")
    watch.look()


def test_the_code_and_the_signature_are_nowhere_but_where_they_were_asked_for(
    desk: Workspace, server: KareServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    watch = Watch(desk, server, caplog)
    desk.accounts.add(draft(server), CANCEL)
    desk.syncing.refresh("Register", silent, CANCEL)
    ref = EventRef("Register", server.ref("main"))
    desk.syncing.refresh_event(ref, frozenset({Capability.ATTENDEES}), silent, CANCEL)
    view = desk.events.view(ref)
    for part in desk.details.parts(view):
        found = desk.details.fetch(view, part.name, CANCEL)
        assert (str(CODE) in repr(found)) is part.secret
        assert (desk.details.kept(view, part.name) is None) is part.secret
    watch.told.append(repr(view))
    assert not desk.events.find(EventQuery(search=str(CODE)))
    for file_format in (FileFormat.CSV, FileFormat.JSON):
        target = desk.profile.folder / f"events.{file_format.value}"
        choice = ExportChoice(file_format=file_format)
        assert desk.exporting.export_events(EventQuery(), target, choice)
    watch.look()
    server.remove(server.number("main"))
    watch.failing(lambda: desk.details.fetch(view, "code", CANCEL), NotThere)
    for status in (403, 500, 502):
        server.faults.add(Fault(kind=FaultKind.STATUS, status=status, body=ErrorBody.GATEWAY))
        watch.failing(
            lambda: desk.details.fetch(view, "signature", CANCEL, refresh=True), EventDeskError
        )


def test_real_commands_show_a_code_only_when_asked_for(
    server: KareServer, tmp_path: Path, secret_service: SecretService
) -> None:
    program = Program(tmp_path / "profile", secret_service)
    add = ("accounts", "add", "kare", "--name", "Register", "--address", server.url)
    program.run(*add, stdin=f"email={EMAIL}\npassword=nothing-like-it\n", status=3)
    program.run(*add, stdin=f"email={EMAIL}\npassword={PASSWORD}\n")
    server.end_tokens()
    program.run("sync", "Register", "--details")
    ref = f"Register:{server.ref('main')}"
    program.run("event", ref, "--json")
    program.run("export", "--events", "--format", "csv", "-o", "-")
    said = "\n".join(program.seen)
    asked = program.run("event", ref, "--detail", "code", "--json")
    assert str(CODE) in asked
    program.seen.clear()
    program.run("accounts", "remove", "Register")
    said += "\n".join(program.seen)
    files = [path for path in program.profile.rglob("*") if path.is_file()]
    texts = [said.encode(), *(path.read_bytes() for path in files)]
    for secret in (EMAIL, PASSWORD, str(CODE), *server.secrets.values()):
        assert not [form for form in forms(secret) for text in texts if form in text], secret
