"""Opening and checking an account."""

from dataclasses import replace

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import BadAnswer, BadRequest, CredentialsRefused, EventDeskError
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.providers.raw_server import RawServer, answer
from tests.providers.sheepcrm.conftest import OpenProvider
from tests.servers import SheepServer


def test_a_good_key_is_confirmed_with_one_cheap_request(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    assert "example" in provider.check(cancel)
    assert [r.query for r in sheepcrm_server.requests] == [(("page_size", "1"), ("page", "1"))]
    headers = sheepcrm_server.requests[0].headers
    assert headers["application"].startswith("eventdesk/desktop/")
    assert provider.requests_made == 1


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_bad_key_names_key_bucket_and_permissions_together(
    open_provider: OpenProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    status: int,
) -> None:
    sheepcrm_server.options.bad_key_status = status
    with pytest.raises(CredentialsRefused) as caught:
        open_provider("wrong").check(cancel)
    assert type(caught.value) is CredentialsRefused
    assert caught.value.hint == "Check key, bucket and permissions together."
    assert "wrong" not in caught.value.message


@pytest.mark.parametrize(
    ("options", "secrets", "family"),
    [
        ({"bucket": " "}, {"api_key": "k"}, BadRequest),
        ({"bucket": "x"}, {}, CredentialsRefused),
        ({"bucket": "x", "time_zone": "Mars/Olympus"}, {"api_key": "k"}, BadRequest),
        ({"bucket": "x", "time_zone": "../etc/passwd"}, {"api_key": "k"}, BadRequest),
    ],
)
def test_an_account_that_cannot_work_is_refused_before_any_request(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    options: dict[str, str],
    secrets: dict[str, str],
    family: type[EventDeskError],
) -> None:
    context = replace(provider.context, options=options, secrets=secrets)
    with pytest.raises(family):
        SheepCrmProvider(context)
    with pytest.raises(BadRequest):
        SheepCrmProvider(replace(provider.context, address="http://crm.example.org"))
    assert sheepcrm_server.requests == []


def test_a_web_page_in_place_of_data_is_no_good_answer(
    provider: SheepCrmProvider, cancel: CancelToken
) -> None:
    page = answer(body=b"<html>Please sign in to the guest network</html>", kind="text/html")
    with RawServer(page) as portal:
        elsewhere = SheepCrmProvider(replace(provider.context, address=portal.url))
        with pytest.raises(BadAnswer, match="a web page instead of data"):
            elsewhere.check(cancel)
        elsewhere.close()


def test_the_declaration_names_what_is_asked_for() -> None:
    info = SheepCrmProvider.info
    assert (info.key, info.title, info.marks_persons) == ("sheepcrm", "sheepCRM", True)
    assert [(f.name, f.required) for f in info.options] == [
        ("bucket", True),
        ("time_zone", False),
        ("try_guest_ref", False),
    ]
    assert [f.name for f in info.secret_fields()] == ["api_key"]
    assert set(Capability) - info.capabilities == {
        Capability.IMPORT,
        Capability.EDIT_EVENTS,
        Capability.DETAILS,
    }
