"""Forms of actions that make and change events: people, days, whole days, and what is refused."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QPushButton

from eventdesk.domain.capability import Action, Choice, Field, FieldKind
from eventdesk.domain.errors import Refused
from eventdesk.ui.views.dialogs.action_form import ActionForm
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.detail.fair import Fair
from tests.ui.detail.test_cards_and_actions import _choose

PEOPLE = tuple(Choice(f"p{n}", f"{name} Person {n}") for n, name in enumerate("ABCDEFGHIJKL"))
EDIT = Action(
    "edit",
    "Edit event",
    (
        Field("title", "Title", required=True, value="Gala"),
        Field("start", "Start", FieldKind.DATETIME, required=True, value="2026-11-21T19:00"),
        Field("end", "End", FieldKind.DATETIME, value="2026-11-21T22:30"),
        Field("all_day", "All day", FieldKind.FLAG),
        Field("attendees", "Attendees", FieldKind.CHOICES, choices=PEOPLE, value="p2"),
        *(Field(f"note{n}", f"Note {n}", FieldKind.LONG_TEXT) for n in range(6)),
    ),
)


async def _form(desk: Desk) -> ActionForm:
    await desk.open("Overview")
    await _choose(desk, "Edit event…")
    return await desk.dialog(ActionForm)


def test_many_people_are_searched_and_ticked_with_the_keyboard(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.actions = (EDIT,)

    async def body() -> None:
        async with opened() as desk:
            form = await _form(desk)
            people = desk.named(QListWidget, "Attendees", form)
            search = desk.named(QLineEdit, "Search attendees", form)
            assert "1 of 12 chosen" in desk.texts(form)
            QTest.keyClicks(search, "k pers")
            shown = [people.item(row).text() for row in range(12) if not people.isRowHidden(row)]
            assert shown == ["K Person 10"]
            QTest.keyClick(search, Qt.Key.Key_Down)
            QTest.keyClick(people, Qt.Key.Key_Space)
            assert "2 of 12 chosen" in desk.texts(form)
            assert form.values()["attendees"] == "p2,p10"
            form.reject()
            await desk.quiet()

    qloop.run(body())


def test_whole_days_have_no_clock_until_it_is_wanted_again(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.actions = (EDIT,)

    async def body() -> None:
        async with opened() as desk:
            form = await _form(desk)
            start = desk.named(QLineEdit, "Start", form)
            all_day = desk.named(QCheckBox, "All day", form)
            assert start.text() == "2026-11-21 19:00"
            all_day.click()
            assert start.text() == "2026-11-21"
            assert form.values()["start"] == "2026-11-21T00:00"
            start.setText("2026-11-28")
            all_day.click()
            assert start.text() == "2026-11-28 19:00"
            assert desk.named(QLineEdit, "End", form).text() == "2026-11-21 22:30"
            form.reject()
            await desk.quiet()

    qloop.run(body())


def test_what_the_system_refuses_is_said_at_its_field_and_nothing_typed_is_lost(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.actions = (EDIT,)
    fair.refusal = Refused(
        "Fairground refuses the event.",
        fields={"start": "The hall is taken.", "roof": "There is no roof."},
    )

    async def body() -> None:
        async with opened() as desk:
            form = await _form(desk)
            title = desk.named(QLineEdit, "Title", form)
            title.setText("Winter gala")
            QTest.mouseClick(desk.named(QPushButton, "Edit event", form), Qt.MouseButton.LeftButton)
            await until(lambda: "The hall is taken." in desk.texts(form))
            assert "Fairground refuses the event. There is no roof." in desk.texts(form)
            start = desk.named(QLineEdit, "Start", form)
            assert form.focusWidget() is start
            assert "The hall is taken." in start.accessibleDescription()
            assert title.text() == "Winter gala"
            fair.refusal = None
            start.setText("22 Nov 2026, 19:00")
            desk.named(QLineEdit, "End", form).setText("2026-11-22 22:30")
            QTest.mouseClick(desk.named(QPushButton, "Edit event", form), Qt.MouseButton.LeftButton)
            await until(lambda: fair.acted)
            await desk.quiet()
            assert fair.acted[0]["title"] == "Winter gala"
            assert fair.acted[0]["start"] == "2026-11-22T19:00"

    qloop.run(body())
