"""Events are made with a form; what the notes call unknown is not sent."""

from datetime import timedelta

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, BadRequest, PermissionMissing, Refused
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import DayClock, attendee_names
from tests.providers.teamwork.forms import bodies_of, choices, form_of, values_of
from tests.servers import ErrorBody, Fault, FaultKind, TeamworkServer


def test_the_form_of_a_new_event_offers_types_people_and_documented_words(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    (action,) = provider.actions(None, cancel)
    fields = form_of(provider, None, "new-event")

    assert action.name == "new-event"
    assert [name for name, field in fields.items() if field.required] == ["title", "start"]
    assert choices(fields["type"]) == {
        "": "None",
        "11": "Deadline",
        "12": "Rehearsal",
        "13": "Day out",
        "-4": "Meeting",
        "-6": "Training",
    }
    assert list(choices(fields["privacy"])) == ["company", "project", "private"]
    people = choices(fields["attendees"])
    assert len(people) == 30
    assert people["104"] == "Martin Luther King, Jr."
    assert len(choices(fields["repeat"])) == 12
    paths = [request.path for request in teamwork_server.requests]
    assert sorted(paths) == ["/calendarevents/0/availablePeople.json", "/calendareventtypes.json"]


def test_a_new_event_is_sent_with_what_was_filled_in_and_nothing_else(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    fields = form_of(provider, None, "new-event")
    values = values_of(
        fields,
        title=" Autumn  concert ",
        start="2026-12-05T19:00",
        end="2026-12-05T22:00",
        place="Town Hall",
        description="Doors at six.\r\nBring scores.",
        type="-4",
        attendees="104,101",
        notified="102",
        reminder_way="email",
        reminder_before="2",
        reminder_period="days",
        repeat="monthly",
        repeat_until="2027-06-30",
        show_as_busy="yes",
        notify="yes",
    )
    sent = bodies_of(teamwork_server)

    result = provider.act(None, "new-event", values, cancel)

    assert result.sentence == "“Autumn concert” was added."
    assert sent == [
        {
            "title": "Autumn concert",
            "where": "Town Hall",
            "description": "Doors at six.\nBring scores.",
            "start": "2026-12-05T19:00",
            "end": "2026-12-05T22:00",
            "all-day": False,
            "type": {"id": -4},
            "privacy": {"type": "company"},
            "attending-user-ids": "104,101",
            "notify-user-ids": "102",
            "reminders": [{"type": "email", "period": "days", "before": "2"}],
            "repeat": {
                "frequency": "monthly",
                "ends": True,
                "endDate": "2027-06-30",
                "month-type": "monthday",
            },
            "show-as-busy": True,
            "attendees-can-edit": False,
            "project-users-can-edit": False,
            "notify": True,
            "notify-current-user": False,
        }
    ]
    made = provider.event(result.event_ref, cancel)
    assert (made.title, made.kind, made.place) == ("Autumn concert", "Meeting", "Town Hall")
    assert set(attendee_names(provider, result.event_ref, cancel)) == {"101", "104"}


def test_an_all_day_event_and_the_project_of_a_new_one_are_sent_as_documented(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    sent = bodies_of(teamwork_server)
    values = {"title": "Tour", "all_day": "yes", "start": "2026-12-05T00:00", "privacy": "project"}
    provider.act(None, "new-event", {**values, "project": "77", "end": "2026-12-06T00:00"}, cancel)

    assert sent[0]["start"] == "2026-12-05T00:00"
    assert sent[0]["end"] == "2026-12-06T23:59"
    assert sent[0]["privacy"] == {"type": "project", "project-id": "77"}
    assert "type" not in sent[0]
    assert "repeat" not in sent[0]


NEW = {"title": "T", "start": "2026-12-05T19:00", "end": "2026-12-05T22:00"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "needs a Title"),
        ({"title": "x" * 501}, "longer than 500"),
        ({"start": ""}, "needs a Start"),
        ({"start": "soon"}, "Start cannot be “soon”"),
        ({"start": "2026-12-05T19:00Z"}, "cannot have an offset"),
        ({"end": ""}, "needs an End"),
        ({"end": "2026-12-05T19:00"}, "not after the Start"),
        ({"end": "2026-12-04T19:00", "all_day": "yes"}, "before the Start"),
        ({"type": "Meeting"}, "Type cannot be"),
        ({"privacy": "project"}, "number of a Project"),
        ({"attendees": "101,Anna"}, "Attendees cannot be “Anna”"),
        ({"reminder_way": "email", "reminder_before": "many"}, "New reminder|new reminder"),
        ({"reminder_way": "pigeon"}, "way and its unit"),
        ({"reminders": "odd"}, "not one of the reminders"),
        ({"repeat": "weekly", "repeat_until": "later"}, "Repeats until cannot be"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is_sent(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    wrong: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(BadRequest, match=words):
        provider.act(None, "new-event", {**NEW, **wrong}, cancel)
    assert not teamwork_server.requests


def test_a_form_without_the_right_to_see_people_keeps_those_on_the_event(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    weekly = provider.event(teamwork_server.event_ref("weekly"), cancel)
    teamwork_server.denied.add("people")
    assert "attendees" not in form_of(provider, None, "new-event")
    fields = form_of(provider, weekly, "edit")
    assert choices(fields["attendees"])["102"] == "Thomas O'Neill"


def test_what_forms_offer_is_asked_for_once_in_a_while(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, clock: DayClock
) -> None:
    form_of(provider, None, "new-event")
    form_of(provider, None, "new-event")
    assert len(teamwork_server.requests) == 2
    clock.time += timedelta(minutes=11)
    form_of(provider, None, "new-event")
    assert len(teamwork_server.requests) == 4


@pytest.mark.parametrize(
    ("status", "family", "words"),
    [
        (422, Refused, "Title is taken"),
        (400, Refused, "Title is taken"),
        (403, PermissionMissing, "Title is taken"),
        (200, Refused, "Title is taken"),
    ],
)
def test_the_system_s_own_words_on_a_refusal_are_shown(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    family: type[Exception],
    words: str,
) -> None:
    refusal = teamwork_server.refusal(status, "Title is taken")
    monkeypatch.setattr(teamwork_server, "credentials_refusal", lambda request: refusal)
    with pytest.raises(family, match=words):
        provider.act(None, "new-event", NEW, cancel)


def test_an_answer_without_words_says_that_the_event_may_be_there(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    teamwork_server.faults.add(Fault(kind=FaultKind.STATUS, body=ErrorBody.EMPTY, status=201))
    with pytest.raises(BadAnswer, match="did not say whether this was done. Refresh"):
        provider.act(None, "new-event", NEW, cancel)
    assert teamwork_server.count("POST", "/calendarevents.json") == 1
