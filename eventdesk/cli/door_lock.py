"""Commands that hand out people's data or change marks ask for the PIN of a locked door.

A profile's file stays readable to whoever owns the account: this stops a hand, not an owner.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import click

from eventdesk.cli.session import Session
from eventdesk.cli.terminal import asking, at_terminal
from eventdesk.domain.errors import BadRequest

P = ParamSpec("P")
T = TypeVar("T")
Command = Callable[Concatenate[Session, P], T]


def needs_pin(command: Command[P, T]) -> Command[P, T]:
    """A command that asks for the PIN first, while the door of its profile is locked."""

    @wraps(command)
    def guarded(session: Session, /, *args: P.args, **options: P.kwargs) -> T:
        pass_lock(session)
        return command(session, *args, **options)

    return guarded


def pass_lock(session: Session) -> None:
    """Ask for the PIN while the door is locked.

    Raises:
        BadRequest: it is wrong, or nobody is here to be asked.
    """
    kiosk = session.workspace.kiosk
    if not kiosk.state().locked:
        return
    if not at_terminal():
        raise BadRequest(
            "The door of this profile is locked, and nobody is here to enter its PIN.",
            "Unlock the door, or run the command in a terminal.",
        )
    with asking():
        pin = click.prompt("PIN of the locked door", hide_input=True, err=True)
    kiosk.check(pin)
