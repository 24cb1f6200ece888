"""The kiosk lock of a door: its PIN, whether it is locked, and how guesses are slowed down.

The PIN is kept as a salted hash. The lock is against a curious hand at the door, or in a terminal
of the same profile; whoever can read and write the profile's files is not kept out by it. Checking
takes a tenth of a second on purpose.
"""

import hashlib
import hmac
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import EventRef
from eventdesk.storage import settings
from eventdesk.storage.database import Database

LENGTHS = range(4, 13)
"""How many digits a PIN may have."""

HIDE_NEVER = -1
"""`KioskState.hide_after` where personal data stays on screen."""

_FREE_TRIES = 3
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=5)

_SCRYPT = {"n": 2**14, "r": 8, "p": 5}
"""Cost of a guess: one of the settings that OWASP's Password Storage Cheat Sheet gives."""

_PIN = "kiosk:pin"
_TRIES = "kiosk:tries"
_LOCKED = "kiosk:locked"
_HIDE = "kiosk:hide"


@dataclass(frozen=True, slots=True)
class KioskState:
    """How the lock stands.

    Attributes:
        locked_refs: the events of the door that is locked, empty where none is. They survive a
            restart: a program that starts with some opens their door, locked, before anything.
        hide_after: seconds after which personal data is hidden, `HIDE_NEVER` for not at all.
    """

    has_pin: bool = False
    locked_refs: tuple[EventRef, ...] = ()
    hide_after: int = HIDE_NEVER

    @property
    def locked(self) -> bool:
        """True until somebody gives the PIN."""
        return bool(self.locked_refs)


class KioskService:
    """PIN and lock, kept in the profile."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def state(self) -> KioskState:
        """How the lock stands now."""
        with self._database.read() as tx:
            locked = settings.get(tx, _LOCKED, [])
            return KioskState(
                has_pin=settings.get(tx, _PIN, None) is not None,
                locked_refs=tuple(EventRef(account, ident) for account, ident in locked),
                hide_after=int(settings.get(tx, _HIDE, HIDE_NEVER)),
            )

    def set_pin(self, pin: str) -> None:
        """Choose another PIN. Who changes one must have been asked for it before.

        Raises:
            BadRequest: not 4 to 12 digits, or the door is locked.
        """
        if not (pin.isascii() and pin.isdigit() and len(pin) in LENGTHS):
            raise BadRequest("A PIN has 4 to 12 digits.", "Choose another one.")
        salt = os.urandom(16)
        kept = {"salt": salt.hex(), "hash": _hashed(pin, salt, _SCRYPT).hex(), **_SCRYPT}
        with self._database.write() as tx:
            _refuse_while_locked(tx)
            settings.put(tx, _PIN, kept)
            settings.put(tx, _TRIES, None)

    def remove_pin(self) -> None:
        """Have no PIN any more. Raises `BadRequest` while the door is locked."""
        with self._database.write() as tx:
            _refuse_while_locked(tx)
            settings.put(tx, _PIN, None)

    def set_hide_after(self, seconds: int) -> None:
        """Hide personal data after so many seconds; `HIDE_NEVER` for not at all."""
        with self._database.write() as tx:
            settings.put(tx, _HIDE, seconds)

    def lock(self, refs: Sequence[EventRef]) -> None:
        """Lock the door of these events. Raises `BadRequest` where there is no PIN."""
        with self._database.write() as tx:
            if settings.get(tx, _PIN, None) is None:
                raise BadRequest(
                    "The door cannot be locked without a PIN.",
                    "Choose one under Kiosk lock in the settings of the door.",
                )
            settings.put(tx, _LOCKED, [[ref.account, ref.id] for ref in refs])

    def check(self, pin: str, *, unlock: bool = False) -> None:
        """Let somebody pass who knows the PIN, and `unlock` the door for good if asked to.

        Raises:
            BadRequest: it is wrong, or it was wrong so often that a pause is due; the sentence
                says how long.
        """
        self._refuse_in_pause()
        with self._database.read() as tx:
            kept = settings.get(tx, _PIN, None)
        # Outside of a transaction, since it takes its time. A profile that somebody took the PIN
        # out of opens, as nothing else ever could open it again.
        wrong = kept is not None and not _fits(pin, kept)
        with self._database.write() as tx:
            wait = self._note_try(tx, wrong=wrong)
            if unlock and not wrong:
                settings.put(tx, _LOCKED, [])
        if wrong:
            hint = f"Try again in {_seconds(wait)}." if wait else "Try again."
            raise BadRequest("This is not the PIN.", hint)

    def _refuse_in_pause(self) -> None:
        with self._database.write() as tx:
            (count, until), now = _tries(tx), self._clock.now()
            if until - now > _LONGEST_WAIT:
                # The clock was set back since, which keeps nobody out for longer than this.
                until = now + _LONGEST_WAIT
                settings.put(tx, _TRIES, [count, until.isoformat()])
        wait = until - now
        if wait > timedelta(0):
            raise BadRequest("The PIN was wrong too often.", f"Try again in {_seconds(wait)}.")

    def _note_try(self, tx: sqlite3.Connection, *, wrong: bool) -> timedelta:
        """Count a wrong PIN, forget the count after a right one; gives the pause that is due."""
        count = _tries(tx)[0] + 1 if wrong else 0
        beyond = count - _FREE_TRIES
        wait = (
            min(_FIRST_WAIT * 2 ** min(beyond, 10), _LONGEST_WAIT) if beyond >= 0 else timedelta()
        )
        until = self._clock.now() + wait
        settings.put(tx, _TRIES, [count, until.isoformat()] if count else None)
        return wait


def _tries(tx: sqlite3.Connection) -> tuple[int, datetime]:
    """How often the PIN was wrong in a row, and when it may be tried again."""
    kept = settings.get(tx, _TRIES, None)
    if kept is None:
        return 0, datetime.min.replace(tzinfo=UTC)
    count, until = kept
    return int(count), datetime.fromisoformat(until)


def _refuse_while_locked(tx: sqlite3.Connection) -> None:
    if settings.get(tx, _LOCKED, []):
        raise BadRequest("The door is locked.", "Unlock it first.")


def _hashed(pin: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, maxmem=2**26, **cost)


def _fits(pin: str, kept: dict[str, str | int]) -> bool:
    cost = {name: int(kept[name]) for name in _SCRYPT}
    hashed = _hashed(pin, bytes.fromhex(str(kept["salt"])), cost)
    return hmac.compare_digest(hashed, bytes.fromhex(str(kept["hash"])))


def _seconds(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    return "1 second" if seconds == 1 else f"{seconds} seconds"
