"""Paints days that are laid out, as far as they are seen. Computes no places, cuts no text."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from eventdesk.ui.models.event_texts import clock_text, title_text
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY
from eventdesk.ui.theme import colors, icon, metrics
from eventdesk.ui.theme.contrast import blend
from eventdesk.ui.views.calendar.event_paint import (
    CORNER,
    EventLook,
    ink,
    look_of,
    paint_event,
    sign_ink,
    stripes_width,
)
from eventdesk.ui.views.calendar.looks import Fonts
from eventdesk.ui.views.calendar.time_frame import TimeFramePainter
from eventdesk.ui.views.calendar.time_marks import SLOT, Ghost, TimeMarks
from eventdesk.ui.views.calendar.time_scene import CountBox, TimeBox, TimeScene
from eventdesk.ui.views.calendar.time_words import SIGN, signs_stand_below, words_gap

_LINE = Qt.TextFlag.TextSingleLine

_MARK = 5
"""Width of the mark of the keyboard, where no event lies."""

_LEAST_SEEN = 20
"""Minutes that something on its way takes at least, so that it can be seen."""


class TimePainter:
    """Keeps the fonts of days; the colours are those of the present theme."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self._frame = TimeFramePainter(self.fonts)

    def paint(
        self, painter: QPainter, scene: TimeScene, marks: TimeMarks, seen: QRect, scroll: int
    ) -> None:
        """Paint what lies in `seen`, the part of the widget that is to be painted."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = seen.intersected(QRect(QPoint(0, scene.top), scene.size))
        if not sheet.isEmpty():
            painter.save()
            painter.setClipRect(sheet)
            painter.translate(0, scene.top - scroll)
            self._paint_sheet(painter, scene, marks, sheet.translated(0, scroll - scene.top))
            painter.restore()
        if seen.top() < scene.top:
            painter.save()
            painter.setClipRect(QRect(0, 0, scene.size.width(), scene.top))
            self._paint_top(painter, scene, marks)
            painter.restore()

    def _paint_sheet(
        self, painter: QPainter, scene: TimeScene, marks: TimeMarks, seen: QRect
    ) -> None:
        self._frame.paint_hours(painter, scene, seen)
        for box in scene.boxes:
            if box.placed is not None and box.rect.intersects(seen):
                self._paint_box(painter, scene, box, marks)
        for count in scene.counts:
            if not count.strip:
                self._paint_count(painter, scene, count)
        self._paint_place(painter, scene, marks)
        self._paint_ghost(painter, scene, marks)
        self._frame.paint_now(painter, scene)

    def _paint_top(self, painter: QPainter, scene: TimeScene, marks: TimeMarks) -> None:
        self._frame.paint_names(painter, scene)
        picked = marks.picked
        if picked is not None and picked.whole_days:
            for column in range(scene.sheet.days):
                if picked.first <= scene.sheet.day(column) <= picked.last:
                    rect = scene.lane_rect(column, column, 0)
                    rect.setHeight(scene.strip.height() - metrics.TIGHT)
                    _paint_picked(painter, rect)
        for box in scene.boxes:
            if box.piece is not None:
                self._paint_box(painter, scene, box, marks)
        for count in scene.counts:
            if count.strip:
                self._paint_count(painter, scene, count)
        if marks.ghost is not None and _is_bar(marks.ghost):
            self._paint_bar_ghost(painter, scene, marks.ghost)

    def _paint_place(self, painter: QPainter, scene: TimeScene, marks: TimeMarks) -> None:
        """The range that was chosen, or the place of the keyboard."""
        picked = marks.picked
        if picked is not None and picked.start is not None and picked.end is not None:
            column = scene.sheet.column(picked.first)
            if column is not None:
                rect = scene.minutes_rect(column, picked.start, picked.end)
                _paint_picked(painter, rect.adjusted(1, 0, -1, 0))
                self._say(painter, scene, rect, (picked.starts, picked.ends))
        elif picked is None and marks.focus and marks.ringed is None:
            column = scene.sheet.column(marks.day)
            if column is not None:
                rect = scene.minutes_rect(column, marks.minute, marks.minute + SLOT)
                _paint_slot(painter, scene, column, rect)

    def _paint_box(
        self, painter: QPainter, scene: TimeScene, box: TimeBox, marks: TimeMarks
    ) -> None:
        look = look_of(
            box.span.listed,
            past=scene.past(box.span),
            hovered=box.entry == marks.hovered,
            chosen=box.entry == marks.chosen,
        )
        moving = marks.ghost is not None and marks.ghost.entry == box.entry
        painter.setOpacity(0.4 if moving else 1.0)
        rect = QRectF(box.rect)
        if box.placed is not None:  # those below are kept from shining through
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(colors().surface))
            painter.drawRoundedRect(rect, CORNER, CORNER)
        ringed = marks.focus and box.entry == marks.ringed
        paint_event(painter, rect, look, scene.looks.direction, begins=box.begins, ringed=ringed)
        self._paint_words(painter, scene, box, look)
        self._paint_signs(painter, scene, box)
        painter.setOpacity(1.0)

    def _paint_words(
        self, painter: QPainter, scene: TimeScene, box: TimeBox, look: EventLook
    ) -> None:
        gap = words_gap(box.rect)
        lead = stripes_width(box.span.listed) + gap
        rtl, line = scene.looks.rtl, scene.looks.line
        rect = box.rect.adjusted(gap if rtl else lead, 1, -lead if rtl else -gap, 0)
        spare = rect.height() - line
        top = rect.top() + (spare // 2 if 0 < spare < line else 0)  # a low box has one line
        time_line = box.text.time_line
        painter.setFont(self.fonts.struck if look.struck else self.fonts.plain)
        painter.setPen(ink(look.ink))
        for number, text in enumerate(box.text.lines):
            if number == time_line:
                painter.setFont(self.fonts.plain)
                painter.setPen(ink(look.side_ink))
            place = QRect(rect.left(), top + number * line, rect.width(), line)
            painter.drawText(place, scene.text_flags, text)

    @staticmethod
    def _paint_signs(painter: QPainter, scene: TimeScene, box: TimeBox) -> None:
        for number, name in enumerate(box.text.signs):
            place = QRect(0, 0, SIGN - 2, SIGN - 2)
            if box.placed is not None and signs_stand_below(box.rect, scene.looks):
                place.moveBottom(box.rect.bottom() - 2)
            else:
                middle = min(box.rect.height() // 2, scene.looks.line // 2 + 1)
                place.moveTop(box.rect.top() + middle - place.height() // 2)
            shift = metrics.TIGHT // 2 + number * SIGN
            if scene.looks.rtl:
                place.moveLeft(box.rect.left() + shift)
            else:
                place.moveRight(box.rect.right() - shift)
            icon(name, sign_ink(name)).paint(painter, place)

    def _paint_count(self, painter: QPainter, scene: TimeScene, count: CountBox) -> None:
        present = colors()
        if not count.strip:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(present.hover))
            painter.drawRoundedRect(QRectF(count.rect), CORNER, CORNER)
        painter.setFont(self.fonts.strong)
        painter.setPen(QColor(present.muted))
        rect = count.rect.adjusted(2, 0, -2, 0) if count.strip else count.rect
        centred = Qt.AlignmentFlag.AlignCenter | _LINE
        painter.drawText(rect, scene.text_flags if count.strip else centred, count.text)

    def _paint_ghost(self, painter: QPainter, scene: TimeScene, marks: TimeMarks) -> None:
        ghost = marks.ghost
        if ghost is None or _is_bar(ghost):
            return
        midnight = datetime.combine(ghost.starts.date(), datetime.min.time())
        minute = timedelta(minutes=1)
        for later in range(2):
            column = scene.sheet.column((midnight + timedelta(days=later)).date())
            start = max(int((ghost.starts - midnight) / minute) - later * MINUTES_OF_DAY, 0)
            end = min(
                int((ghost.ends - midnight) / minute) - later * MINUTES_OF_DAY, MINUTES_OF_DAY
            )
            if column is not None and end >= start and start < MINUTES_OF_DAY:
                rect = scene.minutes_rect(column, start, max(end, start + _LEAST_SEEN))
                _paint_picked(painter, rect.adjusted(1, 0, -1, 0))
                self._say(painter, scene, rect, (ghost.starts, ghost.ends), _title_of(scene, ghost))

    def _paint_bar_ghost(self, painter: QPainter, scene: TimeScene, ghost: Ghost) -> None:
        first, last = ghost.starts.date(), (ghost.ends - timedelta.resolution).date()
        shown = [
            n for n in range(scene.sheet.days) if first <= scene.sheet.day(n) <= max(first, last)
        ]
        if shown:
            _paint_picked(painter, scene.lane_rect(shown[0], shown[-1], 0).adjusted(2, 0, -2, 0))

    def _say(
        self,
        painter: QPainter,
        scene: TimeScene,
        rect: QRect,
        times: tuple[datetime, datetime],
        title: str = "",
    ) -> None:
        """When a range or an event on its way begins and ends and what it is, as there is room."""
        start, end = (clock_text(when) for when in times)
        line = scene.looks.line
        place = rect.adjusted(metrics.TIGHT, 0, -2, 0)
        place.setHeight(max(line, min(rect.height(), line + 4)))
        both = f"{start}–{end}" if times[1] > times[0] else start
        fits = scene.looks.strong.width(both) <= place.width()
        painter.setFont(self.fonts.strong)
        painter.setPen(QColor(colors().accent_ink))
        painter.drawText(place, scene.text_flags, both if fits else start)
        if not fits and not title:
            title = f"–{end}"
        painter.setFont(self.fonts.plain)
        lines = rect.height() // line - 1
        for text in scene.looks.words.wrapped(title, place.width(), lines):
            place.translate(0, line)
            painter.drawText(place, scene.text_flags, text)


def _title_of(scene: TimeScene, ghost: Ghost) -> str:
    """What the event that is on its way is called."""
    spans = (span for span in scene.sheet.spans if span.entry == ghost.entry)
    return next((title_text(span.listed) for span in spans), "")


def _is_bar(ghost: Ghost) -> bool:
    return ghost.length >= timedelta(days=1)


def _paint_slot(painter: QPainter, scene: TimeScene, column: int, rect: QRect) -> None:
    """The place of the keyboard: a ring, or beside events, whose words it would cross, a mark."""
    ink = QColor(colors().accent_ink)
    if any(
        box.placed and box.column == column and box.rect.intersects(rect) for box in scene.boxes
    ):
        left = rect.left() + 1 if scene.looks.rtl else rect.right() - _MARK
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(left, rect.top() + 1, _MARK, rect.height() - 2), 2, 2)
        return
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 3, 3)


def _paint_picked(painter: QPainter, rect: QRect) -> None:
    present = colors()
    painter.setPen(QPen(QColor(present.accent_ink), 1.5))
    painter.setBrush(QColor(blend(present.accent, present.surface, 0.16)))
    painter.setOpacity(0.9)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    painter.setOpacity(1.0)
