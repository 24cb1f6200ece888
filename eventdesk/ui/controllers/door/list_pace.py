"""How long a door waits before it reads a list anew. No Qt, no network."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from eventdesk.domain.errors import CredentialsRefused, EventDeskError, NoKeyring, Unreachable


@dataclass(frozen=True, slots=True)
class ListPace:
    """Pauses in seconds.

    Attributes:
        own: after a list that took no request, such as that of a database of one's own.
        cheap: the least after any other.
        per_request: for each request that the reading took. The tightest limit known is 1,000
            requests an hour for a key; one in nine seconds leaves more than half of it to the
            marks, to other events and to other desks.
        per_second: for each second that it took, so that marks find the account's lane free.
        first_retry, longest_retry: after failures, each twice the last.
        longest_wish: the most that a system's own wish for a pause is followed.
    """

    own: float = 15.0
    cheap: float = 60.0
    per_request: float = 9.0
    per_second: float = 10.0
    first_retry: float = 5.0
    longest_retry: float = 120.0
    longest_wish: float = 300.0

    def after_success(self, requests: int, seconds: float) -> float:
        """The pause after a reading that took so many requests and seconds."""
        least = self.cheap if requests else self.own
        return max(least, requests * self.per_request, seconds * self.per_second)

    def after_failure(
        self,
        error: EventDeskError,
        failures: int,
        chance: Callable[[], float] = random.random,  # spreads desks, no secret
    ) -> float:
        """The pause after the failure that makes it so many in a row.

        It varies by a quarter, so that desks that lost their network together do not come back
        in one moment.

        Args:
            chance: a number from 0 to 1.
        """
        if isinstance(error, (CredentialsRefused, NoKeyring)):
            return self.longest_wish  # asking often would be no help
        doubled = self.first_retry * 2.0 ** min(failures - 1, 10)
        pause: float = min(doubled, self.longest_retry) * (0.75 + chance() / 2)
        if isinstance(error, Unreachable) and error.retry_after:
            pause = max(pause, min(error.retry_after, self.longest_wish))
        return pause
