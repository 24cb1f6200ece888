"""Ctrl+K: any event and any fetched attendee, by parts of words, with the keyboard alone."""

import asyncio
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget

from eventdesk.domain.attendee import Attendee
from eventdesk.domain.event import EventRef
from eventdesk.services.events import Found
from eventdesk.storage import accounts, attendees, events, search
from eventdesk.ui.controllers.jump import show_jump
from eventdesk.ui.views.dialogs.jump import JumpDialog
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until

TODAY = date(2026, 11, 18)


def attend(desk: Desk, ref: str, *names: str, indexed: bool = True) -> None:
    with desk.workspace.database.write() as tx:
        number = events.event_id(tx, accounts.by_name(tx, BOOK).id, ref) or 0
        rows = [(n, Attendee(f"{ref}-{n}", name)) for n, name in enumerate(names)]
        attendees.upsert(tx, number, rows, {})
        while indexed and search.index_pending(tx, number):
            pass


def said(found: list[Found]) -> list[str]:
    return [one.attendee.attendee.name if one.attendee else one.listed.event.title for one in found]


def fill(desk: Desk) -> None:
    desk.account("Attic", shown=False)
    desk.fill(event("x", at(30), "Baking"), account="Attic")
    desk.fill(
        event("old", at(1, month=2), "Bakery tour"),
        event("near", at(20), "Gala", place="Town Hall", organizer="Ann Lee"),
        event("far", at(20, month=12), "Fair"),
    )
    attend(desk, "far", "Anna Baker", "Bo Li")
    attend(desk, "near", "Thomas Baker", "Zoë Ångström")
    attend(desk, "old", "Ann Bakewell", indexed=False)


def test_what_is_near_comes_first(desk: Desk) -> None:
    fill(desk)
    jump = desk.workspace.events.jump

    assert said(list(jump("bak", near=TODAY))) == [
        "Baking", "Bakery tour", "Thomas Baker", "Anna Baker", "Ann Bakewell",
    ]  # fmt: skip
    assert said(list(jump("bak", near=TODAY, limit=1))) == ["Baking", "Thomas Baker"]
    assert said(list(jump("bak nn", near=TODAY))) == ["Anna Baker", "Ann Bakewell"]
    assert said(list(jump("gstrom", near=TODAY))) == ["Zoë Ångström"]
    assert said(list(jump("town ala", near=TODAY))) == ["Gala"]
    # Somebody of that name comes before what has the name in some other place.
    assert said(list(jump("ann", near=TODAY))) == ["Anna Baker", "Ann Bakewell", "Gala"]
    assert list(jump("  ", near=TODAY)) == []


async def jumping(shown: Shown, text: str) -> tuple[asyncio.Task[Found | None], QLineEdit]:
    task = asyncio.ensure_future(show_jump(shown.hub, shown.window))
    await until(lambda: shown.window.findChildren(JumpDialog))
    field = shown.named("Search events and attendees", QLineEdit)
    QTest.keyClicks(field, text)
    found = shown.named("Found", QListWidget)
    await until(lambda: found.count() > 0)
    return task, field


def test_arrows_and_enter_open_what_was_found(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            task, field = await jumping(shown, "anna")
            found = shown.named("Found", QListWidget)
            await until(lambda: found.count() == 1)
            assert "Anna Baker, Fair" in found.item(0).text()
            field.clear()
            QTest.keyClicks(field, "bak")
            await until(lambda: found.count() == 5)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
                QTest.keyClick(field, key)
            chosen = await task
            assert chosen is not None
            assert shown.wanted == [EventRef(BOOK, "old")]

    qloop.run(body())


def test_escape_goes_nowhere(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            task, field = await jumping(shown, "g")
            assert field.window().windowTitle() == "Jump to"
            QTest.keyClick(field, Qt.Key.Key_Escape)  # empties the field
            QTest.keyClick(field, Qt.Key.Key_Escape)
            assert await task is None
            assert shown.wanted == []

    qloop.run(body())
