"""The event beside the calendar: it comes with a click, leads to attendees, and makes room."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabBar, QToolButton

from eventdesk.domain.changes import Changes
from eventdesk.domain.event import Event, EventRef
from eventdesk.storage import accounts, events
from eventdesk.ui.controllers import calendar_selection
from eventdesk.ui.views.calendar.month_view import MonthView
from eventdesk.ui.views.detail.attendees_tab import AttendeesTab
from eventdesk.ui.views.detail.pane import DetailPane
from eventdesk.ui.views.dialogs.print_dialog import PrintDialog
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import Desk, OpenDesk, named

BALL = EventRef("Desk book", "ball")
LEFT = Qt.MouseButton.LeftButton


async def fill(desk: Desk) -> MonthView:
    """One ball today, on the screen."""
    await desk.has_row(BALL.account, "up to date")
    start = datetime.combine(date.today(), datetime.min.time()) + timedelta(hours=12)
    with desk.workspace.database.write() as tx:
        number = accounts.by_name(tx, BALL.account).id
        events.upsert(tx, number, [(1, Event(BALL.id, "Ball", start))])
    desk.hub.announce(Changes(accounts=True, calendar=True))
    (month,) = desk.window.findChildren(MonthView)
    await until(lambda: month.isVisible() and month.events_of(date.today()))
    return month


def place(month: MonthView) -> QPoint:
    """Where the ball is."""
    month.grab()  # laid out as it is painted
    (box,) = month.scene.boxes_of(date.today())
    return box.rect.center()


def shown_tab(desk: Desk) -> str:
    """The tab in front of the event that is shown, "" for no event."""
    (pane,) = desk.window.findChildren(DetailPane)
    bars = [bar for bar in pane.findChildren(QTabBar) if bar.isVisible()]
    return bars[0].tabText(bars[0].currentIndex()) if bars else ""


def test_one_click_leads_to_attendees_and_the_calendar_gets_its_room_back(
    qloop: QLoop, open_desk: OpenDesk
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            month = await fill(desk)
            wide = month.width()
            for _ in range(2):
                QTest.mouseClick(month, LEFT, pos=place(month))
                await until(lambda: shown_tab(desk) == "Attendees")
                assert desk.window.focusWidget() is month
                await until(lambda: month.width() < wide)
                close = named(desk.window, QToolButton, "Close event details")
                QTest.mouseClick(close, LEFT)
                assert shown_tab(desk) == ""
                await until(lambda: month.width() == wide)
            QTest.keyClick(month, Qt.Key.Key_F8)
            assert shown_tab(desk) == "Attendees"
            QTest.mouseDClick(month, LEFT, pos=place(month))
            await until(lambda: desk.window.detail_has_focus())
            desk.window.commands.details.trigger()
            assert desk.window.focusWidget() is month

    qloop.run(body())


def test_print_begins_with_what_has_the_keyboard(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def printed(desk: Desk, wanted: str) -> None:
        dialog = await desk.dialog("Print")
        assert isinstance(dialog, PrintDialog)
        assert dialog.sheet == wanted
        dialog.reject()
        await until(lambda: not dialog.isVisible())

    async def body() -> None:
        async with open_desk() as desk:
            month = await fill(desk)
            desk.window.commands.print.trigger()
            await printed(desk, "month")
            QTest.mouseDClick(month, LEFT, pos=place(month))
            await until(lambda: desk.window.detail_has_focus())
            desk.window.commands.print.trigger()
            await printed(desk, "attendees")
            month.setFocus()
            (tab,) = desk.window.findChildren(AttendeesTab)
            tab.table.customContextMenuRequested.emit(QPoint())
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            (action,) = (each for each in menu.actions() if each.text() == "Print list…")
            action.trigger()
            menu.close()
            await printed(desk, "attendees")

    qloop.run(body())


def test_nothing_moves_under_the_hand_and_nothing_opens_after_a_drag(
    qloop: QLoop, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_selection, "_REST", 0)

    async def body() -> None:
        async with open_desk() as desk:
            month = await fill(desk)
            handle, wide = desk.window.windowHandle(), month.width()
            point = month.mapTo(desk.window, place(month))
            week = timedelta(days=7 if point.y() < desk.window.height() // 2 else -7)
            cell = month.scene.cell_of(date.today() + week)
            assert cell is not None
            further = month.mapTo(desk.window, cell.center())
            carried: list[object] = []
            month.move_wanted.connect(lambda *told: carried.append(told))

            async def hand(act: Callable[..., None], *where: object) -> None:
                """Outside of this task: a window's events are handled in a loop within the loop."""
                asyncio.get_running_loop().call_soon(lambda: act(handle, *where))
                for _ in range(20):
                    await asyncio.sleep(0.001)
                    assert month.width() == wide

            none = Qt.KeyboardModifier.NoModifier
            await hand(QTest.mousePress, LEFT, none, point)
            await hand(QTest.mouseMove, further)
            await hand(QTest.mouseRelease, LEFT, none, further)
            assert len(carried) == 1

    qloop.run(body())


def test_the_tab_chosen_last_and_a_closed_pane_are_remembered(
    qloop: QLoop, open_desk: OpenDesk
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            month = await fill(desk)
            QTest.mouseClick(month, LEFT, pos=place(month))
            await until(lambda: shown_tab(desk) == "Attendees")
            desk.window.findChildren(DetailPane)[0].choose_tab("Activity")
        async with open_desk() as desk:
            await until(lambda: shown_tab(desk) == "Activity")
            desk.window.commands.details.trigger()
        async with open_desk() as desk:
            month = await fill(desk)
            assert shown_tab(desk) == ""
            assert not desk.window.commands.details.isChecked()

    qloop.run(body())
