"""What the window shows in place of its panes: three ways on at first, or why it cannot go on."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from eventdesk.ui.views.common.buttons import Variant
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.main.actions import WindowActions


def first_start_pane(actions: WindowActions) -> EmptyState:
    """For a profile that holds nothing yet; its buttons trigger the window's actions."""
    pane = EmptyState(
        "calendar-plus",
        _tr("Welcome to Event Desk"),
        _tr(
            "Bring your events here: add an account of your booking system, import an attendee "
            "list, or look around in the demo first."
        ),
    )
    ways = (
        (_tr("Add account"), actions.add_account, Variant.PRIMARY, "plus"),
        (_tr("Import attendee list"), actions.import_list, Variant.NORMAL, "file-arrow-up"),
        (_tr("Open the demo"), actions.demo, Variant.NORMAL, "play-circle"),
    )
    buttons = [
        pane.add_button(text, action.trigger, variant=variant, icon_name=icon_name)
        for text, action, variant, icon_name in ways
    ]
    width = max(each.sizeHint().width() for each in buttons)
    for each in buttons:
        each.setMinimumWidth(width)
    return pane


def failed_pane(sentence: str, hint: str, leave: Callable[[], object]) -> EmptyState:
    """For a profile that cannot be opened."""
    title = _tr("Event Desk cannot open its profile")
    pane = EmptyState("warning-circle", title, f"{sentence}\n\n{hint}".strip())
    pane.add_button(_tr("Close Event Desk"), leave, variant=Variant.PRIMARY)
    return pane


def _tr(text: str) -> str:
    return QCoreApplication.translate("first_start", text)
