"""From an error's family to the exit status that the design names (design: cli)."""

from enum import IntEnum

from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    Cancelled,
    CredentialsRefused,
    EventDeskError,
    NoKeyring,
    NotOffered,
    NotThere,
    ProfileUnusable,
    Refused,
    Unreachable,
)


class Exit(IntEnum):
    """Exit statuses, the same for every command."""

    DONE = 0
    BUG = 1
    USAGE = 2
    CREDENTIALS = 3
    UNREACHABLE = 4
    BAD_ANSWER = 5
    NOT_OFFERED = 6
    NOT_THERE = 7
    PROFILE = 8
    NO_KEYRING = 9
    STOPPED = 130  # as a shell says of a program ended by Ctrl-C
    READER_LEFT = 141  # as a shell says of a program whose output nobody reads any more


_FAMILIES: tuple[tuple[type[EventDeskError], Exit], ...] = (
    (BadRequest, Exit.USAGE),
    (CredentialsRefused, Exit.CREDENTIALS),
    (Unreachable, Exit.UNREACHABLE),
    (BadAnswer, Exit.BAD_ANSWER),
    (Refused, Exit.BAD_ANSWER),
    (NotOffered, Exit.NOT_OFFERED),
    (NotThere, Exit.NOT_THERE),
    (ProfileUnusable, Exit.PROFILE),
    (NoKeyring, Exit.NO_KEYRING),
    (Cancelled, Exit.STOPPED),
)


def exit_status(error: EventDeskError) -> Exit:
    """The status for an error; a family without one of its own is our bug."""
    return next((status for kind, status in _FAMILIES if isinstance(error, kind)), Exit.BUG)
