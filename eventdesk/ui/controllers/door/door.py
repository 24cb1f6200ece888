"""Opens the window **Door** for an event, puts it together, and closes it when that is meant."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QMainWindow
from shiboken6 import isValid

from eventdesk.domain.capability import Capability
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import BadRequest, EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.scanning import Scan
from eventdesk.services.door.answers import DoorEvents
from eventdesk.ui.controllers.door.admitting import AdmittingController
from eventdesk.ui.controllers.door.finding import FindingController
from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.controllers.door.parts import DoorParts
from eventdesk.ui.controllers.door.told import ToldInPlace
from eventdesk.ui.controllers.door.welcome import WelcomeController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.event_texts import title_text
from eventdesk.ui.models.moments import event_time
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.dialogs.keys import KeyLine
from eventdesk.ui.views.door.choice import EventChoice
from eventdesk.ui.views.door.keys_card import KeysCard
from eventdesk.ui.views.door.window import DoorWindow


async def open_door(hub: Hub, main_window: QMainWindow, ref: EventRef | None) -> None:
    """Open the door of an event; a door that is open already comes to the front.

    Asks in the door's window which other events of that day it is for, where there are any.

    Raises:
        BadRequest: no event is chosen. NotThere: the event is gone.
    """
    for window in main_window.findChildren(DoorWindow):
        if isValid(window) and window.isVisible():
            window.come_to_front()
            return
    if ref is None:
        raise BadRequest("No event is chosen.", "Choose one, then open its door.")
    view = await hub.door(hub.workspace.events.view, ref)
    if not view.can(Capability.ATTENDEES):
        sentence = f"“{view.listed.event.title}” has no list of attendees."
        raise BadRequest(sentence, "Choose an event whose system lists who comes.")
    listed, others = view.listed, await _others(hub, ref)
    controller = DoorController(hub, main_window)
    if others:
        controller.ask(listed, others)
    else:
        await controller.open_first([ref])
    controller.window.take_screen()


class DoorController(QObject):
    """One door, from its opening to its closing. It ends with its window.

    Signals:
        decided: a `Decision`, also each one of a party.
        guest_shown: the `Guest` on the card, None for nobody.
        opened, closed: guests can come; the window is closed.
    """

    decided = Signal(object)
    guest_shown = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(self, hub: Hub, main_window: QMainWindow) -> None:
        self.window = DoorWindow(main_window)
        super().__init__(self.window)
        self._hub = hub
        self._main_window = main_window
        self._scope = hub.scope(self)
        self._told = ToldInPlace(self._scope, self.window)
        self._finding = FindingController(hub, self.window)
        self._admitting = AdmittingController(hub, self.window, self._finding)
        self._kiosk = KioskController(hub, self.window)
        self._welcome = WelcomeController(hub, self.window)
        self._events = DoorEvents(())
        self._parts: DoorParts | None = None
        self._admitting.decided.connect(self.decided)
        self._admitting.guest_shown.connect(self.guest_shown)
        self._connect()

    @property
    def refs(self) -> Sequence[EventRef]:
        """The events that this door is for."""
        return self._events.refs

    @property
    def guest(self) -> Guest | None:
        """Who is meant now."""
        return self._admitting.guest

    def ask(self, listed: ListedEvent, others: Sequence[ListedEvent]) -> None:
        """Ask which of the day's events the door is for."""
        choices = [_choice(listed, ticked=True), *(_choice(other) for other in others)]
        self.window.choice.offer(choices)
        self.window.set_title(title_text(listed))
        self.window.show_choice()

    async def open_first(self, refs: Sequence[EventRef]) -> None:
        """Open without a question; where that cannot be done there is no window either."""
        try:
            await self.open(refs)
        except EventDeskError:
            self.window.deleteLater()
            raise

    async def open(self, refs: Sequence[EventRef]) -> None:
        """Let guests of these events come; after a failure it can be called again.

        Raises:
            NotThere: an event is gone.
        """
        await self.reload(refs)
        await self._kiosk.open(self.refs)  # the lock stands as it was left
        await self._welcome.open(self._events.title)
        self._parts = DoorParts(
            self._hub, self.window, self.refs, self._admitting, self._kiosk, self._welcome
        )
        self._parts.rules_changed.connect(lambda: self._told.run("rules of the door", self.reload))
        self._kiosk.guard(self._main_window)
        self._parts.start()
        self.window.show_door()
        self.opened.emit()

    async def reload(self, refs: Sequence[EventRef] | None = None) -> None:
        """Read the events and their rules anew."""
        wanted = self.refs if refs is None else refs
        self._events = await self._hub.door(self._hub.workspace.door.opened, wanted)
        self.window.set_title(self._events.title)
        self._admitting.open(self._events)
        self._finding.open(self._events.refs)
        for event in self._events.events:
            if event.trouble:
                self.window.message.say(event.trouble, Tone.ALREADY)

    async def decide_scan(self, scan: Scan) -> None:
        """Decide about a scan after all that came before it."""
        await self._admitting.decide_scan(scan)

    def _connect(self) -> None:
        window, commands, kiosk = self.window, self.window.commands, self._kiosk
        kiosk.hide_personal.connect(window.result.hide_facts)
        kiosk.hide_personal.connect(window.matches.rows.hide_personal)
        kiosk.changed.connect(lambda _has_pin, locked, _seconds: window.show_locked(locked))
        window.choice.opened.connect(
            lambda refs: self._told.run("opening the door", lambda: self.open(refs))
        )
        window.choice.left.connect(self._close)
        self._main_window.installEventFilter(self)
        window.leave_asked.connect(lambda: self._told.run("leaving the door", self._leave))
        window.closed.connect(self._end)
        commands.leave.triggered.connect(window.leave_asked)
        commands.full_screen.triggered.connect(window.toggle_full_screen)
        commands.keys.triggered.connect(lambda: self._told.run("keys of the door", self._keys))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The program is not ended behind an open door: the door is left first."""
        if event.type() == QEvent.Type.Close and self._parts is not None:
            event.ignore()
            self.window.come_to_front()
            self.window.leave_asked.emit()
            return True
        return super().eventFilter(watched, event)

    async def _leave(self) -> None:
        """Only who means it leaves a door; the PIN opens it for good, so it is asked for last."""
        if self._parts is None:
            self._close()
            return
        meant = await dialogs.ask(
            self.window,
            self.tr("Leave the door?"),
            self.tr("Scans are decided in this window only. Who was admitted stays admitted."),
            yes=self.tr("Leave door"),
            no=self.tr("Stay"),
            destructive=True,  # Enter, which the next guest brings, must not leave
        )
        if meant and await self._kiosk.unlock(self.tr("leave the door")):
            self._close()

    def _close(self) -> None:
        self.window.close_for_good()
        dialogs.give_keyboard_back(self._main_window)

    def _end(self) -> None:
        self._scope.close()
        self._main_window.removeEventFilter(self)
        if self._parts is not None:
            self._parts.close()
        self._welcome.close()
        self.closed.emit()
        self.window.deleteLater()

    async def _keys(self) -> None:
        """Show the card; the next guest matters more, and puts it away."""
        card = KeysCard(self.window, self._key_lines())
        self.decided.connect(card.accept)
        try:
            await dialogs.show(card)
        finally:
            if isValid(card):
                card.deleteLater()

    def _key_lines(self) -> list[KeyLine]:
        """First what every guest needs, then what the menu has."""
        lines = [
            KeyLine(self.tr("Admit who is chosen"), self.tr("Enter")),
            KeyLine(self.tr("Choose another match"), "↑ ↓"),
            KeyLine(self.tr("Clear the field"), self.tr("Esc")),
            KeyLine(self.tr("Undo the last admission"), self.tr("U or Ctrl+Z")),
            KeyLine(self.tr("Admit the whole party"), self.tr("P or Ctrl+Enter")),
            KeyLine(self.tr("Hold who owes"), "H"),
        ]
        commands = self.window.commands
        menu = [each for each in commands.all if each.isVisible()]
        return lines + [
            KeyLine(action.text().replace("&", ""), action.shortcut().toString())
            for action in menu
            if action not in (commands.undo, commands.party)
        ]


async def _others(hub: Hub, ref: EventRef) -> list[ListedEvent]:
    """Other events of that day that have a list of attendees."""
    same_day = await hub.door(hub.workspace.door.same_day, ref)
    views = [await hub.door(hub.workspace.events.view, other.ref) for other in same_day]
    return [view.listed for view in views if view.can(Capability.ATTENDEES)]


def _choice(listed: ListedEvent, *, ticked: bool = False) -> EventChoice:
    words = " · ".join((title_text(listed), event_time(listed.event), listed.account.name))
    return EventChoice(listed.ref, words, ticked)
