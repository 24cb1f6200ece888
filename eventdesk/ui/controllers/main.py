"""Puts the main window together: its regions, its commands, and what is remembered."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.changes import Changes
from eventdesk.domain.errors import BadRequest, Cancelled, EventDeskError, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.text import one_line
from eventdesk.ui.controllers.account_sync import Pace
from eventdesk.ui.controllers.accounts import AccountsController
from eventdesk.ui.controllers.calendar import build_calendar
from eventdesk.ui.controllers.calendar_exporting import start_calendar_export
from eventdesk.ui.controllers.detail import build_detail
from eventdesk.ui.controllers.door.door import open_door
from eventdesk.ui.controllers.exporting import start_export
from eventdesk.ui.controllers.help import HelpController, Versions
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.controllers.importing import start_import
from eventdesk.ui.controllers.jump import show_jump
from eventdesk.ui.controllers.layout import LayoutController, WindowLayout
from eventdesk.ui.controllers.main_view import ViewController
from eventdesk.ui.controllers.names import NamesController
from eventdesk.ui.controllers.outbox import show_outbox
from eventdesk.ui.controllers.printing import show_print
from eventdesk.ui.controllers.printing_sheets import Kind, OpenEvent
from eventdesk.ui.controllers.syncing import SyncController
from eventdesk.ui.controllers.undo import UndoController
from eventdesk.ui.controllers.wiping import show_wiping
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.main.window import MainWindow

Work = Callable[[], Coroutine[Any, Any, Any]]

_OF_OTHERS = Changes(accounts=True, calendar=True, marks=True)
"""What another program on the same profile may have changed in the store, telling nobody."""


class MainController(QObject):
    """Everything behind the window; made when the profile is open."""

    def __init__(
        self,
        hub: Hub,
        window: MainWindow,
        layout: WindowLayout,
        versions: Versions,
        *,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._scope = hub.scope(self)
        self._entry: CalendarEntry | None = None
        self._last_event = layout.event, layout.occurrence
        self._calendar = build_calendar(hub)
        self._detail = build_detail(hub)
        window.set_calendar_widget(self._calendar.widget)
        window.set_side_widget(self._calendar.side)
        window.set_detail_widget(self._detail.widget)
        self._sync = SyncController(hub, pace)
        self._layout = LayoutController(hub, window, layout)
        self._accounts = AccountsController(hub, window, self._sync)
        UndoController(hub, window, self._detail)
        HelpController(hub, window, versions)
        NamesController(hub, window)
        self._detail.widget.prefer_tab(layout.tab)
        self._connect_panes(layout.view)
        self._connect_dialogs()
        window.show_detail(bool(layout.event))

    def start(self) -> None:
        """Read the accounts, show the last event again, begin to sync."""
        self._accounts.refresh()
        self._do("opening the last event", lambda: self._open_event(*self._last_event))
        self._sync.start()

    async def close(self) -> None:
        """Stop all work, and remember how the window was left."""
        self._sync.close()
        self._scope.close()
        shown = self._entry if self._window.shows_detail else None
        await self._layout.keep(shown, self._detail.widget.wanted_tab)

    def _connect_panes(self, view: str) -> None:
        window, calendar, detail = self._window, self._calendar, self._detail
        ViewController(window, calendar, view)
        window.commands.find.triggered.connect(self._find)
        window.commands.refresh.triggered.connect(lambda: self._hub.announce(_OF_OTHERS))
        calendar.opened.connect(lambda _entry: detail.lead_to_attendees())
        detail.widget.close_asked.connect(lambda: window.show_detail(False))
        self._hub.event_wanted.connect(self._note_event)

    def _connect_dialogs(self) -> None:
        commands, hub, window = self._window.commands, self._hub, self._window
        self._connect(commands.door, lambda: open_door(hub, window, self._ref))
        self._detail.door_wanted.connect(lambda _ref: commands.door.trigger())
        self._connect(commands.import_list, lambda: start_import(hub, window))
        self._connect(commands.export, lambda: start_export(hub, window, self._ref))
        self._connect(commands.export_calendar, lambda: self._export_calendar(self._ref))
        self._calendar.menus.filling.connect(self._offer_calendar_file)
        self._detail.calendar_file_wanted.connect(lambda _ref: commands.export_calendar.trigger())
        self._connect(commands.print, self._print)
        self._detail.widget.attendees.print_asked.connect(
            lambda: self._do("printing a list", lambda: self._print(Kind.ATTENDEES_SHOWN))
        )
        self._connect(commands.jump, self._jump)
        self._connect(commands.wipe, lambda: show_wiping(hub, window))
        self._connect(commands.waiting, lambda: show_outbox(hub, window, "waiting"))
        self._connect(commands.decisions, lambda: show_outbox(hub, window, "decision"))

    def _connect(self, action: QAction, work: Work) -> None:
        action.triggered.connect(lambda: self._do(action.text(), work))

    def _offer_calendar_file(self, menu: QMenu, entry: CalendarEntry) -> None:
        menu.addSeparator()
        self._connect(
            menu.addAction(self.tr("Export calendar…")), lambda: self._export_calendar(entry.ref)
        )

    async def _export_calendar(self, ref: EventRef | None) -> None:
        calendar = self._calendar
        await start_calendar_export(
            self._hub, self._window, ref, calendar.query, chosen=calendar.chosen_refs
        )

    async def _print(self, first: Kind | None = None) -> None:
        """Begin with a sheet, else with what has the keyboard."""
        shown, event = self._calendar.on_screen(), None
        if first is None and self._window.detail_has_focus():
            first = Kind.ATTENDEES
        if self._entry is not None and self._window.shows_detail:
            query = self._detail.shown_attendees or AttendeeQuery()
            event = OpenEvent(self._entry, query, first)
        await show_print(self._hub, self._window, replace(shown, event=event))

    def _find(self) -> None:
        if self._window.detail_has_focus():
            self._detail.focus_search()
        else:
            self._window.top_bar.focus_search()

    async def _jump(self) -> None:
        """Go to what was found, with the keyboard too: Tab in the calendar opens other events."""
        before = self._window.focusWidget()
        found = await show_jump(self._hub, self._window)
        if found is None:
            self._window.focus_again(before)
        elif found.attendee is not None:
            self._detail.lead_to_attendees(one_line(found.attendee.attendee.name))
        else:
            self._detail.widget.take_keyboard()

    def _note_event(self, ref: EventRef, occurrence: EventTime | None) -> None:
        self._entry = CalendarEntry(ref, occurrence)
        self._window.show_detail(True)

    @property
    def _ref(self) -> EventRef | None:
        return None if self._entry is None else self._entry.ref

    async def _open_event(self, ref: str, occurrence: str) -> None:
        """Show the event of last time, if it is still there."""
        try:
            entry = CalendarEntry.parse(ref, occurrence)
            await self._hub.db(self._hub.workspace.events.view, entry.ref, entry.occurrence)
        except (BadRequest, NotThere):
            self._window.show_detail(False)
            return
        self._hub.want_event(entry.ref, entry.occurrence)

    def _do(self, what: str, work: Work) -> None:
        """Do one thing that was asked; a failure of the world is said in place."""
        self._scope.single(what, lambda: self._told(work()), repeat=Repeat.IGNORE)

    async def _told(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except Cancelled:
            pass
        except EventDeskError as error:
            self._window.message.say(error.message, Tone.REFUSED)
