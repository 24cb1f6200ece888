"""Contact cards, pictures, histories and people searches."""

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.contact import Contact
from eventdesk.domain.errors import BadAnswer, NotThere, Unreachable
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.raw_server import RawServer, answer
from tests.servers import Fault, FaultKind, SheepServer


def sections(card: Contact) -> dict[str, dict[str, str]]:
    return {section.title: dict(section.rows) for section in card.sections}


def person(server: SheepServer, number: int) -> str:
    return server.dataset.people.person(number).uri


def test_a_card_is_made_of_readable_sections(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    known = sheepcrm_server.dataset.people.person(3)
    card = provider.contact(known.uri, cancel)
    told = sections(card)
    assert card.name == known.name
    assert card.problems == ()
    assert told["Summary"]["First name"] == known.first_name
    assert told["Communication"]["Address"].startswith("3 Long Lane, AB")
    assert told["Personal"] == {"Dietary requirements": "Vegan, no nuts"}
    assert list(told["Memberships"].values())[0].startswith("M000003, active, ")
    assert "Annual Dinner & Awards" in told["Orders"].values()
    text = str(card.sections)
    assert known.uid not in text
    assert "can_edit_member" not in text


def test_parts_that_cannot_be_had_are_named_and_the_rest_is_shown(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    sheepcrm_server.denied.add("contact.orders")
    for path, status in (("*/communications/detail", 403), ("*/membership/all", 404)):
        sheepcrm_server.faults.add(Fault(kind=FaultKind.STATUS, status=status, path=path))
    card = provider.contact(person(sheepcrm_server, 3), cancel)
    assert set(sections(card)) == {"Summary", "Personal"}
    first, second, third = card.problems
    assert "“person.communications”" in first
    assert second.startswith("Memberships: ")
    assert "“contact.orders”" in third


def test_an_organisation_has_a_summary_and_nobody_has_none(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    uri = sheepcrm_server.dataset.people.organisation_uri(7)
    assert provider.contact(uri, cancel).name.endswith("& Partners, Ltd. (7)")
    assert len(sheepcrm_server.requests) == 1
    with pytest.raises(NotThere):
        provider.contact("/example/person/63ffffffffffffffffffffff/", cancel)


def test_without_a_summary_the_display_value_is_the_name(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    hidden = Fault(kind=FaultKind.STATUS, status=403, path="*/*/summary")
    personal = Fault(kind=FaultKind.STATUS, status=403, path="*/personal/detail")
    for fault in (hidden, personal):
        sheepcrm_server.faults.add(fault)
    known = sheepcrm_server.dataset.people.person(3)
    assert provider.contact(known.uri, cancel).name == known.name
    assert sheepcrm_server.count("GET", "/display") == 1


def test_a_picture_comes_directly_or_from_elsewhere_without_the_key(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    direct = provider.picture(person(sheepcrm_server, 3), cancel)
    assert direct
    assert direct.startswith(b"\x89PNG")
    assert provider.picture(person(sheepcrm_server, 2), cancel) is None
    with RawServer(answer(body=direct, kind="image/png")) as elsewhere:
        sheepcrm_server.options.avatar_host = elsewhere.url
        assert provider.picture(person(sheepcrm_server, 1), cancel) == direct
    assert b"uthorization" not in elsewhere.requests[0]
    assert sheepcrm_server.key.encode() not in elsewhere.requests[0]


def test_a_picture_that_cannot_be_fetched_is_told(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    sheepcrm_server.options.avatar_host = "http://pictures.example.org"
    with pytest.raises(BadAnswer):
        provider.picture(person(sheepcrm_server, 1), cancel)
    sheepcrm_server.options.avatar_host = "https://pictures.invalid"
    with pytest.raises(Unreachable):
        provider.picture(person(sheepcrm_server, 1), cancel)


@pytest.mark.parametrize("old_path", [False, True])
def test_the_history_is_newest_first_on_either_path(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    main: str,
    old_path: bool,
) -> None:
    sheepcrm_server.options.old_audit_path = old_path
    everybody = provider.attendees(main, known=frozenset(), cancel=cancel)
    someone = next(a for batch in everybody for _, a in batch.items if a.person)
    provider.set_attendance(main, someone, "attended", cancel)
    for record in (main, someone.person):
        newest, oldest = provider.history(record, cancel)
        assert newest.what == "status changed (Status: attended)"
        assert oldest.what == "title changed (Title: Old title → New title)"
        assert newest.at
        assert oldest.at
        assert newest.at > oldest.at
        assert newest.who == "user 1"
    assert sheepcrm_server.count("GET", "/audit/v2/*") == (1 if old_path else 2)


def test_people_are_found_by_words_and_exactly_by_e_mail(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    known = sheepcrm_server.dataset.people.person(3)
    by_name = provider.find_people(known.last_name, cancel)
    assert known.uri in [found.ref for found in by_name]
    assert {found.kind for found in by_name} == {"person"}
    assert provider.find_people("Dinner", cancel) == []
    assert known.email
    by_email = provider.find_people(known.email.upper(), cancel)
    assert [(p.ref, p.email) for p in by_email] == [(known.uri, known.email)]
    assert provider.find_people("nobody@nowhere.example", cancel) == []
    assert provider.find_people("  ", cancel) == ()
