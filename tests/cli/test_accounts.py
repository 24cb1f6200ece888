"""Accounts from the command line, and their secrets, which are never an argument."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eventdesk.cli.accounts import read_secrets
from eventdesk.domain.errors import BadRequest
from tests.cli.conftest import Club, Commands, Ended
from tests.servers import KareServer, SheepServer


def test_a_desk_book_exists_from_the_first_start(commands: Commands) -> None:
    assert commands.json("accounts") == [
        {
            "name": "Desk book",
            "system": "deskbook",
            "address": "",
            "state": "new",
            "state_text": "",
            "last_sync": None,
            "read_only": False,
            "waiting": 0,
            "needs_decision": 0,
        }
    ]


def test_the_systems_say_what_they_ask_for(commands: Commands) -> None:
    found = {one["system"]: one for one in commands.json("accounts", "systems")}

    assert found["sheepcrm"] == {
        "system": "sheepcrm",
        "title": "sheepCRM",
        "address": "https://sls-api.sheepcrm.com",
        "options": ["bucket", "time_zone", "try_guest_ref"],
        "secrets": ["api_key"],
        "capabilities": [
            *("attendance", "attendees", "contacts", "history", "orders"),
            *("people-search", "server-exports", "tickets"),
        ],
    }
    assert found["deskbook"]["options"] == ["database"]
    assert found["deskbook"]["secrets"] == ["password"]
    assert not commands.profile.exists()  # a question about the program makes no profile


@pytest.mark.parametrize(
    "stdin", ["test-key", "api_key=test-key\n", "\r\n api_key = test-key \r\n"]
)
def test_an_account_is_added_checked_and_synced(
    commands: Commands, sheepcrm_server: SheepServer, stdin: str
) -> None:
    added = commands.json(
        *("accounts", "add", "sheepcrm", "--name", "Club", "--address", sheepcrm_server.url),
        *("--option", "bucket=example"),
        stdin=stdin,
    )
    assert (added["name"], added["state"], added["last_sync"]) == ("Club", "new", None)
    assert added["address"] == sheepcrm_server.url

    assert "accepts the key" in commands("accounts", "check", "Club").out
    commands("sync")
    accounts = commands.json("accounts")
    assert [row["state"] for row in accounts] == ["ready", "ready"]
    assert all(row["last_sync"].endswith("+00:00") for row in accounts)


def test_a_secret_is_nowhere_but_in_the_vault(
    commands: Commands, add_club: Callable[..., Ended]
) -> None:
    ended = add_club("s3cret-key-of-mine")
    assert "s3cret" not in ended.out + ended.err
    sentence = commands.fails(3, "accounts", "check", "Club")
    assert "s3cret" not in sentence
    assert "key" in sentence

    kept = b"".join(p.read_bytes() for p in commands.profile.rglob("*") if p.is_file())
    assert b"s3cret" not in kept


@pytest.mark.parametrize(
    ("stdin", "named"),
    [("", "API key"), ("\n\n", "API key"), ("a-key\nanother s3cret\n", "api_key")],
)
def test_secrets_that_cannot_be_used_are_a_sentence(
    commands: Commands, stdin: str, named: str
) -> None:
    sentence = commands.fails(
        *(2, "accounts", "add", "sheepcrm", "--name", "Club", "--option", "bucket=b"), stdin=stdin
    )
    assert named in sentence
    assert "s3cret" not in sentence
    assert len(commands.json("accounts")) == 1


def test_lines_of_several_secrets_need_their_names() -> None:
    names = ["email", "password"]
    assert read_secrets(["email=kim@example.org", "", "password=a=b= "], names) == {
        "email": "kim@example.org",
        "password": "a=b=",
    }
    with pytest.raises(BadRequest) as caught:
        read_secrets(["email=kim@example.org", "hunter2"], names)
    assert "hunter2" not in caught.value.message
    assert "email, password" in caught.value.message


def test_at_a_terminal_the_secret_is_asked_for(
    commands: Commands, sheepcrm_server: SheepServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdesk.cli.accounts.at_terminal", lambda: True)
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return sheepcrm_server.key

    monkeypatch.setattr("click.termui.hidden_prompt_func", answer)
    arguments = ("--address", sheepcrm_server.url, "--option", "bucket=example")
    commands("accounts", "add", "sheepcrm", "--name", "Club", *arguments)
    assert asked == ["API key: "]
    commands("accounts", "check", "Club")


@pytest.mark.parametrize(
    ("typed", "hidden"),
    [
        ("1\n{email}\n", ["Password: "]),
        ("\n{email}\n", ["Password: "]),
        ("3\n2\n", ["Access token: ", "Session token: ", "Refresh token: "]),
    ],
)
def test_at_a_terminal_one_chooses_how_to_sign_in(
    commands: Commands,
    kare_server: KareServer,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    hidden: list[str],
) -> None:
    secrets = [kare_server.password] if len(hidden) == 1 else [*kare_server.secrets.values()]
    answers = dict(zip(hidden, secrets, strict=True))
    monkeypatch.setattr("eventdesk.cli.accounts.at_terminal", lambda: True)
    monkeypatch.setattr("click.termui.hidden_prompt_func", answers.pop)
    arguments = ("--name", "Register", "--address", kare_server.url)
    stdin = typed.format(email=kare_server.email)
    ended = commands("accounts", "add", "kare", *arguments, stdin=stdin)
    assert "1  Email and password\n2  Access token and session token\n" in ended.err
    assert answers == {}
    assert "KARE accepts" in commands("accounts", "check", "Register").out


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["nonsense", "--name", "X"], 7, "nonsense"),
        (["sheepcrm", "--name", "Club"], 2, "bucket"),
        (["sheepcrm", "--name", "A:B", "--option", "bucket=b"], 2, "A:B"),
        (["sheepcrm", "--name", "desk BOOK", "--option", "bucket=b"], 2, "desk BOOK"),
        (["sheepcrm", "--name", "Club", "--option", "bucket"], 2, "KEY=VALUE"),
        (["sheepcrm", "--name", "Club", "--option", "bucket=b", "--option", "x=1"], 2, "x"),
        (["sheepcrm"], 2, "--name"),
        (["deskbook", "--name", "B", "--address", "https://example.org"], 2, "address"),
    ],
)
def test_what_cannot_be_added_is_said(
    commands: Commands, arguments: list[str], status: int, word: str
) -> None:
    assert word in commands.fails(status, "accounts", "add", *arguments, stdin="key\n")


def test_plain_http_is_for_this_computer_only(commands: Commands) -> None:
    arguments = ("--name", "Club", "--address", "http://crm.example.org", "--option", "bucket=b")
    assert "https" in commands.fails(2, "accounts", "add", "sheepcrm", *arguments, stdin="key\n")
    assert [account["name"] for account in commands.json("accounts")] == ["Desk book"]


def test_an_account_with_marks_is_not_removed_by_mistake(club: Club, tmp_path: Path) -> None:
    commands = club.commands
    person = club.people()[0]
    commands("mark", club.ref(), person["ref"], "attended", "--offline")

    sentence = commands.fails(2, "accounts", "remove", "Club")
    assert "--discard-waiting" in sentence
    assert commands.json("accounts")[0]["waiting"] == 1

    kept = tmp_path / "marks.csv"
    options = ("--discard-waiting", "--keep-marks-file", str(kept))
    commands("accounts", "remove", "club", *options)
    assert person["name"].split()[-1] in kept.read_text(encoding="utf-8-sig")
    assert [row["name"] for row in commands.json("accounts")] == ["Desk book"]
    assert commands.json("outbox") == []
    assert commands.json("events") == []
    assert club.server.writes == []
    assert "Club" in commands.fails(7, "accounts", "check", "Club")


def test_a_marks_file_that_cannot_be_written_removes_nothing(club: Club, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "marks.csv"
    sentence = club.commands.fails(
        2, "accounts", "remove", "Club", "--keep-marks-file", str(nowhere)
    )
    assert "folder does not exist" in sentence
    assert len(club.commands.json("accounts")) == 2
