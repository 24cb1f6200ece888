"""Time that runs ahead, so that nobody waits for real."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.net.ratelimit import RateLimiter


class PassingTime:
    """A clock that runs ahead instead of letting anybody wait."""

    ahead = timedelta()

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        return datetime.now(UTC) + self.ahead

    def wait(self, cancel: CancelToken, seconds: float) -> None:
        """As `CancelToken.wait`, at once."""
        cancel.check()
        self.ahead += timedelta(seconds=seconds)


def passing_time(monkeypatch: pytest.MonkeyPatch) -> PassingTime:
    """Let pauses between two tries, and those that a system asks for, pass at once."""
    clock = PassingTime()
    monkeypatch.setattr(CancelToken, "wait", lambda token, seconds: clock.wait(token, seconds))
    monkeypatch.setattr("eventdesk.net.client.RateLimiter", partial(RateLimiter, pause=clock.wait))
    return clock
