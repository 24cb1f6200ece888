"""A vault that forgets everything when the program ends."""


class MemoryVault:
    """For tests and the demo."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}

    def usable(self) -> bool:
        """Always."""
        return True

    def read(self, account: str, name: str) -> str | None:
        """The secret, None where there is none."""
        return self._secrets.get((account, name))

    def write(self, account: str, name: str, value: str) -> None:
        """Keep the secret until the program ends."""
        self._secrets[account, name] = value

    def forget(self, account: str, name: str) -> None:
        """Remove the secret, if there is one."""
        self._secrets.pop((account, name), None)
