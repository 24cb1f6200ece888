"""Where a desk book's database is: a file on this computer, or a PostgreSQL server."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from eventdesk.domain.errors import BadRequest
from eventdesk.providers.base import ProviderContext

_POSTGRESQL = frozenset({"postgresql+psycopg", "postgresql", "postgres"})


def place_of(context: ProviderContext) -> Path | URL:
    """A file's path, or the address of a PostgreSQL database without its password.

    A path that is not absolute is meant within the folder of the context.

    Raises:
        BadRequest: the option names neither, or holds a password.
    """
    text = context.options.get("database", "").strip()
    if not text:
        return context.folder / "deskbook.sqlite"
    if "://" in text:
        return _server(text)
    return context.folder / Path(text).expanduser()


def _server(text: str) -> URL:
    wanted = "Write postgresql+psycopg://USER@HOST/DATABASE, or the path of a file."
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadRequest("Database is not an address that can be read.", wanted) from error
    if url.drivername not in _POSTGRESQL:
        raise BadRequest(f"A desk book cannot be kept in {url.drivername}.", wanted)
    if url.password is not None or "password" in url.query:
        raise BadRequest(
            "The address under Database holds a password.",
            "Leave it out there and fill in Database password, which the keyring keeps.",
        )
    return url.set(drivername="postgresql+psycopg")
