"""The kiosk lock in the window: what asks for the PIN, and what is hidden when."""

import asyncio
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shiboken6 import delete

from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.views.door.pin_dialog import NewPinDialog
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Dialog, visible_dialogs
from tests.ui.door_around.conftest import Around, next_dialog, shown
from tests.ui.door_around.guests import BALL, guest


async def give(pin: str) -> None:
    """Answer the dialog that asks for the PIN."""
    dialog = await next_dialog()
    dialog.named("PIN", QLineEdit).setText(pin)
    dialog.click("Continue")


def locked(around: Around) -> None:
    around.workspace.kiosk.set_pin("2468")
    around.workspace.kiosk.lock([BALL])


def test_an_open_door_asks_nothing_and_a_locked_one_for_the_pin(around: Around, qloop: Any) -> None:
    async def body() -> None:
        kiosk = KioskController(around.hub, around.window, [BALL])
        await kiosk.open()
        assert await kiosk.allowed("undo a mark")
        locked(around)
        await kiosk.open()
        asked = asyncio.ensure_future(kiosk.allowed("undo a mark"))
        await give("1111")
        dialog = await next_dialog()
        await dialog.until_says("This is not the PIN. Try again.")
        assert dialog.named("PIN", QLineEdit).text() == ""
        assert dialog.says("To undo a mark, enter the PIN.")
        await give("2468")
        assert await asked
        assert kiosk.locked  # one act, and the door is as locked as before
        asked = asyncio.ensure_future(kiosk.allowed("export"))
        (await next_dialog()).click("Cancel")
        assert not await asked

    qloop.run(body())


def test_windows_behind_a_locked_door_stay_away_until_it_is_unlocked(
    around: Around, qloop: Any
) -> None:
    async def body() -> None:
        locked(around)
        kiosk = KioskController(around.hub, around.window)
        main = QWidget()
        main.show()
        dialog = QDialog(main)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.show()
        around.window.show()
        await kiosk.open([BALL])
        kiosk.guard(main)
        assert not main.isVisible()  # it would show what the door does not
        assert not dialog.isVisible()
        main.show()  # as another start of the program does
        await until(lambda: not main.isVisible())
        asked = asyncio.ensure_future(kiosk.unlock("leave the door"))
        (await next_dialog()).click("Cancel")
        assert not await asked
        assert not main.isVisible()
        asked = asyncio.ensure_future(kiosk.unlock("leave the door"))
        await give("2468")
        assert await asked
        assert main.isVisible()
        assert dialog.isVisible()
        assert not around.workspace.kiosk.state().locked
        delete(main)

    qloop.run(body())


def test_a_pin_is_chosen_twice_alike_before_the_first_lock(around: Around, qloop: Any) -> None:
    async def body() -> None:
        kiosk = KioskController(around.hub, around.window, [BALL])
        await kiosk.open()
        said: list[str] = []
        kiosk.told.connect(lambda sentence, _tone: said.append(sentence))
        kiosk.lock()
        dialog = await next_dialog()
        for again, sentence in (("2469", "are not the same"), ("24", "has 4 to 12 digits")):
            dialog.named("New PIN").setText("2468" if again == "2469" else again)
            dialog.named("New PIN again").setText(again)
            dialog.click("Save")
            await dialog.until_says(sentence)
        for name in ("New PIN", "New PIN again"):
            dialog.named(name).setText("2468")
        dialog.click("Save")
        await until(lambda: kiosk.locked)
        await until(lambda: said)
        assert said == ["The door is locked."]
        assert around.workspace.kiosk.state().locked_refs == (BALL,)
        kiosk.lock()  # the same key unlocks
        await give("2468")
        await until(lambda: not kiosk.locked)

    qloop.run(body())


def test_who_changes_the_pin_must_know_it(around: Around, qloop: Any) -> None:
    async def body() -> None:
        around.workspace.kiosk.set_pin("2468")
        kiosk = KioskController(around.hub, around.window, [BALL])
        await kiosk.open()
        async with shown(kiosk.page()) as page:
            page.click("Change PIN…")
            await until(lambda: visible_dialogs(NewPinDialog))
            dialog = Dialog(visible_dialogs(NewPinDialog)[0])
            for name, pin in (("Present PIN", "1111"), ("New PIN", "9999")):
                dialog.named(name).setText(pin)
            dialog.named("New PIN again").setText("9999")
            dialog.click("Save")
            await dialog.until_says("This is not the PIN.")
            dialog.click("Cancel")
            await until(lambda: not visible_dialogs(NewPinDialog))
        around.workspace.kiosk.check("2468")

    qloop.run(body())


def test_personal_data_is_hidden_at_once_later_or_never(around: Around, qloop: Any) -> None:
    async def body() -> None:
        kiosk = KioskController(around.hub, around.window, [BALL])
        await kiosk.open()
        hidden, changed = list[bool](), list[int]()
        kiosk.changed.connect(lambda _pin, _locked, seconds: changed.append(seconds))
        kiosk.hide_personal.connect(hidden.append)
        kiosk.guest_shown(guest())
        assert hidden == []
        async with shown(kiosk.page()) as page:
            page.choose("Hide personal data", "Always")
            await until(lambda: changed == [0])
            kiosk.guest_shown(guest())
            assert hidden == [True]  # and never shown again
            page.choose("Hide personal data", "After 5 seconds")
            await until(lambda: changed == [0, 5])
        around.workspace.kiosk.set_hide_after(1)
        await kiosk.open()
        await until(lambda: hidden[-1])
        kiosk.guest_shown(guest())
        assert not hidden[-1]  # it comes back with the next guest
        kiosk.guest_shown(None)  # an unknown code: those who were there before are still on screen
        await until(lambda: hidden[-1])

    qloop.run(body())
