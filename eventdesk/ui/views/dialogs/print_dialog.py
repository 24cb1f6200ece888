"""The dialog **Print**: which sheet on which paper, and how it will look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import Variant, icon_button
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(900, 780)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a combo box offers: the value that is remembered, and what people read."""

    value: str
    title: str


class PrintDialog(WorkDialog):
    """Signals:

    changed: another sheet, paper or direction is chosen.
    print_asked, pdf_asked: the buttons.
    """

    changed = Signal()
    print_asked = Signal()
    pdf_asked = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        sheets: Sequence[Choice],
        papers: Sequence[Choice],
        directions: Sequence[Choice],
    ) -> None:
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Print"))
        self._sheet = _combo(self.tr("Sheet"), sheets)
        self._paper = _combo(self.tr("Paper"), papers)
        self._direction = _combo(self.tr("Orientation"), directions)
        for combo in (self._sheet, self._paper, self._direction):
            combo.currentIndexChanged.connect(self.changed)
        self._tools = QHBoxLayout()
        self._place = QVBoxLayout()
        self.set_body(self._choices_and_pages())
        self.add_button(self.tr("Close"), self.reject)
        self.add_button(self.tr("Save as PDF…"), self.pdf_asked.emit)
        self.print = self.add_button(
            self.tr("Print…"), self.print_asked.emit, variant=Variant.PRIMARY
        )

    @property
    def sheet(self) -> str:
        """Which sheet is chosen."""
        return str(self._sheet.currentData())

    @property
    def paper(self) -> str:
        """Which paper is chosen."""
        return str(self._paper.currentData())

    @property
    def direction(self) -> str:
        """How the paper lies."""
        return str(self._direction.currentData())

    def choose(self, sheet: str, paper: str, direction: str) -> None:
        """Begin with these; a value that is not offered changes nothing."""
        chosen = ((self._sheet, sheet), (self._paper, paper), (self._direction, direction))
        for combo, value in chosen:
            combo.setCurrentIndex(max(combo.findData(value), 0))

    def set_preview(
        self, preview: QWidget, zoom_in: Callable[[], None], zoom_out: Callable[[], None]
    ) -> None:
        """The pages, and what makes them larger and smaller."""
        smaller = icon_button(self.tr("Zoom out"), "magnifying-glass-minus", zoom_out)
        larger = icon_button(self.tr("Zoom in"), "magnifying-glass-plus", zoom_in)
        self._tools.addWidget(smaller)
        self._tools.addWidget(larger)
        self._place.addWidget(preview, 1)
        for before, after in pairwise((self._direction, smaller, larger, preview)):
            self.setTabOrder(before, after)

    def _choices_and_pages(self) -> QWidget:
        body = QWidget()
        top = QHBoxLayout()
        top.setSpacing(metrics.SMALL)
        for combo in (self._sheet, self._paper, self._direction):
            label = TextLabel(combo.accessibleDescription(), muted=True)
            label.setBuddy(combo)
            top.addWidget(label)
            top.addWidget(combo)
            top.addSpacing(metrics.SMALL)
        top.addStretch(1)
        top.addLayout(self._tools)
        self._place.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.MEDIUM)
        column.addLayout(top)
        column.addLayout(self._place, 1)
        return body


def _combo(name: str, choices: Sequence[Choice]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleDescription(name)
    for choice in choices:
        combo.addItem(choice.title, choice.value)
    return combo
