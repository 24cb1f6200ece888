"""The pane shows what the store has, fetches what is old, and says what it cannot have."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.event import EventRef, EventStatus
from eventdesk.ui.controllers.detail_link import safe_address
from eventdesk.ui.runtime.message_dialog import MessageDialog
from eventdesk.ui.views.common.labels import ElidedLabel
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Opened
from tests.ui.detail.fair import Fair
from tests.ui.fair_world import GALA


def test_nothing_chosen_is_said(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            assert "No event chosen" in desk.texts()
            assert desk.region.ref is None
            desk.region.focus_search()

    qloop.run(body())


def test_the_head_tells_title_time_place_counts_and_what_is_unusual(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.events["gala"] = replace(fair.events["gala"], status=EventStatus.CANCELLED)

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            texts = desk.texts()
            assert "Annual <b>gala</b>" in texts
            when = "Sat 21 Nov 2026, 18:00–22:00 (19:00–23:00 Europe/Berlin)"
            assert when in texts
            assert {"Town Hall", "Fair"} <= set(texts)
            # No room in one line is no reason to cut them.
            for fact in ("Town Hall", "Fair"):
                shown = desk.named(ElidedLabel, fact)
                assert shown.width() >= shown.sizeHint().width()
            assert "6 expected   0 in   6 to come" in texts
            assert {"Cancelled", "Sold out"} <= set(texts)

    qloop.run(body())


def test_the_way_to_the_door_ends_in_the_search(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            desk.hub.want_event(GALA)
            desk.region.lead_to_attendees()
            await until(lambda: desk.pane.tab == "Attendees")
            await desk.quiet()
            search, table = desk.pane.attendees.search, desk.pane.attendees.table
            assert desk.pane.window().focusWidget() is search
            everybody, name = table.model().rowCount(), table.model().index(1, 0).data()
            desk.region.lead_to_attendees(name)
            await until(lambda: table.model().rowCount() < everybody)
            await desk.quiet()
            assert search.text() == name
            assert table.model().index(0, 0).data() == name

    qloop.run(body())


def test_an_event_opens_with_somebody_who_is_sought(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            name = desk.pane.attendees.table.model().index(1, 0).data()
        async with opened() as desk:
            desk.hub.want_event(GALA)
            desk.region.lead_to_attendees(name)
            table = desk.pane.attendees.table
            await until(lambda: table.model().rowCount() > 0)
            await desk.quiet()
            names = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
            assert names == [name, f"{name}'s guest"]
            assert desk.pane.attendees.search.text() == name

    qloop.run(body())


def test_only_the_tabs_that_the_system_has_are_there(qloop: QLoop, opened: Opened, offers) -> None:
    offers(frozenset({Capability.ORDERS}))

    async def body() -> None:
        async with opened() as desk:
            desk.hub.want_event(GALA)
            await until(lambda: desk.pane.header.isVisible())
            await desk.quiet()
            assert desk.tabs == ["Overview", "Orders", "Activity"]
            assert desk.pane.choose_tab("Attendees") is False
            assert desk.pane.choose_tab("Activity")
            await desk.quiet()
            assert not desk.pane.activity.fetch.isVisible()

    qloop.run(body())


def test_each_part_is_fetched_when_it_is_looked_at_and_once_a_minute(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            fair.calls.clear()
            await desk.open("Attendees")
            assert fair.calls == ["event gala", "attendees"]
            await desk.open("Orders")
            await desk.open("Orders")
            assert fair.calls[2:] == ["event gala", "orders"]
            desk.clock.turn(61)
            await desk.open("Orders")
            assert fair.calls[4:] == ["event gala", "orders"]
            assert any(text.startswith("2 orders · list from") for text in desk.texts())

    qloop.run(body())


def test_a_failure_is_told_above_the_old_data(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.clock.turn(61)
            fair.failure = Unreachable("Fairground does not answer.", "It is tried again later.")
            desk.hub.want_event(GALA)
            sentence = "Fairground does not answer. It is tried again later."
            await until(lambda: sentence in desk.texts())
            await desk.quiet()
            assert len(desk.rows("Name")) == 6
            fair.failure = None
            QTest.mouseClick(desk.named(QPushButton, "Try again"), Qt.MouseButton.LeftButton)
            await desk.quiet()
            assert sentence not in desk.texts()

    qloop.run(body())


def test_a_list_that_was_never_read_says_so_once_and_counts_nobody(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    sentence = "Fairground does not answer."

    async def body() -> None:
        async with opened() as desk:
            fair.failure = Unreachable(sentence)
            await desk.open()
            for tab in ("Orders", "Attendees"):
                assert desk.pane.choose_tab(tab)
                await desk.quiet()
                assert desk.texts().count(sentence) == 1
                assert desk.named(QPushButton, "Try again").isEnabled()
            assert not any("attendees" in text for text in desk.texts())
            fair.failure = None
            QTest.mouseClick(desk.named(QPushButton, "Try again"), Qt.MouseButton.LeftButton)
            await desk.quiet()
            assert any(text.startswith("6 attendees · list from") for text in desk.texts())
            # What is old stays, and why it is old stands above it; a tab without a list says it.
            desk.clock.turn(61)
            fair.failure = Unreachable(sentence)
            desk.hub.want_event(GALA)
            await until(lambda: sentence in desk.texts())
            assert desk.pane.choose_tab("Orders")
            await desk.quiet()
            assert desk.texts().count(sentence) == 1

    qloop.run(body())


def test_an_event_that_is_gone_leaves_a_sentence(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            desk.hub.want_event(EventRef("Fair", "nowhere"))
            await until(lambda: "This event is gone" in desk.texts())
            await desk.quiet()
            assert desk.region.ref is None

    qloop.run(body())


def test_the_overview_has_the_facts_and_opens_no_link_by_itself(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open("Overview")
            texts = desk.texts()
            assert "Doors open at six.\nBring your ticket." in texts
            assert texts[texts.index("Kind") + 1] == "Dinner"
            assert texts.index("More from Fairground") < texts.index("Black tie")
            QTest.mouseClick(desk.named(QPushButton, "Open link…"), Qt.MouseButton.LeftButton)
            question = await desk.dialog(MessageDialog)
            assert "https://example.org/gala" in desk.texts(question)
            question.reject()
            await desk.quiet()

    qloop.run(body())


def test_only_web_addresses_can_be_opened() -> None:
    assert safe_address(" https://example.org/x?y=1 ") == "https://example.org/x?y=1"
    for link in ("file:///etc/passwd", "javascript:alert(1)", "https://", "example.org", ""):
        assert safe_address(link) == ""


def test_tickets_say_what_is_left(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open("Tickets")
            types = desk.named(QTableView, "Ticket types")
            columns = ("Ticket type", "Price", "Sold", "Available")
            assert desk.rows(*columns, table=types) == [
                ("Member", "GBP 45.00", "45", "15 of 60"),
                ("Guest", "GBP 60.00", "", ""),
            ]
            sold = desk.named(QTableView, "Sold tickets")
            assert desk.rows("Buyer", "Quantity", table=sold) == [("Anna Baker", "2")]

    qloop.run(body())


def test_activity_has_this_desks_log_and_the_systems_on_demand(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(0)
            desk.pane.attendees.mark_asked.emit("attended")
            await desk.quiet()
            await desk.open("Activity")
            log = desk.named(QTableView, "Activity log")
            assert desk.rows("What", "Name", "Status", "By", "Desk", table=log) == [
                ("Marked", "Lena Adler", "Attended", "Mo", "Door 1")
            ]
            assert not any(call.startswith("history") for call in fair.calls)
            QTest.mouseClick(desk.named(QPushButton, "Show system log"), Qt.MouseButton.LeftButton)
            await desk.quiet()
            history = desk.named(QTableView, "System log")
            assert desk.rows("By", "What", table=history) == [("Office", "Event published")]

    qloop.run(body())


def test_orders_sort_by_amount_and_missing_values_come_first(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open("Orders")
            orders = desk.named(QTableView, "Order list")
            assert desk.rows("Buyer", "Outstanding", table=orders) == [
                ("Anna Baker", "GBP 40.00"),
                ("Chidi Okafor", ""),
            ]
            orders.sortByColumn(1, Qt.SortOrder.AscendingOrder)
            assert desk.rows("Buyer", table=orders) == ["Chidi Okafor", "Anna Baker"]

    qloop.run(body())
