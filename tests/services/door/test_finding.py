"""Finds people by whatever somebody types of them, right or nearly right."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventRef
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import open_workspace
from eventdesk.storage import accounts, attendees, events, search
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.services.door.conftest import DINNER, GALA, Desk, Opened
from tests.services.door.hall import HallServer

PEOPLE = (
    "Zoë Johnson", "Mary-Anne Johnston", "Siobhán O'Brien", "Łucja Nørgaard", "Vincent van Gogh",
    "Catherine Schmidt", "Petra Maier", "Jo Ng", "张 伟", "Jonathan Smith", "Anna-Lena Kowalczyk",
)  # fmt: skip


def names(guests: list[Guest]) -> list[str]:
    return [guest.listed.attendee.name for guest in guests]


def add(desk: Desk, *people: Attendee, event: str = "gala") -> None:
    desk.server.attendees[event] |= {person.ref: person for person in people}
    desk.sync()


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """A desk with people of many names."""
    add(desk, *(Attendee(f"p{n}", name, "accepted") for n, name in enumerate(PEOPLE)))
    return desk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" - ", []),
        ("j", ["Ida Jung"]),
        ("anna ba", ["Anna Baker", "Anna Baker"]),
        ("MEMBER chen", ["Bo Chen"]),
        ("o1", ["Bo Chen", "Eve Fox"]),
        ("C-5", ["Dan Evans"]),
    ],
)
def test_every_word_is_part_of_a_word(desk: Desk, text: str, found: list[str]) -> None:
    assert names(list(desk.door.find([GALA], text))) == found


def test_a_whole_code_name_or_address_comes_first(desk: Desk) -> None:
    crowd = [Attendee(f"x{n:03}", f"Aaron Fox {n:03}", code=f"F{n:03}") for n in range(60)]
    add(
        desk,
        *crowd,
        Attendee("whole", "Zed Fox", email="fox@example.org", code="F0"),
        Attendee("bare", "Fox"),
    )
    for text, first in (("f0", "Zed Fox"), ("fox", "Fox"), ("FOX@example.org", "Zed Fox")):
        found = names(list(desk.door.find([GALA], text)))
        assert found[0] == first
        assert len(found) <= 50
    assert names(list(desk.door.find([GALA], "fox, eve"))) == ["Eve Fox"]


def test_who_is_called_so_comes_before_everybody_who_only_has_it_somewhere(desk: Desk) -> None:
    crowd = [
        Attendee(f"x{n:03}", f"Bob Abbot {n:03}", company="Anders & Co", email=f"{n}@anna.example")
        for n in range(120)
    ]
    people = ("Zed Anson", "Mary-Anne Young", "Susan Zuk", "Ann O'Anders")
    add(desk, *crowd, *(Attendee(f"z{n}", name) for n, name in enumerate(people)), event="dinner")
    found = names(list(desk.door.find([GALA, DINNER], "an")))
    assert found[:6] == [
        *("Zed Anson", "Anna Baker", "Anna Baker", "Ann O'Anders", "Mary-Anne Young"),
        "Dan Evans",  # has it within the name
    ]
    assert found[6:8] == ["Susan Zuk", "Bob Abbot 000"]
    assert len(found) == 50
    assert names(list(desk.door.find([DINNER], "an", limit=2))) == ["Zed Anson", "Ann O'Anders"]
    assert names(list(desk.door.find([DINNER], "ann and")))[:1] == ["Ann O'Anders"]


def test_several_events_are_searched_at_once(desk: Desk) -> None:
    add(desk, Attendee("a1", "Abel Baker"), event="dinner")
    found = desk.door.find([GALA, DINNER], "baker")
    assert [(one.event.id, one.event_title) for one in found] == [
        ("dinner", "Dinner"),
        ("gala", "Gala"),
        ("gala", "Gala"),
    ]
    nothing = EventRef("Office", "nothing")
    assert desk.door.opened([nothing, GALA]).refs == (GALA,)
    with pytest.raises(NotThere):
        desk.door.opened([nothing])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jonson", "Zoë Johnson"),
        ("jonso", "Zoë Johnson"),
        ("johnsen", "Zoë Johnson"),
        ("ojhnson", "Zoë Johnson"),
        ("johnstone", "Mary-Anne Johnston"),
        ("Shmidt", "Catherine Schmidt"),
        ("katherine schmi", "Catherine Schmidt"),
        ("norgard", "Łucja Nørgaard"),
        ("lucia", "Łucja Nørgaard"),
        ("vincnet gogh", "Vincent van Gogh"),
        ("sioban obri", ""),
        ("shioban brien", "Siobhán O'Brien"),
        ("meier", "Petra Maier"),
        ("kowalcyzk", "Anna-Lena Kowalczyk"),
        ("xq", ""),
        ("jnh", ""),  # of three letters anything is a near miss
        ("zeo", ""),
        ("shmi", "Catherine Schmidt"),
        ("12345", ""),
    ],
)
def test_a_letter_or_two_may_be_wrong(crowd: Desk, typed: str, meant: str) -> None:
    assert not crowd.door.find([GALA], typed)
    found = names(list(crowd.door.near([GALA], typed)))
    assert found[:1] == ([meant] if meant else [])


def test_the_nearest_come_first_and_none_that_are_found_as_typed(crowd: Desk) -> None:
    assert names(list(crowd.door.find([GALA], "johnson"))) == ["Zoë Johnson"]
    assert names(list(crowd.door.near([GALA], "johnson"))) == ["Mary-Anne Johnston"]
    assert names(list(crowd.door.near([GALA], "johnson", limit=0))) == []


def test_a_near_name_is_meant_else_a_company_and_nothing_that_many_share(crowd: Desk) -> None:
    firms = [
        Attendee(f"f{n:02}", f"Al Able {n:02}", company="Johnsen Ltd", email=f"{n}@meyer.example")
        for n in range(30)
    ]
    add(crowd, *firms, Attendee("acme", "Nils Jonsson", company="Acme"))
    assert names(list(crowd.door.near([GALA], "jonson"))) == ["Zoë Johnson", "Nils Jonsson"]
    # Words that are right may stand anywhere.
    assert names(list(crowd.door.near([GALA], "jonson acme"))) == ["Nils Jonsson"]
    # Where nobody is called nearly so, a company is better than nothing.
    assert names(list(crowd.door.near([GALA], "acmme"))) == ["Nils Jonsson"]
    assert names(list(crowd.door.near([GALA], "jonso acmme"))) == ["Nils Jonsson"]
    life = Attendee("life", "Zed Young", company="Life & Co", ticket="Guest")
    add(crowd, life, *(replace(one, ticket="Life member") for one in firms))
    assert names(list(crowd.door.near([GALA], "lefe"))) == ["Zed Young"]
    for shared in ("memebr", "mexer", "exmaple"):
        assert not crowd.door.near([GALA], shared)


def test_whoever_joins_or_is_renamed_is_found_nearly_at_once(crowd: Desk) -> None:
    assert not crowd.door.near([GALA], "abernahty")
    add(crowd, Attendee("new", "Rob Abernathy"))
    assert names(list(crowd.door.near([GALA], "abernahty"))) == ["Rob Abernathy"]
    renamed = replace(crowd.server.attendees["gala"]["new"], name="Rob Featherstone")
    add(crowd, renamed)
    assert names(list(crowd.door.near([GALA], "fetherstone"))) == ["Rob Featherstone"]
    assert not crowd.door.near([GALA], "abernahty")


@given(number=st.integers(0, len(PEOPLE) - 1), data=st.data())
def test_one_wrong_letter_finds_any_longer_word_indexed_or_not(
    door_of_people: Desk, number: int, data: st.DataObject
) -> None:
    desk = door_of_people
    word = max(search.query_words(PEOPLE[number]), key=len)
    if len(word) < 5:
        return
    at = data.draw(st.integers(0, len(word) - 2))
    wrong = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + "q" + word[at + 1 :],
                word[:at] + "q" + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    both = []
    for indexed in (1, 0):
        with desk.workspace.database.write() as tx:
            tx.execute("UPDATE events SET indexed = ?", (indexed,))
        shown = [*desk.door.find([GALA], wrong), *desk.door.near([GALA], wrong, limit=50)]
        both.append(names(shown))
        assert len({guest.key for guest in shown}) == len(shown)
    assert PEOPLE[number] in both[0]
    assert both[0] == both[1]


@pytest.fixture(scope="module")
def door_of_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same people at an event that nobody syncs."""
    folder = tmp_path_factory.mktemp("people")
    workspace = open_workspace(Profile(folder), MemoryVault())
    account = workspace.accounts.get("Desk book")
    with workspace.database.write() as tx:
        accounts.update(tx, replace(account, name="Office"))
        events.upsert(tx, account.id, [(1, Event("gala", "Gala"))])
        event_id = events.event_id(tx, account.id, "gala") or 0
        people = [(n, Attendee(f"p{n}", name)) for n, name in enumerate(PEOPLE)]
        attendees.upsert(tx, event_id, people, {})
        while search.index_pending(tx, event_id):
            pass
    yield Desk(workspace, TurnedClock(), HallServer())
    workspace.close()


def test_a_code_means_whoever_has_exactly_it(open_desk: Opened) -> None:
    desk = open_desk("club")
    assert desk.scan("PAIR").guest == desk.guest("h1")  # case counts where it must
    assert desk.scan("pair").guest == desk.guest("i1")
    assert desk.scan(" C-4\n").guest == desk.guest("c1")
    assert desk.scan("c-4").guest == desk.guest("c1")
    assert desk.scan("d1").guest == desk.guest("d1")  # the reference, where no code is like it
    assert desk.scan("%").guest is None
    assert desk.scan("").sentence == "Refused: an empty code."


def test_a_code_of_several_lets_somebody_choose(open_desk: Opened) -> None:
    desk = open_desk("club")
    desk.server.orders.clear()
    desk.sync()
    said = desk.scan("O1")
    assert (said.outcome, said.reason) == (None, "Choose who is here.")
    assert said.sentence == "Found: 2 places with this code, 2 to come."
    assert said.guest is not None
    party = desk.door.party(said.guest.key)
    assert names(list(party)) == ["Bo Chen", "Eve Fox"]
    for one in party:
        desk.door.admit(one.key)
    said = desk.scan("O1")
    assert said.sentence == "Already in: Bo Chen, Member."


def test_the_party_is_admitted_together_and_each_taken_back_alone(desk: Desk) -> None:
    desk.server.orders.clear()
    add(desk, Attendee("a9", "Anna Baker", "accepted", person="anna", order="O9"), event="dinner")
    key = desk.guest("e1").key
    assert names(list(desk.door.party(key))) == ["Eve Fox", "Bo Chen"]
    decided = desk.door.admit_party([guest.key for guest in desk.door.party(key)])
    marks = [one.decision.mark_id for one in decided]
    assert len(set(marks)) == 2
    desk.door.undo(marks[0])
    assert desk.guest("e1").listed.status == "accepted"
    assert desk.guest("b1").listed.status == "attended"

    anna = desk.guest("a1").key
    assert [one.event.id for one in desk.door.party(anna, [GALA, DINNER])] == [
        *("gala", "gala"),
        "dinner",
    ]
    both = [one.decision for one in desk.door.admit_party([anna, (GALA, "a2")])]
    assert [one.repeated for one in both] == [False, True]  # one mark reaches both
    assert both[0].mark_id == both[1].mark_id


def test_namesakes_are_whole_names_and_no_others(crowd: Desk) -> None:
    for name in ("Zoe  Johnson", "johnson, zoë"):
        assert names(list(crowd.door.namesakes(GALA, name))) == ["Zoë Johnson"]
    assert names(list(crowd.door.namesakes(GALA, "anna baker"))) == ["Anna Baker", "Anna Baker"]
    assert not crowd.door.namesakes(GALA, "Johnson")
    assert not crowd.door.namesakes(GALA, " ")


def test_other_events_of_the_day_are_offered(desk: Desk) -> None:
    assert [one.event.ref for one in desk.door.same_day(GALA)] == ["dinner"]
    assert desk.door.same_day(EventRef("Office", "later")) == ()
    opened = desk.door.opened([GALA, DINNER, GALA])
    assert (opened.title, opened.refs) == ("Gala + Dinner", (GALA, DINNER))
    assert opened.of(GALA).tickets == ("Guest", "Member")
    assert opened.of(GALA).takes_attendance
    assert not opened.of(GALA).takes_walk_ins
