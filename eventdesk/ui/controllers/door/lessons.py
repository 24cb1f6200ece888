"""What scans teach about the keyboard: at once from a code that is certain, else after Enter."""

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.door import Decision
from eventdesk.domain.scanning import Scan


class Lessons(QObject):
    """Signals:

    understood: a `Scan`, and which of its codes somebody has.
    """

    understood = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: Scan | None = None

    def scanned(self, scan: Scan, decision: Decision) -> None:
        """What the door said to a scan; a guess teaches nothing until somebody agrees."""
        guessed = decision.code in {each.code for each in scan.guesses}
        doubtful = guessed or bool(decision.choices)
        self._asked = scan if doubtful else None
        if decision.guest is not None and not doubtful:
            self.understood.emit(scan, decision.code)

    def admitted(self, decision: Decision) -> None:
        """Somebody was admitted by hand, perhaps the one whom the last scan asked about."""
        scan, self._asked = self._asked, None
        if scan is not None and decision.guest is not None and decision.mark_id:
            self.understood.emit(scan, decision.code or decision.guest.listed.attendee.code)
