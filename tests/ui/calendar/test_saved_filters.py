"""Filters that are kept under names, and the one by account."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QPushButton

from eventdesk.ui.views.calendar.filter_choices import FilterChoices
from eventdesk.ui.views.calendar.line_popup import LinePopup
from tests.ui.calendar.conftest import Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until


def fill(desk: Desk) -> None:
    desk.account("Annex")
    desk.fill(event("a", at(20), "Annual ball", kind="Ball"), event("b", at(21), "Book club"))
    desk.fill(event("c", at(22), "Concert"), account="Annex")


def entries(shown: Shown) -> dict[str, QAction]:
    button = shown.named("Saved filters", QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    (menu,) = (menu for menu in button.findChildren(QMenu) if menu.isVisible())
    return {action.text(): action for action in menu.actions()}


async def choose(shown: Shown, text: str) -> None:
    action = entries(shown)[text]
    menu = next(menu for menu in shown.named("Saved filters", QPushButton).findChildren(QMenu))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await until(lambda: not shown.named("Saved filters", QPushButton).findChildren(QMenu))


async def named(shown: Shown, title: str, name: str) -> None:
    field = shown.named(title, QLineEdit)
    field.clear()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await shown.settled()


async def tick(shown: Shown, name: str) -> None:
    """The first choice of a filter."""
    QTest.keyClick(shown.named(f"{name} filter"), Qt.Key.Key_Space)
    choices = shown.named("Choices", QListWidget)
    QTest.keyClick(choices, Qt.Key.Key_Space)
    QTest.keyClick(choices, Qt.Key.Key_Escape)
    await until(lambda: not shown.window.findChildren(FilterChoices))
    await shown.settled()


def test_filters_are_saved_chosen_renamed_and_deleted(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            assert not shown.named("Saved filters", QPushButton).isEnabled()
            await tick(shown, "Kind")
            await choose(shown, "Save these filters…")
            await named(shown, "Save filters", "Balls & more")
            await until(lambda: not shown.window.findChildren(LinePopup))
            assert (
                shown.named("Saved filters", QPushButton).accessibleDescription() == "Balls & more"
            )
            shown.named("Clear filters", QPushButton).click()
            await shown.settled()
            assert len(shown.texts()) == 3
            kept = shown.hub.workspace.layout
            await until(lambda: "Balls & more" in kept.get("calendar", {}).get("saved filters", {}))
        async with opened(desk) as shown:
            await choose(shown, "Balls && more")
            await shown.settled()
            assert shown.texts() == ["Annual ball"]
            await choose(shown, "Rename “Balls && more”…")
            await named(shown, "Rename filters", "Dances")
            found = {text: action.isChecked() for text, action in entries(shown).items()}
            assert found["Dances"]
            assert "Balls && more" not in found
            QTest.keyClick(shown.named("Saved filters", QMenu), Qt.Key.Key_Escape)
            await until(lambda: not shown.named("Saved filters", QPushButton).findChildren(QMenu))
            await choose(shown, "Delete “Dances”")
            assert (
                shown.named("Saved filters", QPushButton).accessibleDescription() == "none chosen"
            )
            assert shown.texts() == ["Annual ball"]

    qloop.run(body())


def test_two_names_are_not_the_same(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            await tick(shown, "Kind")
            await choose(shown, "Save these filters…")
            await named(shown, "Save filters", "Mine")
            await until(lambda: not shown.window.findChildren(LinePopup))
            await tick(shown, "Account")
            await choose(shown, "Save these filters…")
            await named(shown, "Save filters", "Mine")
            field = shown.named("Save filters", QLineEdit)
            assert field.accessibleDescription() == "There is a “Mine” already."
            await named(shown, "Save filters", " ")
            assert field.accessibleDescription() == "A name is needed."
            QTest.keyClick(field, Qt.Key.Key_Escape)
            await until(lambda: not shown.window.findChildren(LinePopup))

    qloop.run(body())


def test_a_filter_by_account_goes_with_its_account(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            await tick(shown, "Account")
            assert shown.texts() == ["Concert"]
            assert shown.named("Account filter").accessibleDescription() == "Annex"
            await until(lambda: shown.hub.workspace.layout.get("calendar", {}).get("filters"))
        desk.workspace.accounts.show("Annex", False)
        async with opened(desk) as shown:
            assert sorted(shown.texts()) == ["Annual ball", "Book club"]
            assert shown.named("Account filter").accessibleDescription() == "all"

    qloop.run(body())
