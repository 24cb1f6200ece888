"""Answers that no notes promise: anything at all, and true answers with parts exchanged.

In a system's test_any_answer.py: get true answers of the strict server once (`cut` keeps a few
records of each), draw `mutated(sample)` for each call, and run it within `answering(body)`. What
the call does must be a value that `msgspec.json.encode` takes, or an `EventDeskError`:
`ends_well` does both.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st

from eventdesk.domain.errors import EventDeskError
from eventdesk.net.answer import Answer
from eventdesk.net.client import Client

ODD_TEXTS = (
    "",
    "2026-05-01",
    "2026-05-01T10:00:00Z",
    "20260501",
    "24:00",
    "0000-00-00",
    "FREQ=SECONDLY",
    "4E9075",
    "<![x",
    "1e999",
    "\ud83d",
)


def anything(*texts: str) -> st.SearchStrategy[Any]:
    """Any JSON value; `texts` are those that the system gives a meaning to."""
    single = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.sampled_from([10**400, -1e300, float("inf"), float("nan")])
        | st.text(max_size=8)
        | st.sampled_from([*ODD_TEXTS, *texts])
    )
    return st.recursive(
        single,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=6,
    )


@st.composite
def mutated(draw: st.DrawFn, value: Any, parts: st.SearchStrategy[Any]) -> Any:
    """The value with up to four of its parts exchanged for others."""
    changed = json.loads(json.dumps(value))
    for _ in range(draw(st.integers(0, 4))):
        place: Any = changed
        while isinstance(place, (dict, list)) and place:
            key = draw(
                st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
            )
            if not isinstance(place[key], (dict, list)) or draw(st.booleans()):
                place[key] = draw(parts)
                break
            place = place[key]
    return changed


def cut(value: Any) -> Any:
    """The value with two items of each list, and of each object whose keys are paths."""
    if isinstance(value, list):
        return [cut(item) for item in value[:2]]
    if isinstance(value, dict):
        few = dict(list(value.items())[:2]) if any("/" in key for key in value) else value
        return {key: cut(item) for key, item in few.items()}
    return value


@contextlib.contextmanager
def answering(body: bytes, headers: Mapping[str, str] | None = None) -> Iterator[None]:
    """Every request of any client is answered 200 with the body; header names in lower case."""

    def answer(*_args: object, **_options: object) -> Answer:
        return Answer(200, dict(headers or {}), body, "crm.example.org")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Client, "get", answer)
        patched.setattr(Client, "send", answer)
        yield


def ends_well(
    value: Any, call: Callable[[], object], headers: Mapping[str, str] | None = None
) -> None:
    """The call, answered with the value, ends with one of our errors or something to keep."""
    body = json.dumps(value).encode()
    with answering(body, headers), contextlib.suppress(EventDeskError):
        msgspec.json.encode(call())
