"""The screen stays on while a door is open; where the system refuses, a sentence says so."""

import threading
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import delete

from eventdesk.ui.runtime.awake import Awake
from tests.ui.conftest import until


def awake_threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "awake"]


def test_a_system_that_refuses_is_told_in_a_sentence(qloop: Any, monkeypatch: Any) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)

    async def body() -> None:
        awake, said = Awake(), list[str]()
        awake.failed.connect(said.append)
        awake.start()  # there is no desktop here to ask
        await until(lambda: said)
        assert "keep the screen on" in said[0]
        awake.stop()

    qloop.run(body())
    assert awake_threads() == []


def test_the_screen_is_kept_on_until_the_door_closes(qloop: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")  # wakepy's own way to test

    async def body() -> None:
        door = QObject()
        awake, said = Awake(door), list[str]()
        awake.failed.connect(said.append)
        awake.start()
        awake.start()
        assert len(awake_threads()) == 1
        awake.stop()
        assert awake_threads() == []
        awake.start()
        delete(door)  # a door that ends lets the screen sleep, whoever forgot to say so
        await until(lambda: not awake_threads())
        assert said == []

    qloop.run(body())
