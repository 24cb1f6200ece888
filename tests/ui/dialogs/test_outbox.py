"""Marks that wait are sent, marks in dispute are decided, and the log tells everything."""

import asyncio
import csv
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QTableView, QTabWidget

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import Unreachable
from eventdesk.domain.progress import silent
from eventdesk.ui.controllers.outbox import show_outbox
from eventdesk.ui.models.marks import MarkRow, MarksModel, decision_columns
from tests.sync.memory_system import Server
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import GALA, Desk, Dialog, answer_file_dialog, opened

_WHO, _SYSTEM_HOLDS = 0, 5


def _column(dialog: Dialog, table: str, column: int = _WHO) -> list[str]:
    model = dialog.named(table, QTableView).model()
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def _to_page(dialog: Dialog, name: str) -> None:
    tabs = dialog.window.findChild(QTabWidget)
    titles = [tabs.tabText(number) for number in range(tabs.count())]
    tabs.setCurrentIndex(titles.index(name))


def test_nothing_waits(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(show_outbox(desk.hub, None)) as dialog:
            await dialog.until_says("Every mark is where it belongs.")
            _to_page(dialog, "Needs decision")
            await dialog.until_says("Nothing to decide")
            _to_page(dialog, "Activity")
            await dialog.until_says("Nothing was done yet")

    qloop.run(body())


def test_waiting_marks_are_sent_at_once(qloop: Any, desk: Desk, hall: Server) -> None:
    # The first try fails, so the mark would pause before the next one.
    hall.write_failures.append((Unreachable("The hall is down."), False))
    desk.workspace.marking.mark(GALA, ["a1"], "attended", by="Kim")
    desk.workspace.syncing.push("Hall", silent, CancelToken())
    desk.workspace.marking.mark(GALA, ["b1"], "no-show", by="Kim")

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None, "waiting")) as dialog:
            await dialog.until_says("2 marks wait")
            assert _column(dialog, "Marks that wait") == ["Anna Baker", "Bo Chen"]
            assert _column(dialog, "Marks that wait", 5)[0].startswith("Waiting, next try")
            assert _column(dialog, "Marks that wait", 6)[0] == "The hall is down."
            dialog.click("Send now")
            await dialog.until_says("2 confirmed, 0 waiting, 0 to decide.")
            await dialog.until_says("Every mark is where it belongs.")

    qloop.run(body())
    assert hall.writes == [("a1", "attended"), ("b1", "no-show")]


def test_a_system_that_is_down_is_told_and_marks_stay(qloop: Any, desk: Desk, hall: Server) -> None:
    hall.write_failures.append((Unreachable("The hall is down."), False))
    desk.workspace.marking.mark(GALA, ["a1"], "attended", by="Kim")

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None)) as dialog:
            await dialog.until_says("1 mark waits")
            dialog.click("Send now")
            await dialog.until_says("0 confirmed, 1 waiting, 0 to decide. Hall: The hall is down.")
            await dialog.until_enabled("Send now")
            assert _column(dialog, "Marks that wait") == ["Anna Baker"]

    qloop.run(body())


def test_a_person_decides(qloop: Any, desk: Desk, hall: Server) -> None:
    desk.disputed(hall, "a1", "b1", "c1")
    told: list[str] = []
    desk.hub.marks_made.connect(told.append)

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None, "decision")) as dialog:
            await dialog.until_says("3 marks need your decision.")
            assert _column(dialog, "Marks to decide", _SYSTEM_HOLDS) == ["Declined"] * 3
            assert dialog.says("Attended, Anna Baker at 19:00")
            assert dialog.says("by Kim")
            assert dialog.says("Accepted")
            assert dialog.says("Hall system says “Declined” since this was marked.")
            dialog.click("Keep ours")
            await dialog.until_says("1 mark goes out again.")
            await dialog.until_says("2 marks need your decision.")
            dialog.named("Marks to decide", QTableView).selectAll()
            assert dialog.says("2 marks are selected.")
            dialog.click("Take theirs")
            await dialog.until_says("2 marks dropped.")
            await dialog.until_says("Nothing to decide")

    qloop.run(body())
    people = desk.people(GALA)
    assert (people["Anna Baker"].status, people["Anna Baker"].mark_state) == (
        "attended",
        MarkState.PENDING,
    )
    assert {people[name].status for name in ("Bo Chen", "Carla Diaz")} == {"declined"}
    assert told == ["Hall"]
    assert any(GALA in changes.details and changes.marks for changes in desk.changes)


def test_an_attendee_who_is_gone_is_said_to_be(qloop: Any, desk: Desk, hall: Server) -> None:
    desk.workspace.marking.mark(GALA, ["c1"], "attended", by="Kim")
    del hall.attendees["gala"]["c1"]
    desk.refresh(GALA)
    desk.workspace.syncing.push("Hall", silent, CancelToken())

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None, "decision")) as dialog:
            await dialog.until_says("1 mark needs your decision.")
            assert _column(dialog, "Marks to decide", _SYSTEM_HOLDS) == ["No longer listed"]
            dialog.click("Keep ours")
            await dialog.until_says("Nothing to decide")

    qloop.run(body())
    assert desk.people(GALA)["Carla Diaz"].mark_state is MarkState.LOCAL


def test_news_refresh_the_window_and_keep_the_selection(
    qloop: Any, desk: Desk, hall: Server
) -> None:
    marking = desk.workspace.marking
    marking.mark(GALA, ["a1", "b1"], "attended", by="Kim")

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None)) as dialog:
            await dialog.until_says("2 marks wait")
            table = dialog.named("Marks that wait", QTableView)
            table.selectRow(1)
            outcome = await desk.hub.db(marking.mark, GALA, ["c1"], "attended", by="Lee")
            desk.hub.announce(outcome.changes)
            await dialog.until_says("3 marks wait")
            assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
            table.sortByColumn(_WHO, Qt.SortOrder.DescendingOrder)
            assert _column(dialog, "Marks that wait") == ["Carla Diaz", "Bo Chen", "Anna Baker"]
            assert table.selectionModel().selectedRows()[0].data() == "Bo Chen"
            QTest.keyClick(table, Qt.Key.Key_Tab)
            assert not table.hasFocus()

    qloop.run(body())


def test_enter_leads_to_the_event(qloop: Any, desk: Desk, hall: Server) -> None:
    desk.workspace.marking.mark(GALA, ["a1"], "attended", by="Kim")

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None)) as dialog:
            await dialog.until_says("1 mark waits")
            table = dialog.named("Marks that wait", QTableView)
            table.setCurrentIndex(table.model().index(0, 0))
            QTest.keyClick(table, Qt.Key.Key_Return)
            await until(lambda: not dialog.window.isVisible())

    qloop.run(body())
    assert desk.wanted == [GALA]


def test_the_log_is_searched_and_exported(qloop: Any, desk: Desk, hall: Server) -> None:
    desk.disputed(hall, "b1")
    desk.workspace.marking.mark(GALA, ["a1"], "attended", by="Zoë")
    target = desk.folder / "log.csv"

    async def body() -> None:
        async with opened(show_outbox(desk.hub, None, "activity")) as dialog:
            await dialog.until_says("3 lines")
            assert _column(dialog, "Activity log", 2) == ["Anna Baker", "Bo Chen", "Bo Chen"]
            titles = dialog.named("Activity log", QTableView).model().columns
            columns = [column.title for column in titles]
            assert columns[-5:] == ["By", "Desk", "Marked at", "Sent at", "Reason"]
            dialog.choose("Kind", "Marks")
            await dialog.until_says("2 lines")
            QTest.keyClicks(dialog.named("Search activity"), "zoe att")
            await until(lambda: _column(dialog, "Activity log", 2) == ["Anna Baker"])
            naming = asyncio.ensure_future(answer_file_dialog(target))
            dialog.click("Export activity…")
            await naming
            await dialog.until_says("written to “log.csv”.")
            QTest.keyClicks(dialog.named("Search activity"), " nobody")
            await dialog.until_says("Nothing found")
            assert not dialog.named("Export activity…").isEnabled()

    qloop.run(body())
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Name"], row["By"]) for row in rows] == [("Anna Baker", "Zoë")]
    assert rows[0]["Desk"] == desk.workspace.desk.names()[1]
    assert rows[0]["Marked at (local time)"] == rows[0]["At (local time)"]
    assert (rows[0]["Sent at (local time)"], rows[0]["Outcome"]) == ("", "waiting on this desk")


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_the_model_of_marks_keeps_to_the_rules(
    qapp: QApplication, desk: Desk, hall: Server, order: Qt.SortOrder
) -> None:
    desk.disputed(hall, "a1", "b1", "c1")
    rows = [MarkRow(each.account, each.mark) for each in desk.workspace.outbox.marks()]
    model = MarksModel(decision_columns())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(rows)
    for column in range(model.columnCount()):
        model.sort(column, order)
    model.show(rows[1:])
    model.show([])
    assert model.rowCount() == 0
    del tester
