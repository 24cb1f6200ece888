"""A calendar as an account, and calendar files from the menus of the window."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMenu, QRadioButton
from shiboken6 import isValid

from eventdesk.domain.event_query import EventQuery
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.detail.pane import DetailPane
from tests.providers.ics.reading import reads
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import Desk, OpenDesk, choose, click, fill, named

RADICALE = Path(__file__).parents[2] / "data" / "calendars" / "radicale.ics"


def lines(dialog: QDialog) -> list[str]:
    """The lines to fill in; none while those of another system are on their way out."""
    names = [e.accessibleName() for e in dialog.findChildren(QLineEdit) if e.isVisible()]
    return names if len(set(names)) == len(names) else []


async def add_calendar(desk: Desk) -> None:
    """Add the file as a person does."""
    await desk.has_row("Desk book", "up to date")
    click(desk.window, "Add account")
    dialog = await desk.dialog("Add account")
    choose(dialog, "System", "iCalendar")
    await until(lambda: {"Address", "User name"} <= set(lines(dialog)))
    fill(dialog, "Account name", "Choir")
    click(dialog, "Choose a file for Address")
    await name_file(desk, "Choose a file", RADICALE)
    await until(lambda: named(dialog, QLineEdit, "Address").text() == str(RADICALE))
    click(dialog, "Save")
    await desk.has_row("Choir", "up to date")


async def name_file(desk: Desk, title: str, path: Path) -> None:
    """Answer the file dialog that is about to open."""
    dialog = await desk.dialog(title)
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    dialog.accept()


def radios(dialog: QDialog) -> list[QRadioButton]:
    return dialog.findChildren(QRadioButton)


async def write(desk: Desk, dialog: QDialog, path: Path) -> None:
    """Write a file of what is chosen, and close the dialog."""
    naming = asyncio.ensure_future(name_file(desk, "Export calendar as", path))
    click(dialog, "Export…")
    await naming
    messages = dialog.findChildren(InlineMessage)
    await until(lambda: any(f"written to “{path.name}”" in each.text for each in messages))
    click(dialog, "Close")
    await until(lambda: not isValid(dialog))


def choose_entry(menu: QMenu, title: str) -> None:
    next(one for one in menu.actions() if one.text().replace("&", "") == title).trigger()


def test_a_calendar_is_added_and_its_events_are_written_from_both_menus(
    qloop: QLoop, open_desk: OpenDesk, tmp_path: Path
) -> None:
    every, one = tmp_path / "every.ics", tmp_path / "one.ics"

    async def body() -> None:
        async with open_desk() as desk:
            await add_calendar(desk)
            desk.window.commands.export_calendar.trigger()
            dialog = await desk.dialog("Export calendar")
            await write(desk, dialog, every)

            found = await desk.hub.db(desk.workspace.events.find, EventQuery(search="konzert"))
            desk.hub.want_event(found[0].ref)
            pane = desk.window.findChild(DetailPane)
            assert pane is not None
            await until(lambda: "Frühlingskonzert" in pane.header.title.text())
            pane.header.menu.aboutToShow.emit()
            none = "iCalendar offers no actions here"
            await until(lambda: none in [one.text() for one in pane.header.menu.actions()])
            choose_entry(pane.header.menu, "Export calendar…")
            dialog = await desk.dialog("Export calendar")
            await write(desk, dialog, one)

            menu = QMenu(desk.window)
            desk.controller._calendar.menus.filling.emit(menu, CalendarEntry.of(found[0]))
            choose_entry(menu, "Export calendar…")
            dialog = await desk.dialog("Export calendar")
            assert any("Frühlingskonzert" in radio.text() for radio in radios(dialog))
            click(dialog, "Close")
            await until(lambda: not isValid(dialog))

    qloop.run(body())
    assert len(reads(every.read_bytes())[0]) == 6
    assert [read.event.place for read in reads(one.read_bytes())[0]] == ["Großer Saal"]
