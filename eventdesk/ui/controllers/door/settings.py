"""Opens the settings of a door, and keeps the rules of its events as they are changed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.changes import Changes
from eventdesk.domain.door import DoorRules
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.door.answers import DoorEvent
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.rules_page import RuledEvent, RulesPage
from eventdesk.ui.views.door.settings_dialog import DoorSettings

_LOOKED_AT = 200
"""Attendees whose further fields are offered for the card."""
_LONGEST_KEEPING = 5.0
"""Seconds; a change that was made right before closing is kept too."""


async def show_settings(
    hub: Hub, window: QWidget, refs: Sequence[EventRef], pages: Sequence[tuple[str, QWidget]]
) -> None:
    """Show the rules of the events, then these pages, until the person closes the dialog.

    Args:
        pages: title and widget of each; they end with the dialog.

    Raises:
        NotThere: an event is gone.
    """
    opened = await hub.door(hub.workspace.door.opened, refs)
    events = [await _ruled(hub, event) for event in opened.events]
    dialog, rules = DoorSettings(window), RulesPage(events)
    dialog.add_page(QCoreApplication.translate("door_settings", "Rules"), rules)
    for title, page in pages:
        dialog.add_page(title, page)
    try:
        await _shown(hub, dialog, rules)
    finally:
        if isValid(dialog):
            dialog.deleteLater()


async def _shown(hub: Hub, dialog: DoorSettings, rules: RulesPage) -> None:
    """Keep each change of the rules until the dialog is closed, and what was changed last too."""
    scope = hub.scope(dialog)
    rules.edited.connect(
        lambda ref, new: scope.start(_keep(hub, dialog, ref, new), name="keeping door rules")
    )
    await dialogs.show(dialog)
    await scope.wait(_LONGEST_KEEPING)


async def _ruled(hub: Hub, event: DoorEvent) -> RuledEvent:
    page = await hub.door(
        hub.workspace.events.attendees, event.ref, AttendeeQuery(), limit=_LOOKED_AT
    )
    labels = dict.fromkeys(label for one in page for label, _ in one.attendee.more)
    capacity = event.listed.event.capacity
    return RuledEvent(event.ref, event.title, event.rules, event.tickets, tuple(labels), capacity)


async def _keep(hub: Hub, dialog: DoorSettings, ref: EventRef, rules: DoorRules) -> None:
    try:
        await hub.door(hub.workspace.door.set_rules, ref, rules)
    except EventDeskError as error:
        if isValid(dialog):
            dialog.message.say(error.message, Tone.REFUSED)
        return
    hub.announce(Changes(details=frozenset({ref})))
