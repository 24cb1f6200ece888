"""The parts of an event that its system tells when asked, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from eventdesk.domain.detail import DetailPart
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.detail.part_view import PartView


class PartsSection(QWidget):
    """Hidden where the event has no such parts.

    Signals:
        asked: the name of a part to fetch, and whether anew.
        link_asked: the address of a link that the person wants to open.
        changed: there are other controls than before.
    """

    asked = Signal(str, bool)
    link_asked = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[str, PartView] = {}
        self._shown: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.MEDIUM)
        self.hide()

    def set_parts(self, parts: Sequence[DetailPart]) -> None:
        """Offer these parts; nothing changes where they are those already offered."""
        if [view.part for view in self._views.values()] == list(parts):
            return
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self._views = {part.name: self._made(part) for part in parts}
        for view in self._views.values():
            line = QFrame()
            line.setProperty("role", "line")
            self._shown += [line, view]
        for widget in self._shown:
            self._column.addWidget(widget)
        self.setVisible(bool(parts))
        self.changed.emit()

    def view(self, name: str) -> PartView | None:
        """The part of that name, None where it is not offered."""
        return self._views.get(name)

    def _made(self, part: DetailPart) -> PartView:
        view = PartView(part)
        view.asked.connect(lambda anew: self.asked.emit(part.name, anew))
        view.link_asked.connect(self.link_asked)
        view.shown.connect(self.changed)
        return view
