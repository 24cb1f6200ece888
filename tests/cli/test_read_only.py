"""An account that is only looked at: nothing is written to its system."""

from tests.cli.conftest import Club, Commands


def test_nothing_is_sent_while_an_account_is_read_only(club: Club) -> None:
    commands, person = club.commands, club.people()[0]
    commands("mark", club.ref(), person["ref"], "attended", "--offline")
    commands("accounts", "read-only", "Club")
    assert [row["read_only"] for row in commands.json("accounts")] == [True, False]

    said = commands.fails(2, "mark", club.ref(), club.people()[1]["ref"], "attended")
    assert said.startswith("Club is read-only on this desk")
    assert commands.json("actions", club.ref()) == []
    assert "read-only" in commands.fails(2, "act", club.ref(), "rebase")
    commands("sync", "Club")
    commands("outbox", "push")
    assert club.server.writes == []
    assert [row["state"] for row in commands.json("outbox")] == ["pending"]

    commands("accounts", "read-only", "Club", "--off")
    commands("outbox", "push")
    assert [write.status for write in club.server.writes] == ["attended"]
    commands("accounts", "read-only", "Club")
    assert "read-only" in commands.fails(2, "undo")
    assert club.held(person) == "attended"


def test_no_list_goes_into_a_read_only_desk_book(commands: Commands, meeting: str) -> None:
    commands("accounts", "read-only", "Desk book")
    before = commands.json("attendees", meeting)
    (commands.profile / "more.csv").write_text("Name\nSomebody Else\n")
    said = commands.fails(2, "import", str(commands.profile / "more.csv"), "--event", meeting)
    assert "Desk book is read-only" in said
    assert commands.json("attendees", meeting) == before
