"""The page **Kiosk lock** of the door's settings: the PIN, and when personal data is hidden."""

from PySide6.QtCore import Signal

from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.door.settings_form import SettingsPage, choices, choose, row_of

_SECONDS = (-1, 0, 5, 10, 20, 30, 60)


class KioskPage(SettingsPage):
    """Signals:

    pin_wanted: choose a PIN, or another one.
    removal_wanted: have none any more.
    lock_wanted: lock the door now, or unlock a locked one.
    hiding_chosen: seconds after which personal data is hidden, -1 for never.
    """

    pin_wanted = Signal()
    removal_wanted = Signal()
    lock_wanted = Signal()
    hiding_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Kiosk lock"),
            self.tr(
                "While the door is locked, leaving it, undo, export and these settings need the "
                "PIN; so do commands in a terminal that show people or change marks. A locked "
                "door is still locked after a restart. Whoever owns the computer's account can "
                "read the files of this profile all the same."
            ),
        )
        self._choose = button("", self.pin_wanted.emit)
        self._remove = button(
            self.tr("Remove PIN…"), self.removal_wanted.emit, variant=Variant.FLAT
        )
        self._lock = button("", self.lock_wanted.emit, icon_name="lock-key")
        self._hiding = choices([(self._hiding_text(each), each) for each in _SECONDS])
        self._hiding.activated.connect(
            lambda _index: self.hiding_chosen.emit(self._hiding.currentData())
        )
        self.add_wide(row_of(self._choose, self._remove))
        self.add_wide(row_of(self._lock))
        self.add_row(
            self.tr("Hide personal data"),
            self._hiding,
            hint=self.tr(
                "E-mail, phone, note and code of the guest on the screen, and the names of those "
                "who came before."
            ),
        )
        self.end()

    def show_state(self, has_pin: bool, locked: bool, hide_after: int) -> None:
        """Show what holds."""
        self._choose.setText(self.tr("Change PIN…") if has_pin else self.tr("Choose a PIN…"))
        self._choose.setEnabled(not locked)
        self._remove.setVisible(has_pin)
        self._remove.setEnabled(not locked)
        self._lock.setText(self.tr("Unlock the door") if locked else self.tr("Lock the door"))
        choose(self._hiding, hide_after)

    def _hiding_text(self, seconds: int) -> str:
        if seconds < 0:
            return self.tr("Never")
        if not seconds:
            return self.tr("Always")
        return self.tr("After {count} seconds").format(count=seconds)
