"""What a system can do beyond the common calls, as its declarations say."""

from pathlib import Path

import pytest

from tests.cli.conftest import Club, Commands


def test_a_declared_action_is_one_document(commands: Commands, meeting: str) -> None:
    offered = {one["action"]: one for one in commands.json("actions", meeting)}
    assert set(offered) == {*("edit", "delete", "add-attendee", "edit-attendee", "remove-attendee")}
    delete = offered["delete"]
    assert list(delete) == ["action", "title", "confirm", "fields"]
    assert "3 attendees" in delete["confirm"]
    assert delete["fields"] == []
    fields = {field["name"]: field for field in offered["edit"]["fields"]}
    assert list(fields["title"]) == ["name", "title", "kind", "required", "choices", "value"]
    assert (fields["title"]["required"], fields["title"]["value"]) == (True, "Annual meeting")
    assert fields["status"]["choices"] == ["active", "draft", "cancelled"]
    assert [one["action"] for one in commands.json("actions", "desk book")] == ["new-event"]


def test_an_event_is_made_edited_and_deleted(commands: Commands) -> None:
    made = commands.json(
        *("act", "Desk book", "new-event", "--set", "title=Fête “d’été”"),
        *("--set", "start=2026-11-21T19:00", "--set", "capacity=80", "--set", "place=a=b"),
    )
    assert list(made) == ["answer", "details", "problems", "event"]
    ref = made["event"]
    event = commands.json("event", ref)
    assert (event["title"], event["capacity"], event["place"]) == ("Fête “d’été”", 80, "a=b")

    commands("act", ref, "edit", "--set", "title=Fair", "--set", "status=cancelled")
    event = commands.json("event", ref)
    assert (event["title"], event["status"], event["capacity"]) == ("Fair", "cancelled", 80)

    sentence = commands.fails(2, "act", ref, "delete")
    assert "--yes" in sentence
    assert "“Fair”" in sentence
    deleted = commands.json("act", ref, "delete", "--yes")
    assert "deleted" in deleted["answer"]
    assert commands.json("events") == []
    assert commands.fails(7, "event", ref)


def test_somebody_added_is_on_the_list_at_once(commands: Commands, meeting: str) -> None:
    assert len(commands.json("attendees", meeting)) == 3
    done = commands("act", meeting, "add-attendee", "--set", "name=Kim Lee")
    assert "Kim Lee was added." in done.out
    assert "Kim Lee" in [row["name"] for row in commands.json("attendees", meeting)]
    assert commands.json("event", meeting)["attendees"] == 3  # one of the list has declined


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nonsense"], "add-attendee"),
        (["add-attendee"], "name"),
        (["add-attendee", "--set", "name"], "KEY=VALUE"),
        (["add-attendee", "--set", "name=Kim", "--set", "shoe=44"], "shoe"),
        (["add-attendee", "--set", "name=Kim", "--set", "status=late"], "no-show"),
        (["edit", "--set", "start=tomorrow"], "tomorrow"),
    ],
)
def test_what_cannot_be_done_is_said(
    commands: Commands, meeting: str, arguments: list[str], word: str
) -> None:
    assert word in commands.fails(2, "act", meeting, *arguments)


@pytest.mark.parametrize("answer", [True, False])
def test_at_a_terminal_the_question_is_put(
    commands: Commands, meeting: str, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr("eventdesk.cli.actions.at_terminal", lambda: True)
    stdin = "y\n" if answer else "\n"
    ended = commands("act", meeting, "delete", stdin=stdin, status=0 if answer else 130)
    assert "Delete “Annual meeting”" in ended.err
    assert len(commands.json("events")) == (0 if answer else 1)


def test_tickets_of_a_moved_event_are_given_its_date(club: Club) -> None:
    club.server.move_event(club.server.event_uid("moved"), hours=24)
    assert "--yes" in club.commands.fails(2, "act", club.ref("moved"), "rebase-tickets")
    assert club.server.writes == []

    done = club.commands.json("act", club.ref("moved"), "rebase-tickets", "--yes")
    assert "changed" in done["answer"]
    assert all(len(pair) == 2 for pair in done["details"])
    assert done["event"] == club.ref("moved")
    assert club.server.writes


def test_a_deleted_order_is_gone_from_the_list(club: Club) -> None:
    commands, ref = club.commands, club.ref("recent-past")
    before = commands.json("orders", ref)
    buyer = before[0]["ref"]
    assert "--yes" in commands.fails(2, "act", ref, "delete-order", "--set", f"order={buyer}")
    done = commands("act", ref, "delete-order", "--set", f"order={buyer}", "--yes", "--json")
    assert "deleted" in done.document["answer"]
    assert [one["ref"] for one in commands.json("orders", ref)] == [
        order["ref"] for order in before[1:]
    ]
    assert "cannot be" in commands.fails(
        *(2, "act", ref, "delete-order", "--set", f"order={buyer}", "--yes")
    )


def test_an_action_of_an_account(club: Club, tmp_path: Path) -> None:
    names = [one["action"] for one in club.commands.json("actions", "Club")]
    assert "permissions" in names
    done = club.commands.json("act", "club", "permissions")
    assert done["event"] is None
    assert done["details"]
    assert "Nobody" in club.commands.fails(7, "actions", "Nobody")
