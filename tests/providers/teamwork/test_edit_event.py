"""Events are edited and deleted; an edit keeps what was not changed."""

from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action
from eventdesk.domain.errors import BadRequest, NotThere, Refused
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import OpenProvider
from tests.providers.teamwork.forms import choices, form_of, record, values_of
from tests.servers import TeamworkServer


@pytest.mark.parametrize("put", ["partial", "replace"])
@pytest.mark.parametrize("zone", ["", "America/New_York"])
def test_an_edit_keeps_all_that_was_not_changed_whatever_put_does(
    open_provider: OpenProvider,
    teamwork_server: TeamworkServer,
    cancel: CancelToken,
    put: Any,
    zone: str,
) -> None:
    provider = open_provider(time_zone=zone)
    teamwork_server.options.put = put
    for label in ("main", "weekly", "project", "all-day", "text-booleans", "not-mine"):
        ref = teamwork_server.event_ref(label)
        before = record(teamwork_server, ref)
        event = provider.event(ref, cancel)
        fields = form_of(provider, event, "edit")
        result = provider.act(event, "edit", values_of(fields, place="Elsewhere"), cancel)
        assert result.event_ref == ref
        after = record(teamwork_server, ref)
        assert after["where"] == "Elsewhere"
        changed = {key for key in before if before[key] != after[key]}
        # Read in one spelling and written in another: what is meant stays.
        respelled = {"where", "last-changed-on", "repeat", "all-day", "show-as-busy", "type"}
        assert changed <= respelled, label
        again = provider.event(ref, cancel)
        assert again.refs == event.refs
        assert (again.start, again.end, again.kind) == (event.start, event.end, event.kind)


def test_each_field_can_be_changed(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    fields = form_of(provider, event, "edit")
    assert choices(fields["reminders"]) == {"email|2|hours": "E-mail 2 hours before"}
    changes = {
        "title": "New title",
        "start": "2026-12-05T00:00",
        "end": "2026-12-06T00:00",
        "all_day": "yes",
        "description": "",
        "type": "-6",
        "privacy": "project",
        "project": "88",
        "attendees": "104",
        "notified": "",
        "reminder_way": "sms",
        "repeat": "every2weeks",
        "show_as_busy": "no",
        "attendees_can_edit": "yes",
    }
    result = provider.act(event, "edit", values_of(fields, **changes), cancel)

    assert result.sentence == "“New title” was changed."
    after = record(teamwork_server, main)
    assert after["privacy"] == {"type": "project", "project-id": "88"}
    assert after["repeat"] == {"frequency": "every2weeks", "ends": False}
    assert len(after["reminders"]) == 2  # type: ignore[arg-type]  # a list, as the next line shows
    changed = provider.event(main, cancel)
    held = {name: field.value for name, field in form_of(provider, changed, "edit").items()}
    expected = {**changes, "end": "2026-12-06T23:59", "reminder_way": ""}
    assert {name: held[name] for name in changes} == expected
    assert held["reminders"] == "email|2|hours,sms|1|hours"


def test_only_the_changed_fields_need_be_given(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    provider.act(event, "edit", {"description": "Short"}, cancel)
    after = record(teamwork_server, main)
    assert after["description"] == "Short"
    assert after["title"] == event.title
    assert after["reminders"] == [{"type": "email", "period": "hours", "before": "2"}]


def test_nothing_changed_is_nothing_sent(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    values = values_of(form_of(provider, event, "edit"))
    mixed = ",".join(reversed(values["attendees"].split(",")))
    result = provider.act(event, "edit", {**values, "attendees": mixed}, cancel)
    assert "like that already" in result.sentence
    assert not teamwork_server.writes


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    event = provider.event(main, cancel)
    teamwork_server.edit_event(main, where="Chapel")
    with pytest.raises(Refused, match="Somebody changed Place of “Spring concert"):
        provider.act(event, "edit", {"place": "Hall 2"}, cancel)
    provider.act(event, "edit", {"title": "Concert"}, cancel)
    after = record(teamwork_server, main)
    assert (after["title"], after["where"]) == ("Concert", "Chapel")


def test_events_and_series_are_deleted(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, main: str
) -> None:
    weekly = provider.event(teamwork_server.event_ref("weekly"), cancel)
    single = provider.event(main, cancel)
    assert _names(provider.actions(single, cancel)) == ["edit", "delete"]
    assert _names(provider.actions(weekly, cancel)) == ["edit", "delete", "delete-series"]

    provider.act(single, "delete", {}, cancel)
    provider.act(weekly, "delete-series", {}, cancel)

    assert [write.status for write in teamwork_server.writes] == ["one", "series"]
    for ref in (main, weekly.ref):
        with pytest.raises(NotThere):
            provider.event(ref, cancel)
    with pytest.raises(BadRequest, match="does not repeat"):
        provider.act(single, "delete-series", {}, cancel)


def _names(actions: Any) -> list[str]:
    return [action.name for action in actions if isinstance(action, Action)]
