"""The filters beside the calendar: persons, the systems' own words, long lists, clearing all."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QListWidget

from eventdesk.domain.event import EventPerson, EventStatus, PersonRole
from eventdesk.ui.models.calendar_filters import EventFilters
from tests.ui.calendar.conftest import Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

ANNA = EventPerson("Anna Baker", PersonRole.ATTENDS)
BOSS = EventPerson("Anna Baker", PersonRole.RESPONSIBLE)


def crowd(count: int) -> tuple[EventPerson, ...]:
    return tuple(EventPerson(f"Person {n:04}", PersonRole.ATTENDS) for n in range(count))


def choices(shown: Shown, name: str) -> QListWidget:
    QTest.keyClick(shown.named(f"{name} filter"), Qt.Key.Key_Space)
    return shown.named("Choices", QListWidget)


def offered(found: QListWidget) -> list[str]:
    rows = range(found.count())
    return [found.item(row).text() for row in rows if not found.isRowHidden(row)]


def test_events_of_a_person_and_those_attended_only(desk: Desk, qloop: QLoop) -> None:
    desk.fill(
        event("a", at(20), "Attended", people=(ANNA,)),
        event("r", at(21), "Organised", people=(BOSS,)),
        event("o", at(22), "Another", people=crowd(1)),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            found = choices(shown, "Person")
            assert offered(found) == ["Anna Baker", "Person 0000"]
            QTest.keyClick(found, Qt.Key.Key_Space)
            await shown.settled()
            assert sorted(shown.texts()) == ["Attended", "Organised"]
            shown.named("Attending only", QCheckBox).click()
            await shown.settled()
            assert shown.texts() == ["Attended"]
            QTest.keyClick(found, Qt.Key.Key_Escape)
            button = shown.named("Person filter")
            assert button.accessibleDescription() == "Anna Baker, attending only"
            clear = shown.named("Clear filters", QAbstractButton)
            assert clear.accessibleDescription() == "Person: Anna Baker, attending only"
            kept = shown.hub.workspace.layout
            await until(lambda: kept.get("calendar", {}).get("filters", {}).get("attending_only"))
        async with opened(desk) as shown:
            assert shown.texts() == ["Attended"]
            shown.named("Clear filters", QAbstractButton).click()
            await shown.settled()
            assert len(shown.texts()) == 3
            assert not shown.named("Clear filters").isVisible()

    qloop.run(body())


def test_a_status_that_nobody_knows_is_shown_and_filtered_as_it_came(
    desk: Desk, qloop: QLoop
) -> None:
    unknown = EventStatus.UNKNOWN
    desk.fill(
        event("a", at(20), "First", status=unknown, status_text="Status 2"),
        event("b", at(21), "Second", status=unknown, status_text="scheduled_work"),
        event("c", at(22), "Third"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            found = choices(shown, "System status")
            assert offered(found) == ["scheduled_work", "Status 2"]
            QTest.keyClick(found, Qt.Key.Key_Down)
            QTest.keyClick(found, Qt.Key.Key_Space)
            await shown.settled()
            assert shown.texts() == ["First"]
            shown.region.show_view("agenda")
            await shown.settled()
            assert shown.table.model().index(1, 4).data() == "Status 2"

    qloop.run(body())


def test_many_choices_are_looked_through_by_typing(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(20), "Fair", people=crowd(800)), event("b", at(21), "Alone"))

    async def body() -> None:
        async with opened(desk) as shown:
            found = choices(shown, "Person")
            field = shown.named("Search choices", QLineEdit)
            QTest.keyClicks(field, "777 pers")
            assert offered(found) == ["Person 0777"]
            QTest.keyClick(field, Qt.Key.Key_Down)
            QTest.keyClick(found, Qt.Key.Key_Space)
            await shown.settled()
            assert shown.texts() == ["Fair"]
            QTest.keyClick(found, Qt.Key.Key_Escape)
            await until(lambda: not shown.window.findChildren(QListWidget))
            found = choices(shown, "Person")
            assert offered(found)[:2] == ["Person 0777", "Person 0000"]  # what is chosen is seen
            shown.named("Clear", QAbstractButton).click()
            await shown.settled()
            assert len(shown.texts()) == 2
            QTest.keyClick(found, Qt.Key.Key_Escape)

    qloop.run(body())


def test_attending_only_without_a_person_leaves_nothing_out() -> None:
    alone = EventFilters(attending_only=True)
    assert not alone
    assert not alone.query(None, "").attending_only
    both = EventFilters(people=frozenset({"Anna"}), attending_only=True)
    assert both.query(None, "").attending_only
    assert EventFilters.from_json(both.as_json()) == both
