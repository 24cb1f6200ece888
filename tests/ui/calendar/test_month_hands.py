"""The month in people's hands: wheel, trackpad, fingers, menus, dragging, and the same by keys."""

from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.calendar_days import day_spans
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.views.calendar.month_view import MonthView
from tests.ui.calendar.conftest import BOOK, NOW, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

SHIFT = Qt.KeyboardModifier.ShiftModifier
CARRY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def scroll(
    shown: Shown,
    *,
    pixels: int = 0,
    angle: int = 0,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
) -> None:
    place = QPointF(shown.month.rect().center())
    event = QWheelEvent(
        *(place, place, QPoint(0, pixels), QPoint(0, angle), Qt.MouseButton.NoButton),
        *(_NONE, phase, False),
    )
    QApplication.sendEvent(shown.month, event)


def test_a_notch_is_a_month_and_a_trackpad_adds_up(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            scroll(shown, angle=-120)
            await shown.settled()
            assert shown.month.month == date(2026, 12, 1)
            scroll(shown, angle=240)
            await shown.settled()
            assert shown.month.month == date(2026, 10, 1)
            scroll(shown, pixels=-50, phase=Qt.ScrollPhase.ScrollBegin)
            scroll(shown, pixels=-50, phase=Qt.ScrollPhase.ScrollUpdate)
            await shown.settled()
            assert shown.month.month == date(2026, 10, 1)
            scroll(shown, pixels=-30, phase=Qt.ScrollPhase.ScrollUpdate)
            await shown.settled()
            assert shown.month.month == date(2026, 11, 1)
            for _ in range(20):  # the swipe runs on by itself
                scroll(shown, pixels=-90, phase=Qt.ScrollPhase.ScrollMomentum)
            await shown.settled()
            assert shown.month.month == date(2026, 11, 1)

    qloop.run(body())


def test_two_fingers_apart_ask_for_fewer_days(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            asked: list[int] = []
            shown.month.zoomed.disconnect()
            shown.month.zoomed.connect(lambda steps, _day: asked.append(steps))
            place = QPointF(shown.month.rect().center())
            device = QPointingDevice.primaryPointingDevice()
            kind = Qt.NativeGestureType
            for gesture, value in (
                (kind.BeginNativeGesture, 0.0),
                (kind.ZoomNativeGesture, 0.2),
                (kind.ZoomNativeGesture, 0.2),
                (kind.ZoomNativeGesture, -0.5),
            ):
                made = QNativeGestureEvent(
                    gesture, device, 2, place, place, place, value, QPointF()
                )
                QApplication.sendEvent(shown.month, made)
            assert asked == [1, -1]

    qloop.run(body())


def alone(*found: Event) -> MonthView:
    """The month and nothing behind it."""
    account = Account(1, BOOK, "deskbook", colour="#c2410c")
    listed = [ListedEvent(number, account, one) for number, one in enumerate(found)]
    month = MonthView(NOW)
    month.resize(900, 700)
    month.show_days(NOW.date(), day_spans(listed), NOW)
    month.show()
    month.setFocus()
    return month


def drag(month: MonthView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(month, _LEFT, _NONE, start)
    # QTest moves without a button, which is no drag.
    for point in ((start + end) / 2, end):
        moved = QPointF(point)
        QApplication.sendEvent(
            month,
            _move(moved, QPointF(month.mapToGlobal(point))),
        )
    QTest.mouseRelease(month, _LEFT, _NONE, end)


def _move(point: QPointF, on_screen: QPointF) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove, point, on_screen, Qt.MouseButton.NoButton, _LEFT, _NONE
    )


def cell(month: MonthView, day: date) -> QPoint:
    found = month.scene.cell_of(day)
    assert found is not None
    return found.center() + QPoint(0, found.height() // 3)


def test_dragging_days_offers_an_event_and_dragging_an_event_moves_it(qapp: QApplication) -> None:
    month = alone(event("a", at(20), "Ball"))
    offered: list[TimeRange] = []
    moves: list[tuple[datetime, datetime]] = []
    month.range_offered.connect(lambda picked, _place: offered.append(picked))
    month.move_wanted.connect(lambda _span, starts, ends: moves.append((starts, ends)))
    drag(month, cell(month, date(2026, 11, 12)), cell(month, date(2026, 11, 10)))
    assert offered == [TimeRange(date(2026, 11, 10), date(2026, 11, 12))]
    assert month.marks.stands_out(date(2026, 11, 11))
    month.put_back()
    assert not month.marks.stands_out(date(2026, 11, 11))
    box = next(box for box in month.scene.boxes if box.title == "Ball")
    drag(month, box.rect.center(), cell(month, date(2026, 11, 24)))
    assert moves == [(datetime(2026, 11, 24, 19), datetime(2026, 11, 24, 21))]
    month.grab()
    month.put_back()
    drag(month, box.rect.center(), box.rect.center() + QPoint(12, 0))
    assert len(moves) == 1
    month.deleteLater()


def test_the_same_by_keys(qapp: QApplication) -> None:
    month = alone(event("a", at(18), "Ball"), event("b", at(18, 21), "Late"))
    offered: list[TimeRange] = []
    moves: list[datetime] = []
    month.range_offered.connect(lambda picked, _place: offered.append(picked))
    month.move_wanted.connect(lambda _span, starts, _ends: moves.append(starts))
    QTest.keyClick(month, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(month, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert offered == [TimeRange(date(2026, 11, 18), date(2026, 11, 26))]
    QTest.keyClick(month, Qt.Key.Key_Escape)
    QTest.keyClick(month, Qt.Key.Key_N)
    assert offered[-1] == TimeRange(date(2026, 11, 18), date(2026, 11, 18))
    QTest.keyClick(month, Qt.Key.Key_Escape)
    QTest.keyClick(month, Qt.Key.Key_Tab)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.ringed is not None
    assert month.ringed.ref == EventRef(BOOK, "b")
    QTest.keyClick(month, Qt.Key.Key_Down, CARRY)
    QTest.keyClick(month, Qt.Key.Key_Left, CARRY)
    month.grab()
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert moves == [datetime(2026, 11, 24, 21)]
    QTest.keyClick(month, Qt.Key.Key_Escape)
    assert month.marks.carried is None
    QTest.keyClick(month, Qt.Key.Key_Up)
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert month.day == date(2026, 11, 18)
    assert month.marks.ringed is None
    month.deleteLater()


def menu_of(shown: Shown) -> QMenu:
    return shown.named("Event and day", QMenu)


def choose(shown: Shown, text: str) -> None:
    menu = menu_of(shown)
    action = next(action for action in menu.actions() if action.text() == text)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def ask_menu(shown: Shown, place: QPoint | None = None) -> None:
    reason = QContextMenuEvent.Reason
    asked = QContextMenuEvent(
        reason.Keyboard if place is None else reason.Mouse,
        place or QPoint(),
        shown.month.mapToGlobal(place or QPoint()),
    )
    QApplication.sendEvent(shown.month, asked)


def test_menus_of_events_and_days(desk: Desk, qloop: QLoop) -> None:
    desk.account("Annex")
    desk.fill(event("a", at(18), "Ball & <b>more</b>"))
    desk.fill(event("b", at(19), "Book club"), account="Annex")

    async def gone(shown: Shown) -> None:
        await until(lambda: not shown.region.widget.findChildren(QMenu))
        await shown.settled()

    async def body() -> None:
        async with opened(desk) as shown:
            others: list[object] = []
            shown.region.menus.filling.connect(lambda _menu, entry: others.append(entry.ref))
            box = shown.month.scene.boxes[0]
            ask_menu(shown, box.rect.center())
            choose(shown, "Copy title and time")
            clipboard = QGuiApplication.clipboard()
            assert clipboard.text() == "Ball & <b>more</b>, Wed 18 Nov, 19:00–21:00"
            assert others == [EventRef(BOOK, "a")]
            await gone(shown)
            ask_menu(shown, box.rect.center())
            choose(shown, "Show only Desk book")
            await gone(shown)
            assert shown.texts() == ["Ball & <b>more</b>"]
            ask_menu(shown)
            choose(shown, "Show all accounts")
            await gone(shown)
            assert len(shown.texts()) == 2
            shown.month.set_day(date(2026, 11, 19))
            ask_menu(shown)
            choose(shown, "List the events of the day")
            await gone(shown)
            assert (shown.region.view, shown.rows()) == (
                "agenda",
                ["Thursday 19 November — tomorrow", "Book club"],
            )
            shown.go_to("Book club")
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            QApplication.sendEvent(shown.table, asked)
            choose(shown, "Open")
            await gone(shown)
            assert shown.wanted[-1] == EventRef("Annex", "b")

    qloop.run(body())
