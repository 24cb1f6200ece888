"""A system for tests that is entered with a password, which becomes tokens, or with a key."""

from collections.abc import Container, Iterator, Mapping
from typing import ClassVar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability, Field, FieldKind, SystemInfo
from eventdesk.domain.errors import CredentialsRefused
from eventdesk.domain.event import Event, Window
from eventdesk.providers.base import Batch, Provider, ProviderContext

PASSWORD = " hunter2 "


class GateSystem(Provider):
    """Lets in with one password; renews its token at each check when told to."""

    info = SystemInfo(
        "gate",
        "Gatehouse",
        frozenset({Capability.ATTENDEES}),
        address="https://gate.example",
        options=(Field("codes", "Names of codes", FieldKind.LONG_TEXT),),
        secrets=(
            (
                Field("email", "Email", required=True, kept=False),
                Field("password", "Password", FieldKind.SECRET, required=True, kept=False),
            ),
            (
                Field("access_token", "Access token", FieldKind.SECRET, required=True),
                Field("session_token", "Session token", FieldKind.SECRET, required=True),
                Field("refresh_token", "Refresh token", FieldKind.SECRET),
            ),
            (Field("api_key", "API key", FieldKind.SECRET, required=True),),
        ),
    )
    asked: ClassVar[list[Mapping[str, str]]] = []
    renews: ClassVar[bool] = False
    holds: ClassVar[bool] = False

    @classmethod
    def sign_in(cls, context: ProviderContext, cancel: CancelToken) -> Mapping[str, str]:
        """Tokens for the password; waits for ever where a test wants to stop it."""
        cls.asked.append(dict(context.secrets))
        if cls.holds:
            cancel.wait(30)
        if context.secrets.get("password") != PASSWORD:
            raise CredentialsRefused("Gatehouse does not know this password.")
        tokens = {"access_token": "a-1", "session_token": "s-1", "refresh_token": "r-1"}
        return {**context.secrets, **tokens}

    def check(self, cancel: CancelToken) -> str:
        """Who is in, by the token."""
        if self.renews:
            self.context.keep_secrets({"access_token": "a-2"})
        return f"In with {', '.join(sorted(self.context.secrets.values()))}."

    def events(
        self, window: Window | None, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Event]]:
        """None."""
        yield Batch()

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """Never asked."""
        raise AssertionError(ref)
