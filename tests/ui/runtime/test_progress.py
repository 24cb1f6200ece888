"""Progress reaches the window on its own thread, the newest first and not too often."""

import asyncio
import threading

from eventdesk.domain.progress import Progress
from eventdesk.ui.runtime.lanes import Lanes
from eventdesk.ui.runtime.progress import ProgressBridge
from tests.ui.conftest import until


def _count_to(number: int, progress) -> None:
    for done in range(1, number + 1):
        progress(Progress("Reading", done, number))


def test_the_last_value_arrives_on_the_loops_thread(qloop) -> None:
    async def body() -> None:
        shown: list[tuple[int, int]] = []
        lanes = Lanes()
        with ProgressBridge[Progress](
            lambda value: shown.append((value.done, threading.get_ident())), interval=0.01
        ) as progress:
            await lanes.lane("sync").run(_count_to, 5000, progress)
            await until(lambda: shown and shown[-1][0] == 5000)
        assert [done for done, _ in shown] == sorted({done for done, _ in shown})
        assert {thread for _, thread in shown} == {threading.get_ident()}
        await lanes.close(5)

    qloop.run(body())


def test_values_between_two_showings_are_left_out(qloop) -> None:
    async def body() -> None:
        shown: list[int] = []
        with ProgressBridge[int](shown.append, interval=3600) as progress:
            progress(1)
            await until(lambda: shown)
            for value in range(2, 1000):
                progress(value)
            await asyncio.sleep(0.01)
        assert shown == [1]

    qloop.run(body())


def test_nothing_arrives_after_the_block(qloop) -> None:
    async def body() -> None:
        shown: list[int] = []
        with ProgressBridge[int](shown.append) as progress:
            progress(1)
        progress(2)
        await asyncio.sleep(0.01)
        assert shown == []

    qloop.run(body())
