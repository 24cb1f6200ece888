"""An edit harms nothing that was read in a form that cannot be written, or was not read at all."""

from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadRequest
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.forms import bodies_of, choices, form_of, record, values_of
from tests.servers import TeamworkServer


def place_changed(
    provider: TeamworkProvider, server: TeamworkServer, ref: str, **changes: str
) -> tuple[dict[str, object], tuple[str, ...]]:
    """What is sent for an edit of the place and of whatever else is given, and what is told."""
    sent = bodies_of(server)
    event = provider.event(ref, CancelToken())
    values = values_of(form_of(provider, event, "edit"), place="Elsewhere", **changes)
    result = provider.act(event, "edit", values, CancelToken())
    assert record(server, ref)["where"] == "Elsewhere"
    return sent[-1], result.problems


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reminders", [{"type": "email", "minutes": 30}]),
        ("reminders", [{"type": "email", "period": "hours", "before": ""}]),
        ("reminders", [{"type": "pigeon", "period": "hours", "before": "2"}]),
        ("reminders", [{"type": "email,push", "period": "hours", "before": "2"}]),
        ("reminders", ["in an hour"]),
        ("reminders", {"reminder": {"type": "email"}}),
        ("attending-user-ids", [{"id": 101}]),
        ("attending-user-ids", "101;102"),
        ("notify-user-ids", {"ids": "101"}),
        ("type", {"id": "odd", "name": "Odd"}),
        ("privacy", {"type": "project", "project": {"id": 7}}),
    ],
)
def test_what_was_read_in_an_unknown_form_is_not_sent_back_bent(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, main: str, key: str, value: Any
) -> None:
    teamwork_server.dataset.events[main].record[key] = value
    sent, _ = place_changed(provider, teamwork_server, main)
    assert key not in sent
    assert record(teamwork_server, main)[key] == value


@pytest.mark.parametrize("key", ["attending-user-ids", "notify-user-ids", "reminders", "repeat"])
def test_what_a_single_event_does_not_tell_is_not_wiped(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    main: str,
    key: str,
) -> None:
    before = record(teamwork_server, main)[key]
    teamwork_server.options.withheld = (key,)
    sent, _ = place_changed(provider, teamwork_server, main)
    assert key not in sent
    assert record(teamwork_server, main)[key] == before


def test_an_event_that_leaves_its_project_does_not_name_it_any_more(
    provider: TeamworkProvider, teamwork_server: TeamworkServer
) -> None:
    ref = teamwork_server.event_ref("project")
    sent, _ = place_changed(provider, teamwork_server, ref, privacy="company")
    assert sent["privacy"] == {"type": "company"}
    assert "project-id" not in sent


ODD_SERIES = [
    {"frequency": "weekly", "selected-days-list": "1,3,5", "ends": False},
    {"frequency": "daily", "ends": False},
    {"frequency": "monthly", "month-type": "weekday", "ends": False},
]


@pytest.mark.parametrize("repeat", ODD_SERIES)
def test_a_series_that_cannot_be_written_stays_as_it_is(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, repeat: dict[str, object]
) -> None:
    ref = teamwork_server.event_ref("weekly")
    teamwork_server.edit_event(ref, repeat=repeat)
    sent, problems = place_changed(provider, teamwork_server, ref)
    assert "repeat" not in sent
    assert record(teamwork_server, ref)["repeat"] == repeat
    assert not problems


@pytest.mark.parametrize("repeat", ODD_SERIES)
def test_a_series_that_an_edit_lost_all_the_same_is_told(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, repeat: dict[str, object]
) -> None:
    teamwork_server.options.put = "replace"
    ref = teamwork_server.event_ref("weekly")
    teamwork_server.edit_event(ref, repeat=repeat)
    _, problems = place_changed(provider, teamwork_server, ref)
    assert len(problems) == 1
    assert "Repeats" in problems[0]


@pytest.mark.parametrize("repeat", ODD_SERIES)
def test_only_the_end_of_such_a_series_cannot_be_changed_here(
    provider: TeamworkProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    repeat: dict[str, object],
) -> None:
    ref = teamwork_server.event_ref("weekly")
    teamwork_server.edit_event(ref, repeat=repeat)
    event = provider.event(ref, cancel)
    fields = form_of(provider, event, "edit")
    with pytest.raises(BadRequest, match="Repeats until") as caught:
        provider.act(event, "edit", values_of(fields, repeat_until="2030-01-01"), cancel)
    assert "Teamwork.com" in caught.value.hint
    assert not teamwork_server.writes
    provider.act(event, "edit", values_of(fields, repeat="every2weeks"), cancel)
    assert record(teamwork_server, ref)["repeat"] == {"frequency": "every2weeks", "ends": False}


def test_an_end_without_a_series_is_refused(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    fields = form_of(provider, event, "edit")
    with pytest.raises(BadRequest, match="Repeats until"):
        provider.act(event, "edit", values_of(fields, repeat_until="2030-01-01"), cancel)
    assert not teamwork_server.writes


def test_a_reminder_of_an_unknown_kind_is_shown_and_another_one_not_added_beside_it(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    teamwork_server.edit_event(main, reminders=[{"type": "email", "minutes": 30}])
    event = provider.event(main, cancel)
    fields = form_of(provider, event, "edit")
    assert "reminders" not in fields or not choices(fields["reminders"])
    values = values_of(fields, reminder_way="sms")
    with pytest.raises(BadRequest, match="Reminders") as caught:
        provider.act(event, "edit", values, cancel)
    assert "Teamwork.com" in caught.value.hint
    assert not teamwork_server.writes


@pytest.mark.parametrize("nothing", [None, {}, "", []])
def test_nothing_in_any_form_can_be_added_to(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, main: str, nothing: Any
) -> None:
    for key in ("attending-user-ids", "notify-user-ids", "reminders"):
        teamwork_server.dataset.events[main].record[key] = nothing
    sent, _ = place_changed(
        provider, teamwork_server, main, attendees="101,102", reminder_way="sms"
    )
    assert sent["attending-user-ids"] == "101,102"
    assert sent["reminders"] == [{"type": "sms", "period": "hours", "before": "1"}]
