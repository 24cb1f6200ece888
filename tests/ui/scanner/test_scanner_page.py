"""The page that sets a scanner up: what is chosen counts at once, and a test admits nobody."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from eventdesk.domain.code_rules import CodeRule, RuleKind
from eventdesk.domain.scan_codes import EndKey, ScanSettings
from eventdesk.domain.scanning import Scan
from eventdesk.ui.controllers.door.scanner import ScannerController
from eventdesk.ui.views.door.scanner_page import ScannerPage
from tests.ui.conftest import QLoop, until
from tests.ui.scanner.conftest import Desk, OpenDesk

W = TypeVar("W", bound=QWidget)


def _named(page: QWidget, kind: type[W], name: str) -> W:
    found = [each for each in page.findChildren(kind) if each.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}”"
    return found[0]


def _choose(page: QWidget, name: str, words: str) -> None:
    combo = _named(page, QComboBox, name)
    place = combo.findText(words)
    assert place >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def _fill(page: QWidget, name: str, text: str) -> None:
    edit = _named(page, QLineEdit, name)
    edit.selectAll()
    QTest.keyClicks(edit, text)


async def _scan(desk: Desk, controller: ScannerController, text: str) -> None:
    """Keys at a pace that nobody types, where the window system brings them in.

    The keys are handled by a loop within this task, in which no other task can go on.
    """
    await until(lambda: not controller._scope.busy)
    handle = desk.window.windowHandle()
    for character in text:
        action, key = QTest.KeyAction.Click, Qt.Key.Key_unknown
        QTest.sendKeyEvent(action, handle, key, character, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(handle, Qt.Key.Key_Return)


async def _page(desk: Desk, scans: list[Scan]) -> tuple[ScannerController, ScannerPage]:
    # However busy the machine is that runs the tests, no key comes later than this.
    desk.workspace.scanning.keep_settings(ScanSettings(pace_ms=200))
    controller = ScannerController(desk.hub, desk.window)
    controller.scanned.connect(scans.append)
    controller.start()
    page = controller.page()
    assert isinstance(page, ScannerPage)
    desk.put(page)
    await until(lambda: _named(page, QComboBox, "Account").count())
    desk.window.activateWindow()
    await until(lambda: QGuiApplication.focusWindow() is desk.window.windowHandle())
    return controller, page


async def _end(controller: ScannerController) -> None:
    """Catch no more, and let what was begun come to its end."""
    controller.stop()
    await until(lambda: not controller._scope.busy)


def test_what_is_set_is_kept_and_says_where_it_makes_no_sense(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            controller, page = await _page(here, [])
            service = here.workspace.scanning
            _choose(page, "Scan ends with", "Tab")
            _fill(page, "Prefix", "~")
            _named(page, QSpinBox, "Slowest pace").setValue(90)
            _choose(page, "Keyboard", "German keyboard")
            await until(lambda: service.settings().keyboard == "de-us")
            kept = service.settings()
            assert (kept.end, kept.prefix, kept.pace_ms) == (EndKey.TAB, "~", 90)

            _choose(page, "Printed on its tickets", "Text around the code")
            _fill(page, "Where the code is", "TICKET:")
            await until(lambda: "There is no * in “TICKET:”." in page.message.text)
            _fill(page, "Where the code is", "TICKET:*;")
            await until(lambda: not page.message.text)
            wanted = CodeRule(RuleKind.PATTERN, "TICKET:*;")
            await until(lambda: service.rules()["Desk book"] == wanted)
            await _end(controller)

    qloop.run(body())


def test_test_scan_is_explained_and_admits_nobody(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            scans = list[Scan]()
            controller, page = await _page(here, scans)
            await _scan(here, controller, "aß4411")
            await until(lambda: "aß4411 (as it came)" in page.test.said)
            assert "a-4411 (German keyboard)" in page.test.said
            assert "ms a key, the slowest" in page.test.said
            assert "ended by Enter" in page.test.said
            assert scans == []

            page.hide()
            await _scan(here, controller, "T-12345")
            await until(lambda: scans)
            assert scans[0].readings[0].code == "T-12345"
            await _end(controller)

    qloop.run(body())


def test_keyboard_is_learned_from_a_known_code(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            scans = list[Scan]()
            controller, page = await _page(here, scans)
            page.hide()
            await _scan(here, controller, "aß4411")
            await until(lambda: scans)
            controller.understood(scans[0], "a-4411")
            await until(lambda: here.workspace.scanning.settings().learned == "de-us")
            await _scan(here, controller, "zß1y")
            await until(lambda: len(scans) == 2)
            assert [each.code for each in scans[1].readings][:2] == ["y-1z", "zß1y"]
            await _end(controller)

    qloop.run(body())


def test_slow_scanner_is_told_which_pace_to_set(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            controller, page = await _page(here, [])
            page.test.field.paced.emit("T-1234", 71.0)
            assert "set the slowest pace to 120 ms" in page.test.said
            page.test.field.paced.emit("anna", 180.0)
            assert page.test.said.endswith("Taken for typing.")
            await _end(controller)

    qloop.run(body())
