"""Scans that come faster than they are decided, and a store that cannot take them."""

import asyncio
import threading
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.door import Decision, Outcome
from eventdesk.domain.scan_codes import ScanSettings, typed_scan
from eventdesk.domain.scanning import Reading, Scan
from tests.disks import fill_disk, make_room
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened, guest
from tests.ui.fair_world import GALA

MANY = 60


def _guests(fair: Fair, count: int) -> list[str]:
    """Put so many more people on the list; returns their codes."""
    people = [guest(number, f"Guest {number}") for number in range(100, 100 + count)]
    fair.attendees |= {one.ref: one for one in people}
    return [one.code for one in people]


async def _arrived(door: Door) -> int:
    listed = await door.hub.db(door.workspace.events.attendees, GALA, AttendeeQuery())
    return sum(each.status == AttendanceStatus.ATTENDED for each in listed)


def test_scans_queue_up_and_are_decided_in_their_order(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    codes = _guests(fair, MANY)

    async def body() -> None:
        async with opened() as door:
            decisions: list[Decision] = []
            door.controller.decided.connect(decisions.append)
            free = threading.Event()
            busy = asyncio.ensure_future(door.hub.door(free.wait))
            asked = [
                asyncio.ensure_future(door.controller.decide_scan(Scan(code, (Reading(code),))))
                for code in (*codes, "nobody's")
            ]
            await asyncio.sleep(0.01)
            assert decisions == []
            free.set()
            await asyncio.gather(busy, *asked)
            assert [each.code for each in decisions] == [*codes, "nobody's"]
            assert {each.outcome for each in decisions[:-1]} == {Outcome.IN}
            assert door.result.startswith("Refused")
            assert await _arrived(door) == MANY

    qloop.run(body())


def test_the_outcome_is_on_screen_when_its_answer_is_there(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            seen: list[str] = []
            door.controller.decided.connect(lambda _decision: seen.append(door.result))
            await door.scan("T-100")
            assert seen[0].startswith("In: Anna Baker")

    qloop.run(body())


def test_a_scan_leaves_alone_what_was_typed_since(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            free = threading.Event()
            busy = asyncio.ensure_future(door.hub.door(free.wait))
            scan = asyncio.ensure_future(
                door.controller.decide_scan(Scan("T-100", (Reading("T-100"),)))
            )
            await asyncio.sleep(0)
            QTest.keyClicks(door.window.field, "quinn")
            free.set()
            await asyncio.gather(busy, scan)
            await door.quiet()
            assert door.result.startswith("In: Anna Baker")
            assert door.window.field.text() == "quinn"
            assert door.chosen.startswith("QUINN")

    qloop.run(body())


def test_half_a_name_comes_back_after_somebody_elses_scan(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            field = door.window.field
            await door.type("qui")
            await door.scan("T-100")
            assert door.result.startswith("In: Anna Baker")
            assert (field.text(), door.matches) == ("", [])  # the outcome is all there is to see
            assert "↑ brings back “qui”" in field.placeholderText()
            await door.scan("T-101")
            await door.key(Qt.Key.Key_Return)  # answers the card, and admits nobody called so
            assert await door.status("Zoë Quinn") == "accepted"
            await door.key(Qt.Key.Key_Up)
            await door.type("n")
            assert door.chosen.startswith("QUINN, Zoë")
            await door.scan("T-106")  # who was looked for; nothing of it is left to do
            assert field.placeholderText() == "Scan or type"
            await door.key(Qt.Key.Key_Up)
            assert field.text() == ""

    qloop.run(body())


def test_a_guess_waits_for_enter_which_teaches_the_keyboard(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            scanning = door.workspace.scanning
            await door.controller.decide_scan(typed_scan("Tß100", ScanSettings()))
            await door.quiet()
            assert door.result.startswith("Found: Anna Baker")
            assert "read as “German keyboard” it is theirs. Press Enter" in door.result
            assert (await _arrived(door), scanning.settings().learned) == (0, "")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In: Anna Baker")
            assert door.window.message.text.startswith("Scans are read as “German keyboard” from")
            await until(lambda: scanning.settings().learned == "de-us")

    qloop.run(body())


def test_a_scan_that_cannot_be_written_stays_until_it_can(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    codes = _guests(fair, MANY)

    async def body() -> None:
        async with opened() as door:
            database = door.workspace.database
            await door.hub.door(fill_disk, database)
            scanned = []
            while "disk is full" not in door.window.message.text:
                scanned.append(codes.pop(0))
                await door.scan(scanned[-1])
            assert door.window.field.text() == scanned[-1]
            scanned.append(codes.pop(0))
            await door.scan(scanned[-1])  # waits behind the one that failed
            assert "2 scans wait" in door.window.message.text
            assert await _arrived(door) == len(scanned) - 2

            await door.hub.door(make_room, database)
            await door.key(Qt.Key.Key_Return)
            await until(lambda: door.window.message.text == "")
            await door.quiet()
            assert await _arrived(door) == len(scanned)
            assert door.window.field.text() == ""

    qloop.run(body())


def test_two_readings_of_two_guests_list_both(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    for number, code in ((7, "Z1"), (8, "Y1")):
        seat = guest(number, f"Seat {code}")
        fair.attendees[seat.ref] = replace(seat, code=code)

    async def body() -> None:
        async with opened() as door:
            await door.controller.decide_scan(typed_scan("Z1", ScanSettings()))
            await door.quiet()
            assert [row.split(",")[0] for row in door.matches] == ["Seat Z1", "Seat Y1"]
            assert await _arrived(door) == 0
            await door.key(Qt.Key.Key_Down)
            await door.key(Qt.Key.Key_Return)
            assert await door.status("Seat Y1") == "attended"
            assert await door.status("Seat Z1") == "accepted"
            await until(lambda: door.workspace.scanning.settings().learned == "de-us")

    qloop.run(body())


def test_a_code_of_two_guests_lists_both(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    for number, name in ((7, "Iris Twin"), (8, "Rosa Twin")):
        twin = guest(number, name)
        fair.attendees[twin.ref] = type(twin)(twin.ref, name, "accepted", code="T-TWIN")

    async def body() -> None:
        async with opened() as door:
            await door.scan("T-TWIN")
            assert [row.split(",")[1] for row in door.matches] == [" Iris", " Rosa"]
            assert await _arrived(door) == 0
            await door.key(Qt.Key.Key_Down)
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In")
            assert await door.status("Rosa Twin") == "attended"
            assert await door.status("Iris Twin") == "accepted"

    qloop.run(body())
