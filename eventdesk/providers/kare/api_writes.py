"""The documented calls of KARE that write, one method each (apis/kare.md section 3).

The calendar itself takes no writes: its events are interventions.
"""

from collections.abc import Mapping
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.net.decode import not_usable
from eventdesk.providers.kare.calls import Calls
from eventdesk.providers.kare.records import whole

_BASE = "/interventions/v2/rs"

Body = Mapping[str, object]


class KareWrites:
    """Writing calls; each is sent once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def make_curative(self, body: Body, cancel: CancelToken) -> dict[str, Any]:
        """A new intervention that mends something."""
        return whole(self._calls.send("POST", f"{_BASE}/curative", cancel, json=body))

    def make_preventive(self, body: Body, cancel: CancelToken) -> dict[str, Any]:
        """A new intervention of a routine."""
        return whole(self._calls.send("POST", f"{_BASE}/preventive/routine", cancel, json=body))

    def edit_preventive(self, number: str, body: Body, cancel: CancelToken) -> None:
        """Change what the body names."""
        self._patch("/preventive/{id}", number, body, cancel)

    def edit_training(self, number: str, body: Body, cancel: CancelToken) -> None:
        """Change what the body names, of a training or an exercise."""
        self._patch("/training-exercise/{id}", number, body, cancel)

    def verify(self, number: str, body: Body, cancel: CancelToken) -> None:
        """Accept or reject what was done."""
        self._patch("/{id}/verify", number, body, cancel)

    def delete(self, number: str, reason: str, cancel: CancelToken) -> None:
        """Delete an intervention; KARE takes no body where there is no reason."""
        body = {"cancellationReason": reason} if reason else None
        answer = self._calls.send("DELETE", _BASE + "/{id}", cancel, path={"id": number}, json=body)
        if answer.is_web_page:
            raise not_usable(answer)

    def _patch(self, template: str, number: str, body: Body, cancel: CancelToken) -> None:
        whole(self._calls.send("PATCH", _BASE + template, cancel, path={"id": number}, json=body))
