"""The API key as Teamwork.com wants it: a user name with any password (apis/teamwork.md 2)."""

from base64 import b64encode

from requests import PreparedRequest
from requests.auth import AuthBase

from eventdesk.domain.errors import CredentialsRefused

_ANY_PASSWORD = "x"


class ApiKeyAuth(AuthBase):
    """`Authorization: Basic` (RFC 7617) with the key as user name.

    `secrets` are the bytes that no text of a server may carry further.

    Raises `CredentialsRefused` for a key that cannot be a user name.
    """

    def __init__(self, key: str) -> None:
        if not key.isprintable() or ":" in key:
            raise CredentialsRefused(
                "The API key holds a colon, a line break or another character that cannot be sent.",
                "Enter it again in the account's settings.",
            )
        pair = b64encode(f"{key}:{_ANY_PASSWORD}".encode())
        self._value = f"Basic {pair.decode('ascii')}"
        self.secrets = (key.encode(), pair)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the header to a request."""
        request.headers["Authorization"] = self._value
        return request
