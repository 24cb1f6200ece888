"""Stands in for what a test cannot have: time that waits, a loudspeaker, a screen that sleeps."""

from typing import ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eventdesk.domain.door import Outcome
from eventdesk.ui.controllers.hub import Hub


class StillAwake(QObject):
    """A computer whose screen sleeps unless it is kept from it."""

    failed = Signal(str)
    kept: ClassVar[list[bool]] = []

    def start(self) -> None:
        """Note it."""
        self.kept.append(True)

    def stop(self) -> None:
        """Note it."""
        self.kept.append(False)


class Heard(QObject):
    """In the place of the loudspeaker: what was played."""

    changed = Signal(int, bool, str)
    played: list[Outcome | None]

    def __init__(self, _hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        Heard.played = []

    def play(self, outcome: Outcome | None) -> None:
        """Note it."""
        Heard.played.append(outcome)

    def set_off(self, off: bool) -> None:
        """Nothing to hear either way."""

    def page(self) -> QWidget:
        """Nothing to choose."""
        return QWidget()

    def close(self) -> None:
        """Nothing to let go of."""
