"""Lays out days for a widget, in the fonts that it paints with, and keeps what is laid out."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSize, Qt

from eventdesk.ui.views.calendar.font_words import FontWords
from eventdesk.ui.views.calendar.kept_scenes import KeptScenes
from eventdesk.ui.views.calendar.looks import Fonts
from eventdesk.ui.views.calendar.time_boxes import lay_out_days, laying_out_days
from eventdesk.ui.views.calendar.time_frame import ruler_width
from eventdesk.ui.views.calendar.time_scene import TimeLooks, TimeScene, TimeSheet


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to fill: a widget of this size, with hours so high."""

    size: QSize
    direction: Qt.LayoutDirection
    hour: int


class TimeLayouts:
    """`more` is the text for hidden events, with {count}."""

    def __init__(self, fonts: Fonts, more: str) -> None:
        self._words, self._strong = FontWords(fonts.plain), FontWords(fonts.strong)
        self._more = more
        self._scenes = KeptScenes[TimeScene]()

    def scene(self, sheet: TimeSheet, room: Room) -> TimeScene:
        """The days laid out, at once where that was prepared."""
        terms = self._terms(sheet, room)
        kept = self._scenes.scene(sheet.first, terms, partial(lay_out_days, *terms))
        return replace(kept, sheet=sheet)  # which tells the present time

    def preparing(self, sheet: TimeSheet, room: Room) -> Generator[None, None, None]:
        """Lay out days that may be shown next, a part of it each turn."""
        terms = self._terms(sheet, room)
        return self._scenes.preparing(sheet.first, terms, partial(laying_out_days, *terms))

    def _terms(self, sheet: TimeSheet, room: Room) -> tuple[TimeSheet, QSize, TimeLooks]:
        ruler = ruler_width(self._strong, sheet.zone_title)
        looks = TimeLooks(self._words, self._strong, room.direction, self._more, room.hour, ruler)
        return sheet, room.size, looks
