"""The list of a door: read first of all, then in the background; offline and back by itself."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    EventDeskError,
    Throttled,
    Unreachable,
)
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.ui.controllers.door.figures import FiguresController
from eventdesk.ui.controllers.door.list_pace import ListPace, Spent
from eventdesk.ui.controllers.door.refreshing import ListKeeper
from tests.ui.conftest import QLoop, until
from tests.ui.door_figures.conftest import BOOK, Door, Opened
from tests.ui.fair_world import GALA

_SOON = ListPace(own=0.01, cheap=0.01, per_request=0, per_second=0, first_retry=0.01)
_NEVER = ListPace(own=999, cheap=999, first_retry=999, longest_retry=999)
_DOWN = Unreachable("fair.example.org: connection refused")


async def _keeper(door: Door, pace: ListPace) -> ListKeeper:
    """A keeper that has begun, in its place in the bar of figures."""
    keeper = ListKeeper(door.hub, [GALA], pace)
    door.put(FiguresController(door.hub, [GALA], keeper).widget)
    keeper.start()
    await until(keeper.widget.isVisible)
    return keeper


def _state(door: Door) -> str:
    return door.named(QLabel, "Sync state").text()


def test_the_list_is_read_on_opening_and_guests_are_counted(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            late = replace(door.fair.attendees["a-0"], ref="a-9", name="Late Booker", person="p-9")
            door.fair.attendees["a-9"] = late
            door.clock.turn(300)
            door.fair.calls.clear()
            await _keeper(door, _NEVER)
            await until(lambda: door.named(QLabel, "Expected").text() == "6")
            await until(lambda: _state(door).startswith("Online "))
            assert {"attendees", "orders", "tickets"} <= set(door.fair.calls)
            assert _state(door) == "Online 18:05"

    qloop.run(body())


def test_it_goes_on_in_the_background(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            keeper = await _keeper(door, _SOON)
            await until(lambda: door.fair.calls.count("orders") >= 3)
            assert door.fair.calls.count("tickets") == 1
            assert not keeper.widget.reading

    qloop.run(body())


def test_whoever_asks_sees_a_reading_that_runs_already(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            keeper = await _keeper(door, ListPace(cheap=0.01, own=0.01, per_second=0))
            await until(lambda: door.fair.calls.count("attendees") >= 2)
            door.fair.held.clear()
            door.fair.calls.clear()
            await until(lambda: "attendees" in door.fair.calls)
            assert not keeper.widget.reading
            door.named(QToolButton, "Refresh the list").click()
            door.fair.held.set()
            await until(lambda: keeper.widget.reading)
            await until(lambda: not keeper.widget.reading)

    qloop.run(body())


def test_a_slow_reading_shows_its_progress_and_can_be_stopped(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.held.clear()
            await _keeper(door, _NEVER)
            stop = next(
                each
                for each in door.window.findChildren(QPushButton)
                if each.accessibleName() == "Cancel reading the list"
            )
            await until(stop.isVisible)
            assert not door.named(QToolButton, "Refresh the list").isEnabled()
            await door.admit("Anna Baker")  # the door is usable meanwhile, with the old list
            await until(lambda: door.named(QLabel, "Arrived").text() == "1")
            stop.click()
            door.fair.held.set()
            await until(lambda: door.named(QToolButton, "Refresh the list").isEnabled())
            assert _state(door) == "Online 18:00"

    qloop.run(body())


def test_offline_is_said_at_the_first_failure_and_left_at_the_first_success(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.admit("Anna Baker")
            door.fair.failure = _DOWN
            await _keeper(door, _SOON)
            await until(lambda: _state(door) == "Offline, list from 18:00")
            label = door.named(QLabel, "Sync state")
            assert "marks are kept on this desk" in label.accessibleDescription()
            assert "connection refused" not in label.accessibleDescription() + label.toolTip()
            door.fair.failure = None
            await until(lambda: _state(door).startswith("Online"))
            # Marks pause no longer than the list.
            await until(lambda: "set a-0 attended" in door.fair.calls)
            await until(lambda: door.named(QLabel, "Waiting marks").text() == "Nothing waiting")

    qloop.run(body())


def test_anybody_who_reaches_the_system_again_ends_the_pause(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.failure = _DOWN
            await _keeper(door, _NEVER)
            await until(lambda: _state(door).startswith("Offline"))
            door.fair.failure = None
            door.fair.calls.clear()
            door.clock.turn(120)
            _, changes = await door.hub.account(
                "Fair", door.workspace.syncing.refresh, "Fair", silent, CancelToken()
            )
            door.hub.announce(changes)
            await until(lambda: _state(door) == "Online 18:02")
            assert "attendees" in door.fair.calls

    qloop.run(body())


def test_other_troubles_are_said_in_their_own_words(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.failure = CredentialsRefused(
                "Fair does not accept the key.", "Enter it anew."
            )
            await _keeper(door, _NEVER)
            await until(lambda: _state(door) == "Key refused, list from 18:00")
            description = door.named(QLabel, "Sync state").accessibleDescription()
            assert "Enter it anew." in description

    qloop.run(body())


def test_lists_of_two_accounts_are_read_at_once(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.failure = _DOWN
            keeper = ListKeeper(door.hub, [GALA, door.book], _NEVER)
            door.put(keeper.widget)
            keeper.start()
            view = door.workspace.events.view
            await until(lambda: view(door.book).listed.attendees_at is not None)
            await until(lambda: keeper.text == "Fair offline, list from 18:00")
            assert BOOK not in keeper.text

    qloop.run(body())


def test_an_event_that_was_deleted_keeps_no_other_list_from_being_read(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            keeper = ListKeeper(door.hub, [EventRef(BOOK, "deleted"), door.book], _NEVER)
            door.put(keeper.widget)
            keeper.start()
            view = door.workspace.events.view
            await until(lambda: view(door.book).listed.attendees_at is not None)
            await until(lambda: not keeper.widget.reading)
            keeper.stop()

    qloop.run(body())


def test_a_system_that_grants_little_is_left_to_the_marks(qloop: QLoop, opened: Opened) -> None:
    soon = ListPace(own=0.01, cheap=0.01, per_request=0, per_second=0, scarce=999)

    async def body() -> None:
        async with opened() as door:
            door.fair.requests_left = 9  # five guests are to come
            await _keeper(door, soon)
            await until(lambda: _state(door).startswith("Online"))
            for _ in range(3):
                await door.read(GALA)  # somebody else's reading, for time to pass
            assert door.fair.calls.count("orders") == 1
            await door.admit("Anna Baker")
            door.named(QToolButton, "Refresh the list").click()  # now it is enough for the others
            await until(lambda: door.fair.calls.count("orders") >= 4)

    qloop.run(body())


def test_closing_stops_what_is_being_read(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.fair.held.clear()
            keeper = await _keeper(door, _NEVER)
            await until(lambda: "attendees" in door.fair.calls)
            keeper.stop()
            await door.quiet()
            assert not keeper.widget.reading
            door.fair.held.set()
            door.fair.calls.clear()
            keeper.start()
            keeper.refresh_now()
            await door.quiet()
            assert door.fair.calls == []

    qloop.run(body())


@pytest.mark.parametrize(
    ("spent", "pause"),
    [
        (Spent(0, 0.1), 15),
        (Spent(3, 1.0), 60),
        (Spent(12, 4.0), 108),
        (Spent(200, 90.0), 1800),
        (Spent(0, 8.0), 80),
        (Spent(3, 1.0, left=399, to_come=200), 300),  # marks come first
        (Spent(3, 1.0, left=400, to_come=200), 60),
        (Spent(3, 1.0, left=0, to_come=0), 60),  # everybody is in
        (Spent(50, 1.0, left=9, to_come=200), 450),
        (Spent(3, 1.0, to_come=200), 60),  # a system that tells nothing
    ],
)
def test_lists_are_read_as_often_as_they_leave_room(spent: Spent, pause: float) -> None:
    assert ListPace().after_success(spent) == pause


@pytest.mark.parametrize(
    ("error", "failures", "chance", "pause"),
    [
        (_DOWN, 1, 0.0, 3.75),
        (_DOWN, 1, 1.0, 6.25),
        (_DOWN, 4, 0.5, 40.0),
        (_DOWN, 30, 0.5, 120.0),
        (Throttled("Slow down.", retry_after=70.0), 1, 0.5, 70.0),
        (Throttled("Slow down.", retry_after=7000.0), 1, 0.5, 300.0),
        (CredentialsRefused("No."), 1, 0.5, 300.0),
        (BadAnswer("Nonsense."), 2, 0.5, 10.0),
    ],
)
def test_failures_make_the_pauses_longer(
    error: EventDeskError, failures: int, chance: float, pause: float
) -> None:
    assert ListPace().after_failure(error, failures, lambda: chance) == pause
