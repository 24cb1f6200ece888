"""**New event** in the bar: there from the first start on, and named by its account."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from eventdesk.ui.views.dialogs.action_form import ActionForm
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import OpenDesk, click, fill, named


def test_the_first_event_is_made_from_the_bar(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            assert named(desk.window, QAbstractButton, "Open the demo").isEnabled()
            assert not desk.window.commands.door.isEnabled()
            click(desk.window, "New event")
            await until(lambda: bool(desk.window.findChildren(ActionForm)))
            form = desk.window.findChildren(ActionForm)[0]
            assert "Account: Desk book" in [label.text() for label in form.findChildren(QLabel)]
            today = date.today()
            start = named(form, QLineEdit, "Start")
            assert start.text() == f"{today} 09:00"
            fill(form, "Title", "Harvest fair")
            fill(form, "Start", "24 dec 19:00")
            fill(form, "End", "+0d")
            click(form, "New event")
            assert "The end is before the start." in [
                label.text() for label in form.findChildren(QLabel) if label.isVisible()
            ]
            end = named(form, QLineEdit, "End")
            assert end.height() >= end.sizeHint().height()
            fill(form, "End", "")
            click(form, "New event")
            await until(lambda: desk.window.commands.door.isEnabled())
            await desk.has_row("Desk book", "1")

    qloop.run(body())


def test_in_a_narrow_window_the_bar_leaves_the_title_its_room(
    qloop: QLoop, open_desk: OpenDesk
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            new = named(desk.window, QAbstractButton, "New event")
            desk.window.resize(QSize(1300, 700))
            await until(lambda: new.text() == "New event")
            desk.window.resize(QSize(1000, 600))
            await until(lambda: new.text() == "")
            assert new.accessibleName() == new.toolTip() == "New event"

    qloop.run(body())
