"""An event that its system no longer has, while marks of it were not sent yet."""

import json

from tests.cli.conftest import Club


def test_marks_of_an_event_that_is_gone_stay_until_somebody_decides(club: Club) -> None:
    commands, ref, event = club.commands, club.ref(), club.server.event_uid("main")
    first, second = club.people()[:2]
    for person in (first, second):
        commands("mark", ref, person["ref"], "attended", "--offline")
    club.server.remove_event(event)

    for _ in range(2):  # no sync makes them disappear
        ended = commands("sync", "Club", "--json", status=None)
        assert ended.document[0]["marks"]["confirmed"] == 0
        waiting = commands.json("outbox")
        assert [(row["name"], row["state"], row["remote"]) for row in waiting] == [
            (first["name"], "conflict", None),
            (second["name"], "conflict", None),
        ]
        assert all("no longer" in row["reason"] for row in waiting)
        shown = {row["ref"]: row for row in commands.json("attendees", ref)}
        assert shown[first["ref"]]["status"] == "attended"
        assert shown[first["ref"]]["mark_state"] == "conflict"

    ours, theirs = (row["mark"] for row in waiting)
    commands("outbox", "resolve", ours, "ours")
    commands("outbox", "resolve", theirs, "theirs")
    commands("sync", "Club", status=None)
    assert commands.json("outbox") == []
    exported = json.loads(
        commands("export", ref, "--what", "marks", "--format", "json", "-o", "-").out
    )
    assert [(row["name"], row["state"]) for row in exported] == [
        (first["name"], "local"),
        (second["name"], "undone"),
    ]
    assert club.server.writes == []
