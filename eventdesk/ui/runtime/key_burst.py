"""Keys that came in quick succession and are held back until it is clear who pressed them."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputEvent, QInputMethodEvent

from eventdesk.domain.scan_codes import STEADY, EndKey, ScanSettings, ScanTrace

_SHORTEST_WITH_END = 3
_PATIENCE_MS = 150
"""How long a row of keys that began like a scan may pause; the computer may have hiccups."""

_PATIENCE_FOR_END_MS = 500
_KEYS_OF_A_COMMIT = 2
"""A dead key and a letter come from the input method as one text, without a time."""

HeldEvent = QInputEvent | QInputMethodEvent


@dataclass(slots=True)
class KeyBurst:
    """The keys in the order that they came, releases among them."""

    held: list[tuple[QObject, HeldEvent]] = field(default_factory=list)
    text: str = ""
    down: set[int] = field(default_factory=set)
    _keys: int = 0
    _stamps: list[int] = field(default_factory=list)
    _untimed: int = 0
    _slowest: int = 0

    def press(self, receiver: QObject, event: QInputEvent, key: int, text: str) -> None:
        """Hold a key that was pressed."""
        self._slowest = max(self._slowest, self.gap(event.timestamp()))
        self._keys = self._keys + 1 if self._stamps else 1
        self._stamps.append(event.timestamp())
        self._untimed = 0
        self.held.append((receiver, event))
        self.down.add(key)
        self.text += text

    def commit(self, receiver: QObject, event: QInputMethodEvent) -> None:
        """Hold a text that an input method made of several keys."""
        self._untimed += _KEYS_OF_A_COMMIT
        self._keys += _KEYS_OF_A_COMMIT
        self.held.append((receiver, event))
        self.text += event.commitString()

    def release(self, receiver: QObject, event: QInputEvent, key: int) -> None:
        """Hold the release of a key that is held."""
        self.held.append((receiver, event))
        self.down.discard(key)

    @property
    def last_stamp(self) -> int | None:
        """When the last key came, None for unknown."""
        return self._stamps[-1] if self._stamps else None

    def gap(self, stamp: int) -> int:
        """Milliseconds from the key before to this time, for each key in between."""
        if not self._stamps:
            return 0
        return max(stamp - self._stamps[-1], 0) // (1 + self._untimed)

    def patience(self, settings: ScanSettings) -> int:
        """Milliseconds after which the next key does not belong to this row any more."""
        if not self.is_scan(settings, ended=True):
            return settings.pace_ms
        waits = self.is_scan(settings) and settings.end in (EndKey.ENTER, EndKey.TAB)
        return max(settings.pace_ms, _PATIENCE_FOR_END_MS if waits else _PATIENCE_MS)

    def is_scan(self, settings: ScanSettings, *, ended: bool = False) -> bool:
        """Whether nobody types so fast; `ended` where Enter or Tab came at the same pace."""
        shortest = min(settings.shortest, _SHORTEST_WITH_END) if ended else settings.shortest
        return len(self.text) >= shortest and self._pace() <= settings.pace_ms * STEADY

    def trace(self, end: EndKey) -> ScanTrace:
        """How the row came."""
        return ScanTrace(self.text, self._pace(), float(self._slowest), end)

    def _pace(self) -> float:
        if len(self._stamps) < 2:
            return 0.0
        between = max(self._keys - self._untimed - 1, 1)
        return (self._stamps[-1] - self._stamps[0]) / between
