"""Paper that notes what is written on it, to be read by tests."""

from PySide6.QtCore import QRectF

from eventdesk.ui.runtime.turns import at_once
from eventdesk.ui.views.paper.paper import INK, RESOLUTION, Paper, Type
from eventdesk.ui.views.paper.sheet import Sheet

_MM = RESOLUTION / 25.4
"""Dots of a millimetre."""


class WrittenPaper(Paper):
    """Also notes what is written, and where. A word is one text however it is wrapped.

    Attributes:
        cut: texts without room for their ends.
        ticks: how many boxes are ticked.
    """

    def __init__(self, area: QRectF) -> None:
        super().__init__(area)
        self.written: list[tuple[str, QRectF]] = []
        self.cut: list[str] = []
        self.ticks = 0

    def text(
        self,
        place: QRectF,
        text: str,
        role: Type = Type.BODY,
        *,
        colour: str = INK,
        struck: bool = False,
        trailing: bool = False,
    ) -> None:
        """Note a line, with a sign where it is struck through."""
        self.written.append((f"~{text}~" if struck else text, self._turned(place)))
        if self.width_of(text, role) > place.width() + 1:
            self.cut.append(text)
        super().text(place, text, role, colour=colour, struck=struck, trailing=trailing)

    def tick(self, place: QRectF, colour: str = INK) -> None:
        """Count it."""
        self.ticks += 1
        super().tick(place, colour)

    @property
    def words(self) -> str:
        """Everything that is written, in the order of writing."""
        return " ".join(text for text, _ in self.written)


def written(sheet: Sheet) -> list[WrittenPaper]:
    """Each page of a sheet."""
    size = (297, 210) if sheet.sideways else (210, 297)
    area = QRectF(80, 80, size[0] * _MM - 160, size[1] * _MM - 160)
    found = []
    for page in at_once(sheet.pages(WrittenPaper(area))):
        paper = WrittenPaper(area)
        for _ in page(paper):
            pass
        found.append(paper)
    return found
