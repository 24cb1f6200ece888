"""The menu that shows and hides columns of a table."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


def columns_menu(
    parent: QWidget,
    titles: Mapping[int, str],
    hidden: set[int],
    show: Callable[[int, bool], object],
) -> QMenu:
    """A menu with a tick for each column that can be hidden, gone once it was used."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for number, title in titles.items():
        action = QAction(title, menu)
        action.setCheckable(True)
        action.setChecked(number not in hidden)
        action.toggled.connect(lambda shown, number=number: show(number, shown))
        menu.addAction(action)
    return menu
