"""The families of things that can go wrong, each with a sentence fit for a person.

`sentence` says what was wrong and where; `hint` says what to do next. Anything that is not an
`EventDeskError` is our own bug.
"""

from collections.abc import Mapping


class EventDeskError(Exception):
    """A failure of the world around the program, told to the person as it is."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    @property
    def message(self) -> str:
        """The sentence and, where there is one, the hint: one line."""
        return f"{self.sentence} {self.hint}".strip()

    def __str__(self) -> str:
        return self.message


class BadRequest(EventDeskError):
    """The person asked for something that makes no sense as written."""


class Cancelled(EventDeskError):
    """The person stopped the work; what was finished before stays."""

    def __init__(self, sentence: str = "Stopped.", hint: str = "") -> None:
        super().__init__(sentence, hint)


class ProviderError(EventDeskError):
    """A system (sheepCRM, a desk book, ...) did not do what was asked."""


class CredentialsRefused(ProviderError):
    """The system does not accept the key; marks wait until it is mended."""


class PermissionMissing(CredentialsRefused):
    """The key is good but its user may not do this; `permission` is the system's name for it."""

    def __init__(self, sentence: str, hint: str = "", *, permission: str = "") -> None:
        super().__init__(sentence, hint)
        self.permission = permission


class Unreachable(ProviderError):
    """No usable connection, or the system is overloaded for now; trying later makes sense.

    `retry_after` is the system's own wish in seconds, if it told one. `may_have_arrived` is true
    when the request left this machine, so that a write may have been carried out.
    """

    def __init__(
        self,
        sentence: str,
        hint: str = "",
        *,
        retry_after: float | None = None,
        may_have_arrived: bool = False,
    ) -> None:
        super().__init__(sentence, hint)
        self.retry_after = retry_after
        self.may_have_arrived = may_have_arrived


class Throttled(Unreachable):
    """The system asks for a pause; nothing was carried out."""


class BadAnswer(ProviderError):
    """The system answered something that cannot be used: HTML, cut JSON, a redirect."""


class Refused(ProviderError):
    """The system understood and said no for good; `fields` holds its words per field."""

    def __init__(
        self, sentence: str, hint: str = "", *, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence, hint)
        self.fields = dict(fields or {})


class NotOffered(ProviderError):
    """This system cannot do this at all."""


class NotThere(EventDeskError):
    """No such account, event, attendee, order or mark."""


class ProfileUnusable(EventDeskError):
    """The profile folder or its database cannot be used: locked, damaged, newer, read-only."""


class ProfileDamaged(ProfileUnusable):
    """The profile's database cannot be read as it should; opening it anew rescues what can be."""


class NoKeyring(EventDeskError):
    """This computer offers no keyring that keeps what it is given."""
