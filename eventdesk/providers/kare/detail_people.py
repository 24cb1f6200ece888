"""Who is to do a job and where, as titled rows for people to read."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from eventdesk.domain.contact import Section
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.kare import names, wire
from eventdesk.providers.kare.attendance import name_of
from eventdesk.providers.kare.dates import shown_moment
from eventdesk.providers.kare.names import CodeNames, code_text
from eventdesk.providers.kare.words import (
    Row,
    first,
    key_words,
    number,
    objects,
    rows,
    shown,
    shown_list,
    text,
)

_assignees = RecordDecoder(wire.Assignee)
_establishments = RecordDecoder(wire.Establishment)
_sites = RecordDecoder(wire.Site)
_users = RecordDecoder(wire.User)
_contacts = RecordDecoder(wire.Contact)


def assignee(found: wire.Event, code_names: CodeNames) -> Section:
    """Who is to do the job, as the intervention itself tells."""
    told = _assignees.converted(first(found.assigned_to))
    profile = number(found.assigned_profile_id)
    return Section(
        "Assigned to",
        rows(
            [
                ("Name", text(told.name)),
                ("E-mail", text(told.email)),
                ("Kind", code_names.word(names.ASSIGNEE_TYPE, told.type)),
                ("Profile", profile),
            ]
        ),
    )


def contact(companies: Sequence[wire.Company], ident: str) -> Section | None:
    """A contact of an outside company, None where no company has them."""
    for company in companies:
        for told in objects(company.contacts):
            found = _contacts.converted(told)
            if number(found.id) == ident:
                return Section("Contact of a company", _contact_rows(company, found))
    return None


def _contact_rows(company: wire.Company, found: wire.Contact) -> tuple[Row, ...]:
    return rows(
        [
            ("Name", text(found.name)),
            ("E-mail", text(found.email)),
            ("Telephone", shown_list(found.phones)),
            ("Comment", text(found.comment)),
            ("Company", text(company.name)),
            ("Company's e-mail", text(company.email)),
            ("Company's telephone", shown_list(company.phones)),
        ]
    )


def person_name(record: Mapping[str, Any]) -> str:
    """The name of a person of the organization."""
    found = _users.converted(dict(record))
    return name_of(found) or f"User {number(found.id)}".strip()


def user(record: Mapping[str, Any]) -> Section:
    """A person of the organization."""
    found = _users.converted(dict(record))
    told = [
        ("Name", person_name(record)),
        ("E-mail", text(found.email)),
        ("Telephone", shown(found.phone)),
        ("Profession", key_words(found.profession)),
    ]
    return Section("Own staff", rows(told))


def site(record: Mapping[str, Any], zone: tzinfo | None) -> Section:
    """A site with the building that it belongs to."""
    found = _sites.converted(dict(record))
    building = _establishments.converted(first(found.establishment))
    name = text(found.name) or f"Site {number(found.id)}".strip()
    told = [
        ("Number", number(found.id)),
        ("Types", shown_list(found.types)),
        ("Classifications", shown_list(found.classifications)),
        ("Serial number", shown(found.serial_number)),
        ("Building", text(first(found.building).get("name")) or text(found.building)),
        ("Area", shown(found.area)),
        ("Tags", ", ".join(filter(None, (text(tag.get("name")) for tag in objects(found.tags))))),
        ("Is an establishment", shown(found.is_establishment)),
        ("Establishment", text(building.name)),
        ("Address", _address(building)),
        ("Category", shown(building.category)),
        ("Archived on", shown_moment(found.archived_at, zone)),
    ]
    return Section(name, rows(told) or (("Name", name),))


def _address(building: wire.Establishment) -> str:
    country = text(building.country)
    code = code_text(building.zip_code)
    if code.isdigit() and country.upper() in ("FR", "FRANCE"):
        # Sent as a number, so that 01000 arrives as 1000 (apis/kare.md section 6).
        code = code.zfill(5)
    town = " ".join(filter(None, (code, text(building.city))))
    return ", ".join(filter(None, (text(building.address), town, country)))
