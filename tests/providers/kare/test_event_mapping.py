"""Records of both generations as events, and what never reaches an event."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event import Event, EventPerson, EventStatus, PersonRole
from eventdesk.net.decode import RecordError
from eventdesk.providers.kare.mapping_events import Reading, parts_of, read_event
from eventdesk.providers.kare.names import CodeNames
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.servers import KareServer

PARIS = ZoneInfo("Europe/Paris")
ROUTINES = {"31": "Exercice d'évacuation"}
NAMES = (
    "status 2 = Terminé\ntype 1 = Préventive\neventType 9 = Visite\ncreationStatus 0 = Brouillon"
)


def read(names: str = "", **fields: Any) -> Event:
    record = {"id": 12, "eventType": 123, **fields}
    reading = Reading(PARIS, "Europe/Paris", CodeNames(names), ROUTINES)
    return read_event(json.dumps(record).encode(), reading)


@pytest.mark.parametrize("generation", ["older", "newer"])
def test_both_generations_tell_the_same(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, generation: Any
) -> None:
    kare_server.options.generation = generation
    event = provider.event(kare_server.ref("main"), cancel)
    noon = kare_server.dataset.noon
    assert event.ref == kare_server.ref("main")
    assert event.title == "Exercice d'évacuation"
    assert isinstance(event.start, datetime)
    assert (event.start - noon).total_seconds() == 24 * 3600
    assert event.start.tzinfo == PARIS
    assert event.timezone == "Europe/Paris"
    assert (event.status, event.status_text, event.kind) == (
        EventStatus.ACTIVE,
        "Status 2",
        "Type 3",
    )
    assert event.place == "Bâtiment A, Bâtiment B"
    assert event.attendees == 12
    assert event.people == (EventPerson("Denis Roy", PersonRole.RESPONSIBLE),)
    more = dict(event.more)
    assert more["Company contact"] == "Denis Roy"
    assert more["Provider on the work"] == "Tout le monde est sorti en 4 minutes"
    assert more["Comment on the decision"] == "Conforme"
    assert ("Check type" in more) == (generation == "newer")
    assert {"Status 2", "Event type 123", "Subtype 3"} <= set(event.tags)
    other = provider.event(kare_server.ref("curative"), cancel)
    told = dict(other.more)
    assert ("Assigned user" if generation == "older" else "Assigned profile") in told
    assert kare_server.count("GET", "/users/v1/rs") == (generation == "older")
    assert other.people[0].name == told.get("Assigned user", other.people[0].name)


def test_given_names_stand_for_codes_and_nothing_is_invented() -> None:
    event = read(NAMES, status=2, type=1, eventType=9, creationStatus=0)
    assert (event.status_text, event.kind) == ("Terminé", "Préventive")
    assert event.tags == ("Terminé", "Brouillon", "Visite")
    plain = read(status=5, type="curative", creationStatus=1)
    assert (plain.status_text, plain.kind) == ("Status 5", "curative")
    assert plain.tags == ("Status 5", "Creation status 1", "Event type 123")
    assert plain.status is EventStatus.ACTIVE
    assert read(type=None).kind == "Event type 123"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"rule": {"name": "Extincteurs"}, "routineId": 31}, "Extincteurs"),
        ({"routineId": 31, "description": "Autre"}, "Exercice d'évacuation"),
        ({"routine": {"id": 99, "name": "Semestre"}}, "Semestre"),
        ({"description": "\n Porte coupe-feu \nEscalier B"}, "Porte coupe-feu"),
        ({"description": "  ", "rule": {"name": None}, "routineId": 99}, "Intervention 12"),
    ],
)
def test_a_title_is_made_of_rule_routine_or_description(fields: dict[str, Any], title: str) -> None:
    assert read(**fields).title == title


@pytest.mark.parametrize("sign", ["codePin", "pinCode", "visitorToken", "presignedUrl", "apiKey"])
def test_secrets_reach_no_part_of_an_event(sign: str) -> None:
    secrets: dict[str, Any] = {sign: 48213907}
    event = read(imgSignature="https://files.example/s.png?X=s3cr3t", **secrets)
    told = f"{event!r} {msgspec.json.encode(event)!r}"
    assert "48213907" not in told
    assert "s3cr3t" not in told
    assert event.own_ref("signature") == "yes"
    assert event.own_ref("code") == ("yes" if sign == "codePin" else "")


def test_times_are_instants_on_the_clock_of_the_organization() -> None:
    summer = read(
        scheduledStart="2026-03-29T00:30:00.000Z", scheduledEnd="2026-03-29T01:30:00.000Z"
    )
    assert [str(summer.start), str(summer.end)] == [
        "2026-03-29 01:30:00+01:00",
        "2026-03-29 03:30:00+02:00",
    ]
    assert (
        read(scheduledStart="2026-05-01T10:00:00Z", scheduledEnd="2026-05-01T09:00:00Z").end is None
    )
    done = read(actualStart="2026-05-01T10:00:00Z", actualEnd="2026-05-01T11:00:00Z")
    assert done.start == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert dict(done.more)["Actually ended"] == "2026-05-01 13:00"
    assert read(scheduledStart="soon", updatedAt=7).start is None


def test_archived_is_told_and_deleted_is_deleted() -> None:
    archived = read(archivedAt="2026-05-01T10:00:00.000Z")
    assert archived.status is EventStatus.ACTIVE
    assert "Archived" in archived.tags
    assert dict(archived.more)["Archived on"] == "2026-05-01 12:00"
    assert read(deletedAt="2026-05-01T10:00:00.000Z").status is EventStatus.DELETED


@pytest.mark.parametrize(
    ("fields", "place", "sites"),
    [
        ({"sites": [{"id": 5, "name": "Hall"}, {"id": 6, "name": "Cour"}]}, "Hall, Cour", "5,6"),
        ({"site": {"id": 5, "name": "Hall"}}, "Hall", "5"),
        ({"sites": [5, 6]}, "", "5,6"),
        ({"siteIds": [5, "6", None]}, "", "5,6"),
        ({"sites": "Hall"}, "", ""),
    ],
)
def test_sites_are_read_in_whatever_form_they_come(
    fields: dict[str, Any], place: str, sites: str
) -> None:
    event = read(**fields)
    assert (event.place, event.own_ref("sites")) == (place, sites)


def test_fields_that_nobody_knows_are_shown_in_words() -> None:
    event = read(
        inspectionBody="Apave",
        hasLift=True,
        hasPool=False,
        nextVisit="2026-05-01T10:00:00.000Z",
        ownerId=4,
        parts=[1],
        nothing=None,
    )
    rows = [row for row in event.more if row[0] != "Event type"]
    assert rows == [
        ("Inspection body", "Apave"),
        ("Has lift", "Yes"),
        ("Next visit", "2026-05-01 12:00"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": [2], "type": {"id": 1}, "description": 7, "sites": 9, "assignedTo": "x"},
        {"attendeeCount": -3, "routineId": "thirty", "rule": [3], "updatedAt": "yesterday"},
        {"eventType": None, "scheduledStart": "0001-01-01T00:00:00Z", "codePin": {}},
    ],
)
def test_fields_of_wrong_types_leave_a_usable_event(fields: dict[str, Any]) -> None:
    event = read(**fields)
    assert parts_of(event.ref)[1] == "12"
    assert event.title
    assert event.attendees is None


def test_a_reference_holds_event_type_and_id() -> None:
    assert read().ref == "123:12"
    assert read(eventType=None).ref == "12"
    assert parts_of("123:12") == ("123", "12")
    assert parts_of("12") == ("", "12")
    for broken in ("", "123:", ":12", "12:x", "1:2:3", "१२"):
        with pytest.raises(NotThere):
            parts_of(broken)
    with pytest.raises(RecordError):
        read(id="twelve")


def test_an_id_that_another_kind_of_event_has_is_not_mixed_up(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    number = kare_server.number("main")
    with pytest.raises(NotThere):
        provider.event(f"55:{number}", cancel)


def test_names_reach_every_listed_event(
    open_provider: OpenProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    provider = open_provider(code_names="status 2 = Terminé\ntype 3 = Exercice")
    event = provider.event(kare_server.ref("main"), cancel)
    assert (event.status_text, event.kind) == ("Terminé", "Exercice")
    assert "Terminé" in event.tags
