"""The settings of a door: rules of each event, kept with every change, and pages of others."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QListView,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
)

from eventdesk.domain.door import DoorRules, OwingRule, ScanRule
from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.settings import show_settings
from eventdesk.ui.views.door.settings_dialog import DoorSettings
from tests.ui.conftest import QLoop, until
from tests.ui.door_figures.conftest import Door, Opened
from tests.ui.fair_world import GALA

_Open = tuple[DoorSettings, "asyncio.Task[None]"]


async def _open(door: Door, *refs: EventRef, pages: tuple[str, ...] = ()) -> _Open:
    made = [(title, QLabel(f"The page {title}")) for title in pages]
    shown = asyncio.ensure_future(show_settings(door.hub, door.window, refs, made))
    return await door.dialog(DoorSettings), shown


async def _kept(door: Door, rules: DoorRules, ref: EventRef = GALA) -> None:
    await until(lambda: door.workspace.door.rules(ref) == rules)


def test_every_change_of_the_rules_is_kept_at_once(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, shown = await _open(door, GALA)
            rules = DoorRules()
            assert door.named(QRadioButton, "Express", dialog).isChecked()
            door.named(QRadioButton, "Confirm", dialog).click()
            await _kept(door, rules := replace(rules, scan=ScanRule.CONFIRM))
            door.named(QRadioButton, "Hold", dialog).click()
            await _kept(door, rules := replace(rules, owing=OwingRule.HOLD))
            places = door.named(QSpinBox, "Places", dialog)
            assert places.text() == "The event's own: 60"
            places.setValue(50)
            door.named(QSpinBox, "Warn before", dialog).setValue(5)
            await _kept(door, replace(rules, capacity=50, warn_before=5))
            door.named(QPushButton, "Close", dialog).click()
            await shown

    qloop.run(body())


def test_ticket_types_are_ticked_or_all_are_admitted(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, shown = await _open(door, GALA)
            everything = door.named(QCheckBox, "All", dialog)
            assert everything.isChecked()
            everything.click()
            types = door.named(QListWidget, "Ticket types", dialog)
            titles = [types.item(row).text() for row in range(types.count())]
            assert titles == ["Guest", "Member"]
            types.item(0).setCheckState(Qt.CheckState.Unchecked)
            await _kept(door, DoorRules(tickets=frozenset({"Member"})))
            types.item(1).setCheckState(Qt.CheckState.Unchecked)
            assert "Nobody would be admitted." in door.texts(dialog)
            everything.click()
            await _kept(door, DoorRules())
            dialog.accept()
            await shown

    qloop.run(body())


def test_fields_of_the_card_are_ticked_and_put_in_order(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            guest = door.fair.attendees["a-0"]
            door.fair.attendees["a-0"] = replace(guest, more=(("Table", "12"),))
            await door.read(GALA)
            dialog, shown = await _open(door, GALA)
            view = door.named(QListView, "Card fields", dialog)
            model = view.model()
            titles = [model.index(row, 0).data() for row in range(model.rowCount())]
            assert titles[:4] == ["Ticket", "Company", "Note", "Order"]
            assert titles[-1] == "Table"
            table = model.index(model.rowCount() - 1, 0)
            model.setData(table, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
            await _kept(door, DoorRules(card=("ticket", "company", "note", "Table")))
            view.setCurrentIndex(model.index(2, 0))
            QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            await _kept(door, DoorRules(card=("ticket", "note", "company", "Table")))
            door.named(QToolButton, "Move up", dialog).click()
            await _kept(door, DoorRules(card=("note", "ticket", "company", "Table")))
            dialog.reject()
            await shown

    qloop.run(body())


def test_each_event_has_rules_of_its_own(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, shown = await _open(door, GALA, door.book)
            door.named(QRadioButton, "Confirm", dialog).click()
            door.named(QComboBox, "Event", dialog).setCurrentText("Book club")
            assert door.named(QRadioButton, "Express", dialog).isChecked()
            assert "No ticket types are known of this event yet." in door.texts(dialog)
            door.named(QRadioButton, "Hold", dialog).click()
            dialog.reject()
            await shown
            assert door.workspace.door.rules(GALA) == DoorRules(scan=ScanRule.CONFIRM)
            assert door.workspace.door.rules(door.book) == DoorRules(owing=OwingRule.HOLD)

    qloop.run(body())


def test_pages_of_others_stand_beside_the_rules(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            dialog, shown = await _open(door, GALA, pages=("Scanner", "Sound"))
            side = door.named(QListWidget, "Pages", dialog)
            titles = [side.item(row).text() for row in range(side.count())]
            assert titles == ["Rules", "Scanner", "Sound"]
            side.setCurrentRow(1)
            assert "The page Scanner" in door.texts(dialog)
            assert "When a code is scanned" not in door.texts(dialog)
            dialog.reject()
            await shown

    qloop.run(body())
