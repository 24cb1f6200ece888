"""How long a door waits before it reads a list anew. No Qt, no network."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from eventdesk.domain.errors import CredentialsRefused, EventDeskError, NoKeyring, Unreachable


@dataclass(slots=True)
class Spent:
    """What the reading of an account's lists took, in requests and seconds.

    Attributes:
        left: requests that the system still grants for now, None where it does not say.
        to_come: guests whose marks need some of them.
    """

    requests: int = 0
    seconds: float = 0.0
    left: int | None = None
    to_come: int = 0


@dataclass(frozen=True, slots=True)
class ListPace:
    """Pauses in seconds.

    Attributes:
        own: after a list that took no request, such as that of a database of one's own.
        cheap: the least after any other.
        per_request: for each request that the reading took. The tightest limit known is 1,000
            requests an hour for a key; one in nine seconds leaves more than half of it to the
            marks, to other events and to other desks.
        scarce: the least where fewer requests are left than the guests still to come may need.
        per_mark: requests that a mark may need: its write, and a look at what became of it.
        per_second: for each second that it took, so that marks find the account's lane free.
        first_retry, longest_retry: after failures, each twice the last.
        longest_wish: the most that a system's own wish for a pause is followed.
    """

    own: float = 15.0
    cheap: float = 60.0
    per_request: float = 9.0
    scarce: float = 300.0
    per_mark: int = 2
    per_second: float = 10.0
    first_retry: float = 5.0
    longest_retry: float = 120.0
    longest_wish: float = 300.0

    def after_success(self, spent: Spent) -> float:
        """The pause after a reading."""
        least = self.cheap if spent.requests else self.own
        if spent.left is not None and spent.left < spent.to_come * self.per_mark:
            least = max(least, self.scarce)
        return max(least, spent.requests * self.per_request, spent.seconds * self.per_second)

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
