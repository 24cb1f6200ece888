"""The table's model holds pages, never waits, and forgets answers to old questions."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from eventdesk.domain.attendance import MarkState
from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.ui.models.attendees import PAGE, AttendeesModel
from eventdesk.ui.models.attendees_columns import COLUMNS, STATUS_COLUMN
from eventdesk.ui.runtime.tasks import TaskScope
from tests.ui.conftest import QLoop, until

_EVERYBODY = 100_000


def _person(number: int, status: str = "invited") -> ListedAttendee:
    return ListedAttendee(Attendee(f"a{number}", f"Person {number}", status), status)


def _people(first: int, count: int) -> list[ListedAttendee]:
    return [_person(number) for number in range(first, first + count)]


def _report(error: BaseException, where: str) -> None:
    raise AssertionError(where) from error


class Store:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, offset: int, limit: int) -> Sequence[ListedAttendee]:
        """A page of everybody."""
        self.asked.append(offset)
        await self.gate.wait()
        return _people(offset, limit)


def _name(model: QAbstractItemModel, row: int) -> str:
    return str(model.index(row, 0).data())


def _in_model(
    qloop: QLoop, body: Callable[[AttendeesModel, Store], object], *, tested: bool = True
) -> None:
    async def run() -> None:
        scope, store = TaskScope(None, _report), Store()
        model = AttendeesModel(store.fetch, scope)
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(model, fatal) if tested else None
        await body(model, store)  # type: ignore[misc]  # every body is a coroutine
        store.gate.set()
        await scope.wait(5)
        del tester
        model.deleteLater()

    qloop.run(run())


def test_a_row_of_a_missing_page_shows_dots_first_and_the_name_later(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(_EVERYBODY, _people(0, PAGE))
        changed: list[tuple[int, int]] = []
        model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
        assert model.rowCount() == _EVERYBODY
        assert _name(model, 7) == "Person 7"
        assert store.asked == []
        assert _name(model, 54_321) == "…"
        assert model.listed(54_321) is None
        await until(lambda: model.listed(54_321) is not None)
        assert _name(model, 54_321) == "Person 54321"
        page = 54_321 // PAGE * PAGE
        assert (page, page + PAGE - 1) in changed

    _in_model(qloop, body, tested=False)


def test_of_a_hundred_thousand_rows_only_a_few_pages_are_held(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(_EVERYBODY, _people(0, PAGE))
        for row in range(0, _EVERYBODY, 1000):
            _name(model, row)
            await until(lambda row=row: model.listed(row) is not None)
        held = sum(model.listed(row) is not None for row in range(_EVERYBODY))
        assert held <= 30 * PAGE
        assert model.listed(99_000) is not None

    _in_model(qloop, body, tested=False)


def test_rows_that_were_scrolled_past_are_not_read_before_those_on_screen(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(_EVERYBODY, _people(0, PAGE))
        store.gate.clear()
        for row in range(0, _EVERYBODY, PAGE):
            _name(model, row)
        await asyncio.sleep(0)
        store.gate.set()
        await until(lambda: model.listed(_EVERYBODY - 1) is not None)
        assert len(store.asked) < 10

    _in_model(qloop, body, tested=False)


def test_an_answer_to_the_last_question_is_not_shown_as_one_to_this(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(_EVERYBODY, _people(0, PAGE))
        store.gate.clear()
        _name(model, 5_000)
        await until(lambda: store.asked)
        model.show(5_500, [_person(70_000 + number) for number in range(PAGE)])
        store.gate.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert model.listed(5_000) is None
        assert _name(model, 0) == "Person 70000"

    _in_model(qloop, body, tested=False)


def test_rows_on_their_way_are_asked_for_again_after_a_refresh(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(_EVERYBODY, _people(0, PAGE))
        # What a view does: it paints the rows on screen that are said to be others.
        model.dataChanged.connect(
            lambda first, last: [_name(model, 5_000)] if first.row() <= 5_000 <= last.row() else []
        )
        store.gate.clear()
        _name(model, 5_000)
        await until(lambda: store.asked)
        model.refresh(_EVERYBODY, {0: _people(0, PAGE)})
        store.gate.set()
        await until(lambda: model.listed(5_000) is not None)

    _in_model(qloop, body, tested=False)


def test_the_same_question_may_find_more_or_fewer(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(3, _people(0, 3))
        model.refresh(5, {0: _people(10, 5)})
        assert [_name(model, row) for row in range(model.rowCount())] == [
            f"Person {number}" for number in range(10, 15)
        ]
        model.refresh(1, {0: _people(20, 1)})
        assert [_name(model, row) for row in range(model.rowCount())] == ["Person 20"]
        model.refresh(0, {0: []})
        assert model.rowCount() == 0
        model.show(2, _people(0, 2))
        assert model.rowCount() == 2

    _in_model(qloop, body)


def test_a_screen_reader_hears_the_state_of_a_mark(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        states = [None, MarkState.PENDING, MarkState.CONFIRMED, MarkState.CONFLICT, MarkState.LOCAL]
        attendee = Attendee("a", "Anna")
        rows = [ListedAttendee(attendee, "attended", mark_state=state) for state in states]
        model.show(len(rows), rows)
        role = Qt.ItemDataRole.AccessibleTextRole
        heard = [model.index(row, STATUS_COLUMN).data(role) for row in range(len(rows))]
        assert heard == [
            "Attended",
            "Attended, waiting on this desk",
            "Attended, confirmed by the system",
            "Attended, the system holds something newer: needs your decision",
            "Attended, kept on this desk",
        ]
        assert len({model.index(row, STATUS_COLUMN).data() for row in range(len(rows))}) == 4

    _in_model(qloop, body)


def test_a_status_that_nobody_knows_is_shown_as_it_came(qloop: QLoop) -> None:
    async def body(model: AttendeesModel, store: Store) -> None:
        model.show(1, [_person(1, "Waitlisted (2nd)")])
        assert model.index(0, STATUS_COLUMN).data() == "Waitlisted (2nd)"
        titles = [
            model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))
        ]
        assert titles[:4] == ["Name", "Status", "Ticket", "Marked at"]

    _in_model(qloop, body)
