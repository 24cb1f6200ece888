"""Who was at a training."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import NotOffered
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.attendance import read_attendee
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import NoonClock
from tests.providers.raw_server import RawServer, answer
from tests.servers import KareServer

LIST = "/interventions-users/v1/rs"


def attendees(provider: KareProvider, ref: str, cancel: CancelToken) -> dict[str, Attendee]:
    batches = provider.attendees(ref, known=frozenset(), cancel=cancel)
    return {attendee.ref: attendee for batch in batches for _, attendee in batch.items}


def test_present_is_attended_and_other_words_stay_as_they_came(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    found = attendees(provider, kare_server.ref("main"), cancel)
    assert len(found) == 12
    anne = found["201"]
    assert (anne.name, anne.email, anne.status) == (
        "Anne Durand",
        "anne.durand@tilleuls.example",
        "attended",
    )
    assert dict(anne.more) == {
        "Profession": "Technician",
        "Proof of attendance": "Kept in KARE",
    }
    assert found["202"].status == "absent"
    assert found["204"].status == ""
    assert attendees(provider, kare_server.ref("bare"), cancel) == {}


def test_all_pages_are_read_once_for_several_events_within_a_minute(
    provider: KareProvider, kare_server: KareServer, clock: NoonClock, cancel: CancelToken
) -> None:
    dataset = kare_server.dataset
    template = dataset.presences[0]
    number = kare_server.number("done")
    dataset.presences += [
        {**template, "userId": 2000 + place, "interventionId": number} for place in range(120)
    ]
    assert len(attendees(provider, kare_server.ref("done"), cancel)) == 120
    pages = kare_server.count("GET", LIST)
    assert pages == -(-len(dataset.presences) // 50)
    assert len(attendees(provider, kare_server.ref("main"), cancel)) == 12
    assert kare_server.count("GET", LIST) == pages
    clock.time += timedelta(minutes=2)
    attendees(provider, kare_server.ref("main"), cancel)
    assert kare_server.count("GET", LIST) == 2 * pages


def test_a_list_without_pages_is_whole(context: ProviderContext, cancel: CancelToken) -> None:
    people = [{"userId": number, "interventionId": 4000} for number in range(120)]
    with RawServer(answer(body=json.dumps({"data": people}).encode())) as server:
        provider = KareProvider(replace(context, address=server.url))
        assert len(attendees(provider, "123:4000", cancel)) == 120
        assert len(server.requests) == 1
        provider.close()


def test_people_without_a_name_are_named_by_what_there_is() -> None:
    assert read_attendee(b'{"userId": 7}').name == "User 7"
    mail = read_attendee(b'{"userId": 7, "user": {"email": "a@b.example"}}')
    assert mail.name == "a@b.example"
    assert read_attendee(b'{"user": {"id": 8, "name": "Anne"}}').ref == "8"
    assert read_attendee(b'{"userId": 7, "attendanceStatus": "PRESENT"}').status == "attended"
    assert read_attendee(b'{"userId": 7, "attendanceStatus": 3}').status == "3"


def test_marks_are_not_sent(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    someone = Attendee("201", "Anne Durand", person="201")
    with pytest.raises(NotOffered):
        provider.set_attendance(kare_server.ref("main"), someone, "attended", cancel)
    assert kare_server.requests == []
