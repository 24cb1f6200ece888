"""What a place for secrets can do."""

from typing import Protocol


class Vault(Protocol):
    """Keeps secrets, each under an account's name and the name of the secret ("api_key").

    Calls may block for as long as a person takes to answer a question of the system, so they are
    made on a thread of their own. Every method but `usable` raises `NoKeyring` where the store
    does not do what is asked, with a sentence and what to do.
    """

    def usable(self) -> bool:
        """False where the computer has no store that keeps secrets safely; asks nobody."""

    def read(self, account: str, name: str) -> str | None:
        """The secret, None where there is none."""

    def write(self, account: str, name: str, value: str) -> None:
        """Keep the secret in place of an earlier one, and make sure that it was kept."""

    def forget(self, account: str, name: str) -> None:
        """Remove the secret; nothing happens where there is none."""
