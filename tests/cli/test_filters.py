"""Lists of events by person and by status, in the words of the systems too."""

from collections.abc import Sequence

import pytest

from tests.cli.conftest import Commands
from tests.servers import KareServer, SafeServer, TeamworkServer


@pytest.fixture
def desk(
    commands: Commands, teamwork_server: TeamworkServer, safesites_server: SafeServer
) -> Commands:
    """Two accounts whose events name people and have statuses of their own."""
    for system, name, secret, url in (
        ("teamwork", "Projects", "api_key", teamwork_server.url),
        ("safesites", "Sites", "token", safesites_server.url),
    ):
        arguments = ("--name", name, "--address", url)
        commands("accounts", "add", system, *arguments, stdin=f"{secret}=test-key\n")
    commands("sync")
    return commands


def titles(commands: Commands, *options: str) -> Sequence[str]:
    return [row["title"] for row in commands.json("events", *options)]


def test_events_of_a_person_and_those_attended_only(desk: Commands) -> None:
    involved = titles(desk, "--person", "thomas o'neill", "--account", "Projects")
    assert {"Spring concert: who does what", "Stand-up"} <= set(involved)
    assert "Exhibition" not in involved
    owned = titles(desk, "--person", "ANNA BAKER")
    attended = titles(desk, "--person", "Anna Baker", "--attending-only")
    assert "Exhibition" in owned
    assert "Exhibition" not in attended
    assert "Two of us" in attended
    assert set(attended) < set(owned)
    either = titles(desk, "--person", "Björn Ek", "--person", "Zoe Bronte")
    assert {"Safety round", "Stand-up"} <= set(either)


def test_events_by_the_systems_own_words(desk: Commands) -> None:
    assert titles(desk, "--status", "on_hold") == ["Roof work"]
    assert titles(desk, "--status", "On_Hold") == ["Roof work"]
    both = titles(desk, "--status", "on_hold", "--status", "completed", "--account", "Sites")
    assert "Roof work" in both
    assert "Crane lift" in titles(desk, "--status", "cancelled")  # a word of Event Desk's too


@pytest.mark.parametrize(
    ("status", "options", "word"),
    [
        (7, ["--person", "Nobody Here"], "“Nobody Here”"),
        (2, ["--attending-only"], "--person"),
        (2, ["--status", "draft", "--status", "on_hold"], "without draft"),
        (2, ["--status", "bogus"], "on_hold"),
    ],
)
def test_what_nothing_has_is_said(
    desk: Commands, status: int, options: list[str], word: str
) -> None:
    assert word in desk.fails(status, "events", *options)


def test_events_by_the_name_that_a_person_gave_a_code(
    commands: Commands, kare_server: KareServer
) -> None:
    secrets = "".join(f"{name}={value}\n" for name, value in kare_server.secrets.items())
    names = ("--option", "code_names=status 2 = Terminé\ntype 3 = Exercice")
    address = ("--name", "Register", "--address", kare_server.url)
    commands("accounts", "add", "kare", *address, *names, stdin=secrets)
    commands("sync")
    found = commands.json("events", "--status", "termine")
    assert f"Register:{kare_server.ref('main')}" in [row["ref"] for row in found]
    assert {row["status_text"] for row in found} == {"Terminé"}
    assert "Exercice" in {row["kind"] for row in found}
    assert "Status 2" in commands.fails(2, "events", "--status", "Status 2")
