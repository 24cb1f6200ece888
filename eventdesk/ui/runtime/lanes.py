"""Named one-thread executors, so that blocking work never runs on the window's thread.

Workers are daemon threads of our own: the standard pool waits for its workers when the
interpreter ends, so one stuck call would keep the program alive. No Qt object enters a worker.
"""

import asyncio
import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call on its way to the worker and its answer on the way back."""

    call: Callable[[], Any]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Any]

    def settle(self, result: Any, error: BaseException | None) -> None:
        """Hand the answer over, on the loop's thread, unless nobody waits any more."""
        if not self.answer.done():
            if error is None:
                self.answer.set_result(result)
            else:
                self.answer.set_exception(error)
        elif error is not None:
            _log.info("A call that nobody waited for any more ended with %s", type(error).__name__)


class Lane:
    """One worker thread, started with its first call; calls run in the order they were made."""

    def __init__(self, name: str, cleanup: Callable[[], object] | None = None) -> None:
        """`cleanup` runs last of all on the worker, for example to close its connections."""
        self.name = name
        self._cleanup = cleanup
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._unanswered: set[asyncio.Future[Any]] = set()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._abandoned = False
        self._ended: Callable[[], object] = _nothing

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` on the worker and give back what it returns or raises.

        Giving up the wait does not interrupt a call that runs; a call still queued is dropped.
        A closed lane cancels whoever asks, like the calls that were queued when it closed.
        """
        if self._closing:
            raise asyncio.CancelledError(f"Lane {self.name} is closed")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._unanswered.add(answer)
        answer.add_done_callback(self._unanswered.discard)
        self._jobs.put(_Job(partial(function, *args, **kwargs), loop, answer))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self.name, daemon=True)
            self._thread.start()
        return await answer

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.answer.cancelled():
                self._perform(job)
            del job  # else a result or a traceback would live until the next call
        if self._cleanup is not None:
            try:
                self._cleanup()
            except Exception:  # noqa: BLE001 - the program must end whatever a cleanup does
                _log.exception("Cleaning up lane %s failed", self.name)
        if not self._abandoned:
            self._ended()

    def _perform(self, job: _Job) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = job.call()
        except StopIteration as stop:  # a future refuses it, so its waiter would never wake
            error = RuntimeError(f"StopIteration left a call on lane {self.name}")
            error.__cause__ = stop
        except BaseException as raised:  # noqa: BLE001 - else its waiter would wait for ever
            error = raised
        if not self._abandoned:
            job.loop.call_soon_threadsafe(job.settle, result, error)

    def stop(self, ended: Callable[[], object]) -> bool:
        """Drop queued calls and end the worker after its present one; False if there is none.

        `ended` is called on the worker when it is done.
        """
        self._closing = True
        self._ended = ended
        with contextlib.suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None:
                    job.answer.cancel()
        self._jobs.put(None)
        return self._thread is not None

    def leave(self, seconds: float) -> bool:
        """Wait for the stopped worker, at most so long; a stuck one is left behind.

        Returns:
            False if it was left behind; whatever it answers later is dropped.
        """
        if self._thread is None:
            return True
        self._thread.join(seconds)
        self._abandoned = self._thread.is_alive()
        if self._abandoned:
            for answer in tuple(self._unanswered):
                answer.cancel()
        return not self._abandoned


class Lanes:
    """Owns every lane of the program, from its start to its end."""

    def __init__(self, cleanup: Callable[[], object] | None = None) -> None:
        """`cleanup` runs once on each worker before it ends."""
        self._cleanup = cleanup
        self._lanes: dict[str, Lane] = {}
        self._closed = False

    def lane(self, name: str) -> Lane:
        """The lane of this name; the same one for the same name."""
        if name not in self._lanes:
            self._lanes[name] = Lane(name, self._cleanup)
            if self._closed:
                self._lanes[name].stop(_nothing)
        return self._lanes[name]

    async def close(self, seconds: float) -> tuple[str, ...]:
        """Cancel what is queued, let running calls end, clean up: `seconds` in total.

        Returns:
            The names of the lanes whose workers were stuck and were left behind.
        """
        self._closed = True
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        waits = [end for lane in self._lanes.values() if (end := _stop(lane, loop)) is not None]
        if waits:
            await asyncio.wait(waits, timeout=seconds)
        stuck = tuple(
            lane.name
            for lane in self._lanes.values()
            if not lane.leave(max(0.0, deadline - loop.time()))
        )
        if stuck:
            _log.warning("Left behind, still busy: %s", ", ".join(stuck))
        return stuck


def _stop(lane: Lane, loop: asyncio.AbstractEventLoop) -> asyncio.Future[None] | None:
    end: asyncio.Future[None] = loop.create_future()
    return end if lane.stop(partial(loop.call_soon_threadsafe, _resolve, end)) else None


def _resolve(end: asyncio.Future[None]) -> None:
    if not end.done():
        end.set_result(None)


def _nothing() -> None:
    """Nobody waits for this worker."""
