"""What the window remembers: columns, sizes, view, filters. Any JSON, by name."""

from typing import Any

from eventdesk.storage import settings
from eventdesk.storage.database import Database


class LayoutService:
    """Choices of the person that no other service keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str, default: Any) -> Any:
        """What was kept under a name, or the default."""
        with self._database.read() as tx:
            return settings.get(tx, f"layout:{name}", default)

    def put(self, name: str, value: Any) -> None:
        """Keep a value: None, text, numbers, lists and dictionaries of such."""
        with self._database.write() as tx:
            settings.put(tx, f"layout:{name}", value)
