"""A screen reader that runs before the program starts finds the days, and keys do no harm."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_PROGRAM = """
from datetime import date, datetime
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
QAccessible.setActive(True)
from eventdesk.ui.views.calendar.mini_month import MiniMonth
from eventdesk.ui.views.calendar.pages import CalendarPages
pages = CalendarPages(lambda: datetime(2026, 11, 18, 14, 5))
mini = MiniMonth(date(2026, 11, 18))
for name in ("month", "week", "day", "mini"):
    view = mini if name == "mini" else getattr(pages, name)
    if view is not mini:
        pages.show_view(name)
    top = view.window()
    top.resize(900, 700)
    top.show()
    top.activateWindow()
    view.setFocus()
    app.processEvents()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    whole = QAccessible.queryAccessibleInterface(view)
    said = [whole.child(n).text(QAccessible.Text.Name) for n in range(whole.childCount())]
    print(name, whole.text(QAccessible.Text.Name), sum("18 Nov" in text for text in said))
    top.close()
"""


def test_every_view_shows_its_days_to_a_reader_that_was_there_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=_ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "month Calendar 1",
        "week Calendar 1",
        "day Calendar 1",
        "mini Mini month 1",
    ]
