"""Months that are laid out already, so that going on to the next one only has to be painted."""

from collections import OrderedDict
from collections.abc import Generator
from datetime import date

from PySide6.QtCore import QSize

from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.views.calendar.month_boxes import lay_out, laying_out
from eventdesk.ui.views.calendar.month_scene import Looks, MonthScene, MonthSheet

_KEPT = 12


class KeptScenes:
    """The scenes of the last months that were shown or prepared, each for one size and look."""

    def __init__(self) -> None:
        self._scenes: OrderedDict[date, tuple[MonthScene, CalendarEntry | None]] = OrderedDict()

    def scene(
        self, sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None
    ) -> MonthScene:
        """The month laid out, at once where it is kept."""
        chosen = _within(sheet, chosen)
        found = self._fitting(sheet, size, looks, chosen)
        return found or self._keep(lay_out(sheet, size, looks, chosen), chosen)

    def preparing(
        self, sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None
    ) -> Generator[None, None, None]:
        """Lay a month out that may be wanted soon, a part of it each turn."""
        chosen = _within(sheet, chosen)
        if self._fitting(sheet, size, looks, chosen) is None:
            scene = yield from laying_out(sheet, size, looks, chosen)
            self._keep(scene, chosen)

    def _fitting(
        self, sheet: MonthSheet, size: QSize, looks: Looks, chosen: CalendarEntry | None
    ) -> MonthScene | None:
        scene, leader = self._scenes.get(sheet.month, (None, None))
        if scene is None or scene.size != size or scene.looks is not looks or leader != chosen:
            return None
        kept = scene.sheet
        # The same events by identity: comparing hundreds would cost as much as laying them out.
        same = kept.spans is sheet.spans or kept.spans == sheet.spans == ()
        return (
            scene if same and kept.numbers == sheet.numbers and kept.weeks == sheet.weeks else None
        )

    def _keep(self, scene: MonthScene, chosen: CalendarEntry | None) -> MonthScene:
        month = scene.sheet.month
        self._scenes[month] = scene, chosen
        self._scenes.move_to_end(month)
        while len(self._scenes) > _KEPT:
            self._scenes.popitem(last=False)
        return scene


def _within(sheet: MonthSheet, chosen: CalendarEntry | None) -> CalendarEntry | None:
    """The chosen entry where the month shows it; elsewhere it changes nothing."""
    if chosen is None:
        return None
    return chosen if any(span.entry == chosen for span in sheet.spans) else None
