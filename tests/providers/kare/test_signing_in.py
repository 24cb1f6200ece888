"""Opening an account, signing in, and tokens that end."""

from dataclasses import replace

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, FieldKind
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    EventDeskError,
    NoKeyring,
    PermissionMissing,
)
from eventdesk.domain.event import Event
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.names import CodeNames
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.providers.raw_server import RawServer, answer
from tests.servers import ErrorBody, Fault, FaultKind, KareServer

LOGIN, RENEWAL = "/auth/v1/rs/login/credentials", "/auth/v1/rs/token/refresh"


def test_a_check_names_the_organization_and_its_time_zone(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    assert "“Lycée des Tilleuls”, whose time zone is Europe/Paris" in provider.check(cancel)
    assert kare_server.count() == 1
    headers = kare_server.requests[0].headers
    assert headers["authorization"] == f"Bearer {kare_server.access_token}"
    assert headers["x-session-token"] == kare_server.session_token
    assert headers["content-type"] == "application/json"


def test_a_password_becomes_tokens_and_is_not_kept(
    context: ProviderContext, kare_server: KareServer, cancel: CancelToken
) -> None:
    given = {"email": kare_server.email, "password": kare_server.password}
    kept = KareProvider.sign_in(replace(context, secrets=given), cancel)
    assert kept == kare_server.secrets
    assert [request.path for request in kare_server.requests] == [LOGIN]
    provider = KareProvider(replace(context, secrets=kept))
    assert provider.check(cancel)
    provider.close()
    names = KareProvider.secret_names("", {})
    assert list(names) == ["access_token", "session_token", "refresh_token"]
    assert KareProvider.sign_in(context, cancel) == context.secrets, "pasted tokens stay"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_wrong_password_is_told_without_it(
    context: ProviderContext, kare_server: KareServer, cancel: CancelToken, status: int
) -> None:
    kare_server.options.bad_login_status = status
    wrong = {"email": kare_server.email, "password": "not-this-one"}
    with pytest.raises(CredentialsRefused, match="e-mail address and password") as caught:
        KareProvider.sign_in(replace(context, secrets=wrong), cancel)
    assert type(caught.value) is CredentialsRefused
    assert "not-this-one" not in caught.value.message


@pytest.mark.parametrize(
    "secrets",
    [
        {"email": "a@b.example"},
        {"password": "long-enough"},
        {"email": "a@b.example", "password": "short"},
        {"email": "a@b.example", "password": "x" * 101},
        {"email": "a" * 251, "password": "long-enough"},
    ],
)
def test_what_cannot_be_a_sign_in_is_not_sent(
    context: ProviderContext,
    kare_server: KareServer,
    cancel: CancelToken,
    secrets: dict[str, str],
) -> None:
    with pytest.raises(BadRequest):
        KareProvider.sign_in(replace(context, secrets=secrets), cancel)
    assert kare_server.requests == []


def test_an_answer_without_tokens_is_no_sign_in(
    context: ProviderContext, cancel: CancelToken
) -> None:
    given = {"email": "a@b.example", "password": "long-enough"}
    half = answer(201, b'{"data": {"accessToken": "a", "sessionToken": " "}}')
    with RawServer(half) as server, pytest.raises(BadAnswer, match="without the tokens"):
        KareProvider.sign_in(replace(context, address=server.url, secrets=given), cancel)


def test_tokens_that_ended_are_renewed_once_and_kept(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, kept: dict[str, str]
) -> None:
    kare_server.end_tokens()
    assert provider.check(cancel)
    assert kare_server.count("POST", RENEWAL) == 1
    assert kept == {
        "access_token": kare_server.access_token,
        "session_token": kare_server.session_token,
    }
    assert provider.check(cancel)
    assert kare_server.count("POST", RENEWAL) == 1
    assert provider.requests_made == kare_server.count() == 4


def test_a_write_that_met_ended_tokens_is_sent_again_and_done_once(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    kare_server.end_tokens()
    provider.act(main, "verify", {"decision": "2"}, cancel)
    assert kare_server.bodies == [{"decision": 2}]


def test_a_refused_renewal_asks_to_sign_in_and_is_not_tried_again(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, kept: dict[str, str]
) -> None:
    kare_server.end_tokens(also_refresh=True)
    for _ in range(2):
        with pytest.raises(CredentialsRefused, match="tokens any more") as caught:
            provider.check(cancel)
        assert "Sign in again" in caught.value.hint
    assert kare_server.count("POST", RENEWAL) == 1
    assert kept == {}


def test_new_tokens_that_are_refused_too_end_there(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    refused = Fault(kind=FaultKind.STATUS, status=401, path="/organizations/*", count=None)
    kare_server.faults.add(refused)
    with pytest.raises(CredentialsRefused, match="tokens any more"):
        provider.check(cancel)
    assert kare_server.count("POST", RENEWAL) == 1


def test_without_a_refresh_token_a_person_signs_in_again(
    open_provider: OpenProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    secrets = dict(kare_server.secrets, refresh_token="")
    provider = open_provider(secrets)
    kare_server.end_tokens()
    with pytest.raises(CredentialsRefused, match="tokens any more"):
        provider.check(cancel)
    assert kare_server.count("POST", RENEWAL) == 0


def test_renewed_tokens_serve_this_run_where_no_keyring_takes_them(
    context: ProviderContext, kare_server: KareServer, cancel: CancelToken
) -> None:
    def refuse(_secrets: object) -> None:
        raise NoKeyring("There is no keyring.")

    provider = KareProvider(replace(context, keep_secrets=refuse))
    kare_server.end_tokens()
    assert provider.check(cancel)
    provider.close()


def test_a_missing_permission_is_no_reason_to_renew(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    kare_server.faults.add(Fault(kind=FaultKind.STATUS, status=403, body=ErrorBody.GATEWAY))
    with pytest.raises(PermissionMissing, match="Forbidden") as caught:
        provider.check(cancel)
    assert "Check the address" in caught.value.hint
    assert kare_server.count("POST", RENEWAL) == 0


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_token_follows_a_redirect(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    status: int,
) -> None:
    with RawServer(answer()) as elsewhere:
        kare_server.faults.add(
            Fault(
                kind=FaultKind.REDIRECT,
                status=status,
                location=f"{elsewhere.url}/x",
                count=None,
            )
        )
        for call in (
            lambda: provider.check(cancel),
            lambda: list(provider.events(None, known=frozenset(), cancel=cancel)),
            lambda: provider.detail(main, "signature", cancel),
            lambda: provider.act(main, "delete", {}, cancel),
        ):
            with pytest.raises(BadAnswer, match="redirects"):
                call()
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("options", "secrets", "family"),
    [
        ({"code_names": "status 2"}, None, BadRequest),
        ({}, {"access_token": "a"}, CredentialsRefused),
        ({}, {"session_token": "s"}, CredentialsRefused),
        ({}, {"access_token": "a", "session_token": "line\nbreak"}, CredentialsRefused),
    ],
)
def test_an_account_that_cannot_work_is_refused_before_any_request(
    open_provider: OpenProvider,
    kare_server: KareServer,
    options: dict[str, str],
    secrets: dict[str, str] | None,
    family: type[EventDeskError],
) -> None:
    with pytest.raises(family):
        open_provider(secrets, **options)
    assert kare_server.requests == []


@pytest.mark.parametrize(
    "line",
    ["status 2 Done", "status = Done", "2 = Done", "colour 2 = Red", "status 2 =", "status x = y"],
)
def test_a_line_that_names_no_code_is_refused_by_name(line: str) -> None:
    with pytest.raises(BadRequest) as caught:
        CodeNames(f"status 1 = Fait\n\n{line}")
    assert f"“{line}”" in caught.value.sentence


def test_names_are_read_whatever_the_spelling_of_the_kind() -> None:
    names = CodeNames("status 2 = Terminé\n Creation Status 0=Brouillon \nassignedTo type 2 = Ext.")
    assert names.word("status", 2) == names.word("status", 2.0) == "Terminé"
    assert names.word("creationStatus", "0") == "Brouillon"
    assert names.word("assignedTo type", 2) == "Ext."
    assert names.word("type", 2) == "Type 2"
    assert names.word("type", "curative") == "curative"
    assert names.word("type", None) == names.word("type", True) == ""
    with pytest.raises(BadRequest, match="has a name already"):
        CodeNames("status 2 = A\nstatus 02 = B")


def test_the_declaration_names_two_ways_in() -> None:
    info = KareProvider.info
    ways = [[field.name for field in group if field.required] for group in info.secrets]
    assert ways == [["email", "password"], ["access_token", "session_token"]]
    assert {f.name for f in info.secret_fields() if not f.kept} == {"email", "password"}
    assert [(f.name, f.kind) for f in info.options] == [("code_names", FieldKind.LONG_TEXT)]
    assert info.capabilities == {
        Capability.ATTENDEES,
        Capability.EDIT_EVENTS,
        Capability.DETAILS,
    }
    assert info.address.startswith("https://z52mnqg347.execute-api.eu-west-3.amazonaws.com/")
