"""A guard against believing an answer in which everything is gone at once."""

from eventdesk.domain.account import Account
from eventdesk.storage import settings
from eventdesk.storage.database import Database

SUSPICIOUS_FROM = 10
"""Fewer records than this may all vanish without a question."""


class VanishGuard:
    """Believes that everything is gone only when the system says so twice in a row."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    def allows(self, list_name: str, *, before: int, now: int) -> bool:
        """True where the missing records of a list may be removed.

        `before` records were in store, `now` of them are still listed.
        """
        key = f"vanished:{self._account.id}:{list_name}"
        suspicious = now == 0 and before >= SUSPICIOUS_FROM
        with self._database.read() as tx:
            told_before = bool(settings.get(tx, key, False))
        tell_now = suspicious and not told_before
        if tell_now != told_before:
            with self._database.write() as tx:
                settings.put(tx, key, tell_now)
        return not tell_now

    def sentence(self, what: str) -> str:
        """For the report: what was not believed, and what to do."""
        return (
            f"{self._account.name} no longer lists {what}. Nothing was removed here; "
            "if that is right, refresh once more."
        )
