"""The ways from the main window to a door."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import delete

from eventdesk.domain.event import EventRef
from eventdesk.services.accounts import COLOURS
from eventdesk.ui.controllers.account_sync import Pace
from eventdesk.ui.controllers.layout import WindowLayout
from eventdesk.ui.controllers.main import MainController
from eventdesk.ui.models.accounts_words import colour_titles
from eventdesk.ui.views.door.window import DoorWindow
from eventdesk.ui.views.main.window import MainWindow
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import FairProvider
from tests.ui.door.window.conftest import Door, Opened
from tests.ui.fair_world import GALA


@asynccontextmanager
async def _main_window(door: Door) -> AsyncGenerator[MainWindow]:
    window = MainWindow(colour_titles(COLOURS))
    controller = MainController(
        door.hub, window, WindowLayout(), dict, pace=Pace(start=600.0, refresh=600.0)
    )
    window.show()
    try:
        yield window
    finally:
        for each in window.findChildren(DoorWindow):
            each.close_for_good()
        await until(lambda: not controller._calendar.busy)
        await controller.close()
        delete(window)


def _doors(window: MainWindow) -> list[DoorWindow]:
    return [each for each in window.findChildren(DoorWindow) if each.isVisible()]


def test_the_button_of_an_event_opens_its_door(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door, _main_window(door) as window:
            door.hub.want_event(GALA)

            def buttons() -> list[QPushButton]:
                found = window.findChildren(QPushButton)
                return [
                    each
                    for each in found
                    if each.isVisible() and each.accessibleName() == "Door mode"
                ]

            await until(buttons)
            QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)
            await until(lambda: _doors(window))
            assert _doors(window)[0].field.isVisible()

    qloop.run(body())


def test_without_an_event_the_main_window_says_so(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door, _main_window(door) as window:
            window.commands.door.trigger()
            await until(lambda: window.message.text)
            assert window.message.text == "No event is chosen. Choose one, then open its door."

    qloop.run(body())


def test_an_event_that_is_gone_opens_no_door(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened(door=False) as door, _main_window(door) as window:
            door.hub.want_event(EventRef("Fair", "never"))
            window.commands.door.trigger()
            await until(lambda: window.message.text)
            assert _doors(window) == []

    qloop.run(body())


def test_an_event_without_a_list_has_no_door_and_says_why(
    qloop: QLoop, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = replace(FairProvider.info, capabilities=frozenset())
    monkeypatch.setattr(FairProvider, "info", without)

    async def body() -> None:
        async with opened(door=False) as door, _main_window(door) as window:
            door.hub.want_event(GALA)
            title = "Annual <b>gala</b>"
            await until(lambda: any(title in each.text() for each in window.findChildren(QLabel)))
            assert not [
                each.accessibleName()
                for each in window.findChildren(QPushButton)
                if each.isVisible() and each.accessibleName() == "Door mode"
            ]
            window.commands.door.trigger()
            await until(lambda: window.message.text)
            assert window.message.text == (
                f"“{title}” has no list of attendees. Choose an event whose system lists who comes."
            )
            assert _doors(window) == []

    qloop.run(body())
