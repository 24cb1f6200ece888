"""A locked door: how it is left, and what of its guests is seen when."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QPushButton

from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.views.door.result import ResultCard
from eventdesk.ui.views.door.window import DoorWindow
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened
from tests.ui.fair_world import GALA


async def _open_locked(door: Door) -> None:
    kiosk = door.workspace.kiosk
    await door.hub.vault(kiosk.set_pin, "2468")
    await door.hub.door(kiosk.lock, [GALA])
    await open_door(door.hub, door.main, GALA)
    await door.quiet()


async def _hide_after(door: Door, seconds: int) -> None:
    await door.hub.door(door.workspace.kiosk.set_hide_after, seconds)
    await open_door(door.hub, door.main, GALA)
    await door.quiet()


def _dialogs() -> list[QDialog]:
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, QDialog) and each.isVisible()]


def _locked(door: Door) -> bool:
    return door.workspace.kiosk.state().locked


@pytest.mark.parametrize("how", ["button", "window", "program"])
def test_leaving_a_locked_door_is_meant_before_the_pin_is_asked(
    qloop: QLoop, opened: Opened, how: str
) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await _open_locked(door)

            def leave() -> None:
                if how == "button":
                    door.press("Leave door")
                elif how == "window":
                    door.window.close()
                else:
                    door.main.close()

            leave()
            question = await door.dialog("Leave the door?")
            assert _dialogs() == [question]  # nobody has asked for the PIN so far
            question.reject()
            await door.quiet()
            assert _locked(door)
            leave()
            (await door.dialog("Leave the door?")).accept()
            await until(lambda: any(each.findChildren(QLineEdit) for each in _dialogs()))
            (pin,) = _dialogs()
            pin.reject()  # who does not know it stays
            await door.quiet()
            assert door.window.isVisible()
            assert _locked(door)
            leave()
            (await door.dialog("Leave the door?")).accept()
            await until(lambda: any(each.findChildren(QLineEdit) for each in _dialogs()))
            (pin,) = _dialogs()
            pin.findChildren(QLineEdit)[0].setText("2468")
            QTest.mouseClick(door.named(QPushButton, "Continue", pin), Qt.MouseButton.LeftButton)
            await until(lambda: not any(w.isVisible() for w in door.main.findChildren(DoorWindow)))
            assert not _locked(door)

    qloop.run(body())


def test_enter_presses_the_button_that_has_the_focus(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            door.press("Leave door")
            question = await door.dialog("Leave the door?")
            QTest.keyClick(door.named(QPushButton, "Stay", question), Qt.Key.Key_Return)
            await until(lambda: not _dialogs())
            assert _is_open(door)
            await door.quiet()
            door.press("Leave door")
            question = await door.dialog("Leave the door?")
            QTest.keyClick(door.named(QPushButton, "Leave door", question), Qt.Key.Key_Return)
            await until(lambda: not _is_open(door))

    qloop.run(body())


def test_a_pin_that_nobody_asked_for_is_seen_nowhere(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await _open_locked(door)
            await door.type("2468")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("Refused: unknown code ••••.")
            await door.scan("13579")  # a scanner tells no PIN
            assert door.result.startswith("Refused: unknown code 13579.")
            recent = door.named(QListView, "Recent scans")
            assert _rows(recent) == ["Unknown code 13579", "Unknown code ••••"]
            assert "2468" not in " ".join(_texts(door))

    qloop.run(body())


def test_data_that_is_always_hidden_is_never_painted(
    qloop: QLoop, opened: Opened, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint, door_of = ResultCard.repaint, list[Door]()
    anna = fair.attendees["a-0"]
    fair.attendees["a-0"] = replace(anna, email="anna@example.org", company="")
    fair.attendees["a-1"] = replace(fair.attendees["a-1"], email="anna@example.org")

    def watch() -> None:
        painted.extend(text for door in door_of for text in _texts(door))

    def repaint(card: ResultCard) -> None:
        watch()
        paint(card)

    monkeypatch.setattr(ResultCard, "repaint", repaint)

    async def body() -> None:
        async with opened(door=False) as door:
            await _hide_after(door, 0)
            door_of.append(door)
            for view in door.window.findChildren(QListView):
                view.model().modelReset.connect(watch)
            await door.rules(card=("note", "email", "code"))
            await door.scan("T-100")
            await door.scan("4411")
            await door.type("anna@")
            assert [row.split(",")[0] for row in door.matches] == ["BAKER", "BAKER"]
            door_of.clear()
            seen = " ".join([*painted, *_texts(door)])
            assert "BAKER, Anna" in seen  # who stands here is called by name
            for hidden in ("Vegan", "T-100", "anna@", "Anna Baker", "4411:"):
                assert hidden not in seen

    qloop.run(body())


def test_data_goes_in_time_and_comes_back_with_the_next_guest(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door:
            await _hide_after(door, 1)
            await door.scan("T-100")
            assert "Vegan" in door.card
            recent = door.named(QListView, "Recent scans")
            await until(lambda: _rows(recent) == ["Anna Baker"])
            await until(lambda: _rows(recent) == ["Guest"])
            assert "Vegan" not in door.card
            assert "BAKER, Anna" in door.card
            await door.scan("T-102")
            await until(lambda: _rows(recent) == ["Chidi Okafor", "Anna Baker"])
            await until(lambda: _rows(recent) == ["Guest", "Guest"])
            await door.type("okafor")  # whoever looks for somebody sees what tells them apart
            assert _rows(recent) == ["Chidi Okafor", "Anna Baker"]

    qloop.run(body())


def _is_open(door: Door) -> bool:
    return any(each.isVisible() for each in door.main.findChildren(DoorWindow))


def _rows(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _texts(door: Door) -> list[str]:
    """Whatever can be read or heard of guests now."""
    found = list(door.card)
    for view in door.window.findChildren(QListView):
        model = view.model()
        for row in range(model.rowCount()):
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.AccessibleTextRole,
                Qt.ItemDataRole.ToolTipRole,
            ):
                found.append(str(model.index(row, 0).data(role)))
    return found
