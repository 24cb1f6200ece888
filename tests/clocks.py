"""A clock for tests of what depends on the time."""

from datetime import UTC, datetime, timedelta

EVENING = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


class TurnedClock:
    """Stands still until a test turns it."""

    def __init__(self, time: datetime = EVENING) -> None:
        self.time = time

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def turn(self, seconds: float = 0, **span: float) -> None:
        """Let time pass; `span` is in the words of `timedelta`."""
        self.time += timedelta(seconds=seconds, **span)
