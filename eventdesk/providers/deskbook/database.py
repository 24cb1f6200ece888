"""Opens a desk book's database and runs transactions on it; database errors end here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from eventdesk.domain.errors import Unreachable
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.deskbook import schema
from eventdesk.providers.deskbook.dialects import WRITES, postgresql_engine, sqlite_engine
from eventdesk.providers.deskbook.failures import translated
from eventdesk.providers.deskbook.places import place_of


class Database:
    """One desk book's database, opened when it is first used. Lives on one thread.

    `where` names it for people; `transactions` counts those that were begun.
    """

    def __init__(self, context: ProviderContext) -> None:
        self._place = place_of(context)
        self._folder = context.folder
        self._password = context.secrets.get("password", "")
        self._engine: Engine | None = None
        self.transactions = 0
        if isinstance(self._place, Path):
            self.where = f"The desk book {self._place.name}"
        else:
            self.where = f"The desk book at {self._place.host or 'this computer'}"

    @property
    def file_to_make(self) -> Path | None:
        """The file that first use will make; None where there is one, or a server."""
        missing = isinstance(self._place, Path) and not self._place.exists()
        return self._place if missing and isinstance(self._place, Path) else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing.

        Raises:
            Unreachable, CredentialsRefused, BadAnswer, NotOffered.
        """
        with self._transaction(self._ready(), writes=False) as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is made final at the end of the block, or not at all.

        Raises:
            The same as `read`. Unreachable has `may_have_arrived` where the end was not seen.
        """
        with self._transaction(self._ready(), writes=True) as tx:
            yield tx

    def close(self) -> None:
        """Let go of the database; it is opened again when used again."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    def _ready(self) -> Engine:
        if self._engine is None:
            engine = self._open()
            try:
                self._furnish(engine)
            except BaseException:  # whatever it was: no connection may be left behind
                engine.dispose()
                raise
            self._engine = engine
        return self._engine

    def _open(self) -> Engine:
        if not isinstance(self._place, Path):
            return postgresql_engine(self._place, self._password)
        try:
            if self._place.parent == self._folder:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return sqlite_engine(self._place)
        except OSError as error:
            raise Unreachable(
                f"{self.where} cannot be opened in {self._place.parent} ({error.strerror}).",
                "Check that the folder is there and may be written.",
            ) from error

    def _furnish(self, engine: Engine) -> None:
        with self._transaction(engine, writes=False) as tx:
            ready = schema.is_ready(tx, self.where)
        if not ready:
            with self._transaction(engine, writes=True) as tx:
                schema.make(tx, self.where)

    @contextmanager
    def _transaction(self, engine: Engine, *, writes: bool) -> Iterator[Connection]:
        committing = False
        self.transactions += 1
        try:
            with engine.connect() as connection:
                tx = connection.execution_options(**{WRITES: writes})
                with tx.begin():
                    yield tx
                    committing = writes
        except DBAPIError as error:
            raise translated(error, self.where, committing=committing) from error
