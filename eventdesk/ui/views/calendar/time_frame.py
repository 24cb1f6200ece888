"""Paints what lies behind events: hours, working hours, names of days, the line of now."""

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRect, QRectF, Qt, QTime
from PySide6.QtGui import QColor, QPainter, QPen

from eventdesk.ui.models.event_texts import clock_text
from eventdesk.ui.models.event_zones import hour_in
from eventdesk.ui.models.time_segments import MINUTES_OF_DAY
from eventdesk.ui.theme import colors, metrics
from eventdesk.ui.theme.contrast import blend
from eventdesk.ui.views.calendar.font_words import FontWords
from eventdesk.ui.views.calendar.looks import Fonts
from eventdesk.ui.views.calendar.time_scene import HEADER, TimeScene

_Align = Qt.AlignmentFlag
_LINE = Qt.TextFlag.TextSingleLine
_MINUTES = re.compile(r"[^\w\s]m+")
_DISC = 24
_WIDEST_RULER = 84
_WIDE = 64  # from here on a day has room for three letters beside its number
_DOT = 4.0


def hour_text(hour: int) -> str:
    """An hour of the day as people write it: "08:00", or "8 AM" where there is such a word."""
    pattern = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    if "a" not in pattern.lower():
        return clock_text(_at(hour))
    return QLocale().toString(QTime(hour, 0), _MINUTES.sub("", pattern))


def ruler_width(words: FontWords, zone: str) -> int:
    """Room for any time of day, and for the title of a second zone unless it is long."""
    times = max(words.width(clock_text(_at(hour, 44))) for hour in range(24))
    return max(times + 16, min(words.width(zone) + 6, _WIDEST_RULER))


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2000, 1, 1, hour, minute)


class TimeFramePainter:
    """Uses the fonts of its owner."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    def paint_hours(self, painter: QPainter, scene: TimeScene, seen: QRect) -> None:
        """The sheet of hours: what is no working time is shaded."""
        present, sheet = colors(), scene.sheet
        painter.fillRect(seen, QColor(present.surface))
        rest = QColor(present.window)
        for column in range(sheet.days):
            worked = sheet.hours.hold(sheet.day(column))
            free = [(0, sheet.hours.start), (sheet.hours.end, MINUTES_OF_DAY)]
            for start, end in free if worked else [(0, MINUTES_OF_DAY)]:
                painter.fillRect(scene.minutes_rect(column, start, end), rest)
        self._paint_lines(painter, scene, seen)
        self._paint_rulers(painter, scene, seen)

    def paint_names(self, painter: QPainter, scene: TimeScene) -> None:
        """The names of days, and below them the strip of bars."""
        present, sheet = colors(), scene.sheet
        top = QRect(0, 0, scene.size.width(), scene.top)
        painter.fillRect(top, QColor(present.window))
        painter.fillRect(scene.strip, QColor(present.surface))
        for column in range(sheet.days):
            left, width = scene.columns[column]
            edge = left + width - 1 if scene.looks.rtl else left
            painter.setPen(QColor(present.line))
            painter.drawLine(edge, HEADER, edge, scene.top)
            self._paint_name(painter, scene, column)
        painter.setPen(QColor(present.edge))
        painter.drawLine(0, scene.top - 1, scene.size.width(), scene.top - 1)
        self._paint_words_beside(painter, scene)

    def paint_now(self, painter: QPainter, scene: TimeScene) -> None:
        """A line through today, and what time it is."""
        now, present = scene.sheet.now, colors()
        column = scene.sheet.column(now.date())
        if column is None:
            return
        y = scene.y_of(now.hour * 60 + now.minute)
        left, width = scene.columns[column]
        painter.setPen(QPen(QColor(present.accent_ink), 2))
        painter.drawLine(left, y, left + width - 1, y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(present.accent_ink))
        edge = left + width - 1 if scene.looks.rtl else left
        painter.drawEllipse(QPointF(edge, y), _DOT, _DOT)
        pill = QRectF(_now_pill(scene))
        painter.setBrush(QColor(present.accent))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._fonts.strong)
        painter.setPen(QColor(present.on_accent))
        painter.drawText(pill, _Align.AlignCenter | _LINE, clock_text(now))

    def _paint_lines(self, painter: QPainter, scene: TimeScene, seen: QRect) -> None:
        present = colors()
        faint = QColor(blend(present.line, present.surface, 0.6))
        left = 0 if scene.looks.rtl else scene.rulers
        right = scene.size.width() - (scene.rulers if scene.looks.rtl else 0)
        for half in range(1, 48):
            y = scene.y_of(half * 30)
            if seen.top() <= y <= seen.bottom():
                pen = QPen(faint, 1, Qt.PenStyle.DotLine) if half % 2 else QColor(present.line)
                painter.setPen(pen)
                painter.drawLine(left, y, right, y)
        painter.setPen(QColor(present.line))
        for left, width in scene.columns:
            edge = left + width - 1 if scene.looks.rtl else left
            painter.drawLine(edge, seen.top(), edge, seen.bottom())

    def _paint_rulers(self, painter: QPainter, scene: TimeScene, seen: QRect) -> None:
        painter.setFont(self._fonts.plain)
        pill = _now_pill(scene) if scene.sheet.column(scene.sheet.now.date()) is not None else None
        for hour in range(1, 24):
            place = _ruler_place(scene, 0, hour)
            if not place.intersects(seen):
                continue
            painter.setPen(QColor(colors().muted))
            if pill is None or not pill.intersects(place):
                painter.drawText(place, _Align.AlignCenter | _LINE, hour_text(hour))
            if scene.sheet.zone is not None:
                there = hour_in(scene.sheet.first, hour, scene.sheet.zone)
                place = _ruler_place(scene, 1, hour)
                painter.drawText(place, _Align.AlignCenter | _LINE, clock_text(there))

    def _paint_name(self, painter: QPainter, scene: TimeScene, column: int) -> None:
        """The weekday and the number of the day; today's is on a disc."""
        present, day = colors(), scene.sheet.day(column)
        rtl, wide = scene.looks.rtl, scene.columns[column][1] >= _WIDE
        inset, gap = (4, metrics.TIGHT) if wide else (1, 1)
        rect = scene.header_rect(column).adjusted(inset, 0, -inset, 0)
        form = QLocale.FormatType.ShortFormat if wide else QLocale.FormatType.NarrowFormat
        if scene.sheet.days == 1:
            form = QLocale.FormatType.LongFormat
        number = QRect(0, 0, _DISC, _DISC)
        number.moveCenter(rect.center())
        if rtl:
            number.moveRight(rect.right())
        else:
            number.moveLeft(rect.left())
        today = day == scene.sheet.now.date()
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(present.accent))
            painter.drawEllipse(number)
        painter.setFont(self._fonts.strong)
        painter.setPen(QColor(present.on_accent if today else present.text))
        painter.drawText(number, _Align.AlignCenter | _LINE, QLocale().toString(day.day))
        name = QLocale().standaloneDayName(day.weekday() + 1, form)
        beside = _DISC + gap
        place = rect.adjusted(0 if rtl else beside, 0, -beside if rtl else 0, 0)
        painter.setFont(self._fonts.plain)
        painter.setPen(QColor(present.muted))
        painter.drawText(place, scene.text_flags, name)

    def _paint_words_beside(self, painter: QPainter, scene: TimeScene) -> None:
        """Beside the strip what it is for; above the rulers whose hours they are."""
        painter.setFont(self._fonts.plain)
        painter.setPen(QColor(colors().muted))
        words = _tr("all day")
        place = _ruler_rect(scene, 0, HEADER, scene.lane_height)
        if painter.fontMetrics().horizontalAdvance(words) <= place.width() - 4:
            painter.drawText(place, _Align.AlignCenter | _LINE, words)
        if scene.sheet.zone is None:
            return
        here = scene.sheet.now.replace(tzinfo=None).astimezone().tzname() or ""
        for ruler, title in enumerate((here, scene.sheet.zone_title)):
            place = _ruler_rect(scene, ruler, 0, HEADER)
            elided = painter.fontMetrics().elidedText(
                title, Qt.TextElideMode.ElideRight, place.width() - 4
            )
            painter.drawText(place, _Align.AlignCenter | _LINE, elided)


def _ruler_rect(scene: TimeScene, ruler: int, top: int, height: int) -> QRect:
    """A part of the hours beside the days; number 0 is next to them."""
    count, width = (1 if scene.sheet.zone is None else 2), scene.looks.ruler
    left = (count - 1 - ruler) * width
    if scene.looks.rtl:
        left = scene.size.width() - left - width
    return QRect(left, top, width, height)


def _ruler_place(scene: TimeScene, ruler: int, hour: int) -> QRect:
    line = scene.looks.line
    return _ruler_rect(scene, ruler, scene.y_of(hour * 60) - line // 2, line)


def _now_pill(scene: TimeScene) -> QRect:
    now = scene.sheet.now
    height = scene.looks.line + 2
    y = scene.y_of(now.hour * 60 + now.minute) - height // 2
    place = _ruler_rect(scene, 0, min(max(y, 0), scene.sheet_height - height), height)
    return place.adjusted(2, 0, -2, 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimeGridView", text)
