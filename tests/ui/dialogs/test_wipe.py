"""Wiping attendee data from the window."""

from typing import Any

from PySide6.QtWidgets import QComboBox

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.ui.controllers.wiping import show_wiping
from tests.sync.memory_system import Server
from tests.ui.dialogs.conftest import GALA, Desk, opened


def test_old_events_are_wiped_and_the_others_kept(qloop: Any, desk: Desk, hall: Server) -> None:
    meeting = desk.book_event("Meeting", people=2)

    async def body() -> None:
        async with opened(show_wiping(desk.hub, None)) as dialog:
            await dialog.until_says("Nothing about persons is kept of these events.")
            assert not dialog.named("Wipe").isEnabled()
            dialog.choose("Account", "Hall")
            dialog.choose("Events", "of any age, those to come too")
            await dialog.until_says("3 attendees and 0 marks of 1 event.")
            dialog.click("Wipe")
            await dialog.until_says("3 attendees and 0 marks of 1 event were wiped")
            await dialog.until_says("Nothing about persons is kept of these events.")

    qloop.run(body())
    assert list(desk.workspace.events.each_attendee(GALA, AttendeeQuery())) == []
    assert len(desk.people(meeting)) == 2
    assert any(change.calendar and GALA in change.details for change in desk.changes)
    assert desk.workspace.outbox.activity(limit=1)[0].kind == "wiped"


def test_marks_that_no_system_has_need_a_tick(qloop: Any, desk: Desk, hall: Server) -> None:
    desk.workspace.marking.mark(GALA, ["a1"], "attended", by="Kim")

    async def body() -> None:
        async with opened(show_wiping(desk.hub, None)) as dialog:
            dialog.choose("Events", "of any age, those to come too")
            await dialog.until_says("This deletes 1 mark that no system has yet.")
            assert not dialog.named("Wipe").isEnabled()
            dialog.click("Delete these marks too")
            dialog.click("Wipe")
            await dialog.until_says("3 attendees and 1 mark of 1 event were wiped")

    qloop.run(body())
    assert desk.workspace.outbox.marks() == []


def test_the_choices_say_what_they_are_for(qloop: Any, desk: Desk) -> None:
    async def body() -> None:
        async with opened(show_wiping(desk.hub, None)) as dialog:
            for name in ("Account", "Events"):
                assert dialog.named(name, QComboBox).isVisible()

    qloop.run(body())
