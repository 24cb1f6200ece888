"""What a database can do wrong, said in the families of `domain.errors`."""

from sqlalchemy.exc import DBAPIError

from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    PermissionMissing,
    Unreachable,
)

_AGAIN = "Try again in a moment."
_ROOM = "Make room there, then try again."
_DAMAGED = "Restore it from a backup, or point the account to another file."

# Result code names: https://sqlite.org/rescode.html (extended codes begin with the primary one).
_SQLITE_TROUBLE = {
    "SQLITE_BUSY": ("{} is being written by another program.", _AGAIN),
    "SQLITE_LOCKED": ("{} is being written by another program.", _AGAIN),
    "SQLITE_FULL": ("{} has no room left on its disk.", _ROOM),
    "SQLITE_READONLY": ("{} cannot be written.", "Check the permissions of the file."),
    "SQLITE_CANTOPEN": ("{} cannot be opened.", "Check that its folder is there and readable."),
    "SQLITE_PERM": ("{} cannot be opened.", "Check the permissions of the file."),
    "SQLITE_IOERR": ("{} cannot be used: its disk failed.", "Check the disk, then try again."),
}
_SQLITE_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")

# Classes and codes: PostgreSQL 15 manual, appendix A.
_POSTGRESQL_TROUBLE = {
    "40": ("{} is being written by another desk.", _AGAIN),
    "55P03": ("{} is being written by another desk.", _AGAIN),
    "53100": ("{} has no room left on its server.", "Tell whoever runs the server."),
    "25006": ("{} takes no changes at the moment.", "Tell whoever runs the server."),
}


def translated(error: DBAPIError, where: str, *, committing: bool) -> EventDeskError:
    """The error in a person's words. `where` names the database, `committing` says that it came
    while a change was being made final, so that nobody knows whether it was."""
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return _of_sqlite(str(name), where, committing=committing)
    if type(error.orig).__module__.startswith("psycopg"):
        return _of_postgresql(error, where, committing=committing)
    return _unexpected(error, where)


def _of_sqlite(name: str, where: str, *, committing: bool) -> EventDeskError:
    if name.startswith(_SQLITE_DAMAGE):
        return BadAnswer(f"{where} is damaged or not a desk book.", _DAMAGED)
    for prefix, (sentence, hint) in _SQLITE_TROUBLE.items():
        if name.startswith(prefix):
            lost = committing and prefix == "SQLITE_IOERR"
            return Unreachable(sentence.format(where), hint, may_have_arrived=lost)
    return BadAnswer(f"{where} answered with {name}.", _DAMAGED)


def _of_postgresql(error: DBAPIError, where: str, *, committing: bool) -> EventDeskError:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("28") or _login_failed(str(error.orig)):
        return CredentialsRefused(
            f"{where} does not accept this user or password.",
            "Check the user in the address, and the database password.",
        )
    if state == "42501":
        return PermissionMissing(
            f"{where} does not let this user do that.",
            "Ask whoever runs the server for the right.",
            permission="database",
        )
    for prefix, (sentence, hint) in _POSTGRESQL_TROUBLE.items():
        if state.startswith(prefix):
            return Unreachable(sentence.format(where), hint)
    if not state or state.startswith(("08", "53", "57", "3D")):
        return Unreachable(
            f"{where} cannot be reached.",
            "Check the network and the address of the database.",
            may_have_arrived=committing,
        )
    return _unexpected(error, where)


def _login_failed(text: str) -> bool:
    # A refused login has no code in libpq, only these words of the server.
    return any(word in text for word in ("authentication failed", "no password supplied"))


def _unexpected(error: DBAPIError, where: str) -> BadAnswer:
    return BadAnswer(
        f"{where} answered something unexpected ({type(error).__name__}).",
        "Check that it is a desk book and not in use by a newer Event Desk.",
    )
