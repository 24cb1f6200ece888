"""Recent scans: what they say, and the way back to a guest, without taking the focus."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from eventdesk.domain.door import Guest, WalkIn
from eventdesk.ui.controllers.door.recent import RecentController
from tests.ui.conftest import QLoop, until
from tests.ui.door_figures.conftest import Door, Opened
from tests.ui.fair_world import GALA

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def _rows(view: QListView, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = view.model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


async def _scanned(door: Door) -> tuple[RecentController, list[Guest]]:
    controller, wanted = RecentController(door.hub, [GALA]), list[Guest]()
    controller.wanted.connect(wanted.append)
    door.put(controller.widget)
    await door.quiet()
    assert "Nobody has been scanned yet." in door.texts()
    await door.admit("Anna Baker")
    unknown = await door.hub.door(door.workspace.door.scan, [GALA], ["4411"])
    door.hub.announce(unknown.changes)
    await door.quiet()
    return controller, wanted


def test_outcomes_are_told_newest_first(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await _scanned(door)
            view = door.named(QListView, "Recent scans")
            spoken = _rows(view, ACCESSIBLE)
            assert [text.partition(" ")[2] for text in spoken] == [
                "Unknown code 4411: Refused",
                "Anna Baker: In",
            ]

    qloop.run(body())


def test_who_was_taken_back_is_no_question(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await _scanned(door)
            anna = next(each for each in door.workspace.door.recent([GALA]) if each.mark_id)
            mary = door.workspace.door.add_walk_in(GALA, WalkIn("Mary Newcomer")).decision
            for made in (anna, mary):
                undone = await door.hub.door(door.workspace.door.undo, made.mark_id)
                door.hub.announce(undone.changes)
            await door.quiet()
            spoken = _rows(door.named(QListView, "Recent scans"), ACCESSIBLE)
            assert [text.partition(" ")[2] for text in spoken] == [
                "Mary Newcomer: Undone",  # who is on no list any more
                "Unknown code 4411: Refused",
                "Anna Baker: Undone",
            ]

    qloop.run(body())


def test_a_click_leads_back_and_leaves_the_focus_where_it_is(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            field = QLineEdit()
            door.put(field)
            _, wanted = await _scanned(door)
            field.setFocus()
            view = door.named(QListView, "Recent scans")
            place = view.visualRect(view.model().index(1, 0)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
            await until(lambda: len(wanted) == 1)
            assert wanted[0].listed.attendee.name == "Anna Baker"
            assert wanted[0].listed.status == "attended"
            assert field.hasFocus()

    qloop.run(body())


def test_the_keyboard_reaches_a_row(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            field = QLineEdit()
            door.put(field)
            _, wanted = await _scanned(door)
            view = door.named(QListView, "Recent scans")
            view.setFocus(Qt.FocusReason.TabFocusReason)
            view.setCurrentIndex(view.model().index(1, 0))
            QTest.keyClick(view, Qt.Key.Key_Return)
            await until(lambda: len(wanted) == 1)
            QTest.keyClick(view, Qt.Key.Key_Tab)
            assert not view.hasFocus()

    qloop.run(body())


def test_an_unknown_code_leads_nowhere_and_hidden_names_stay_hidden(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            controller, wanted = await _scanned(door)
            view = door.named(QListView, "Recent scans")
            view.activated.emit(view.model().index(0, 0))
            controller.hide_personal(True)
            await door.quiet()
            assert wanted == []
            assert _rows(view) == ["Code", "Guest"]
            assert _rows(view, Qt.ItemDataRole.ToolTipRole) == [None, None]

    qloop.run(body())
