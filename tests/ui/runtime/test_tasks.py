"""Tasks live and die with their window, and their errors are told once."""

import asyncio

import pytest
from PySide6.QtWidgets import QWidget

from eventdesk.domain.errors import Cancelled
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from tests.ui.conftest import until


def _unexpected(error: BaseException, where: str) -> None:
    raise AssertionError(f"{where}: {error!r}")


async def _for_ever() -> None:
    await asyncio.get_running_loop().create_future()


def test_tasks_are_cancelled_when_their_widget_is_destroyed(qloop) -> None:
    async def body() -> None:
        widget = QWidget()
        inside: list[str] = []
        scope = TaskScope(widget, _unexpected)

        async def work() -> None:
            try:
                await _for_ever()
            finally:
                inside.append("left")

        task = scope.start(work(), name="load attendees")
        await asyncio.sleep(0)
        widget.deleteLater()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert inside == ["left"]
        late = scope.start(_for_ever(), name="too late")
        with pytest.raises(asyncio.CancelledError):
            await late
        assert not scope.busy

    qloop.run(body())


def test_an_error_is_reported_once_and_with_the_name_of_the_work(qloop) -> None:
    async def body() -> None:
        reports: list[tuple[BaseException, str]] = []
        scope = TaskScope(None, lambda error, where: reports.append((error, where)))

        async def fail() -> None:
            raise KeyError("seat")

        async def stop() -> None:
            raise Cancelled

        scope.start(fail(), name="load attendees")
        scope.start(stop(), name="sync")
        await scope.wait(5)
        assert [(type(error), where) for error, where in reports] == [(KeyError, "load attendees")]

    qloop.run(body())


def test_an_error_after_closing_is_logged_and_not_reported(qloop, expect_log) -> None:
    expect_log("eventdesk.ui.runtime.tasks", "load attendees ended badly")

    async def body() -> None:
        scope = TaskScope(None, _unexpected)

        async def fail_on_the_way_out() -> None:
            try:
                await _for_ever()
            finally:
                raise RuntimeError("internal C++ object already deleted")

        scope.start(fail_on_the_way_out(), name="load attendees")
        await asyncio.sleep(0)
        scope.close()
        await scope.wait(5)

    qloop.run(body())


@pytest.mark.parametrize(
    ("repeat", "finished", "same_task"),
    [
        (Repeat.JOIN, ["first"], [True, True]),
        (Repeat.REPLACE, ["third"], [False, False]),
        (Repeat.IGNORE, ["first"], [False, False]),
    ],
)
def test_three_quick_clicks(qloop, repeat: Repeat, finished: list, same_task: list) -> None:
    async def body() -> None:
        done: list[str] = []
        gate = asyncio.Event()
        scope = TaskScope(None, _unexpected)

        async def work(name: str) -> None:
            await gate.wait()
            done.append(name)

        def click(name: str):
            return scope.single("refresh", lambda: work(name), repeat=repeat)

        first = click("first")
        await asyncio.sleep(0)
        others = [click("second"), click("third")]
        assert [task is first for task in others] == same_task
        if repeat is Repeat.IGNORE:
            assert others == [None, None]
        gate.set()
        await scope.wait(5)
        assert done == finished
        again = click("again")
        assert again is not None
        await again
        assert done == [*finished, "again"]

    qloop.run(body())


def test_a_scope_keeps_tasks_that_nobody_else_holds(qloop) -> None:
    async def body() -> None:
        done: list[str] = []
        scope = TaskScope(None, _unexpected)

        async def work() -> None:
            await asyncio.sleep(0.001)
            done.append("work")

        scope.start(work(), name="work")
        await until(lambda: done and not scope.busy)

    qloop.run(body())
