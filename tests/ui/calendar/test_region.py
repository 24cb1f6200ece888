"""What the calendar shares with the rest of the window, and what it remembers."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListWidget, QPushButton

from eventdesk.domain.event import EventRef
from eventdesk.ui.views.calendar.mini_month import MiniMonth
from tests.ui.calendar.conftest import BOOK, Desk, at, event, opened
from tests.ui.conftest import QLoop, until


def test_filters_periods_and_folded_parts_are_remembered(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Annual", tags=("members",)), event("b", at(20), "Book"))

    async def body() -> None:
        async with opened(desk) as shown:
            QTest.keyClick(shown.named("Tag filter"), Qt.Key.Key_Space)
            choices = shown.named("Choices", QListWidget)
            QTest.keyClick(choices, Qt.Key.Key_Space)
            QTest.keyClick(choices, Qt.Key.Key_Escape)
            shown.named("Month at a glance", QAbstractButton).click()
            kept = shown.hub.workspace.layout
            await until(lambda: kept.get("calendar", {}).get("folded") == ["month"])
        async with opened(desk) as shown:
            assert shown.texts() == ["Annual"]
            assert shown.named("Tag filter").accessibleDescription() == "members"
            assert not shown.named("Mini month").isVisible()

    qloop.run(body())


def test_a_remembered_oddity_changes_nothing(desk: Desk, qloop: QLoop) -> None:
    odd = {"filters": 7, "period": "fortnight", "columns": [1], "folded": "x", "numbers": "yes"}
    desk.workspace.layout.put("calendar", odd)
    desk.fill(event("a", at(20), "Annual"))

    async def body() -> None:
        async with opened(desk) as shown:
            assert shown.texts() == ["Annual"]

    qloop.run(body())


def test_an_event_wanted_elsewhere_is_gone_to(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Annual"), event("m", at(3, month=3), "March"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.hub.want_event(EventRef(BOOK, "m"))  # that of last time: today stays
            await shown.settled()
            assert shown.region.title() == "November 2026"
            shown.hub.want_event(EventRef(BOOK, "a"))
            shown.hub.want_event(EventRef(BOOK, "m"))
            await shown.settled()
            assert shown.region.title() == "March 2026"
            assert shown.month.day == date(2026, 3, 3)
            shown.hub.want_event(EventRef(BOOK, "gone"))
            await shown.settled()
            assert shown.region.title() == "March 2026"

    qloop.run(body())


def test_the_mini_month_leads_to_days(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Annual"), event("d", at(5, month=12), "Dinner"))

    async def body() -> None:
        async with opened(desk) as shown:
            mini = shown.named("Mini month", MiniMonth)
            assert mini.accessibleDescription() == "Wednesday 18 November — today, no events"
            QTest.keyClick(mini, Qt.Key.Key_Right)
            QTest.keyClick(mini, Qt.Key.Key_Right)
            assert mini.accessibleDescription() == "Friday 20 November, has events"
            QTest.keyClick(mini, Qt.Key.Key_Return)
            assert shown.month.day == date(2026, 11, 20)
            shown.named("Later month", QAbstractButton).click()
            await shown.settled()
            assert shown.region.title() == "November 2026"
            QTest.keyClick(mini, Qt.Key.Key_Return)
            await shown.settled()
            assert shown.region.title() == "December 2026"
            shown.region.show_view("agenda")
            for _ in range(4):
                QTest.keyClick(mini, Qt.Key.Key_Right)
            QTest.keyClick(mini, Qt.Key.Key_Return)
            await shown.settled()
            assert shown.rows() == ["Saturday 5 December", "Dinner"]
            assert not mini.grab(QRect(0, 0, 50, 50)).isNull()

    qloop.run(body())


def test_every_control_has_a_name_and_is_reached_with_tab(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Annual", kind="Ball", place="Hall", tags=("x",)))

    async def body() -> None:
        async with opened(desk) as shown:
            for view in ("month", "agenda"):
                shown.region.show_view(view)
                await shown.settled()
                shown.region.widget.setFocus()
                names: list[str] = []
                for _ in range(24):
                    focus = shown.window.focusWidget()
                    text = focus.text() if isinstance(focus, QPushButton) else ""
                    names.append(focus.accessibleName() or text or focus.accessibleDescription())
                    QTest.keyClick(focus, Qt.Key.Key_Tab)
                wanted = {"Filters", "Status filter", "Kind filter", "Place filter", "Tag filter"}
                wanted |= {"Month at a glance", "Earlier month", "Later month", "Mini month"}
                wanted |= {"Calendar"} if view == "month" else {"Events", "Period"}
                assert wanted <= set(names), names

    qloop.run(body())
