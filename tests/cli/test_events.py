"""Lists and details of events: what is in the store, and what is fetched when it is asked for."""

from datetime import datetime, timedelta

import pytest

from tests.cli.conftest import Club, Commands
from tests.servers import SheepServer

EVENT_KEYS = [
    *("ref", "account", "system", "title", "start", "end", "all_day", "timezone", "status"),
    *("status_text", "kind", "colour", "place", "organizer", "capacity", "attendees", "attended"),
    *("recurring", "occurrence", "updated_at"),
]


def new_event(commands: Commands, title: str, start: str, *more: str) -> str:
    """An event in the desk book: its reference."""
    values = [f"title={title}", f"start={start}", *more]
    options = [option for value in values for option in ("--set", value)]
    ref: str = commands.json("act", "Desk book", "new-event", *options)["event"]
    return ref


def test_an_event_is_one_document_with_these_keys(club: Club) -> None:
    today = club.server.dataset.today
    (found,) = club.commands.json("events", "--search", "annual dinner")

    assert list(found) == EVENT_KEYS
    assert found["ref"] == club.ref()
    assert (found["account"], found["system"]) == ("Club", "sheepcrm")
    assert found["title"] == "Annual Dinner & Awards"
    assert found["start"] == f"{today}T18:00:00"  # a wall clock: no offset
    assert found["end"] == f"{today}T20:00:00"
    assert (found["all_day"], found["timezone"]) == (False, None)
    assert (found["status"], found["status_text"]) == ("active", "confirmed")
    assert (found["recurring"], found["occurrence"]) == (False, None)


def test_an_event_in_full_says_what_its_system_can(club: Club) -> None:
    found = club.commands.json("event", club.ref())
    assert list(found)[: len(EVENT_KEYS)] == EVENT_KEYS
    assert found["capabilities"] == sorted(found["capabilities"])
    assert "attendance" in found["capabilities"]
    assert found["more"]["Venues"] == "Main hall"
    assert found["tags"] == []

    spoken = club.commands("event", club.ref()).out
    assert "more, Venues: Main hall\n" in spoken
    assert "all_day: no\n" in spoken


def test_an_all_day_event_ends_before_its_end(commands: Commands) -> None:
    new_event(commands, "Fair", "2026-11-21", "end=2026-11-23", "all_day=yes")
    new_event(commands, "Talk", "2026-11-21T19:00", "time_zone=Europe/London")
    fair, talk = commands.json("events")

    assert (fair["start"], fair["end"], fair["all_day"]) == ("2026-11-21", "2026-11-23", True)
    assert (talk["start"], talk["timezone"]) == ("2026-11-21T19:00:00+00:00", "Europe/London")


def test_an_end_is_exclusive_whatever_the_system_sends(club: Club) -> None:
    day = club.server.dataset.today + timedelta(days=9)
    found = club.commands.json("event", club.ref("date-only"))
    assert found["start"] == str(day)
    assert found["end"] == str(day + timedelta(days=1))
    assert found["all_day"] is True


def test_days_are_included_and_the_list_is_sorted_by_start(commands: Commands) -> None:
    for title, start in [
        ("Late", "2026-11-21T21:00"),
        ("Eve", "2026-11-20T23:59"),
        ("Early", "2026-11-21T00:00"),
        ("After", "2026-11-22T00:00"),
    ]:
        new_event(commands, title, start)
    new_event(commands, "Whole day", "2026-11-21", "all_day=yes")

    def titles(*options: str) -> list[str]:
        return [row["title"] for row in commands.json("events", *options)]

    day = titles("--from", "2026-11-21", "--to", "2026-11-21")
    assert sorted(day) == ["Early", "Late", "Whole day"]
    assert day[-1] == "Late"
    assert titles()[0] == "Eve"
    assert titles()[-1] == "After"
    assert titles("--from", "2026-11-22") == ["After"]
    assert titles("--to", "2026-11-20") == ["Eve"]


def test_events_are_chosen_by_account_words_and_status(club: Club) -> None:
    commands = club.commands
    new_event(commands, "“Quoted” – Žluťoučký kůň 夏祭り", "2026-11-21T10:00", "status=draft")

    (book,) = commands.json("events", "--account", "desk book")
    assert book["title"] == "“Quoted” – Žluťoučký kůň 夏祭り"
    assert [row["ref"] for row in commands.json("events", "--search", "zlutou")] == [book["ref"]]
    assert [row["ref"] for row in commands.json("events", "--status", "draft")] == [book["ref"]]
    cancelled = commands.json("events", "--status", "cancelled", "--account", "Club")
    assert [row["ref"] for row in cancelled] == [club.ref("cancelled")]
    assert commands.json("events", "--search", "nothing like it") == []
    assert "Nobody" in commands.fails(7, "events", "--account", "Nobody")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--from", "tomorrow"], "tomorrow"),
        (["--from", "2026-11-22", "--to", "2026-11-21"], "before"),
        (["--to", "9999-12-31"], "9999"),
        (["--from", "0001-01-01"], "0001"),
        (["--status", "bogus"], "cancelled"),
        (["--bogus"], "eventdesk events --help"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    commands: Commands, options: list[str], word: str
) -> None:
    assert word in commands.fails(2, "events", *options)


def test_an_event_beyond_the_list_is_fetched(club: Club) -> None:
    assert club.ref("past") not in [row["ref"] for row in club.commands.json("events")]

    assert club.commands.json("event", club.ref("past"))["title"] == "Special: past"
    assert len(club.commands.json("attendees", club.ref("far-future"))) == 3


def test_what_does_not_exist_is_said_as_it_was_asked_for(club: Club) -> None:
    commands = club.commands
    assert "“Club:nope”" in commands.fails(7, "event", "Club:nope")
    assert "“Nobody”" in commands.fails(7, "event", "Nobody:nope")
    assert "ACCOUNT:ID" in commands.fails(2, "event", "nope")
    assert "“Desk book:a:b”" in commands.fails(7, "attendees", "Desk book:a:b")


def test_a_404_to_a_bad_key_is_not_taken_for_a_missing_event(
    club: Club, sheepcrm_server: SheepServer
) -> None:
    sheepcrm_server.options.bad_key_status = 404
    sheepcrm_server.key = "another-key"
    assert "key" in club.commands.fails(3, "event", club.ref("past"))


def test_attendees_are_fetched_when_first_asked_for(club: Club) -> None:
    before = len(club.server.requests)
    found = club.commands.json("attendees", club.ref())
    rows = club.server.attendance(club.server.event_uid("main"))
    there = [str(row["uid"]) for row in rows if row["record_state"] != "deleted"]
    assert sorted(row["ref"] for row in found) == sorted(there)
    assert list(found[0]) == [
        *("ref", "name", "email", "status", "status_text", "mark_state", "marked_at", "marked_by"),
        *("ticket", "order", "guest", "desk_only", "person"),
    ]
    assert {row["guest"] for row in found} == {True, False}
    assert {row["mark_state"] for row in found} == {None}

    asked = len(club.server.requests)
    assert asked > before
    assert club.commands.json("attendees", club.ref(), "--limit", "7") == found[:7]
    assert club.commands.json("attendees", club.ref(), "--limit", "0") == []
    assert len(club.server.requests) == asked


def test_attendees_are_searched_by_parts_of_words(commands: Commands, meeting: str) -> None:
    def names(*options: str) -> list[str]:
        return [row["name"] for row in commands.json("attendees", meeting, *options)]

    assert names() == ["Anna Baker", "Thomas Baker", "Zoë O'Neill"]
    assert names("--search", "bak an") == ["Anna Baker"]
    assert names("--search", "ZOE") == ["Zoë O'Neill"]
    assert names("--search", "o'neill") == ["Zoë O'Neill"]
    assert names("--status", "No Show") == []
    assert names("--status", "declined") == ["Zoë O'Neill"]
    assert "--limit" in commands.fails(2, "attendees", meeting, "--limit", "-1")


def test_orders_have_money_as_text(club: Club) -> None:
    found = club.commands.json("orders", club.ref("multi-currency"))
    assert list(found[0]) == [
        *("ref", "buyer", "placed_at", "tickets", "attendees", "totals", "paid", "outstanding"),
        "fully_paid",
    ]
    totals = [amount for order in found for amount in order["totals"].items()]
    assert {currency for currency, _ in totals} >= {"GBP", "EUR", "JPY"}
    for _currency, amount in totals:
        assert isinstance(amount, str)
        assert float(amount) >= 0
    assert isinstance(found[0]["fully_paid"], bool)


def test_tickets_are_those_to_buy_and_those_bought(club: Club) -> None:
    found = club.commands.json("tickets", club.ref())
    assert list(found) == ["types", "tickets"]
    assert {row["name"] for row in found["types"]} >= {"Standard", "Member"}
    assert found["types"][0]["price"] == {"GBP": "45.50"}
    assert isinstance(found["tickets"][0]["quantity"], int)


@pytest.mark.parametrize("command", ["orders", "tickets"])
def test_a_desk_book_has_no_orders_and_no_tickets(
    commands: Commands, meeting: str, command: str
) -> None:
    assert command in commands.fails(6, command, meeting)


def test_names_cannot_steer_the_terminal(commands: Commands) -> None:
    ref = new_event(commands, "Fair", "2026-11-21T10:00")
    commands("act", ref, "add-attendee", "--set", "name=Kim\x9b31m Lee")
    (row,) = commands("attendees", ref).out.splitlines()[1:]
    assert "Kim" in row
    assert row.isprintable()


def test_a_table_is_for_people_and_says_when_there_is_nothing(commands: Commands) -> None:
    empty = commands("events")
    assert (empty.out, empty.err) == ("", "None.\n")
    ends = datetime(2026, 11, 21, 19) + timedelta(hours=2)
    new_event(commands, "Fair", "2026-11-21T19:00", f"end={ends.isoformat()}")
    heading, row = commands("events").out.splitlines()
    assert heading.split()[:4] == ["ref", "title", "start", "end"]
    assert "2026-11-21T21:00:00" in row


def test_a_long_name_does_not_tear_the_table_apart(club: Club) -> None:
    lines = club.commands("events").out.splitlines()
    assert max(map(len, lines)) < 250
    assert lines[0].startswith("ref ")
    assert any("…" in line for line in lines)
