"""The month as people see it, click it, walk it with keys and hear it."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QMenu

from eventdesk.domain.event import EventRef
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.views.calendar.day_popup import DayPopup
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened, press
from tests.ui.conftest import QLoop, until

LONG = "A very long title that nobody could ever read as a whole in the cell of a day"
ARABIC = "اجتماع الجمعية العمومية"


def keys(shown: Shown, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(shown.month, key)


def test_a_month_shows_its_events_and_its_title(desk: Desk, qloop: QLoop) -> None:
    desk.fill(
        event("agm", at(21), "AGM"),
        event("gala", at(1, month=12), "Gala"),
        event("far", at(20, month=12), "Far"),
        event("fair", date(2026, 11, 26), "Fair", end=date(2026, 12, 3)),
        event("never", None, "Never"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            assert shown.region.title() == "November 2026"
            assert sorted(shown.texts()) == ["AGM", "Fair", "Fair", "Gala"]
            shown.region.step(1)
            await shown.settled()
            assert shown.titles[-1] == "December 2026"
            assert sorted(shown.texts()) == ["Fair", "Far", "Gala"]
            shown.region.today()
            await shown.settled()
            assert shown.month.day == date(2026, 11, 18)
            assert shown.titles[-1] == "November 2026"

    qloop.run(body())


def test_hidden_accounts_filters_and_search_leave_events_out(desk: Desk, qloop: QLoop) -> None:
    desk.account("Attic", shown=False)
    desk.fill(event("h", at(20), "Hidden"), account="Attic")
    desk.fill(
        event("a", at(20), "Annual ball", kind="Ball"),
        event("b", at(21), "Book club", kind="Club"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            assert shown.texts() == ["Annual ball", "Book club"]
            shown.region.set_search("lub boo")
            await shown.settled()
            assert shown.texts() == ["Book club"]
            shown.region.set_search("nobody")
            await shown.settled()
            sentence = "No event of these weeks matches. The agenda searches all dates."
            assert shown.named(sentence).isVisible()
            shown.region.set_search("")
            await shown.settled()
            assert not shown.named(sentence).isVisible()
            QTest.keyClick(shown.named("Kind filter"), Qt.Key.Key_Space)
            choices = shown.named("Choices", QListWidget)
            QTest.keyClick(choices, Qt.Key.Key_Space)
            await shown.settled()
            assert shown.texts() == ["Annual ball"]
            QTest.keyClick(choices, Qt.Key.Key_Escape)
            shown.named("Clear filters", QAbstractButton).click()
            await shown.settled()
            assert shown.texts() == ["Annual ball", "Book club"]
            shown.hub.workspace.accounts.show("Attic", True)
            await shown.changed()
            assert "Hidden" in shown.texts()

    qloop.run(body())


def test_a_click_shows_an_event_after_a_rest_and_enter_at_once(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Ball"), event("b", at(21), "Fair"), event("c", at(21), "Late"))

    async def body() -> None:
        async with opened(desk) as shown:
            entered: list[CalendarEntry] = []
            shown.region.opened.connect(entered.append)
            shown.click("Ball")
            shown.click("Fair")
            assert shown.wanted == []
            await until(lambda: shown.wanted)
            assert (shown.wanted, entered) == ([EventRef(BOOK, "b")], [])
            shown.click("Ball", double=True)
            assert shown.wanted[-1] == EventRef(BOOK, "a")
            assert entered == [CalendarEntry(EventRef(BOOK, "a"))]
            shown.month.set_day(date(2026, 11, 21))
            keys(shown, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
            assert entered[-1].ref == EventRef(BOOK, "c")

    qloop.run(body())


def test_the_keyboard_walks_days_weeks_and_months(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(19), "Ball"))

    async def body() -> None:
        async with opened(desk) as shown:
            keys(shown, Qt.Key.Key_Right)
            assert shown.month.day == date(2026, 11, 19)
            keys(shown, Qt.Key.Key_Return)
            assert shown.wanted == [EventRef(BOOK, "a")]
            keys(shown, Qt.Key.Key_Down, Qt.Key.Key_Left)
            assert shown.month.day == date(2026, 11, 25)
            keys(shown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
            await shown.settled()
            assert (shown.month.month, shown.month.day) == (date(2027, 1, 1), date(2027, 1, 25))
            keys(shown, Qt.Key.Key_Home)
            await shown.settled()
            assert (shown.month.month, shown.month.day) == (date(2026, 11, 1), date(2026, 11, 18))
            for _ in range(4):
                keys(shown, Qt.Key.Key_Up)
            await shown.settled()
            assert shown.month.month == date(2026, 10, 1)
            assert shown.month.hasFocus()
            keys(shown, Qt.Key.Key_Tab)
            assert not shown.month.hasFocus()

    qloop.run(body())


def test_the_day_is_spoken_with_its_events(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(19), "Ball", place="Hall"), event("b", at(19, 21), "Fair"))

    async def body() -> None:
        async with opened(desk) as shown:
            assert shown.month.accessibleDescription() == (
                "Wednesday 18 November — today; no events"
            )
            keys(shown, Qt.Key.Key_Right)
            assert shown.month.accessibleDescription() == (
                "Thursday 19 November — tomorrow; 2 events; "
                "Ball, 19:00–21:00, Hall, Desk book, Active; "
                "Fair, 21:00–23:00, Desk book, Active"
            )

    qloop.run(body())


def test_a_full_day_opens_as_a_list(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*(event(f"e{n}", at(20, 8 + n), f"Talk {n}") for n in range(12)))

    async def body() -> None:
        async with opened(desk, size=(900, 500)) as shown:
            more = shown.month.scene.more[0]
            assert more.day == date(2026, 11, 20)
            visible = len(shown.month.scene.boxes)
            assert more.text == f"+{12 - visible} more"
            press(shown.month, more.rect.center())
            events = shown.named("Events of the day", QListWidget)
            assert [events.item(row).text()[:6] for row in (0, 11)] == ["Talk 0", "Talk 1"]
            QTest.keyClick(events, Qt.Key.Key_Down)
            QTest.keyClick(events, Qt.Key.Key_Return)
            assert shown.wanted == [EventRef(BOOK, "e1")]
            await until(lambda: not shown.window.findChildren(DayPopup))
            shown.month.set_day(date(2026, 11, 20))
            keys(shown, Qt.Key.Key_Return)
            QTest.keyClick(shown.named("Events of the day", QListWidget), Qt.Key.Key_Escape)
            await until(lambda: not shown.window.findChildren(DayPopup))
            assert len(shown.wanted) == 1

    qloop.run(body())


def test_the_chosen_event_is_seen_in_place_of_the_last_one(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*(event(f"e{n:02}", at(20, 8 + n), f"Talk {n:02}") for n in range(12)))

    async def body() -> None:
        async with opened(desk, size=(900, 640)) as shown:
            entered: list[CalendarEntry] = []
            shown.region.opened.connect(entered.append)
            before = shown.texts()
            assert "Talk 11" not in before
            shown.hub.want_event(EventRef(BOOK, "e11"))
            *others, _last, count = before
            assert shown.texts() == [*others, "Talk 11", count]  # no other one moves
            first = before[0]
            place = next(box for box in shown.month.scene.boxes if box.title == first).rect.center()
            press(shown.month, place)
            await until(lambda: shown.texts() == before)  # the other is hidden again
            double = QMouseEvent(
                QEvent.Type.MouseButtonDblClick,
                QPointF(place),
                QPointF(shown.month.mapToGlobal(place)),
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(shown.month, double)
            assert entered == [CalendarEntry(EventRef(BOOK, "e00"))]

    qloop.run(body())


def test_four_hundred_events_and_long_titles_stay_inside_their_cells(
    desk: Desk, qloop: QLoop
) -> None:
    titles = (LONG, ARABIC, "<b>Ball</b>", "")
    desk.fill(
        *(
            event(f"e{n}", at(1 + n % 30, 8 + n % 12), title=titles[n % 4], end=None)
            for n in range(400)
        )
    )

    async def body() -> None:
        async with opened(desk, size=(460, 420)) as shown:
            scene = shown.month.scene
            assert len(shown.month.events_of(date(2026, 11, 9))) >= 13
            places = [(box.day, box.rect) for box in scene.boxes]
            places += [(more.day, more.rect) for more in scene.more]
            for day, rect in places:
                cell = scene.cell_of(day)
                assert cell is not None
                assert cell.contains(rect)
                assert scene.day_at(rect.center()) == day
            shown.month.grab()

    qloop.run(body())


def test_weeks_begin_where_the_person_lives_and_may_carry_numbers(desk: Desk, qloop: QLoop) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))

    async def body() -> None:
        async with opened(desk) as shown:
            assert shown.month.scene.day_at(QPoint(5, 60)) == date(2026, 11, 1)
            menu = QMenu(shown.window)
            shown.region.menus.filling_day.emit(menu, date(2026, 11, 18))
            next(one for one in menu.actions() if one.text() == "Week numbers").trigger()
            assert shown.month.scene.cells[0][0].left() > 0
            shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            first = shown.month.scene.cell_of(date(2026, 11, 1))
            second = shown.month.scene.cell_of(date(2026, 11, 2))
            assert first is not None
            assert second is not None
            assert second.right() < first.left()
            QTest.keyClick(shown.month, Qt.Key.Key_Left)
            assert shown.month.day == date(2026, 11, 18) + timedelta(days=1)
            shown.month.grab()

    try:
        qloop.run(body())
    finally:
        QLocale.setDefault(before)
