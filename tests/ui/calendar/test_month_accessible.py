"""What a screen reader finds in the month: days and events as items, through Qt's own interface."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tests.ui.calendar.conftest import Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Somebody uses a screen reader."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def items(shown: Shown) -> list[QAccessibleInterface]:
    whole = QAccessible.queryAccessibleInterface(shown.month)
    return [whole.child(number) for number in range(whole.childCount())]


def names(shown: Shown) -> list[str]:
    return [item.text(QAccessible.Text.Name) for item in items(shown)]


def test_days_and_events_are_items_with_all_that_is_known(desk: Desk, qloop: QLoop) -> None:
    desk.fill(
        event("a", at(19), "Ball", place="Hall"),
        event("b", at(20), "Call", timezone="America/New_York", recurring=True),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            found = names(shown)
            assert len(found) == 42 + 2
            place = found.index("Thursday 19 November — tomorrow; 1 event")
            assert found[place + 1] == "Ball, Thu 19 Nov, 19:00–21:00, Hall, Desk book, Active"
            assert found[place + 3] == (
                "Call, Fri 20 Nov, 19:00–21:00, Desk book, Active, repeats, 14:00–16:00 in New York"
            )
            ball = items(shown)[place + 1]
            box = next(box for box in shown.month.scene.boxes if box.title == "Ball")
            assert ball.rect().topLeft() == shown.month.mapToGlobal(box.rect.topLeft())
            assert ball.role() == QAccessible.Role.ListItem
            whole = QAccessible.queryAccessibleInterface(shown.month)
            centre = ball.rect().center()
            under = whole.childAt(centre.x(), centre.y())
            assert under.text(QAccessible.Text.Name) == found[place + 1]
            assert whole.indexOfChild(ball) == place + 1
            assert ball.parent() is whole

    qloop.run(body())


def test_the_focus_is_on_the_day_and_then_on_the_event(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(18), "Ball"))

    def focused(shown: Shown) -> list[str]:
        found = [item for item in items(shown) if item.state().focused]
        return [item.text(QAccessible.Text.Name) for item in found]

    async def body() -> None:
        async with opened(desk) as shown:
            shown.month.setFocus()
            assert focused(shown) == ["Wednesday 18 November — today; 1 event"]
            QTest.keyClick(shown.month, Qt.Key.Key_Tab)
            assert focused(shown) == ["Ball, Wed 18 Nov, 19:00–21:00, Desk book, Active"]
            QTest.keyClick(shown.month, Qt.Key.Key_Escape)
            QTest.keyClick(shown.month, Qt.Key.Key_Right)
            assert focused(shown) == ["Thursday 19 November — tomorrow; no events"]
            kept = items(shown)
            shown.region.step(3)
            await shown.settled()
            assert len(items(shown)) < len(kept)
            assert not kept[-1].isValid()
            assert kept[-1].text(QAccessible.Text.Name) == ""

    qloop.run(body())
