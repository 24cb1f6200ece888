"""Blocking work runs beside the loop, in order, and never holds the end of the program."""

import asyncio
import threading

import pytest

from eventdesk.ui.runtime.lanes import Lanes


def test_calls_of_a_lane_keep_their_order_on_one_thread_that_is_not_the_loops(qloop) -> None:
    async def body() -> None:
        lanes = Lanes()
        calls: list[tuple[int, str, bool]] = []

        def note(number: int) -> int:
            thread = threading.current_thread()
            calls.append((number, thread.name, thread.daemon))
            return number * 2

        lane = lanes.lane("db")
        doubled = await asyncio.gather(*(lane.run(note, number) for number in range(50)))
        assert doubled == [number * 2 for number in range(50)]
        assert calls == [(number, "db", True) for number in range(50)]
        assert await lanes.close(5) == ()

    qloop.run(body())


def test_lanes_run_beside_each_other(qloop) -> None:
    async def body() -> None:
        lanes = Lanes()
        meeting = threading.Barrier(2, timeout=10)  # passes only if both are there at once
        await asyncio.gather(
            lanes.lane("one").run(meeting.wait), lanes.lane("two").run(meeting.wait)
        )
        await lanes.close(5)

    qloop.run(body())


@pytest.mark.parametrize(
    ("raised", "expected"),
    [(KeyError("seat"), KeyError), (StopIteration(), RuntimeError), (SystemExit(3), SystemExit)],
)
def test_whatever_a_call_raises_reaches_the_one_who_waits(
    qloop, raised: BaseException, expected: type[BaseException]
) -> None:
    async def body() -> BaseException | None:
        lanes = Lanes()

        def fail() -> None:
            raise raised

        caught: BaseException | None = None
        try:
            await lanes.lane("db").run(fail)
        except BaseException as error:  # noqa: BLE001 - SystemExit is one of the cases
            caught = error
        assert await lanes.lane("db").run(lambda: "still works") == "still works"
        await lanes.close(5)
        return caught

    assert isinstance(qloop.run(body()), expected)


def test_a_call_given_up_while_queued_never_runs(qloop) -> None:
    async def body() -> None:
        lanes, gate, ran = Lanes(), threading.Event(), []
        lane = lanes.lane("db")
        first = asyncio.ensure_future(lane.run(gate.wait))
        second = asyncio.ensure_future(lane.run(ran.append, "second"))
        third = asyncio.ensure_future(lane.run(ran.append, "third"))
        await asyncio.sleep(0)
        second.cancel()
        gate.set()
        await asyncio.gather(first, third)
        assert ran == ["third"]
        await lanes.close(5)

    qloop.run(body())


def test_closing_drops_what_is_queued_and_cleans_up_on_each_lanes_thread(qloop) -> None:
    async def body() -> None:
        cleaned, ran = [], []
        gate = threading.Event()
        lanes = Lanes(lambda: cleaned.append(threading.current_thread().name))
        await lanes.lane("vault").run(lambda: None)
        lanes.lane("never used")
        running = asyncio.ensure_future(lanes.lane("db").run(gate.wait))
        queued = asyncio.ensure_future(lanes.lane("db").run(ran.append, "queued"))
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(lanes.close(5))
        await asyncio.sleep(0)
        gate.set()
        assert await closing == ()
        assert await running is True
        assert queued.cancelled()
        assert ran == []
        assert sorted(cleaned) == ["db", "vault"]
        for name in ("db", "a new one"):
            with pytest.raises(asyncio.CancelledError):
                await lanes.lane(name).run(ran.append, "too late")

    qloop.run(body())


def test_closing_leaves_a_stuck_worker_behind(qloop, expect_log) -> None:
    expect_log("eventdesk.ui.runtime.lanes", "Left behind, still busy: stuck")
    release, threads = threading.Event(), []

    def stick() -> str:
        threads.append(threading.current_thread())
        release.wait(60)
        return "too late"

    async def body() -> None:
        lanes = Lanes()
        waiting = asyncio.ensure_future(lanes.lane("stuck").run(stick))
        await lanes.lane("free").run(lambda: None)
        assert await lanes.close(0.05) == ("stuck",)
        with pytest.raises(asyncio.CancelledError):
            await waiting

    qloop.run(body())
    assert not release.is_set()  # it came back while the worker was still busy
    release.set()
    threads[0].join(10)


def test_a_failing_cleanup_is_logged_and_the_lane_still_ends(qloop, expect_log) -> None:
    expect_log("eventdesk.ui.runtime.lanes", "Cleaning up lane db failed", level=40)

    async def body() -> None:
        lanes = Lanes(lambda: 1 // 0)
        await lanes.lane("db").run(lambda: None)
        assert await lanes.close(5) == ()

    qloop.run(body())
