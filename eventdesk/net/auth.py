"""Credentials as auth objects. Never raw headers: requests would replace those from ~/.netrc."""

from collections.abc import Mapping

from requests import PreparedRequest
from requests.auth import AuthBase

from eventdesk.domain.errors import CredentialsRefused


class BearerAuth(AuthBase):
    """`Authorization: Bearer <token>` (RFC 6750), and further secret headers where a system asks.

    `secrets` are the bytes that no text of a server may carry further.

    Raises `CredentialsRefused` for a token that no header can carry.
    """

    def __init__(self, token: str, more: Mapping[str, str] | None = None) -> None:
        headers = {"Authorization": f"Bearer {token.strip()}", **(more or {})}
        for value in headers.values():
            if not value.isprintable():
                raise CredentialsRefused(
                    "The key holds a line break or another character that cannot be sent.",
                    "Enter it again in the account's settings.",
                )
        # UTF-8 in the clothes of Latin-1, since http.client refuses text beyond that.
        self._headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
        self.secrets = tuple(
            value.removeprefix("Bearer ").encode() for value in headers.values() if value.strip()
        )

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the headers to a request."""
        request.headers.update(self._headers)
        return request


class NoAuth(AuthBase):
    """No credentials at all, not even those of ~/.netrc."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Leave the request as it is."""
        return request
