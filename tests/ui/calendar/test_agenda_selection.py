"""Several events of the agenda at once: chosen with mouse and keyboard, kept, handed on."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu

from eventdesk.domain.event import EventRef
from eventdesk.ui.models.calendar_entry import CalendarEntry
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SEVERAL = (
    event("a", at(19), "Aerobics"),
    event("b", at(20), "Ball"),
    event("c", at(20, 21), "Concert"),
    event("d", at(21), "Dinner"),
)


def refs(text: str) -> tuple[EventRef, ...]:
    return tuple(EventRef(BOOK, one) for one in text)


def place_of(shown: Shown, title: str) -> QPoint:
    table = shown.table
    return table.visualRect(table.model().index(shown.rows().index(title), 1)).center()


def click(shown: Shown, title: str, held: Qt.KeyboardModifier) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(shown.table.viewport(), left, held, place_of(shown, title))


async def open_agenda(shown: Shown) -> None:
    shown.region.show_view("agenda")
    await shown.settled()
    shown.table.setFocus()


def test_events_are_chosen_with_ctrl_and_shift_across_days(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            await open_agenda(shown)
            click(shown, "Aerobics", Qt.KeyboardModifier.NoModifier)
            assert shown.region.chosen_refs == refs("a")
            click(shown, "Dinner", CTRL)
            assert shown.region.chosen_refs == refs("ad")
            notes = [label.text() for label in shown.region.widget.findChildren(QLabel)]
            assert "2 events chosen" in notes
            await until(lambda: shown.wanted)
            assert shown.wanted == [EventRef(BOOK, "d")]  # only what the keyboard is on
            click(shown, "Aerobics", Qt.KeyboardModifier.NoModifier)
            for _ in range(2):
                QTest.keyClick(shown.table, Qt.Key.Key_Down, SHIFT)
            assert shown.region.chosen_refs == refs("abc")  # the heading between is no event
            QTest.keyClick(shown.table, Qt.Key.Key_Down, CTRL)
            QTest.keyClick(shown.table, Qt.Key.Key_Space, CTRL)
            assert shown.region.chosen_refs == refs("abcd")
            await until(lambda: shown.wanted[-1] == EventRef(BOOK, "d"))
            assert shown.region.chosen_refs == refs("abcd")
            shown.region.show_view("month")
            assert shown.region.chosen_refs == ()

    qloop.run(body())


def test_the_choice_outlives_news_and_sorting_and_ends_with_its_events(
    desk: Desk, qloop: QLoop
) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            await open_agenda(shown)
            shown.go_to("Ball")
            QTest.keyClick(shown.table, Qt.Key.Key_Down, SHIFT)
            await until(lambda: shown.wanted)
            desk.fill(event("n", at(18, 20), "New"), event("z", at(20, 20), "Zumba"))
            await shown.changed()
            assert shown.region.chosen_refs == refs("bc")
            shown.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
            await shown.settled()
            assert shown.region.chosen_refs == refs("cb")
            shown.region.set_search("concert")
            await shown.settled()
            assert shown.region.chosen_refs == refs("c")

    qloop.run(body())


def test_a_right_click_keeps_the_choice_that_it_falls_on(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            await open_agenda(shown)
            shown.go_to("Aerobics")
            QTest.keyClick(shown.table, Qt.Key.Key_Down, SHIFT)
            right, plain = Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
            pane = shown.table.viewport()
            QTest.mouseClick(pane, right, plain, place_of(shown, "Aerobics"))
            assert shown.region.chosen_refs == refs("ab")
            QTest.mouseClick(pane, right, plain, place_of(shown, "Dinner"))
            assert shown.region.chosen_refs == refs("d")
            for menu in shown.region.widget.findChildren(QMenu):
                menu.close()

    qloop.run(body())


def test_a_screen_reader_hears_what_is_chosen(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*SEVERAL)

    async def body() -> None:
        async with opened(desk) as shown:
            await open_agenda(shown)
            shown.go_to("Aerobics")
            QTest.keyClick(shown.table, Qt.Key.Key_Down, SHIFT)
            table = QAccessible.queryAccessibleInterface(shown.table)
            cells = [table.child(number) for number in range(table.childCount())]
            chosen = {c.text(QAccessible.Text.Name) for c in cells if c.state().selected}
            assert any(
                name.startswith("Aerobics, Thu 19 Nov, 19:00–21:00, Desk book, Active")
                for name in chosen
            )
            assert any(name.startswith("Ball, Fri 20 Nov") for name in chosen)
            assert not any(name.startswith("Concert") for name in chosen)

    qloop.run(body())


def test_keys_never_end_at_a_heading(desk: Desk, qloop: QLoop) -> None:
    days = range(19, 30)
    desk.fill(*(event(f"e{day}", at(day), f"Talk {day}") for day in days))

    async def body() -> None:
        async with opened(desk, size=(900, 300)) as shown:
            await open_agenda(shown)
            key = Qt.Key
            QTest.keyClick(shown.table, key.Key_Down)
            assert shown.region.chosen_refs == (EventRef(BOOK, "e19"),)
            QTest.keyClick(shown.table, key.Key_End, CTRL)
            assert shown.table.current == CalendarEntry(EventRef(BOOK, "e29"))
            QTest.keyClick(shown.table, key.Key_Home, CTRL)
            assert shown.table.current == CalendarEntry(EventRef(BOOK, "e19"))
            met = [shown.table.currentIndex().row()]
            for _ in days:
                QTest.keyClick(shown.table, key.Key_PageDown)
                met.append(shown.table.currentIndex().row())
            assert shown.region.chosen_refs == (EventRef(BOOK, "e29"),)
            assert len(set(met)) < len(days)  # whole pages
            for _ in days:
                QTest.keyClick(shown.table, key.Key_PageUp)
            assert shown.region.chosen_refs == (EventRef(BOOK, "e19"),)
            shown.region.step(1)
            await shown.settled()
            assert "December" in shown.titles[-1]
            QTest.keyClick(shown.table, key.Key_T)
            await shown.settled()
            assert shown.titles[-1] == "Upcoming events"

    qloop.run(body())


def test_a_list_without_end_says_how_much_of_a_series_it_holds(desk: Desk, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await shown.settled()
            half_a_year = "Of repeating events half a year is listed at most"
            box = shown.named("", QComboBox)
            for period, said in (("Upcoming", True), ("This month", False), ("All", True)):
                box.setCurrentIndex(box.findText(period))
                box.activated.emit(box.currentIndex())
                await shown.settled()
                notes = [label.text() for label in shown.region.widget.findChildren(QLabel)]
                assert (half_a_year in notes) == said

    qloop.run(body())
