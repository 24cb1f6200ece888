"""The menu bar: where each action of the window is found."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QMenu, QMenuBar

from eventdesk.ui.theme import icon
from eventdesk.ui.views.main.actions import WindowActions

Entries = list[QAction | QMenu | None]
"""Actions and submenus; None is a line between groups."""


def fill_menu_bar(bar: QMenuBar, actions: WindowActions, offered: QMenu, colours: QMenu) -> None:
    """Make the menus of the window; `offered` and `colours` are for the chosen account."""
    theme = QMenu(_tr("T&heme"), bar)
    theme.addActions(actions.themes.actions())
    menus: dict[str, Entries] = {
        _tr("&File"): _file_entries(actions),
        _tr("&Edit"): [actions.undo, None, actions.find, actions.jump],
        _tr("&View"): [
            *(actions.month, actions.week, actions.day, actions.agenda, None),
            *(actions.previous, actions.today, actions.next),
            *(actions.go_to_date, None, actions.details, actions.week_numbers),
            *(actions.working_hours, actions.second_zone, None, theme),
        ],
        _tr("&Accounts"): [
            *(actions.refresh, actions.sync_state, actions.waiting, actions.decisions, None),
            *account_entries(actions, offered, colours),
        ],
        _tr("&Help"): [actions.keys, actions.log, None, actions.about],
    }
    for title, entries in menus.items():
        fill_menu(bar.addMenu(title), entries)


def _file_entries(actions: WindowActions) -> Entries:
    return [
        *(actions.door, None, actions.new_event, actions.add_account, None),
        *(actions.import_list, actions.export),
        *(actions.export_calendar, actions.print, None),
        *(actions.names, actions.wipe, actions.demo, None, actions.quit),
    ]


def account_entries(actions: WindowActions, offered: QMenu, colours: QMenu) -> Entries:
    """What can be done with the chosen account; `offered` is what its system does with it."""
    return [
        *(offered, None),
        *(actions.sync_account, actions.check_account, actions.edit_account),
        *(colours, actions.read_only, None, actions.remove_account),
    ]


def fill_menu(menu: QMenu, entries: Entries) -> None:
    """Add entries to a menu."""
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, QMenu):
            menu.addMenu(entry)
        else:
            menu.addAction(entry)


def colour_menu(parent: QMenuBar, choices: dict[str, str]) -> QMenu:
    """A menu of colours; `choices` is "#rrggbb" to what people call it, kept as each one's data."""
    menu = QMenu(_tr("&Colour"), parent)
    menu.setIcon(icon("palette"))
    for value, title in choices.items():
        swatch = QPixmap(14, 14)
        swatch.fill(value)
        menu.addAction(swatch, title).setData(value)
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)
