"""What can be done with an event or a day of the calendar, by right click or the menu key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from eventdesk.ui.theme import icon

Entry = tuple[str, str, Callable[[], object]]
"""Words, the name of an icon or "", and what is called."""


def calendar_menu(parent: QWidget, groups: Sequence[Sequence[Entry]]) -> QMenu:
    """A menu of groups with lines between them; it goes once it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(QCoreApplication.translate("event_menu", "Event and day"))
    for group in groups:
        if group and menu.actions():
            menu.addSeparator()
        for words, icon_name, call in group:
            action = menu.addAction(words.replace("&", "&&"))
            if icon_name:
                action.setIcon(icon(icon_name))
            action.triggered.connect(lambda _checked=False, call=call: call())
    return menu


def open_menu(menu: QMenu, place: QPoint) -> None:
    """Show it with the first entry chosen, so that the keyboard is there too."""
    menu.popup(place)
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])
