"""Badges at a door: printed with an admission or by a key, and looked up in their log."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from eventdesk.domain.badge import BadgeRules
from tests.ui.conftest import QLoop, until
from tests.ui.door.window.conftest import Door, Opened
from tests.ui.fair_world import GALA


async def _with_badges(door: Door, folder: Path, *, on_admission: bool) -> None:
    rules = BadgeRules(folder=str(folder), on_admission=on_admission)
    await door.hub.door(door.workspace.badges.set_rules, [GALA], rules)


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.pdf"))


def test_whoever_comes_in_gets_a_badge_and_no_second_one_unasked(
    qloop: QLoop, opened: Opened, tmp_path: Path
) -> None:
    async def body() -> None:
        async with opened() as door:
            await _with_badges(door, tmp_path, on_admission=True)
            await door.scan("T-100")
            await until(lambda: _files(tmp_path) == ["Anna Baker.pdf"])
            await door.scan("nobody's")
            await door.type("okafor, ada")
            await door.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: len(_files(tmp_path)) == 4)  # hers and those of her party
            door.press("Undo OKAFOR, Ngozi")
            await door.quiet()
            door.clock.turn(60)
            await door.scan("T-103")
            await until(lambda: "badge was printed" in door.window.message.text)
            assert len(_files(tmp_path)) == 4

    qloop.run(body())


def test_the_key_prints_the_chosen_match_and_the_log_is_on_the_page(
    qloop: QLoop, opened: Opened, tmp_path: Path
) -> None:
    async def body() -> None:
        async with opened() as door:
            await _with_badges(door, tmp_path, on_admission=False)
            door.window.commands.badge.trigger()
            await until(lambda: "Choose a guest first" in door.window.message.text)
            await door.type("quinn")
            QTest.keyClick(door.window.field, Qt.Key.Key_F3)
            await until(lambda: _files(tmp_path) == ["Zoë Quinn.pdf"])
            await until(lambda: "Badge of Zoë Quinn saved as" in door.window.message.text)
            door.window.commands.badge.trigger()
            question = await door.dialog("Print the badge again?")
            question.accept()
            await until(lambda: len(_files(tmp_path)) == 2)
            await door.quiet()
            door.window.commands.settings.trigger()
            dialog = await door.dialog("Door settings")
            pages = door.named(QListWidget, "Pages", dialog)
            pages.setCurrentRow(3)
            lists = dialog.findChildren(QListWidget)
            log = next(each for each in lists if each.accessibleName() == "Print log")
            await until(log.isVisible)
            lines = [log.item(row).text() for row in range(log.count())]
            assert lines == [
                "14:05 · Zoë Quinn · again · Zoë Quinn 2.pdf · Mo, Door 1",
                "14:05 · Zoë Quinn · Zoë Quinn.pdf · Mo, Door 1",
            ]
            dialog.reject()
            await door.quiet()

    qloop.run(body())


def test_a_walk_in_gets_a_badge_as_everybody_does(
    qloop: QLoop, opened: Opened, tmp_path: Path
) -> None:
    async def body() -> None:
        async with opened() as door:
            await _with_badges(door, tmp_path, on_admission=True)
            await door.type("Mary Newcomer")
            door.press("Add walk-in")
            dialog = await door.dialog("Add walk-in")
            door.named(QPushButton, "Add and admit", dialog).click()
            await until(lambda: _files(tmp_path) == ["Mary Newcomer.pdf"])
            await door.quiet()

    qloop.run(body())
