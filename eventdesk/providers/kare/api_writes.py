"""The documented calls of KARE that write, one method each (apis/kare.md section 3).

The calendar itself takes no writes: its events are interventions.
"""

from collections.abc import Mapping
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, Unreachable
from eventdesk.net.answer import Answer
from eventdesk.net.decode import not_usable
from eventdesk.providers.kare.calls import Calls
from eventdesk.providers.kare.records import whole

_BASE = "/interventions/v2/rs"
_LOOK_FIRST = "It may have been done: refresh, and look before you try again."

Body = Mapping[str, object]


class KareWrites:
    """Writing calls; each is sent once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def make_curative(self, body: Body, cancel: CancelToken) -> dict[str, Any]:
        """A new intervention that mends something."""
        return self._told("POST", f"{_BASE}/curative", body, cancel)

    def make_preventive(self, body: Body, cancel: CancelToken) -> dict[str, Any]:
        """A new intervention of a routine."""
        return self._told("POST", f"{_BASE}/preventive/routine", body, cancel)

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
        answer = self._sent("DELETE", _BASE + "/{id}", body, cancel, number)
        if answer.is_web_page:
            raise _in_doubt(not_usable(answer))

    def _patch(self, template: str, number: str, body: Body, cancel: CancelToken) -> None:
        self._told("PATCH", _BASE + template, body, cancel, number)

    def _told(
        self, method: str, template: str, body: Body, cancel: CancelToken, number: str = ""
    ) -> dict[str, Any]:
        """The record that a write is answered with."""
        answer = self._sent(method, template, body, cancel, number)
        try:
            return whole(answer)
        except BadAnswer as error:
            raise _in_doubt(error) from None

    def _sent(
        self, method: str, template: str, body: Body | None, cancel: CancelToken, number: str
    ) -> Answer:
        path = {"id": number} if number else None
        try:
            return self._calls.send(method, template, cancel, path=path, json=body)
        except Unreachable as error:
            if error.may_have_arrived:
                error.hint = _LOOK_FIRST
            raise


def _in_doubt(error: BadAnswer) -> BadAnswer:
    """KARE said yes, and then nothing that can be read."""
    return BadAnswer(error.sentence, _LOOK_FIRST)
