"""Threads that write take turns: whoever waits is let in before the same one goes on."""

import signal
import threading

import pytest

from eventdesk.storage.turns import Turns


class Waiting:
    """A thread that asks for a turn, and what became of it."""

    def __init__(self, turns: Turns, name: str, got: list[str], *, urgent: bool = False) -> None:
        self._turns = turns
        self._thread = threading.Thread(target=self._run, args=(name, got, urgent))
        waiting = turns.waiting
        self._thread.start()
        while turns.waiting == waiting and self._thread.is_alive():
            pass

    def _run(self, name: str, got: list[str], urgent: bool) -> None:
        with self._turns.turn(urgent=urgent):
            got.append(name)

    def join(self) -> None:
        self._thread.join()


def test_they_come_in_order_and_the_urgent_first() -> None:
    turns, got = Turns(), list[str]()
    with turns.turn(urgent=False):
        assert not turns.are_wanted
        asked = [Waiting(turns, name, got) for name in ("pull", "another pull")]
        asked += [Waiting(turns, name, got, urgent=True) for name in ("scan", "second scan")]
        assert turns.are_wanted
    with turns.turn(urgent=False):  # asked for last, though this thread needs not wake up
        got.append("the first again")
    for one in asked:
        one.join()
    assert got == ["scan", "second scan", "pull", "another pull", "the first again"]
    assert turns.waiting == 0


class Interrupted(Exception):
    """What a signal raises here, as Ctrl+C does."""


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="this system has no such signal")
def test_one_that_is_interrupted_leaves_the_queue() -> None:
    turns, held = Turns(), threading.Event()
    main = threading.get_ident()

    def stop(_number: int, _frame: object) -> None:
        raise Interrupted

    def hold() -> None:
        with turns.turn(urgent=False):
            held.set()
            while not turns.waiting:
                pass
            signal.pthread_kill(main, signal.SIGUSR1)
            while turns.waiting:
                pass

    before = signal.signal(signal.SIGUSR1, stop)
    holder = threading.Thread(target=hold)
    try:
        holder.start()
        held.wait()
        with pytest.raises(Interrupted), turns.turn(urgent=True):
            pass
    finally:
        signal.signal(signal.SIGUSR1, before)
    holder.join()
    within = pytest.raises(RuntimeError, match="writes within")
    with turns.turn(urgent=True), within, turns.turn(urgent=True):
        pass
