"""The kiosk lock of a door: what needs the PIN while it is locked, and when data is hidden."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from eventdesk.domain.door import Guest
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.kiosk import LENGTHS, KioskState
from eventdesk.ui.controllers.door.pin_asking import ask_until
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.kiosk_page import KioskPage
from eventdesk.ui.views.door.pin_dialog import NewPinDialog, PinDialog


class KioskController(QObject):
    """Guards a door: while it is locked, what it offers only to who knows the PIN is asked here.

    Whoever closes the window asks `unlock` first.

    Signals:
        changed: whether there is a PIN, whether the door is locked, and after how many seconds
            data is hidden; one of them is another one.
        hide_personal: true: e-mail, phone, note and code of whoever is on screen must go, and the
            names of those who were there before; false: they may be seen again.
        told: a sentence and its `Tone`, for the door's line of news.
    """

    changed = Signal(bool, bool, int)
    hide_personal = Signal(bool)
    told = Signal(str, object)

    def __init__(self, hub: Hub, window: QWidget, refs: Sequence[EventRef] = ()) -> None:
        """`refs` are the events of the door, which `open` may tell later."""
        super().__init__(window)
        self._hub = hub
        self._kiosk = hub.workspace.kiosk
        self._window = window
        self._others: list[QWidget] = []
        self._hidden: list[QWidget] = []
        self._refs = tuple(refs)
        self._state = KioskState()
        self._scope = hub.scope(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self._hide(True))
        self._hides = False

    @property
    def locked(self) -> bool:
        """True while the PIN is needed."""
        return self._state.locked

    @property
    def hides_personal(self) -> bool:
        """What `hide_personal` told last."""
        return self._hides

    @property
    def always_hides(self) -> bool:
        """Whether data is hidden at once, not after some seconds."""
        return self._state.hide_after == 0

    async def open(self, refs: Sequence[EventRef] | None = None) -> None:
        """Read how the lock stands; to be awaited before the door's window is shown."""
        self._refs = self._refs if refs is None else tuple(refs)
        await self._refresh()

    def guard(self, other: QWidget) -> None:
        """Hide another window while the door is locked."""
        self._others.append(other)
        other.installEventFilter(self)
        self._hide_others()

    def lock(self) -> None:
        """Lock the door, or unlock a locked one; where there is no PIN yet, choose one first."""
        self._do("locking the door", self._lock)

    async def allowed(self, what: str) -> bool:
        """Whether something may be done: always in an open door, else for who knows the PIN.

        Args:
            what: what the person wants to do, as in "undo a mark".
        """
        return not self.locked or await self._asked(what, unlock=False)

    def may_be_pin(self, text: str) -> bool:
        """Whether a text looks like the PIN of a locked door, typed where nobody asked for it."""
        return self.locked and text.isdecimal() and len(text) in LENGTHS

    async def unlock(self, what: str = "") -> bool:
        """Ask for the PIN and open the lock for good. True where it is open."""
        what = what or self.tr("unlock the door")
        return not self.locked or await self._asked(what, unlock=True)

    def guest_shown(self, guest: Guest | None) -> None:
        """Somebody's data is about to be on screen, or nobody's."""
        if guest is not None:
            self.data_shown()

    def data_shown(self) -> None:
        """Data of persons is about to be on screen: it may be seen for as long as was chosen."""
        seconds = self._state.hide_after
        self._timer.stop()
        self._hide(seconds == 0)
        if seconds > 0:
            self._timer.start(seconds * 1000)

    def page(self) -> QWidget:
        """The page **Kiosk lock** of the settings."""
        page = KioskPage()
        page.pin_wanted.connect(lambda: self._do("choosing a PIN", self._choose_pin))
        page.removal_wanted.connect(lambda: self._do("removing the PIN", self._remove_pin))
        page.lock_wanted.connect(self.lock)
        page.hiding_chosen.connect(self._hide_after)
        self.changed.connect(page.show_state)
        self.told.connect(page.message.say)
        page.show_state(self._state.has_pin, self._state.locked, self._state.hide_after)
        return page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The windows behind a locked door stay away."""
        if event.type() == QEvent.Type.Show and self.locked and watched in self._others:
            # Another start of the program brings its window to the front.
            QTimer.singleShot(0, self, self._hide_others)
        return super().eventFilter(watched, event)

    def _do(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        async def told() -> None:
            try:
                await work()
            except EventDeskError as error:
                self.told.emit(error.message, Tone.REFUSED)

        self._scope.single(name, told, repeat=Repeat.IGNORE)

    async def _lock(self) -> None:
        if self.locked:
            if await self.unlock():
                self.told.emit(self.tr("The door is unlocked."), Tone.INFO)
            return
        if not self._state.has_pin:
            await self._choose_pin()
        if self._state.has_pin:
            await self._hub.door(self._kiosk.lock, self._refs)
            await self._refresh()
            for dialog in self._window.findChildren(QDialog):
                dialog.reject()  # what it shows and changes needs the PIN from now on
            self.told.emit(self.tr("The door is locked."), Tone.INFO)

    async def _choose_pin(self) -> None:
        dialog = NewPinDialog(self._front(), has_pin=self._state.has_pin)

        async def keep() -> str:
            if not dialog.agrees:
                return self.tr("The two new PINs are not the same. Enter them again.")
            if self._state.has_pin:
                await self._hub.vault(self._kiosk.check, dialog.old)
            await self._hub.vault(self._kiosk.set_pin, dialog.new)
            return ""

        await ask_until(dialog, keep, self._scope)
        await self._refresh()

    async def _remove_pin(self) -> None:
        if await self._asked(self.tr("remove the PIN"), unlock=False):
            await self._hub.door(self._kiosk.remove_pin)
            await self._refresh()

    async def _asked(self, what: str, *, unlock: bool) -> bool:
        dialog = PinDialog(self._front(), what)

        async def check() -> str:
            await self._hub.vault(self._kiosk.check, dialog.pin, unlock=unlock)
            return ""

        passed = await ask_until(dialog, check, self._scope)
        if passed and unlock:
            await self._refresh()
        return passed

    def _hide_after(self, seconds: int) -> None:
        async def keep() -> None:
            await self._hub.door(self._kiosk.set_hide_after, seconds)
            await self._refresh()

        self._do(f"hiding personal data after {seconds} seconds", keep)

    async def _refresh(self) -> None:
        before, self._state = self._state, await self._hub.door(self._kiosk.state)
        if self._state.hide_after != before.hide_after:
            self.data_shown()
        self._hide_others()
        self.changed.emit(self._state.has_pin, self._state.locked, self._state.hide_after)

    def _hide(self, hidden: bool) -> None:
        if hidden != self._hides:
            self._hides = hidden
            self.hide_personal.emit(hidden)

    def _hide_others(self) -> None:
        """Windows behind the door would show more than the door does."""
        if self.locked:
            seen = [each for each in self._behind() if each.isVisible()]
            self._hidden += [each for each in seen if each not in self._hidden]
            for window in seen:
                window.hide()
        else:
            hidden, self._hidden = self._hidden, []
            for window in filter(isValid, hidden):
                window.show()

    def _behind(self) -> list[QWidget]:
        """The guarded windows and their dialogs; the door's own are among these, and stay."""
        others = [other for other in self._others if isValid(other)]
        dialogs = [dialog for other in others for dialog in other.findChildren(QDialog)]
        own = self._window.findChildren(QDialog)
        return [*others, *(dialog for dialog in dialogs if dialog not in own)]

    def _front(self) -> QWidget:
        """What a dialog belongs before: the settings where they are open, else the door."""
        return QApplication.activeModalWidget() or self._window
