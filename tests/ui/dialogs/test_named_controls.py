"""Every control of every dialog has an accessible name; a dialog that is not here fails."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QDialog, QStackedWidget, QWidget

from eventdesk import ui
from eventdesk.domain.capability import Action, Choice, Field, FieldKind
from eventdesk.domain.door import DoorRules
from eventdesk.domain.event import EventRef
from eventdesk.providers import registry
from eventdesk.ui.models.accounts import AccountRow
from eventdesk.ui.models.accounts_words import Words
from eventdesk.ui.runtime.message_dialog import MessageDialog, MessageKind
from eventdesk.ui.runtime.problem_dialog import ProblemDialog
from eventdesk.ui.views.dialogs.about import AboutDialog
from eventdesk.ui.views.dialogs.account import AccountDialog
from eventdesk.ui.views.dialogs.account_remove import RemoveAccountDialog
from eventdesk.ui.views.dialogs.account_states import AccountStatesDialog
from eventdesk.ui.views.dialogs.action_form import ActionForm
from eventdesk.ui.views.dialogs.calendar_export_dialog import CalendarExportDialog, Events
from eventdesk.ui.views.dialogs.contact_card import ContactCard
from eventdesk.ui.views.dialogs.export_dialog import ExportDialog
from eventdesk.ui.views.dialogs.import_dialog import ImportDialog
from eventdesk.ui.views.dialogs.jump import JumpDialog
from eventdesk.ui.views.dialogs.keys import KeyLine, KeysDialog
from eventdesk.ui.views.dialogs.log import LogDialog
from eventdesk.ui.views.dialogs.names import NamesDialog
from eventdesk.ui.views.dialogs.order_card import OrderCard
from eventdesk.ui.views.dialogs.outbox_dialog import OutboxDialog
from eventdesk.ui.views.dialogs.print_dialog import Choice as PrintChoice
from eventdesk.ui.views.dialogs.print_dialog import PrintDialog
from eventdesk.ui.views.dialogs.wipe import WipeDialog
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog
from eventdesk.ui.views.door.badge_page import BadgePage
from eventdesk.ui.views.door.keys_card import KeysCard
from eventdesk.ui.views.door.kiosk_page import KioskPage
from eventdesk.ui.views.door.pin_dialog import NewPinDialog, PinDialog, PinEntryDialog
from eventdesk.ui.views.door.rules_page import RuledEvent, RulesPage
from eventdesk.ui.views.door.scanner_page import ScannerPage
from eventdesk.ui.views.door.settings_dialog import DoorSettings
from eventdesk.ui.views.door.sound_page import SoundPage
from eventdesk.ui.views.door.walk_in import WalkInDialog, WalkInEvent
from eventdesk.ui.views.door.welcome_page import WelcomePage

_REF = EventRef("Desk book", "ball")
_ROW = AccountRow("Members", "#2f6fde", True, 3, Words("offline", detail="No connection."))
_KEYS = [KeyLine("Refresh", "F5")]
_PRINTED = [PrintChoice("one", "One")]
_BASES = {PinEntryDialog, WorkDialog}
"""Dialogs that are only made as one of another kind."""


def _form() -> ActionForm:
    """A form with a field of each kind, long lists of choices and short ones."""
    choices = tuple(Choice(str(number), f"Choice {number}") for number in range(12))
    fields = [Field(kind, f"The {kind}", kind, choices=choices) for kind in FieldKind]
    short = Field("short", "Short list", FieldKind.CHOICES, choices=choices[:2])
    return ActionForm(Action("new-event", "New event", (*fields, short)))


def _account(system: str) -> AccountDialog:
    return AccountDialog(None, [info for info in registry.systems() if info.key == system])


def _message() -> MessageDialog:
    dialog = MessageDialog(None, MessageKind.QUESTION, "Leave?", "It can be opened again.", "Why")
    dialog.add_buttons(yes="Leave", no="Stay")
    return dialog


def _settings() -> DoorSettings:
    dialog = DoorSettings(None)
    ruled = RuledEvent(_REF, "Ball", DoorRules(), ("Member", "Guest"), ("Table",), 80)
    other = RuledEvent(EventRef("Desk book", "fair"), "Fair", DoorRules(), (), (), None)
    kiosk = KioskPage()
    kiosk.show_state(has_pin=True, locked=False, hide_after=0)
    rules = RulesPage([ruled, other])
    for page in (rules, ScannerPage(), SoundPage(), kiosk, BadgePage(), WelcomePage()):
        dialog.add_page(type(page).__name__, page)
    return dialog


_EVENTS = [WalkInEvent(_REF, "Ball", ("Member",), "Kept here."), WalkInEvent(_REF, "Fair", (), "")]
_DIALOGS: dict[type[QDialog], Callable[[], QDialog]] = {
    AboutDialog: lambda: AboutDialog(None, {"Qt": "6"}),
    AccountDialog: lambda: AccountDialog(None, registry.systems()),
    AccountStatesDialog: lambda: AccountStatesDialog(None, [_ROW]),
    ActionForm: _form,
    CalendarExportDialog: lambda: CalendarExportDialog(None, [(Events.ALL, "All events")]),
    ContactCard: lambda: ContactCard(None),
    DoorSettings: _settings,
    ExportDialog: lambda: ExportDialog(None, "Ball"),
    ImportDialog: lambda: ImportDialog(None),
    JumpDialog: lambda: JumpDialog(None),
    KeysCard: lambda: KeysCard(None, _KEYS),
    KeysDialog: lambda: KeysDialog(None, _KEYS),
    LogDialog: lambda: LogDialog(None, "began", Path("eventdesk.log")),
    MessageDialog: _message,
    NamesDialog: lambda: NamesDialog(None, operator="", desk="Desk 1"),
    NewPinDialog: lambda: NewPinDialog(None, has_pin=True),
    OrderCard: lambda: OrderCard(None),
    OutboxDialog: lambda: OutboxDialog(None),
    PinDialog: lambda: PinDialog(None, "leave the door"),
    PrintDialog: lambda: PrintDialog(None, _PRINTED, _PRINTED, _PRINTED),
    ProblemDialog: lambda: ProblemDialog(None, Path("eventdesk.log")),
    RemoveAccountDialog: lambda: RemoveAccountDialog(None, account="Members", marks_here_only=2),
    WalkInDialog: lambda: WalkInDialog(None, _EVENTS),
    WipeDialog: lambda: WipeDialog(None, ["Members"]),
}


def _all_dialogs() -> set[type[QDialog]]:
    """Every kind of dialog that the program has."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")
    ]
    return {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, QDialog)
        and kind.__module__.startswith(ui.__name__)
    }


def _controls(root: QWidget) -> Iterator[QWidget]:
    """All that can have the keyboard or says that it has it, on pages behind others too."""
    for widget in root.findChildren(QWidget):
        if widget.window() is root and _takes_keyboard(widget) and _is_ready(widget, root):
            yield widget


def _takes_keyboard(widget: QWidget) -> bool:
    holder: QWidget = widget.focusProxy() or widget
    if holder is not widget and isinstance(holder, QAbstractItemView):
        return False  # a screen reader meets its cells
    return bool(holder.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_ready(widget: QWidget, root: QWidget) -> bool:
    """False for what is put aside until there is something to say or to do with it."""
    inside: QWidget | None = widget
    while inside is not None and inside is not root:
        above = inside.parentWidget()
        if inside.isHidden() and not isinstance(above, QStackedWidget):
            return False
        inside = above
    return True


def _unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(control).__name__} {control.objectName()} in {type(control.parent()).__name__}"
        for control in _controls(root)
        if not _spoken(control)
    ]


def _spoken(control: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()


def test_every_dialog_of_the_program_is_looked_at() -> None:
    assert _all_dialogs() - _BASES == set(_DIALOGS)


@pytest.mark.parametrize("kind", _DIALOGS, ids=lambda kind: kind.__name__)
def test_no_control_of_a_dialog_is_without_a_name(qtbot, kind: type[QDialog]) -> None:
    dialog = _DIALOGS[kind]()
    qtbot.addWidget(dialog)
    assert list(_controls(dialog))
    assert _unnamed(dialog) == []


@pytest.mark.parametrize("system", [info.key for info in registry.systems()])
def test_no_field_of_an_account_is_without_a_name(qtbot, system: str) -> None:
    dialog = _account(system)
    qtbot.addWidget(dialog)
    assert _unnamed(dialog) == []
