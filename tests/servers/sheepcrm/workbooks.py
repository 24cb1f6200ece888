"""The XLSX files of the two event exports: real workbooks, one group of columns a fieldset."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

import xlsxwriter

from tests.servers.messages import Reply
from tests.servers.sheepcrm.book import Book
from tests.servers.sheepcrm.money import Till
from tests.servers.sheepcrm.people import People, Person
from tests.servers.sheepcrm.records import Attendee, Order, reference_target

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATTENDANCE_FIELDSETS = (
    "core", "attendance", "communications", "emergency", "membership", "profile", "mailing",
)  # fmt: skip
ORDER_FIELDSETS = (
    "core",
    "communications",
    "emergency",
    "membership",
    "order",
    "profile",
    "mailing",
)
META_FIELDSETS = tuple(name for name in ORDER_FIELDSETS if name != "order")
ROW_LIMIT = 2000

Cell = str | float | None
_CONTACT_COLUMNS: dict[str, dict[str, Callable[[Person], Cell]]] = {
    "core": {
        "Title": lambda person: person.title,
        "First name": lambda person: person.first_name,
        "Last name": lambda person: person.last_name,
        "URI": lambda person: person.uri,
    },
    "communications": {
        "Email": lambda person: person.email,
        "Telephone": lambda person: person.telephone,
    },
    "emergency": {"Emergency contact": lambda person: "" if person.number % 2 else "Next of kin"},
    "membership": {"Membership number": lambda person: f"M{person.number:06d}"},
    "profile": {"Date of birth": lambda person: person.date_of_birth},
    "mailing": {"Postcode": lambda person: person.postal_code},
}


def columns(fieldsets: Iterable[str]) -> list[str]:
    """The headings of an export with these fieldsets, in the order asked for."""
    return [heading for name in fieldsets for heading in _headings(name)]


def _headings(fieldset: str) -> list[str]:
    if fieldset == "attendance":
        return ["Name", "Status", "Ticket", "Guest"]
    if fieldset == "order":
        return ["Order date", "Tickets", "Totals"]
    return list(_CONTACT_COLUMNS[fieldset])


def attendance_workbook(book: Book, people: People, fieldsets: list[str]) -> Reply:
    """The first rows of the attendance list; a guest has empty contact columns."""
    return _workbook(columns(fieldsets), _attendance_rows(book, people, fieldsets))


def orders_workbook(book: Book, till: Till, people: People, fieldsets: list[str]) -> Reply:
    """The first orders of the event, by buyer."""
    return _workbook(columns(fieldsets), _order_rows(book, till, people, fieldsets))


def _attendance_rows(book: Book, people: People, fieldsets: list[str]) -> Iterator[list[Cell]]:
    for attendee in book.attendees[:ROW_LIMIT]:
        person = _person(people, reference_target(attendee.person_ref))
        cells: list[Cell] = []
        for name in fieldsets:
            cells += _attendance(attendee) if name == "attendance" else _contact(name, person)
        yield cells


def _order_rows(
    book: Book, till: Till, people: People, fieldsets: list[str]
) -> Iterator[list[Cell]]:
    for order in list(book.orders.values())[:ROW_LIMIT]:
        person = _person(people, order.buyer)
        cells: list[Cell] = []
        for name in fieldsets:
            cells += _order(till, order) if name == "order" else _contact(name, person)
        yield cells


def _person(people: People, uri: str | None) -> Person | None:
    return people.by_uid(uri.rstrip("/").rsplit("/", 1)[1]) if uri else None


def _contact(fieldset: str, person: Person | None) -> list[Cell]:
    readers = _CONTACT_COLUMNS[fieldset].values()
    return [read(person) if person else None for read in readers]


def _attendance(attendee: Attendee) -> list[Cell]:
    texts = (attendee.attendee_name, attendee.status, attendee.ticket)
    cells: list[Cell] = [text if isinstance(text, str) else None for text in texts]
    return [*cells, "yes" if attendee.guest is True else "no"]


def _order(till: Till, order: Order) -> list[Cell]:
    summary = till.summary(order)
    totals = [f"{money.total:.2f} {code.upper()}" for code, money in summary.order_total.items()]
    return [summary.order_date, summary.tickets, ", ".join(totals)]


def _workbook(headings: list[str], rows: Iterable[list[Cell]]) -> Reply:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet("Export")
    table: list[list[Cell]] = [[*headings], *rows]
    for row_number, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row_number, column, cell)
            elif cell is not None:
                sheet.write_number(row_number, column, cell)
    workbook.close()
    return Reply(200, buffer.getvalue(), XLSX)
