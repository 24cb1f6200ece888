"""The kiosk lock: what is kept of a PIN, how long guesses take, and what a restart changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.services.kiosk import KioskService
from eventdesk.storage.database import Database, open_database
from tests.clocks import TurnedClock

BALL = EventRef("Office", "e:1")


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "desk.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def kiosk(database: Database, clock: TurnedClock) -> KioskService:
    return KioskService(database, clock)


def test_a_locked_door_is_locked_after_a_restart_until_the_pin_is_given(
    kiosk: KioskService, database: Database, clock: TurnedClock
) -> None:
    kiosk.set_pin("2468")
    kiosk.lock([BALL])

    again = KioskService(database, clock)
    assert again.state().locked_refs == (BALL,)
    with pytest.raises(BadRequest, match="not the PIN"):
        again.check("1357", unlock=True)
    assert again.state().locked
    again.check("2468")
    assert again.state().locked  # somebody may do one thing; the door stays locked
    again.check("2468", unlock=True)
    assert not kiosk.state().locked


def test_neither_the_pin_nor_what_two_desks_with_one_pin_share_is_kept(
    kiosk: KioskService, database: Database
) -> None:
    def kept() -> str:
        with closing(sqlite3.connect(database.path)) as connection:
            return str(connection.execute("SELECT group_concat(value) FROM settings").fetchone())

    kiosk.set_pin("24681012")
    first = kept()
    kiosk.set_pin("24681012")

    assert "24681012" not in first
    assert kept() != first


def test_wrong_pins_are_slowed_down_and_a_restart_does_not_help(
    kiosk: KioskService, database: Database, clock: TurnedClock
) -> None:
    kiosk.set_pin("2468")
    for hint in ("Try again.", "Try again.", "Try again in 5 seconds."):
        with pytest.raises(BadRequest) as wrong:
            kiosk.check("1111")
        assert wrong.value.hint == hint

    again = KioskService(database, clock)
    with pytest.raises(BadRequest, match="too often"):
        again.check("2468")  # the right one, too early
    clock.time += timedelta(seconds=5)
    with pytest.raises(BadRequest, match="in 10 seconds"):
        again.check("1111")
    clock.time -= timedelta(days=3)  # a clock that is set back keeps nobody out for days
    with pytest.raises(BadRequest, match="in 300 seconds"):
        again.check("2468")
    clock.time += timedelta(minutes=5)
    again.check("2468")
    with pytest.raises(BadRequest) as wrong:
        again.check("1111")
    assert wrong.value.hint == "Try again."


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", " 1234"])
def test_a_pin_has_4_to_12_digits(kiosk: KioskService, pin: str) -> None:
    with pytest.raises(BadRequest, match="4 to 12 digits"):
        kiosk.set_pin(pin)
    with pytest.raises(BadRequest, match="without a PIN"):
        kiosk.lock([BALL])


def test_the_pin_cannot_be_changed_while_the_door_is_locked(kiosk: KioskService) -> None:
    kiosk.set_pin("2468")
    kiosk.lock([BALL])

    with pytest.raises(BadRequest, match="locked"):
        kiosk.set_pin("1111")
    with pytest.raises(BadRequest, match="locked"):
        kiosk.remove_pin()
    kiosk.check("2468", unlock=True)
    kiosk.remove_pin()
    assert not kiosk.state().has_pin
