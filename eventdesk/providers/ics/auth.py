"""A user name and password as HTTP takes them (RFC 7617)."""

from base64 import b64encode

from requests import PreparedRequest
from requests.auth import AuthBase

from eventdesk.domain.errors import CredentialsRefused


class BasicAuth(AuthBase):
    """`Authorization: Basic`. `secrets` are the bytes that no text of a server may carry further.

    Raises `CredentialsRefused` for a name or password that no header can carry.
    """

    def __init__(self, username: str, password: str) -> None:
        if not f"{username}{password}".isprintable() or ":" in username:
            raise CredentialsRefused(
                "The user name or password holds a character that cannot be sent.",
                "Enter both again in the account's settings.",
            )
        pair = b64encode(f"{username}:{password}".encode())
        self._value = f"Basic {pair.decode('ascii')}"
        self.secrets = tuple(filter(None, (password.encode(), pair)))

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the header to a request."""
        request.headers["Authorization"] = self._value
        return request
