"""Which column holds what: guessed, or named by a person."""

import pytest

from eventdesk.domain.errors import BadRequest
from eventdesk.imports.attendee_lists import FieldName, guess_mapping, override, read_table
from eventdesk.imports.headings import status_of
from eventdesk.imports.table import column_letter
from tests.imports.lists import LISTS, of_text


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        ("Nom;Prénom", "Dubois;Chloé", "Chloé Dubois"),
        ("Name;Vorname", "Groß;Änne", "Änne Groß"),
        ("Name,First name", "Anna Baker,Anna", "Anna Baker"),
        ("Nombre,Apellidos", "Sofia,Álvarez Ruiz", "Sofia Álvarez Ruiz"),
        ("Nome,Cognome", "Ugo,Bassi", "Ugo Bassi"),
        ("Attendee name,Buyer name", "Anna Baker,Otto Other", "Anna Baker"),
        ("Billing name,Name", "Otto Other,Anna Baker", "Anna Baker"),
    ],
)
def test_names(head: str, row: str, name: str) -> None:
    (person,) = of_text(f"{head}\n{row}\n")
    assert person.name == name


def test_the_best_of_several_headings_counts_and_the_others_are_kept() -> None:
    (person,) = of_text("Ticket,Ticket type,Name,Name\nT-1,VIP,Ann Lee,Annie\n")
    assert (person.ticket, person.name) == ("VIP", "Ann Lee")
    assert person.more == (("Ticket", "T-1"), ("Name (2)", "Annie"))


def test_an_e_mail_column_is_known_by_its_content() -> None:
    (person,) = of_text("Name,Kontakt\nAnn Lee,ann@example.org\n")
    assert person.email == "ann@example.org"


@pytest.mark.parametrize(
    ("text", "status", "reply"),
    [
        ("Checked-In", "attended", None),
        ("présente", "attended", "attended"),
        ("x", "attended", "accepted"),
        ("✓", "attended", "accepted"),
        ("21/11/2026 19:05", "attended", None),
        ("Ja", "attended", "accepted"),
        ("nee", None, "declined"),
        ("No show", "no-show", "no-show"),
        ("Niet verschenen", "no-show", "no-show"),
        ("Storniert", "declined", "declined"),
        ("anmäld", "accepted", "accepted"),
        ("Inbjuden", "invited", "invited"),
        ("perhaps", None, None),
        ("", None, None),
    ],
)
def test_statuses(text: str, status: str | None, reply: str | None) -> None:
    assert status_of(text) == status
    if text != "Checked-In":
        assert status_of(text, reply=True) == reply


def test_a_reply_is_no_attendance() -> None:
    people = of_text("Name,RSVP,Attended\nAnn,yes,\nBob,no,\nCid,yes,yes\nDee,later,\n")
    assert [person.status for person in people] == ["accepted", "declined", "attended", ""]
    assert people[2].more == (("RSVP", "yes"),)
    assert people[3].more == (("RSVP", "later"),)


def test_columns_named_by_heading_letter_and_number() -> None:
    text = "Who,Where,Ticket\nAnn Lee,B 12,VIP\n"
    for column in ("where", "B", "2"):
        (person,) = of_text(text, name="Who", code=column)
        assert (person.name, person.code, person.ticket) == ("Ann Lee", "B 12", "VIP")


def test_a_heading_that_only_the_person_knows_makes_a_heading_row() -> None:
    people = of_text("List of 2026,\nWho,Seat\nAnn Lee,12\n", name="who", code="Seat")
    assert [(person.name, person.code) for person in people] == [("Ann Lee", "12")]


def test_a_named_column_leaves_the_field_it_was_guessed_for() -> None:
    (person,) = of_text("Name,Code,Note\nAnn,77,early\n", order="Code", note="")
    assert (person.order, person.code, person.note) == ("77", "", "")
    assert person.more == (("Note", "early"),)


def test_a_whole_name_that_was_named_replaces_its_guessed_parts() -> None:
    (person,) = of_text("First name,Last name,Badge\nAnn,Lee,Dr Ann Lee\n", name="Badge")
    assert person.name == "Dr Ann Lee"
    assert person.more == (("First name", "Ann"), ("Last name", "Lee"))


def test_wrong_names_are_told() -> None:
    table = read_table(LISTS / "comma-utf8.csv")
    mapping = guess_mapping(table)
    with pytest.raises(BadRequest, match="“nick” is not a field of an attendee list. Use one of"):
        override(table, mapping, {"nick": "A"})
    with pytest.raises(BadRequest, match="has no column “Nickname”. It has Order no., First Name"):
        override(table, mapping, {"name": "Nickname"})
    with pytest.raises(BadRequest, match="has no column “Z”"):
        override(table, mapping, {FieldName.NAME: "Z"})


def test_a_list_without_names_asks_for_them() -> None:
    with pytest.raises(BadRequest, match="No column with names or e-mail addresses was found"):
        of_text("1;2\n3;4\n")


def test_column_letters() -> None:
    assert [column_letter(number) for number in (0, 25, 26, 701, 702)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip
