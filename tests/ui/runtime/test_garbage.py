"""Qt objects in reference cycles are destroyed on their own thread, whoever is busy."""

import gc
import threading

from PySide6.QtCore import QObject

from eventdesk.ui.runtime.garbage import collected_on_this_thread
from eventdesk.ui.runtime.lanes import Lanes


def test_a_busy_lane_collects_nothing_and_the_loop_does(qloop) -> None:
    collectors: list[int] = []

    class Cycle(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

        def __del__(self) -> None:
            collectors.append(threading.get_ident())

    def allocate() -> int:
        return len([{"seat": [number]} for number in range(200_000)])

    async def body() -> None:
        lanes = Lanes()
        for _ in range(20):
            Cycle()
        await lanes.lane("sync").run(allocate)
        await lanes.close(5)

    with collected_on_this_thread():
        qloop.run(body())
    assert set(collectors) == {threading.get_ident()}
    assert len(collectors) == 20


def test_collection_is_pythons_again_afterwards(qapp) -> None:
    with collected_on_this_thread():
        assert not gc.isenabled()
    assert gc.isenabled()
