"""What the columns of each kind of record say, to people and to programs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eventdesk.domain.account import Account
from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.domain.attendee import Attendee, AttendeeQuery, ListedAttendee
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.order import Order
from eventdesk.domain.ticket import Ticket
from eventdesk.exports.about import About, DeskMarks, chosen_words
from eventdesk.exports.columns import select
from eventdesk.exports.json_file import record
from eventdesk.exports.record_columns import (
    activity_columns,
    attendee_columns,
    event_columns,
    mark_columns,
    order_columns,
    ticket_columns,
)
from eventdesk.exports.table_file import write_table
from eventdesk.exports.table_options import FileFormat, TableOptions
from tests.exports.reading import csv_rows, sheet_rows, workbook, written

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ANNA = ListedAttendee(
    Attendee("r1", "Vincent van Gogh", "invited", "v@example.org", phone="+44 1", code="007"),
    "attended",
    MarkState.PENDING,
    NOON,
    "Sam",
)
GONE = ListedAttendee(Attendee("r2", "Bo"), "attended", MarkState.LOCAL, NOON, "Sam", gone=True)
PLAIN = ListedAttendee(Attendee("r3", "Cy", "no-show", guest=True), "no-show")


def _table(columns: list[Any], rows: list[Any]) -> list[dict[str, str]]:
    titles, *lines = csv_rows(written(columns, rows, FileFormat.CSV))
    return [dict(zip(titles, line, strict=True)) for line in lines]


def test_people_read_where_each_mark_stands() -> None:
    anna, gone, plain = _table(select(attendee_columns()), [ANNA, GONE, PLAIN])

    assert anna["First name"] == "Vincent"
    assert anna["Last name"] == "van Gogh"
    assert anna["Status"] == "Attended"
    assert anna["Mark"] == "waiting on this desk"
    assert anna["Marked at (local time)"] == "2026-11-21 12:00:00"
    assert anna["Phone"] == "'+44 1"
    assert gone["Mark"] == "kept on this desk only, no longer listed by the system"
    assert (plain["Status"], plain["Mark"], plain["Guest"]) == ("No-show", "", "yes")


def test_programs_read_the_same_names_as_from_the_command_line() -> None:
    keys = [
        "ref",
        "name",
        "email",
        "status",
        "mark_state",
        "marked_at",
        "marked_by",
        "ticket",
        "order",
        "guest",
        "person",
    ]

    assert record(select(attendee_columns(), keys), ANNA) == {
        "ref": "r1",
        "name": "Vincent van Gogh",
        "email": "v@example.org",
        "status": "attended",
        "status_text": "Attended",
        "mark_state": "pending",
        "mark_state_text": "waiting on this desk",
        "marked_at": "2026-11-21T12:00:00+00:00",
        "marked_by": "Sam",
        "ticket": "",
        "order": "",
        "guest": False,
        "person": "",
    }


def test_further_fields_are_columns_on_demand() -> None:
    row = ListedAttendee(Attendee("r1", "A", more=(("Diet", "none"), ("Diet", "nuts"))), "")
    columns = attendee_columns(["Diet", "No. of guests"])

    assert "Diet" not in [column.title for column in select(columns)]
    chosen = select(columns, ["name", "more"])
    assert _table(chosen, [row]) == [{"Name": "A", "Diet": "none, nuts", "No. of guests": ""}]
    assert record(chosen, row) == {"name": "A", "more": {"Diet": "none, nuts"}}


def test_columns_come_in_the_order_asked_for_and_unknown_ones_are_named() -> None:
    columns = attendee_columns(["Diet"])

    chosen = select(columns, ["Email", " name", "more.diet", "email"])
    assert [column.title for column in chosen] == ["E-mail", "Name", "Diet"]
    with pytest.raises(BadRequest) as caught:
        select(columns, ["name", "age", "shoe"])
    assert caught.value.sentence == "No columns “age”, “shoe” in this export."
    assert caught.value.hint.startswith("There are: name, first_name, last_name, email,")
    assert caught.value.hint.endswith("more.Diet.")


def test_amounts_have_a_column_for_each_currency() -> None:
    orders = [
        Order("1", "A", totals={"GBP": Decimal("12.5"), "EUR": Decimal(3)}, fully_paid=False),
        Order("2", "B", totals={"GBP": Decimal(1)}, paid={"GBP": Decimal(1)}, fully_paid=True),
    ]
    columns = order_columns(orders)

    first, second = _table(select(columns), orders)
    assert (first["Total GBP"], first["Total EUR"], first["Paid GBP"]) == ("12.50", "3.00", "")
    assert (second["Total GBP"], second["Total EUR"], second["Paid GBP"]) == ("1.00", "", "1.00")
    assert second["Fully paid"] == "yes"
    assert record(select(columns, ["totals", "paid"]), orders[0]) == {
        "totals": {"EUR": "3.00", "GBP": "12.50"},
        "paid": {},
    }


def test_free_orders_keep_their_amount_columns() -> None:
    orders = [Order("1", "A", more=(("Channel", "web"),))]

    chosen = select(order_columns(orders), ["totals", "fully_paid", "more.Channel"])

    assert [column.title for column in chosen] == ["Total", "Fully paid", "Channel"]
    assert record(chosen, orders[0])["totals"] == {}


def test_tickets_marks_and_activity_are_tables_too() -> None:
    tickets = [Ticket("t", "Member", price={"GBP": Decimal(5)}, quantity=2, date=date(2026, 1, 2))]
    mark = Mark(
        *("m1", 7, "e:1", "r1", "", "Anna", "AGM", "attended", "invited", "invited", "Sam", "Door"),
        marked_at=NOON,
        state=MarkState.CONFLICT,
    )
    entry = ActivityEntry(NOON, "mark", "Town", "e:1", name="Anna", status="attended")

    (ticket,) = _table(select(ticket_columns(tickets)), tickets)
    (marked,) = _table(select(mark_columns({7: "Town"})), [mark])
    (logged,) = _table(select(activity_columns()), [entry])

    assert (ticket["Price GBP"], ticket["Quantity"], ticket["Date"]) == ("5.00", "2", "2026-01-02")
    assert marked["Event reference"] == "Town:e:1"
    assert (marked["Marked as"], marked["Mark"]) == ("Attended", "in conflict, needs a decision")
    assert (logged["What"], logged["Status"], logged["Event reference"]) == (
        *("Marked", "Attended"),
        "Town:e:1",
    )


def test_people_read_what_was_done_and_programs_its_code() -> None:
    entries = [
        ActivityEntry(NOON, "scan", "Town", name="Anna", outcome="already-in", code="007"),
        ActivityEntry(NOON, "confirmed", "Town", name="Anna", outcome="confirmed"),
        ActivityEntry(NOON, "walk-in", "Town", name="Bo", outcome="kept on this desk only"),
        ActivityEntry(NOON, "later", "Town", outcome="kind of a later version"),
    ]

    shown = _table(select(activity_columns()), entries)

    assert [(line["What"], line["Outcome"]) for line in shown] == [
        ("Not admitted", "already in"),
        ("Confirmed", "confirmed"),
        ("Walk-in", "kept on this desk only"),
        ("later", "kind of a later version"),
    ]
    told = record(select(activity_columns()), entries[0])
    assert (told["kind"], told["outcome"]) == ("scan", "already-in")
    assert (told["kind_text"], told["outcome_text"]) == ("Not admitted", "already in")


def test_an_all_day_event_ends_on_its_last_day_for_people_alone() -> None:
    event = Event("9", "Fair", date(2026, 11, 21), date(2026, 11, 23))
    row = ListedEvent(1, Account(1, "Town", "deskbook"), event, expected=12, attended=3)

    (shown,) = _table(select(event_columns()), [row])

    assert (shown["Start"], shown["End"], shown["All day"]) == ("2026-11-21", "2026-11-22", "yes")
    assert (shown["Status"], shown["Reference"]) == ("Active", "Town:9")
    told = record(select(event_columns()), row)
    assert (told["end"], told["attendees"], told["status"]) == ("2026-11-23", 12, "active")


def test_second_sheet_tells_the_choice_the_age_and_what_is_kept_here_only(tmp_path: Path) -> None:
    query = AttendeeQuery(search="an", status="attended", sort="marked_at", descending=True)
    rows = DeskMarks([ANNA, GONE, PLAIN])
    about = About(
        "AGM",
        NOON,
        facts=(("Account", "Town"),),
        chosen=chosen_words(query),
        listed_at=NOON - timedelta(minutes=14, seconds=5),
        remarks=rows.sentences,
    )
    path = tmp_path / "agm.xlsx"

    write_table(
        path,
        select(attendee_columns(), ["name", "marked_at"]),
        rows,
        file_format=FileFormat.XLSX,
        options=TableOptions("Attendees", about),
    )

    assert workbook(path).sheetnames == ["Attendees", "About"]
    facts = sheet_rows(path.read_bytes(), "About")
    for fact in (
        ["Event", "AGM"],
        ["Account", "Town"],
        ["Shown", "Attended, with “an”, by marked at, descending"],
        ["Made at", datetime(2026, 11, 21, 12, 0)],
        ["Age of the list", "14 minutes"],
        ["Note", "1 mark is kept on this desk only: the system takes no such marks."],
        ["Note", "1 mark is not confirmed by the system yet."],
    ):
        assert fact in facts


def test_a_choice_of_marks_is_told_in_words() -> None:
    waiting = frozenset({MarkState.PENDING, MarkState.SENDING, MarkState.REFUSED})

    assert chosen_words(AttendeeQuery()) == "All attendees, by name"
    to_come = AttendeeQuery(left_out=frozenset({"attended", "declined"}))
    assert chosen_words(to_come) == "All attendees, without Attended, Declined, by name"
    assert chosen_words(AttendeeQuery(states=waiting, sort="email")) == (
        "All attendees, marks: waiting on this desk or refused, by e-mail"
    )
