"""An event of a desk book dragged to another day of the month, and back; a new one on days."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event_query import EventQuery
from eventdesk.domain.progress import silent
from tests.ui.calendar.conftest import BOOK, Desk, Shown, opened
from tests.ui.conftest import QLoop, until

CARRY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def make(desk: Desk) -> None:
    """A ball in the book itself, which can be moved."""
    form = {"title": "Ball", "start": "2026-11-20T19:00", "end": "2026-11-20T23:00"}
    provider = desk.workspace.connections.open(desk.workspace.accounts.get(BOOK))
    provider.act(None, "new-event", form, CancelToken())
    desk.workspace.syncing.refresh(BOOK, silent, CancelToken())


def start_of_the_ball(shown: Shown) -> date | None:
    (ball,) = shown.hub.workspace.events.find(EventQuery(search="ball"))
    return ball.event.start


def test_an_event_is_carried_to_another_day_and_back(desk: Desk, qloop: QLoop) -> None:
    make(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            month = shown.month
            month.set_day(date(2026, 11, 20))
            before = start_of_the_ball(shown)
            assert isinstance(before, datetime)
            QTest.keyClick(month, Qt.Key.Key_Tab)
            for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
                QTest.keyClick(month, key, CARRY)
            QTest.keyClick(month, Qt.Key.Key_Return)
            await until(lambda: start_of_the_ball(shown) == before + timedelta(days=8))
            await until(lambda: month.marks.carried is None)
            await until(lambda: [box.day for box in month.scene.boxes] == [date(2026, 11, 28)])
            QTest.keyClick(month, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: start_of_the_ball(shown) == before)
            await until(lambda: [box.day for box in month.scene.boxes] == [date(2026, 11, 20)])

    qloop.run(body())


def test_days_that_are_chosen_become_a_new_event(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
                held = Qt.KeyboardModifier.ShiftModifier
                QTest.keyClick(
                    shown.month,
                    key,
                    held if key == Qt.Key.Key_Right else Qt.KeyboardModifier.NoModifier,
                )
            await until(lambda: shown.window.findChildren(QDialog))
            (dialog,) = shown.window.findChildren(QDialog)
            await until(lambda: shown.month.marks.picked is None)
            dialog.reject()

    qloop.run(body())
