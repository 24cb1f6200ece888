"""A window with one thing in focus and a scanner caught over it, run by the tests on a display.

It writes what happens to its standard output, a line each; F12 makes it tell what is in its
fields and end.
"""

import json
import sys
import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.scan_codes import ScanSettings
from eventdesk.domain.scanning import Scan
from eventdesk.ui.runtime.scanner import ScannerCatcher


def tell(what: str, **more: object) -> None:
    """Write one line of news."""
    sys.stdout.write(json.dumps({"what": what, **more}) + "\n")
    sys.stdout.flush()


class Scene(QWidget):
    """The window; `show_*` puts its thing in focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("scene")
        self.field = QLineEdit()
        self.button = QPushButton("Press")
        self.button.clicked.connect(lambda: tell("clicked"))
        self.table = QTableWidget(2, 1)
        self.table.setItem(0, 0, QTableWidgetItem(""))
        self.combo = QComboBox()
        self.combo.addItems(["first", "A", "T", "4", "last"])
        self.combo.currentTextChanged.connect(lambda text: tell("chosen", text=text))
        self.menu = QMenu(self)
        for entry in ("&A", "&T", "&4"):
            self.menu.addAction(entry, lambda entry=entry: tell("menu", entry=entry))
        self.dialog = QDialog(self)
        self.dialog.setWindowTitle("scene dialog")
        self.dialog_field = QLineEdit(self.dialog)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, self.dialog)
        box.accepted.connect(self.dialog.accept)
        self.dialog.accepted.connect(lambda: tell("accepted", text=self.dialog_field.text()))
        inner = QVBoxLayout(self.dialog)
        inner.addWidget(self.dialog_field)
        inner.addWidget(box)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.button, self.table, self.combo):
            layout.addWidget(widget)
        QShortcut(QKeySequence("U"), self, lambda: tell("shortcut"))
        QShortcut(QKeySequence("F12"), self, self.finish)
        QShortcut(QKeySequence("F12"), self.dialog, self.finish)

    def show_field(self) -> None:
        self.field.setFocus()

    def show_button(self) -> None:
        self.button.setFocus()

    def show_table(self) -> None:
        self.table.setFocus()
        self.table.edit(self.table.model().index(0, 0))

    def show_combo(self) -> None:
        self.combo.setFocus()
        self.combo.showPopup()

    def show_menu(self) -> None:
        self.menu.popup(self.mapToGlobal(self.rect().center()))

    def show_dialog(self) -> None:
        self.dialog.open()
        self.dialog_field.setFocus()

    def show_stall(self) -> None:
        """Nothing is handled for a second and a half, again and again, as by a busy loop."""
        self.field.setFocus()
        stall = QTimer(self, interval=50)
        stall.timeout.connect(lambda: _hold_up(1.5))
        stall.start()

    def finish(self) -> None:
        """Tell what the fields hold, and end."""
        editor = self.table.findChild(QLineEdit)
        cell = self.table.model().index(0, 0).data()
        tell(
            "end",
            field=self.field.text(),
            dialog=self.dialog_field.text(),
            table=editor.text() if editor else cell,
            combo=self.combo.currentText(),
        )
        QApplication.quit()


class _EndKey(QObject):
    """F12 ends the scene whatever is open."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene = scene

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_f12(event):
            self._scene.finish()
            return True
        return False


def _is_f12(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F12


def _hold_up(seconds: float) -> None:
    tell("busy")
    time.sleep(seconds)


def _scanned(scan: Scan) -> None:
    codes, how = [each.code for each in scan.readings], [each.how for each in scan.readings]
    tell("scan", raw=scan.raw, codes=codes, how=how)


def main(thing: str, settings: str) -> None:
    """Show the thing and catch scans until F12."""
    app = QApplication([])
    scene = Scene()
    end = _EndKey(scene)
    app.installEventFilter(end)
    catcher = ScannerCatcher(scene)
    catcher.settings = msgspec.convert(json.loads(settings), ScanSettings)
    catcher.scanned.connect(_scanned)
    catcher.traced.connect(lambda trace: tell("trace", end=trace.end, pace=trace.pace_ms))
    catcher.start()
    scene.show()
    scene.activateWindow()
    show: Callable[[], None] = getattr(scene, f"show_{thing}")

    def begin() -> None:
        show()
        QTimer.singleShot(100, lambda: tell("ready"))

    QTimer.singleShot(100, begin)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
