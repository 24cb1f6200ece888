"""Jumps to any event or attendee: asks the store while somebody types, opens what is chosen."""

from collections.abc import Hashable
from datetime import date

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.text import one_line
from eventdesk.services.events import Found
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.event_texts import (
    is_called_off,
    own_colour,
    repeat_text,
    title_text,
    when_text,
)
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.calendar.two_lines import TwoLines
from eventdesk.ui.views.dialogs.jump import JumpDialog, Target


async def show_jump(hub: Hub, parent: QWidget) -> Found | None:
    """Let the person choose an event or an attendee, and show the event.

    Returns:
        What was chosen; None where nothing was.
    """
    dialog = JumpDialog(parent)
    scope = hub.scope(dialog)
    found: dict[Hashable, Found] = {}

    async def search(text: str) -> None:
        today = date.today()
        try:
            hits = await hub.db(hub.workspace.events.jump, text, near=today)
        except EventDeskError as error:
            dialog.say(error.message)
            return
        found.clear()
        found.update(enumerate(hits))
        targets = [Target(_lines(hit, today), number) for number, hit in found.items()]
        dialog.show_found(text, targets)

    dialog.searched.connect(
        lambda text: scope.single("jumping", lambda: search(text), repeat=Repeat.REPLACE)
    )
    try:
        accepted = await dialogs.show(dialog)
        chosen = found.get(dialog.chosen) if accepted else None
    finally:
        scope.close()
        if isValid(dialog):  # it goes with the window
            dialog.deleteLater()
    if chosen is not None:
        hub.want_event(chosen.listed.ref, chosen.listed.event.occurrence)
    return chosen


def _lines(found: Found, today: date) -> TwoLines:
    listed = found.listed
    when, colour = when_text(listed, today), listed.account.colour
    if found.attendee is None:
        parts = (when, repeat_text(listed), one_line(listed.event.place), listed.account.name)
        lower = " · ".join(part for part in parts if part)
        off = is_called_off(listed)
        own = own_colour(listed)
        return TwoLines(
            title_text(listed), lower, colour, second=own, icon="calendar-blank", off=off
        )
    attendee = found.attendee.attendee
    name = one_line(attendee.name) or attendee.ref
    # Namesakes are told apart by these.
    told = (title_text(listed), when, one_line(attendee.ticket), one_line(attendee.email))
    lower = " · ".join(part for part in told if part)
    return TwoLines(name, lower, colour, icon="user")
