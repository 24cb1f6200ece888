"""How Teamwork.com asks for a pause: in two statuses and two spellings (apis/teamwork.md 10)."""

from collections.abc import Mapping
from http import HTTPStatus

from eventdesk.net.answer import Answer
from eventdesk.net.ratelimit import RateLimiter

_SHORTEST, _LONGEST = 1.0, 120.0


class Limiter(RateLimiter):
    """Believes no wish beyond two minutes, since what the system's reset counts is not certain."""

    def wish(self, headers: Mapping[str, str]) -> float | None:
        """For how many seconds to leave the system alone; None where it does not say."""
        wish = super().wish(headers)
        return None if wish is None else min(max(wish, _SHORTEST), _LONGEST)


def is_throttled(answer: Answer) -> bool:
    """True for 429, and for a 400 that says that no calls remain."""
    if answer.status != HTTPStatus.BAD_REQUEST:
        return answer.status == HTTPStatus.TOO_MANY_REQUESTS
    spellings = ("x-ratelimit-remaining", "x-rate-limit-remaining")
    return any(answer.headers.get(name, "").strip() == "0" for name in spellings)
