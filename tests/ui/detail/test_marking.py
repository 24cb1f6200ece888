"""Marks are seen at once, told apart by how far they came, and can be taken back."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Refused, Unreachable
from eventdesk.ui.runtime.message_dialog import MessageDialog
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.detail.fair import ALL, Fair, person

# By last name: Adler, Baker A., Baker T., Baker's guest, Okafor, Quinn.
LENA, ANNA, THOMAS, GUEST, CHIDI, ZOE = range(6)


def _press(desk: Desk, name: str) -> None:
    QTest.mouseClick(desk.named(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_mark_waits_on_the_desk_until_the_system_has_it(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(CHIDI)
            _press(desk, "Mark attended")
            await desk.quiet()
            marked = desk.rows("Name", "Status", "Marked at", "By")[CHIDI]
            assert marked[:2] == ("Chidi Okafor", "Attended · waiting")
            assert "14:05" in marked[2]
            assert marked[3] == "Mo"
            assert "6 expected   1 in   5 to come" in desk.texts()
            assert desk.pushed == ["Fair"]
            await desk.push()
            assert desk.rows("Status")[CHIDI] == "Attended"
            assert desk.fair.attendees["a-2"].status == "attended"

    qloop.run(body())


def test_what_the_system_refuses_is_kept_and_shown(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            fair.refusal = Refused("This seat is sold again.")
            desk.select(ZOE)
            _press(desk, "Mark no-show")
            await desk.quiet()
            await desk.push()
            assert desk.rows("Status")[ZOE] == "No-show · refused"

    qloop.run(body())


def test_offline_nothing_waits_for_the_network(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            fair.failure = Unreachable("Fairground does not answer.")
            desk.select(LENA)
            _press(desk, "Mark attended")
            await desk.quiet()
            assert desk.rows("Status")[LENA] == "Attended · waiting"
            await desk.push()
            assert desk.rows("Status")[LENA] == "Attended · waiting"

    qloop.run(body())


def test_many_are_marked_at_once_and_the_answer_counts(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(ANNA, THOMAS)
            _press(desk, "Mark attended")
            await desk.quiet()
            assert "2 of 2 marked attended." in desk.texts()
            desk.table.setFocus()
            QTest.keyClick(desk.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            _press(desk, "Mark attended")
            await desk.quiet()
            said = "4 of 6 marked attended; 2 were attended already; 1 on this desk only."
            assert said in desk.texts()
            assert "6 attendees · 6 selected · list from " in " ".join(desk.texts())
            assert all(status.startswith("Attended") for status in desk.rows("Status"))

    qloop.run(body())


def test_a_person_who_holds_two_places_is_marked_at_both(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.attendees["a-second"] = replace(fair.attendees["a-0"], ref="a-second", ticket="Workshop")

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(1)
            _press(desk, "Mark attended")
            await desk.quiet()
            assert "Anna Baker: attended, 2 places." in desk.texts()
            rows = desk.rows("Name", "Status")
            assert rows.count(("Anna Baker", "Attended · waiting")) == 2

    qloop.run(body())


def test_a_guest_is_marked_on_this_desk_only_and_the_operator_is_told(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(GUEST)
            _press(desk, "Mark attended")
            await desk.quiet()
            said = "Anna Baker's guest is marked on this desk only: the system cannot be told."
            assert said in desk.texts()
            assert desk.rows("Status")[GUEST] == "Attended · on this desk"

    qloop.run(body())


def test_undo_takes_back_the_selected_rows_mark(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            for row in (LENA, ZOE):
                desk.select(row)
                _press(desk, "Mark attended")
                await desk.quiet()
            desk.select(LENA)
            _press(desk, "Undo")
            await desk.quiet()
            assert "Taken back: Lena Adler is accepted again." in desk.texts()
            statuses = desk.rows("Status")
            assert (statuses[LENA], statuses[ZOE]) == ("Accepted", "Attended · waiting")
            _press(desk, "Undo")
            await desk.quiet()
            assert "This desk has no mark of Lena Adler to take back." in desk.texts()
            await desk.push()
            assert [call for call in desk.fair.calls if call.startswith("set")] == [
                "set a-3 attended"
            ]

    qloop.run(body())


def test_an_undo_of_what_was_sent_is_sent(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(ANNA)
            _press(desk, "Mark attended")
            await desk.quiet()
            await desk.push()
            _press(desk, "Undo")
            await desk.quiet()
            assert desk.rows("Status")[ANNA] == "Accepted · waiting"
            await desk.push()
            assert desk.fair.attendees["a-0"].status == "accepted"

    qloop.run(body())


def test_the_keyboard_is_enough(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.pane.activateWindow()
            desk.region.focus_search()
            await desk.search("oka")
            search = desk.pane.attendees.search
            control = Qt.KeyboardModifier.ControlModifier
            # One row is left, so that nobody else can be meant, and one sees who it is.
            assert [row.data() for row in desk.table.selectionModel().selectedRows()] == [
                "Chidi Okafor"
            ]
            assert any(text.startswith("1 of 6 attendees · 1 selected") for text in desk.texts())
            assert search.hasFocus()
            QTest.keyClick(search, Qt.Key.Key_Return, control)
            await desk.quiet()
            assert desk.rows("Status") == ["Attended · waiting"]
            QTest.keyClick(search, Qt.Key.Key_Escape)
            await desk.quiet()
            assert len(desk.rows("Name")) == 6
            assert not desk.named(QPushButton, "Mark attended").isEnabled()
            QTest.keyClick(search, Qt.Key.Key_Down)
            QTest.keyClick(desk.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClick(
                desk.table, Qt.Key.Key_Return, control | Qt.KeyboardModifier.ShiftModifier
            )
            await desk.quiet()
            assert "2 of 2 marked no-show." in desk.texts()
            QTest.keyClick(desk.table, Qt.Key.Key_Q)
            await desk.quiet()
            assert desk.rows("Name") == ["Zoë Quinn"]

    qloop.run(body())


def test_a_very_large_selection_is_asked_about_first(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    for number in range(10, 160):
        fair.attendees[f"a-{number}"] = person(number, f"Extra Person{number}")

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.table.selectAll()
            _press(desk, "Mark attended")
            question = await desk.dialog(MessageDialog)
            question.reject()
            await desk.quiet()
            assert "156 expected   0 in   156 to come" in desk.texts()
            _press(desk, "Mark attended")
            question = await desk.dialog(MessageDialog)
            QTest.mouseClick(
                desk.named(QPushButton, "Mark 156", question), Qt.MouseButton.LeftButton
            )
            await until(lambda: "156 of 156 marked attended" in " ".join(desk.texts()))
            await desk.quiet()
            assert "156 expected   156 in   0 to come" in desk.texts()

    qloop.run(body())


def test_where_the_system_takes_no_attendance_marks_stay_here(
    qloop: QLoop, opened: Opened, offers
) -> None:
    offers(ALL - {Capability.ATTENDANCE})

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            assert "Kept on this desk only" in desk.texts()
            desk.select(ANNA)
            _press(desk, "Mark attended")
            await desk.quiet()
            assert desk.rows("Status")[ANNA] == "Attended · on this desk"

    qloop.run(body())
