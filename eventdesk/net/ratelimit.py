"""What servers say about their limits, and the pauses that follow from it.

Header forms: apis/sheepcrm.md section 7, apis/teamwork.md section 10, RFC 9110 section 10.2.3.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock

LONGEST_WAIT = 60.0
"""Seconds; no pause inside a call is longer, whatever the server asks for."""
_SHORTEST_WAIT = 1.0
# Seconds since 1970 instead of seconds from now: apis/teamwork.md section 10.
_EPOCH_FROM = 1e9
_QUOTA = re.compile(r"(\d+)\s*;\s*window\s*=\s*(\d+)")

Pause = Callable[[CancelToken, float], None]


@dataclass(frozen=True, slots=True)
class RateState:
    """What the server last said. `quotas` are calls and the seconds in which they may be made."""

    remaining: int | None = None
    quotas: tuple[tuple[int, int], ...] = ()


class RateLimiter:
    """The limits of one client: it makes calls wait while the server grants none."""

    def __init__(
        self,
        clock: Clock,
        *,
        longest_wait: float = LONGEST_WAIT,
        pause: Pause = CancelToken.wait,
    ) -> None:
        self._clock = clock
        self._longest = longest_wait
        self._pause = pause
        self._blocked_until = -math.inf
        self.state = RateState()

    def before_call(self, cancel: CancelToken) -> None:
        """Wait until the server grants another call; raises `Cancelled`."""
        wait = self._blocked_until - self._now()
        if wait > 0:
            self._pause(cancel, min(wait, self._longest))
        self._blocked_until = -math.inf

    def note(self, headers: Mapping[str, str]) -> None:
        """Keep what an answer says about the limits (header names in lower case)."""
        remaining = _number(_header(headers, "remaining"))
        if remaining is None:
            return
        self.state = RateState(int(remaining), _quotas(_header(headers, "limit")))
        if remaining <= 0:
            reset = self._reset(headers)
            wait = _SHORTEST_WAIT if reset is None else max(reset, _SHORTEST_WAIT)
            self._blocked_until = self._now() + wait

    def wish(self, headers: Mapping[str, str]) -> float | None:
        """For how many seconds the server wants to be left alone, None where it does not say."""
        asked = self._retry_after(headers.get("retry-after", "").strip())
        return self._reset(headers) if asked is None else asked

    def wait_once(self, headers: Mapping[str, str], cancel: CancelToken) -> bool:
        """After a throttled call: wait as the server wishes; False where that is too long."""
        wait = max(self.wish(headers) or 0.0, _SHORTEST_WAIT)
        if wait > self._longest:
            return False
        self._blocked_until = -math.inf
        self._pause(cancel, wait)
        return True

    def _retry_after(self, text: str) -> float | None:
        seconds = _number(text)
        if seconds is not None:
            return max(seconds, 0.0)
        try:
            when = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return None
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max((aware - self._clock.now()).total_seconds(), 0.0)

    def _reset(self, headers: Mapping[str, str]) -> float | None:
        reset = _number(_header(headers, "reset"))
        if reset is None:
            return None
        return max(reset - self._now() if reset > _EPOCH_FROM else reset, 0.0)

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _header(headers: Mapping[str, str], name: str) -> str:
    """Both spellings occur: x-rate-limit-… and x-ratelimit-…"""
    return headers.get(f"x-rate-limit-{name}") or headers.get(f"x-ratelimit-{name}") or ""


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _quotas(text: str) -> tuple[tuple[int, int], ...]:
    """ "40, 400;window=60, 1000;window=3600" -> ((400, 60), (1000, 3600))."""
    return tuple((int(calls), int(window)) for calls, window in _QUOTA.findall(text))
