"""Cards beside the list, and what a system can do beyond the common calls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
)

from eventdesk.domain.capability import Capability
from eventdesk.domain.errors import PermissionMissing, Unreachable
from eventdesk.domain.event import EventStatus
from eventdesk.ui.runtime.message_dialog import MessageDialog
from eventdesk.ui.views.dialogs.action_form import ActionForm
from eventdesk.ui.views.dialogs.contact_card import ContactCard
from eventdesk.ui.views.dialogs.order_card import OrderCard
from tests.ui.conftest import QLoop, until
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.detail.fair import ALL, Fair


def _click(button: QPushButton | QToolButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def _choose(desk: Desk, title: str) -> None:
    menu = desk.pane.header.menu
    menu.popup(desk.pane.mapToGlobal(desk.pane.rect().center()))
    await until(lambda: title in [action.text() for action in menu.actions()])
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def test_enter_opens_the_card_which_is_fetched_once_and_told_what_it_lacks(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            assert not any(call.startswith("contact") for call in fair.calls)
            desk.select(1)
            QTest.keyClick(desk.table, Qt.Key.Key_Return)
            card = await desk.dialog(ContactCard)
            assert card.isModal() is False
            assert "anna@example.org" in desk.texts(card)
            await until(lambda: "+44 20 7946 0018" in desk.texts(card))
            assert "Communication: the key lacks “member.read”." in desk.texts(card)
            assert any(text.startswith("From Fairground, ") for text in desk.texts(card))
            _click(desk.named(QToolButton, "Copy Phone", card))
            assert QGuiApplication.clipboard().text() == "+44 20 7946 0018"
            _click(desk.named(QPushButton, "Refresh", card))
            await until(lambda: fair.calls.count("contact p-0") == 2)
            await desk.quiet()
            card.close()

    qloop.run(body())


def test_a_card_that_fails_keeps_what_the_list_knows(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            fair.failure = PermissionMissing("The key may not read people.")
            desk.select(1)
            QTest.keyClick(desk.table, Qt.Key.Key_Return)
            card = await desk.dialog(ContactCard)
            await until(lambda: "The key may not read people." in desk.texts(card))
            assert "anna@example.org" in desk.texts(card)
            fair.failure = None
            _click(desk.named(QPushButton, "Try again", card))
            await until(lambda: "+44 20 7946 0018" in desk.texts(card))
            await desk.quiet()
            card.close()

    qloop.run(body())


def test_where_there_are_no_cards_the_card_says_so(
    qloop: QLoop, opened: Opened, offers, fair: Fair
) -> None:
    offers(ALL - {Capability.CONTACTS})

    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(1)
            QTest.keyClick(desk.table, Qt.Key.Key_Return)
            card = await desk.dialog(ContactCard)
            assert "Fairground does not offer contact cards." in desk.texts(card)
            assert not card.refresh.isVisible()
            assert not any(call.startswith("contact") for call in fair.calls)
            card.close()

    qloop.run(body())


def test_an_order_opens_with_its_answers_and_leads_to_its_buyer(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open("Orders")
            orders = desk.named(QTableView, "Order list")
            orders.selectRow(0)
            QTest.keyClick(orders, Qt.Key.Key_Return)
            card = await desk.dialog(OrderCard)
            await until(lambda: "Vegan" in desk.texts(card))
            assert "GBP 40.00" in desk.texts(card)
            _click(desk.named(QPushButton, "Buyer's contact card", card))
            await until(lambda: _contact_cards(desk))
            buyers = _contact_cards(desk)[0]
            await until(lambda: "+44 20 7946 0018" in desk.texts(buyers))
            await desk.quiet()
            card.close()
            buyers.close()

    qloop.run(body())


def _contact_cards(desk: Desk) -> list[ContactCard]:
    found = desk.pane.window().findChildren(ContactCard)
    return [card for card in found if type(card) is ContactCard and card.isVisible()]


def test_a_form_complains_at_the_field_then_does_it_and_tells_the_result(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            desk.select(1)
            await _choose(desk, "Change seat…")
            form = await desk.dialog(ActionForm)
            assert desk.named(QLineEdit, "Attendee", form).text() == "a-0"
            do_it = desk.named(QPushButton, "Change seat", form)
            QTest.keyClicks(desk.named(QLineEdit, "Rows", form), "two")
            QTest.keyClicks(desk.named(QLineEdit, "Day", form), "someday")
            _click(do_it)
            day = "Write the day as 2026-11-21 or 21 Nov."
            complaints = {"Fill in Seat.", "Write a number.", day}
            assert complaints <= set(desk.texts(form))
            for name, text in (("Rows", "2"), ("Day", "2026-11-21"), ("Seat", "Z99")):
                field = desk.named(QLineEdit, name, form)
                field.clear()
                QTest.keyClicks(field, text)
            desk.named(QCheckBox, "Tell them", form).setChecked(False)
            desk.named(QComboBox, "How", form).setCurrentText("By e-mail")
            _click(do_it)
            await until(lambda: "No seat Z99." in desk.texts(form))
            await until(do_it.isEnabled)
            desk.named(QLineEdit, "Seat", form).setText("B12")
            _click(do_it)
            said = "Done as asked. One letter was not sent."
            await until(lambda: said in desk.texts())
            await desk.quiet()
            assert fair.acted == [
                {
                    "attendee": "a-0",
                    "seat": "B12",
                    "rows": "2",
                    "day": "2026-11-21",
                    "tell": "no",
                    "how": "mail",
                }
            ]
            assert fair.calls[-3:] == ["attendees", "orders", "tickets"]

    qloop.run(body())


def test_an_action_that_asks_is_not_done_before_it_is_answered(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            await _choose(desk, "Close sales…")
            question = await desk.dialog(MessageDialog)
            assert "Close the sales of the gala?" in desk.texts(question)
            question.reject()
            await desk.quiet()
            assert fair.acted == []
            await _choose(desk, "Close sales…")
            question = await desk.dialog(MessageDialog)
            _click(desk.named(QPushButton, "Close sales", question))
            await until(lambda: "Cancelled" in desk.texts())
            await desk.quiet()
            assert fair.events["gala"].status is EventStatus.CANCELLED

    qloop.run(body())


def test_the_menu_says_when_the_system_cannot_be_asked(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            fair.failure = Unreachable("Fairground does not answer.")
            menu = desk.pane.header.menu
            menu.popup(desk.pane.mapToGlobal(desk.pane.rect().center()))
            await until(lambda: "Fairground does not answer." in desk.texts())
            said = [action.text() for action in menu.actions() if not action.isSeparator()]
            assert said == ["Not available now", "Export calendar…"]
            menu.close()
            await desk.quiet()

    qloop.run(body())
