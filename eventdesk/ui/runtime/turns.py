"""Work of the window's own thread that goes on in parts, so that the window answers in between."""

import asyncio
import time
from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 0.008
"""Seconds after which others have their turn: half of the time between two frames."""


async def in_turns(parts: Generator[None, None, T]) -> T:
    """What the generator returns; each of its parts should take a millisecond or two."""
    began = time.perf_counter()
    try:
        while True:
            next(parts)
            if time.perf_counter() - began > _AT_ONCE:
                await asyncio.sleep(0)
                began = time.perf_counter()
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        parts.close()


def at_once(parts: Generator[None, None, T]) -> T:
    """What the generator returns, without a pause."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            result: T = end.value
            return result
