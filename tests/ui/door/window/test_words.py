"""What the card and the notes say, where another word or a time would be misread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget

from eventdesk.domain.door import DoorRules, Guest
from eventdesk.domain.event import EventRef
from eventdesk.ui.views.door.outcome_look import HELD
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import GALA as EVENT
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Door, Opened
from tests.ui.fair_world import GALA


def test_only_who_came_in_now_has_a_time_after_the_ticket(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            assert any(text.startswith("Member · ") for text in door.card)
            door.clock.turn(600)
            await door.scan("T-100")
            assert door.result.startswith("Already in")
            assert "Member" in door.card
            await door.rules(tickets=frozenset({"Guest"}))
            await door.scan("T-102")
            assert door.result.startswith("Refused")
            assert "Member" in door.card

    qloop.run(body())


def test_who_is_held_is_not_shown_as_owing(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-101")
            await door.type("h")
            await until(lambda: door.result.startswith("Held"))
            assert door.window.result.band.look == HELD
            assert HELD.word == "Held"

    qloop.run(body())


def test_nobody_is_said_once_it_is_certain(
    qloop: QLoop, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes: list[str] = []

    async def body() -> None:
        async with opened() as door:
            near = door.workspace.door.near

            def watched(refs: Sequence[EventRef], text: str, limit: int = 10) -> Sequence[Guest]:
                notes.extend(_notes(door))
                return near(refs, text, limit)

            monkeypatch.setattr(door.workspace.door, "near", watched)
            await door.type("jonson")
            assert door.matches == ["Similar names or companies", door.matches[1]]
            assert door.matches[1].startswith("JOHNSON, Ursula")
            assert not [note for note in notes if note.startswith("Nobody on the list")]
            await door.type("xyz")
            assert [note for note in _notes(door) if note.startswith("Nobody on the list")]

    qloop.run(body())


def test_a_similar_name_is_not_chosen_because_it_was_a_match_before(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("johns")
            assert door.chosen.startswith("JOHNSON, Ursula")
            await door.type("en")
            assert door.matches[0] == "Similar names or companies"
            assert door.chosen == ""
            await door.key(Qt.Key.Key_Return)
            assert await door.status("Ursula Johnson") == "accepted"

    qloop.run(body())


def test_a_full_house_is_called_by_its_name_where_there_are_two(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    assert isinstance(EVENT.start, datetime)
    later = EVENT.start + timedelta(hours=2)
    fair.events["gala"] = replace(EVENT, title="Gala")
    fair.events["ball"] = replace(EVENT, ref="ball", title="Ball", start=later, capacity=None)

    async def body() -> None:
        async with opened() as door:
            choice = door.named(QListWidget, "Events of this day")
            QTest.keyClick(choice, Qt.Key.Key_Down)
            QTest.keyClick(choice, Qt.Key.Key_Space)
            QTest.keyClick(choice, Qt.Key.Key_Return)
            await until(door.window.field.isVisible)
            rules: Any = door.workspace.door.set_rules
            await door.hub.door(rules, GALA, DoorRules(capacity=2))
            await door.controller.reload()
            await door.type("ursula")
            await door.key(Qt.Key.Key_Down)
            row = next(n for n, text in enumerate(door.matches) if "Gala" in text)
            door.window.matches.choose(row)
            await door.key(Qt.Key.Key_Return)
            assert "Gala · 1 place left: 1 of 2 are in." in door.result
            assert "Gala · 1 place left: 1 of 2 are in." in door.card

    qloop.run(body())


def _notes(door: Door) -> list[str]:
    return [each.text() for each in door.window.findChildren(QLabel) if each.isVisible()]
