"""Signing in and renewing tokens (apis/kare.md section 2). The password goes out once, here."""

import json
from collections.abc import Mapping

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    CredentialsRefused,
    NotThere,
    Refused,
)
from eventdesk.net.auth import BearerAuth, NoAuth
from eventdesk.net.client import JSON, Client
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare import wire
from eventdesk.providers.kare.info import INFO
from eventdesk.providers.kare.records import whole

_LOGIN = "/auth/v1/rs/login/credentials"
_RENEWAL = "/auth/v1/rs/token/refresh"
_LONGEST_EMAIL = 250
_PASSWORD_LENGTHS = range(6, 101)

_tokens = RecordDecoder(wire.Tokens)


class _BodyAuth(NoAuth):
    """No credentials in any header: they are in the body, which no refusal may repeat."""

    def __init__(self, *secrets: str) -> None:
        forms = {form for secret in secrets for form in (secret, *_as_json(secret))}
        self.secrets = tuple(form.encode() for form in sorted(forms, key=len, reverse=True))


def _as_json(text: str) -> tuple[str, str]:
    """Both ways in which JSON may write a text, without the quotes."""
    return json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]


def open_client(context: ProviderContext) -> Client:
    """A client without credentials; KARE wants a content type even where nothing is sent."""
    return Client(
        context.address or INFO.address,
        NoAuth(),
        headers={"Content-Type": JSON},
        clock=context.clock,
    )


def auth_of(secrets: Mapping[str, str]) -> BearerAuth:
    """Both headers. Raises `CredentialsRefused` where a token is missing or cannot be sent."""
    access = secrets.get("access_token", "").strip()
    session = secrets.get("session_token", "").strip()
    if not access or not session:
        raise CredentialsRefused(
            "This KARE account has no access token and session token.",
            "Sign in with e-mail and password in the account's settings.",
        )
    return BearerAuth(access, {"x-session-token": session})


def sign_in(context: ProviderContext, cancel: CancelToken) -> dict[str, str]:
    """The tokens to keep: those of a login, or those that were given in its place.

    Raises:
        BadRequest, CredentialsRefused, Unreachable, BadAnswer.
    """
    secrets = dict(context.secrets)
    email, password = secrets.pop("email", "").strip(), secrets.pop("password", "")
    if not email and not password:
        return secrets
    if not email or not password:
        raise BadRequest("KARE signs in with an e-mail address and a password.", "Give both.")
    if len(email) > _LONGEST_EMAIL or len(password) not in _PASSWORD_LENGTHS:
        raise BadRequest(
            "This is no e-mail address and password that KARE can have.",
            "A password has 6 to 100 characters, an e-mail address up to 250.",
        )
    client = open_client(context)
    try:
        return _logged_in(client, email, password, cancel)
    finally:
        client.close()


def _logged_in(client: Client, email: str, password: str, cancel: CancelToken) -> dict[str, str]:
    body = {"email": email, "password": password}
    client.auth = _BodyAuth(email, password)
    try:
        answer = client.send("POST", _LOGIN, json=body, cancel=cancel)
    except (CredentialsRefused, NotThere, Refused):
        # Which status a wrong password has is not documented.
        raise CredentialsRefused(
            f"{client.address.host} does not accept this e-mail address and password.",
            "Check both, and the address of the account.",
        ) from None
    return _checked(client, _tokens.converted(whole(answer)))


def renewed(client: Client, refresh_token: str, cancel: CancelToken) -> dict[str, str]:
    """New tokens for a refresh token, which stays as it is. The client's own auth is not sent.

    Raises:
        CredentialsRefused: nothing but signing in again helps. Unreachable, BadAnswer.
    """
    own_auth, client.auth = client.auth, _BodyAuth(refresh_token)
    try:
        answer = client.send("POST", _RENEWAL, json={"refreshToken": refresh_token}, cancel=cancel)
    except (CredentialsRefused, NotThere, Refused):
        raise sign_in_again(client) from None
    finally:
        client.auth = own_auth
    return _checked(client, _tokens.converted(whole(answer)))


def sign_in_again(client: Client) -> CredentialsRefused:
    """The error for tokens that are of no use any more."""
    return CredentialsRefused(
        f"{client.address.host} does not accept the tokens any more.",
        "Sign in again with e-mail and password in the account's settings.",
    )


def _checked(client: Client, tokens: wire.Tokens) -> dict[str, str]:
    found = {
        "access_token": tokens.access_token,
        "session_token": tokens.session_token,
        "refresh_token": tokens.refresh_token,
    }
    kept = {name: value.strip() for name, value in found.items() if value and value.strip()}
    if "access_token" not in kept or "session_token" not in kept:
        raise BadAnswer(
            f"{client.address.host} answered without the tokens it promises.",
            "Check the address in the account's settings, or try again later.",
        )
    return kept
