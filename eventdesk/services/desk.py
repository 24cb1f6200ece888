"""Who works here: the operator's name and the desk's, kept in the profile."""

import sqlite3

from eventdesk.services.profile import computer_name
from eventdesk.storage import outbox, settings
from eventdesk.storage.database import Database


class DeskService:
    """Names that go on every mark."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def operator(self, tx: sqlite3.Connection) -> str:
        """The operator's name, "" until somebody gave one."""
        return str(settings.get(tx, "operator", ""))

    def name(self, tx: sqlite3.Connection) -> str:
        """The desk's name: the computer's unless changed."""
        return str(settings.get(tx, "desk", "")) or computer_name()

    def names(self) -> tuple[str, str]:
        """Operator and desk."""
        with self._database.read() as tx:
            return self.operator(tx), self.name(tx)

    def lacks_operator(self) -> bool:
        """True once in a profile's life: marks were made, and nobody gave a name yet."""
        with self._database.read() as tx:
            asked = bool(settings.get(tx, "operator_asked", False))
            if asked or self.operator(tx) or not outbox.any_made(tx):
                return False
        with self._database.write() as tx:
            settings.put(tx, "operator_asked", True)
        return True

    def rename(self, *, operator: str | None = None, desk: str | None = None) -> None:
        """Change a name from now on; marks made before keep theirs."""
        with self._database.write() as tx:
            if operator is not None:
                settings.put(tx, "operator", operator.strip())
            if desk is not None:
                settings.put(tx, "desk", desk.strip())
