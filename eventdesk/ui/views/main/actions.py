"""Everything that the main window can do, each once: its words, its keys and what it is for."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from eventdesk.ui.theme import ThemeMode, icon


class WindowActions(QObject):
    """The actions of menus and buttons; controllers connect to `triggered`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._make_files()
        self._make_marks_and_search()
        self._make_view()
        self._make_looks()
        self._make_theme()
        self._make_accounts()
        self._make_desk()
        self._make_help()

    def _make_files(self) -> None:
        self.new_event = self._made(
            self.tr("&New event…"),
            "Ctrl+N",
            self.tr("Make an event in an account that lets you"),
            "plus",
        )
        self.import_list = self._made(
            self.tr("&Import attendee list…"),
            "Ctrl+I",
            self.tr("Read a spreadsheet or text file into an event of a desk book"),
            "file-arrow-up",
        )
        self.export = self._made(
            self.tr("&Export…"),
            "Ctrl+E",
            self.tr("Write events or attendees to a spreadsheet or text file"),
            "export",
        )
        self.export_calendar = self._made(
            self.tr("Export &calendar…"),
            "Ctrl+Alt+E",
            self.tr("Write events to a file that any calendar program reads"),
            "calendar-plus",
        )
        self.print = self._made(
            self.tr("&Print…"),
            "Ctrl+P",
            self.tr("Print the calendar or the attendees of an event, or save them as a PDF"),
            "printer",
        )
        self.wipe = self._made(
            self.tr("&Wipe attendee data…"),
            "Ctrl+Shift+E",
            self.tr("Delete what this computer keeps of persons, of old events or of an account"),
            "eraser",
        )
        self.demo = self._made(
            self.tr("Open the de&mo"),
            "Ctrl+Shift+D",
            self.tr("Open a second window with sample events, kept apart from yours"),
            "play-circle",
        )
        self.quit = self._made(
            self.tr("&Quit"), "Ctrl+Q", self.tr("Close Event Desk; marks are already on disk")
        )
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_marks_and_search(self) -> None:
        self.door = self._made(
            self.tr("Open the &door"),
            "Ctrl+D",
            self.tr("Admit the guests of the chosen event, in a window of its own"),
            "door",
        )
        self.undo = self._made(
            self.tr("&Undo mark"),
            "Ctrl+Z",
            self.tr("Take back what was last marked in this window"),
            "arrow-counter-clockwise",
        )
        self.find = self._made(
            self.tr("&Find"), "Ctrl+F", self.tr("Go to the search of the pane in use")
        )
        self.jump = self._made(
            self.tr("Find an&ything…"),
            "Ctrl+K",
            self.tr("Go to any event or attendee by typing a part of its name"),
            "magnifying-glass",
        )

    def _make_view(self) -> None:
        self.month = self._made(
            self.tr("&Month"), "Ctrl+1", self.tr("Show a month as a calendar"), "calendar-blank"
        )
        self.week = self._made(
            self.tr("&Week"), "Ctrl+2", self.tr("Show a week hour by hour"), "calendar"
        )
        self.day = self._made(
            self.tr("&Day"), "Ctrl+3", self.tr("Show a day hour by hour"), "square-half"
        )
        self.agenda = self._made(
            self.tr("&Agenda"), "Ctrl+4", self.tr("Show events as a list"), "list-bullets"
        )
        self.views = self._choice(
            {"month": self.month, "week": self.week, "day": self.day, "agenda": self.agenda}
        )
        self.previous = self._made(
            self.tr("&Previous"), "Alt+Left", self.tr("Go one page back"), "caret-left"
        )
        self.today = self._made(
            self.tr("Go to &today"), "Ctrl+T", self.tr("Show the days around today")
        )
        self.go_to_date = self._made(
            self.tr("&Go to a date…"), "Ctrl+G", self.tr("Go to a day by typing it")
        )
        self.next = self._made(
            self.tr("&Next"), "Alt+Right", self.tr("Go one page on"), "caret-right"
        )

    def _make_looks(self) -> None:
        self.details = self._made(
            self.tr("&Event details"),
            "F8",
            self.tr("Show the chosen event beside the calendar, or leave the calendar the room"),
        )
        self.week_numbers = self._made(
            self.tr("Week n&umbers"),
            "Ctrl+Shift+K",
            self.tr("Show the number of each week beside the month"),
        )
        self.working_hours = self._made(
            self.tr("Working h&ours…"),
            "Ctrl+Shift+H",
            self.tr("Choose which hours of week and day are shaded"),
        )
        self.second_zone = self._made(
            self.tr("&Second time zone…"),
            "Ctrl+Shift+T",
            self.tr("Show the hours of another time zone beside those of the day"),
        )
        for state in (self.details, self.week_numbers):
            state.setCheckable(True)

    def _make_theme(self) -> None:
        light = self._made(self.tr("&Light"), "Ctrl+Alt+1", self.tr("Dark text on white"), "sun")
        dark = self._made(self.tr("&Dark"), "Ctrl+Alt+2", self.tr("Light text on black"), "moon")
        system = self._made(
            self.tr("As the &system"),
            "Ctrl+Alt+3",
            self.tr("Light or dark, as this computer is set"),
            "desktop",
        )
        self.themes = self._choice(
            {ThemeMode.LIGHT: light, ThemeMode.DARK: dark, ThemeMode.SYSTEM: system}
        )
        system.setChecked(True)

    def _make_accounts(self) -> None:
        self.add_account = self._made(
            self.tr("Add &account…"), "Ctrl+Alt+N", self.tr("Add an account of a system"), "plus"
        )
        self.refresh = self._made(
            self.tr("&Refresh"),
            "F5",
            self.tr("Send marks and read the events of every account now"),
            "arrows-clockwise",
        )
        self.sync_account = self._made(
            self.tr("&Sync now"), "Ctrl+F5", self.tr("Sync the chosen account"), "cloud-arrow-down"
        )
        self.check_account = self._made(
            self.tr("&Check"),
            "Ctrl+Shift+C",
            self.tr("Try whether the chosen account's system accepts its key"),
            "key",
        )
        self.edit_account = self._made(
            self.tr("&Edit…"), "F2", self.tr("Change the chosen account"), "pencil-simple"
        )
        self.read_only = self._made(
            self.tr("&Look only, write nothing"),
            "Ctrl+Shift+R",
            self.tr("Send no marks and no changes to the chosen account's system"),
            "lock-simple",
        )
        self.read_only.setCheckable(True)
        self.remove_account = self._made(
            self.tr("&Remove…"),
            "Ctrl+Shift+Del",
            self.tr("Forget the chosen account on this computer"),
            "trash",
        )

    def _make_desk(self) -> None:
        self.sync_state = self._made(
            self.tr("Sync s&tate"), "Ctrl+Shift+S", self.tr("How each account stands"), "cloud"
        )
        self.waiting = self._made(
            self.tr("&Waiting marks"), "Ctrl+Shift+W", self.tr("Marks on their way"), "clock"
        )
        self.decisions = self._made(
            self.tr("Needs &decision"),
            "Ctrl+Shift+X",
            self.tr("Marks that a system refused or sees otherwise"),
            "warning",
        )
        self.names = self._made(
            self.tr("&Operator and desk…"),
            "Ctrl+Shift+O",
            self.tr("The names that go on every mark"),
            "user",
        )

    def _make_help(self) -> None:
        self.keys = self._made(
            self.tr("&Keys"), "?", self.tr("Everything that can be done with the keyboard")
        )
        self.keys.setShortcuts([QKeySequence("?"), QKeySequence("F1")])
        self.log = self._made(
            self.tr("Show &log"), "Ctrl+Shift+L", self.tr("What Event Desk wrote down of its work")
        )
        self.about = self._made(
            self.tr("&About Event Desk"), "Shift+F1", self.tr("Versions and licence")
        )
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _made(self, text: str, keys: str, tip: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setStatusTip(tip)
        if icon_name:
            action.setIcon(icon(icon_name))
        return action

    def _choice(self, actions: Mapping[str, QAction]) -> QActionGroup:
        """Actions of which one is on; each carries its name as data."""
        group = QActionGroup(self)
        for name, action in actions.items():
            action.setCheckable(True)
            action.setData(str(name))
            group.addAction(action)
        return group
