"""Signing in, and settings that cannot be right."""

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import BadRequest, CredentialsRefused, PermissionMissing
from eventdesk.providers import registry
from eventdesk.providers.teamwork.provider import TeamworkProvider
from tests.providers.teamwork.conftest import OpenProvider, listed
from tests.servers import TeamworkServer


def test_it_is_one_of_the_installed_systems_and_asks_for_a_whole_address() -> None:
    info = registry.provider_class("teamwork").info

    assert info.address_required
    assert not info.address
    assert info.capabilities == {Capability.ATTENDEES, Capability.EDIT_EVENTS}
    assert [field.name for field in info.secret_fields()] == ["api_key", "access_token"]
    assert all(len(group) == 1 for group in info.secrets)


def test_the_check_says_whose_key_it_is_in_one_request(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    assert provider.check(cancel) == "Teamwork.com accepts the key of Anna Baker."
    assert [request.path for request in teamwork_server.requests] == ["/me.json"]
    assert teamwork_server.requests[0].headers["authorization"].startswith("Basic ")


def test_a_bearer_token_signs_in_as_well(
    open_provider: OpenProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    provider = open_provider(secrets={"access_token": teamwork_server.token})

    assert "Anna Baker" in provider.check(cancel)
    assert teamwork_server.requests[0].headers["authorization"] == "Bearer test-token"


@pytest.mark.parametrize("secrets", [{"api_key": "wrong"}, {"access_token": "wrong"}])
def test_a_wrong_key_is_refused(
    open_provider: OpenProvider, cancel: CancelToken, secrets: dict[str, str]
) -> None:
    with pytest.raises(CredentialsRefused, match="does not accept the key"):
        open_provider(secrets=secrets).check(cancel)


@pytest.mark.parametrize("key", ["", "a:b", "line\nbreak"])
def test_a_key_that_cannot_be_sent_is_refused_before_anything_is(
    open_provider: OpenProvider, teamwork_server: TeamworkServer, key: str
) -> None:
    with pytest.raises(CredentialsRefused):
        open_provider(secrets={"api_key": key, "x": "y"})
    assert not teamwork_server.requests


@pytest.mark.parametrize("told", [False, "false"])
def test_somebody_without_the_calendar_is_told_so(
    provider: TeamworkProvider, teamwork_server: TeamworkServer, cancel: CancelToken, told: object
) -> None:
    teamwork_server.may_see_calendar = told

    with pytest.raises(PermissionMissing, match="Anna Baker, who may not see the calendar"):
        provider.check(cancel)


@pytest.mark.parametrize(
    "address",
    [
        "https://choir.teamwork.com",
        "https://choir.eu.teamwork.com/",
        "https://projects.choir.example.org",
        "https://choir.teamworkpm.net",
    ],
)
def test_any_https_address_can_be_a_site(open_provider: OpenProvider, address: str) -> None:
    assert open_provider(address=address).requests_made == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": " "},
        {"address": "choir"},
        {"address": "http://choir.teamwork.com"},
        {"time_zone": "Nowhere/Atall"},
        {"listed": "some"},
        {"event_type": "Meeting"},
        {"event_type": "1.5"},
    ],
)
def test_settings_that_cannot_be_right_are_refused(
    open_provider: OpenProvider, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadRequest):
        open_provider(**wrong)


def test_the_account_lists_all_events_or_those_of_its_person(
    open_provider: OpenProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    made = {"listed": "mine"}
    everything = set(listed(open_provider(), None, cancel))
    mine = set(listed(open_provider(**made), None, cancel))
    attended = set(listed(open_provider(listed="attending"), None, cancel))

    assert attended < mine < everything
    assert teamwork_server.event_ref("not-mine") in everything - mine
    assert teamwork_server.event_ref("bare") not in mine
    assert teamwork_server.event_ref("project") in mine - attended
    assert teamwork_server.count("GET", "/me.json") == 2


def test_the_account_lists_one_event_type_which_may_be_negative(
    open_provider: OpenProvider, teamwork_server: TeamworkServer, cancel: CancelToken
) -> None:
    kinds = {event.kind for event in listed(open_provider(event_type="-6"), None, cancel).values()}

    assert kinds == {"Training"}
    assert ("eventTypeId", "-6") in teamwork_server.requests[-1].query
