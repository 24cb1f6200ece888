"""The watch sees how long the loop was away."""

import asyncio
import time

from eventdesk.ui.runtime.stallwatch import BOUNDS_MS, StallWatch


def test_a_loop_that_was_away_is_noticed(qloop) -> None:
    async def body() -> None:
        watch = StallWatch()
        watch.start()
        await asyncio.sleep(0.05)
        time.sleep(0.12)  # noqa: ASYNC251 - the stall itself
        await asyncio.sleep(0.05)
        gaps = watch.stop()
        assert gaps.longest >= 100
        assert sum(gaps.histogram) == gaps.turns
        assert sum(gaps.histogram[BOUNDS_MS.index(100.0) + 1 :]) >= 1
        assert 0 < gaps.share_within(100.0) < 1
        watch.start()
        assert watch.stop().longest < 100

    qloop.run(body())
