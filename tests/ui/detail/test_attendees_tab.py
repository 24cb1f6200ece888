"""Finding people on the list: search, filter, order and columns, and what is said of nobody."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QTableView, QWidget

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.detail.fair import Fair, person
from tests.ui.fair_world import GALA


def _choose(desk: Desk, title: str) -> None:
    chooser = desk.named(QComboBox, "Attendance filter")
    assert chooser.findText(title) >= 0, [chooser.itemText(i) for i in range(chooser.count())]
    chooser.setCurrentIndex(chooser.findText(title))


async def _sort_by(desk: Desk, title: str) -> None:
    header = desk.table.horizontalHeader()
    model = desk.table.model()
    titles = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    place = titles.index(title)
    x = header.sectionViewportPosition(place) + 15
    at = header.viewport().rect().topLeft()
    at.setX(x)
    at.setY(header.height() // 2)
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )
    await desk.quiet()


def test_every_key_narrows_the_list(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            await desk.search("z")
            assert desk.rows("Name") == ["Zoë Quinn"]
            await desk.search("oe q")
            assert desk.rows("Name") == ["Zoë Quinn"]
            assert any(text.startswith("1 of 6 attendees") for text in desk.texts())
            await desk.search("x")
            assert "Nobody found" in desk.texts()
            assert desk.named(QPushButton, "Mark attended").isEnabled() is False

    qloop.run(body())


def test_the_filter_offers_what_occurs(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    fair.attendees["a-9"] = person(9, "Wanda Late", "waitlisted")

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(0)
            desk.pane.attendees.mark_asked.emit("attended")
            await desk.quiet()
            found = {}
            for title in (
                "To come",
                "Attended",
                "Accepted",
                "waitlisted",
                "Waiting on this desk",
                "All",
            ):
                _choose(desk, title)
                await desk.quiet()
                found[title] = len(desk.rows("Name"))
            assert found == {
                "To come": 6,
                "Attended": 1,
                "Accepted": 5,
                "waitlisted": 1,
                "Waiting on this desk": 1,
                "All": 7,
            }
            _choose(desk, "Needs decision")
            await desk.quiet()
            assert "Nobody found" in desk.texts()

    qloop.run(body())


def test_titles_sort_and_the_arrangement_is_remembered(qloop: QLoop, opened: Opened) -> None:
    async def first() -> None:
        async with opened() as desk:
            await desk.open()
            await _sort_by(desk, "E-mail")
            assert desk.rows("E-mail") == sorted(desk.rows("E-mail"))
            await _sort_by(desk, "E-mail")
            assert desk.rows("E-mail") == sorted(desk.rows("E-mail"), reverse=True)
            header = desk.table.horizontalHeader()
            header.moveSection(header.visualIndex(1), 0)
            menu = desk.pane.attendees.table.columns_menu(desk.table)
            ticket = next(action for action in menu.actions() if action.text() == "Ticket")
            ticket.trigger()
            layout = desk.workspace.layout
            await until(lambda: "ticket" in layout.get("attendees", {}).get("hidden", ()))

    async def second() -> None:
        async with opened() as desk:
            await desk.open()
            emails = desk.rows("E-mail")
            assert emails == sorted(emails, reverse=True)
            assert desk.table.isColumnHidden(2)
            assert desk.table.horizontalHeader().logicalIndex(0) == 1

    qloop.run(first())
    qloop.run(second())


def test_a_column_that_the_store_cannot_sort_by_leaves_the_order(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.pane.resize(1400, 700)
            before = desk.rows("Name")
            await _sort_by(desk, "Company")
            assert desk.rows("Name") == before
            header = desk.table.horizontalHeader()
            assert header.sortIndicatorSection() == 0

    qloop.run(body())


def test_news_from_the_system_keep_the_selected_person_selected(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(4)
            fair.attendees["a-8"] = person(8, "Aaron Aardvark")
            fair.attendees["a-1"] = replace(fair.attendees["a-1"], status="attended")
            desk.clock.turn(61)
            desk.hub.want_event(GALA)
            await until(lambda: "Aaron Aardvark" in desk.rows("Name"))
            await desk.quiet()
            rows = desk.table.selectionModel().selectedRows()
            assert [row.data() for row in rows] == ["Chidi Okafor"]
            assert ("Thomas Baker", "Attended") in desk.rows("Name", "Status")

    qloop.run(body())


def test_an_empty_list_a_list_on_its_way_and_a_failed_one_look_different(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.held.clear()

    async def body() -> None:
        async with opened() as desk:
            desk.hub.want_event(GALA)
            await until(lambda: desk.pane.header.isVisible())
            desk.pane.choose_tab("Attendees")
            await until(lambda: "One moment" in desk.texts())
            await until(lambda: desk.pane.busy.isVisible())
            QTest.mouseClick(desk.named(QPushButton, "Cancel"), Qt.MouseButton.LeftButton)
            fair.held.set()
            await until(lambda: "Not available now" in desk.texts())
            await desk.quiet()
            fair.attendees.clear()
            QTest.mouseClick(desk.named(QPushButton, "Try again"), Qt.MouseButton.LeftButton)
            await until(lambda: "No attendees yet" in desk.texts())
            await desk.quiet()

    qloop.run(body())


def test_two_events_do_not_mix(qloop: QLoop, opened: Opened, fair: Fair) -> None:
    fair.events["fete"] = replace(fair.events["gala"], ref="fete", title="Summer fête")

    async def body() -> None:
        async with opened() as desk:
            fete = EventRef("Fair", "fete")
            await desk.open(ref=fete)
            await desk.open()
            await desk.search("anna")
            desk.hub.want_event(fete)
            desk.hub.want_event(GALA)
            desk.hub.want_event(fete)
            await until(lambda: desk.region.ref == fete)
            await desk.quiet()
            assert "Summer fête" in desk.texts()
            assert desk.named(QLineEdit, "Search attendees").text() == ""
            assert len(desk.rows("Name")) == 6
            desk.select(0)
            desk.pane.attendees.mark_asked.emit("attended")
            await desk.quiet()
            _, changes = await desk.hub.account(
                "Fair", desk.workspace.syncing.refresh, "Fair", silent, CancelToken()
            )
            desk.hub.announce(changes)
            await desk.open()
            assert desk.rows("Status")[0] in ("Accepted", "Attended")

    qloop.run(body())


def test_another_event_does_not_wait_for_the_one_that_was_left(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.held.clear()

    async def body() -> None:
        async with opened() as desk:
            desk.hub.want_event(GALA)
            await until(lambda: desk.pane.header.isVisible())
            desk.pane.choose_tab("Attendees")
            await until(lambda: "attendees" in fair.calls)
            desk.hub.want_event(EventRef("Desk book", "nowhere"))
            await until(lambda: "This event is gone" in desk.texts())
            fair.held.set()
            await desk.open()
            assert len(desk.rows("Name")) == 6

    qloop.run(body())


def test_every_control_has_its_name_and_tab_goes_on_from_the_table(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            for kind, name in (
                (QLineEdit, "Search attendees"),
                (QComboBox, "Attendance filter"),
                (QTableView, "Attendees"),
                (QPushButton, "Mark attended"),
                (QPushButton, "Mark no-show"),
                (QPushButton, "More statuses"),
                (QPushButton, "Undo"),
                (QPushButton, "Export"),
                (QPushButton, "More actions"),
                (QWidget, "Event title"),
            ):
                desk.named(kind, name)
            assert desk.named(QComboBox, "Attendance filter").accessibleDescription()
            desk.select(0)
            desk.pane.activateWindow()
            stops: list[Any] = [desk.pane.attendees.search]
            stops[0].setFocus()
            for _ in range(6):
                QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
                stops.append(desk.pane.focusWidget())
            heard = [stop.accessibleName() or stop.text() for stop in stops]
            assert heard == [
                "Search attendees",
                "Attendance filter",
                "Attendees",
                "Mark attended",
                "Mark no-show",
                "More statuses",
                "Undo",
            ]
            menu = desk.named(QPushButton, "More statuses").menu()
            assert isinstance(menu, QMenu)
            titles = [action.text().partition("\t")[0] for action in menu.actions()]
            assert titles == ["Mark invited", "Mark accepted", "Mark declined"]
            assert "Ctrl+Return" in desk.named(QPushButton, "Mark attended").toolTip()

    qloop.run(body())
