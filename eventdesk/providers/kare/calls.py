"""Calls with both tokens. They are renewed once when KARE does not accept them any more.

A call that was answered 401 was not carried out, so a write too is sent again after a renewal;
nothing else is ever repeated here.
"""

import contextlib
from collections.abc import Callable, Mapping

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import CredentialsRefused, NoKeyring, PermissionMissing, Unreachable
from eventdesk.net.answer import Answer
from eventdesk.net.client import Query
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.kare.tokens import auth_of, open_client, renewed, sign_in_again


class Calls:
    """The client of one account.

    Raises:
        BadRequest: the address cannot be used. CredentialsRefused: no usable tokens.
    """

    def __init__(self, context: ProviderContext) -> None:
        auth = auth_of(context.secrets)
        self._refresh_token = context.secrets.get("refresh_token", "").strip()
        self._keep = context.keep_secrets
        self.client = open_client(context)
        self.client.auth = auth

    def get(
        self,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
    ) -> Answer:
        """Read; see `Client.get`."""
        return self._signed_in(
            lambda: self.client.get(template, path=path, query=query, cancel=cancel), cancel
        )

    def send(
        self,
        method: str,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        json: object = None,
    ) -> Answer:
        """Write; see `Client.send`."""
        return self._signed_in(
            lambda: self.client.send(method, template, path=path, json=json, cancel=cancel), cancel
        )

    def _signed_in(self, call: Callable[[], Answer], cancel: CancelToken) -> Answer:
        try:
            return call()
        except PermissionMissing:
            raise
        except CredentialsRefused:
            self._renew(cancel)
        try:
            return call()
        except PermissionMissing:
            raise
        except CredentialsRefused:
            raise sign_in_again(self.client) from None

    def _renew(self, cancel: CancelToken) -> None:
        if not self._refresh_token:
            raise sign_in_again(self.client) from None
        try:
            secrets = renewed(self.client, self._refresh_token, cancel)
        except CredentialsRefused:
            self._refresh_token = ""
            raise
        except Unreachable as error:
            error.may_have_arrived = False  # the call itself was refused; renewing may be repeated
            raise
        self.client.auth = auth_of(secrets)
        self._refresh_token = secrets.get("refresh_token", self._refresh_token)
        # Where they cannot be kept they still serve this run, and the next renews them again.
        with contextlib.suppress(NoKeyring):
            self._keep(secrets)
