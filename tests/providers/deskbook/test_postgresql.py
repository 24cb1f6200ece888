"""The desk book on a PostgreSQL server of the test's own; skipped where there is none."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.errors import CredentialsRefused, Refused, Unreachable
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.deskbook.provider import DeskBookProvider
from tests.providers.deskbook.conftest import CANCEL, Clock, Desk

pytest.importorskip("psycopg")
pytestmark = pytest.mark.skipif(
    shutil.which("initdb") is None or getattr(os, "geteuid", lambda: 0)() == 0,
    reason="needs PostgreSQL's programs, which do not run as root",
)


class ServerDesk(Desk):
    """A desk at the server."""

    def __init__(self, folder: Path, address: str, password: str) -> None:
        context = ProviderContext(
            "Shared", "", {"database": address}, {"password": password}, folder, Clock()
        )
        self.provider = DeskBookProvider(context)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A running server: its folder, and the address of its database."""
    folder = tmp_path_factory.mktemp("postgresql")
    (folder / "password").write_text("s3cret")
    make = ["initdb", "-D", "data", "-U", "desk", "-A", "scram-sha-256", "--pwfile=password"]
    subprocess.run(make, cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    start = ["pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start"]
    subprocess.run(start, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    yield folder, f"postgresql+psycopg://desk@127.0.0.1:{port}/postgres"
    subprocess.run(
        ["pg_ctl", "-D", "data", "-m", "immediate", "stop"],
        cwd=folder,
        check=False,
        capture_output=True,
    )


def test_two_desks_share_a_book(server: tuple[Path, str]) -> None:
    folder, address = server
    one, two = ServerDesk(folder, address, "s3cret"), ServerDesk(folder, address, "s3cret")
    event = one.new_event(time_zone="Europe/Berlin", tags="a, b")
    assert two.event(event.ref) == event
    people = [Attendee("", f"Person {number}", more=(("Seat", "1"),)) for number in range(700)]
    assert one.load(event, *people).added == 700
    assert two.load(event, *people).unchanged == 700
    seen = one.attendees(event)[0]
    two.provider.set_attendance(event.ref, seen, "attended", CANCEL)
    (held,) = one.provider.set_attendance(event.ref, seen, "declined", CANCEL)
    assert held.status == "attended"
    two.act(event, "edit", title="Theirs")
    with pytest.raises(Refused, match="Another desk changed Title"):
        one.act(event, "edit", title="Ours")
    assert len(one.provider.history(event.ref, CANCEL)) == 4
    one.provider.act(event, "delete", {}, CANCEL)
    assert two.provider.confirm_removed([event.ref], CANCEL) == {event.ref}
    one.provider.close()
    two.provider.close()


def test_a_wrong_password_and_a_server_that_is_not_there(server: tuple[Path, str]) -> None:
    folder, address = server
    for password in ("wrong", ""):
        with pytest.raises(CredentialsRefused) as refused:
            ServerDesk(folder, address, password).provider.check(CANCEL)
        assert "wrong" not in refused.value.message
    with pytest.raises(Unreachable):
        ServerDesk(folder, f"{address}-other", "s3cret").provider.check(CANCEL)
    desk = ServerDesk(folder, address, "s3cret")
    event = desk.new_event()
    stop = ["pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop"]
    subprocess.run(stop, cwd=folder, check=True, capture_output=True)
    with pytest.raises(Unreachable) as lost:
        desk.event(event.ref)
    assert not lost.value.may_have_arrived
    desk.provider.close()
