"""Paints a month that is laid out: cells, numbers, events. Computes no places, cuts no text."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from eventdesk.ui.models.calendar_days import DaySpan, week_number
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import is_past, title_text
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.theme import colors, icon, metrics
from eventdesk.ui.views.calendar.event_paint import (
    EventLook,
    ink,
    leading,
    look_of,
    paint_event,
    sign_ink,
)
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.calendar.looks import Fonts
from eventdesk.ui.views.calendar.month_scene import (
    HEADER,
    INSET,
    MORE_INSET,
    SIGN,
    EventBox,
    MonthScene,
    MoreBox,
)

_Align = Qt.AlignmentFlag
_ELIDE = Qt.TextElideMode.ElideRight
_LINE = Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Carried:
    """An event on its way to another day, `by` so many days."""

    span: DaySpan
    by: timedelta

    def is_on(self, day: date) -> bool:
        """Whether it would be on this day."""
        return self.span.is_on(day - self.by)


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out: the day of the keyboard, the chosen event, what the pointer is over.

    Attributes:
        now: the wall clock, naive.
        ringed: the event that Enter opens.
        picked: whole days that were chosen, such as for a new event.
    """

    day: date
    now: datetime
    focus: bool
    chosen: CalendarEntry | None = None
    ringed: CalendarEntry | None = None
    hovered: CalendarEntry | None = None
    picked: TimeRange | None = None
    carried: Carried | None = None

    def stands_out(self, day: date) -> bool:
        """Whether a day was chosen, or an event is carried to it."""
        if self.carried is not None:
            return self.carried.is_on(day)
        return self.picked is not None and self.picked.first <= day <= self.picked.last

    @property
    def today(self) -> date:
        """The day that it is."""
        return self.now.date()


class MonthPainter:
    """Keeps the fonts of a month; the colours are those of the present theme."""

    def __init__(self) -> None:
        self.fonts = Fonts()

    def paint(self, painter: QPainter, scene: MonthScene, marks: Marks, part: QRect) -> None:
        """Paint what touches `part` of the month."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each text is read in its own direction, wherever the days go.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.fillRect(part, QColor(colors().window))
        if part.top() < HEADER:
            self._paint_weekdays(painter, scene)
        for cells, first in zip(scene.cells, scene.sheet.weeks, strict=True):
            for column, cell in enumerate(cells):
                if cell.intersects(part):
                    self._paint_cell(painter, scene, cell, first + timedelta(days=column), marks)
        if scene.sheet.numbers:
            self._paint_numbers(painter, scene)
        self._paint_day_ring(painter, scene, marks)
        for box in scene.boxes:
            if box.rect.intersects(part):
                self._paint_event(painter, scene, box, marks)
        painter.setFont(self.fonts.strong)
        painter.setPen(QColor(colors().muted))
        for more in scene.more:
            self._paint_more(painter, scene, more)
        if marks.carried is not None:
            self._paint_carried(painter, scene, marks.carried)

    def _paint_weekdays(self, painter: QPainter, scene: MonthScene) -> None:
        painter.setFont(self.fonts.strong)
        painter.setPen(QColor(colors().muted))
        names = _weekdays(scene.sheet.weeks[0].weekday(), scene)
        for column, name in zip(scene.columns, names, strict=True):
            rect = QRect(column.topLeft(), QSize(column.width(), HEADER))
            painter.drawText(_inside(rect), scene.text_flags, name)

    def _paint_cell(
        self, painter: QPainter, scene: MonthScene, cell: QRect, day: date, marks: Marks
    ) -> None:
        present = colors()
        other = day.month != scene.sheet.month.month
        ground = present.window if other else present.surface
        painter.fillRect(cell, QColor(present.selection if marks.stands_out(day) else ground))
        painter.setPen(QColor(present.line))
        painter.drawLine(cell.topLeft(), cell.topRight())
        if cell.left() > 0:
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
        top = 1 if scene.dense else 3
        place = QRect(cell.left(), cell.top() + top, cell.width(), scene.number_height - 2 * top)
        if day == marks.today:
            self._paint_today(painter, scene, place, QLocale().toString(day.day))
            return
        text = QLocale().toString(day.day)
        if day.day == 1 and cell.width() >= 60:
            name = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)
            text = f"{text} {name}"
        painter.setFont(self.fonts.strong if day.day == 1 else self.fonts.plain)
        painter.setPen(QColor(present.muted if other else present.text))
        painter.drawText(_inside(place), scene.text_flags, text)

    def _paint_today(self, painter: QPainter, scene: MonthScene, place: QRect, text: str) -> None:
        painter.setFont(self.fonts.strong)
        size = min(22, scene.number_height + 1)
        circle = QRectF(0, 0, size, size)
        offset = -14 if scene.rtl else 14
        middle = place.left() if offset > 0 else place.right()
        circle.moveCenter(QPointF(middle + offset + 1, place.center().y() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().accent))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colors().on_accent))
        painter.drawText(circle, _Align.AlignCenter | _LINE, text)

    def _paint_numbers(self, painter: QPainter, scene: MonthScene) -> None:
        painter.setFont(self.fonts.plain)
        painter.setPen(QColor(colors().muted))
        for week, first in enumerate(scene.sheet.weeks):
            text = QLocale().toString(week_number(first))
            painter.drawText(scene.number_rect(week), _Align.AlignCenter | _LINE, text)

    def _paint_event(
        self, painter: QPainter, scene: MonthScene, box: EventBox, marks: Marks
    ) -> None:
        span, entry = box.piece.span, box.piece.span.entry
        hovered, chosen = entry == marks.hovered, entry == marks.chosen
        look = look_of(span.listed, past=is_past(span, marks.now), hovered=hovered, chosen=chosen)
        paint_event(
            painter,
            QRectF(box.rect),
            look,
            scene.looks.direction,
            filled=span.bar or hovered or chosen,
            begins=box.piece.begins,
            ringed=marks.focus and entry == marks.ringed,
        )
        self._paint_words(painter, scene, box, look)
        if box.signs:
            self._paint_signs(painter, scene, box)

    def _paint_words(
        self, painter: QPainter, scene: MonthScene, box: EventBox, look: EventLook
    ) -> None:
        rect, rtl = box.rect.adjusted(0, 0, 0, 0 if scene.dense else -1), scene.rtl
        lead, gap = box.lead, metrics.TIGHT
        rect.adjust(gap if rtl else lead, 0, -lead if rtl else -gap, 0)
        title = self.fonts.struck if look.struck else self.fonts.plain
        height = rect.height() // len(box.lines)
        for number, line in enumerate(box.lines):
            place = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
            if number == 0 and box.time:
                self._write(painter, scene, place, (box.time, self.fonts.plain, look.side_ink))
                place.adjust(0 if rtl else box.time_width, 0, -box.time_width if rtl else 0, 0)
            self._write(painter, scene, place, (line, title, look.ink))

    @staticmethod
    def _write(
        painter: QPainter, scene: MonthScene, rect: QRect, line: tuple[str, QFont, str]
    ) -> None:
        text, font, colour = line
        painter.setFont(font)
        painter.setPen(ink(colour))
        painter.drawText(rect, scene.text_flags, text)

    @staticmethod
    def _paint_signs(painter: QPainter, scene: MonthScene, box: EventBox) -> None:
        for number, name in enumerate(box.signs):
            place = QRect(0, 0, SIGN - 1, SIGN - 1)
            place.moveCenter(box.rect.center())
            shift = metrics.TIGHT // 2 + number * SIGN
            if scene.rtl:
                place.moveLeft(box.rect.left() + shift)
            else:
                place.moveRight(box.rect.right() - shift)
            icon(name, sign_ink(name)).paint(painter, place)

    def _paint_carried(self, painter: QPainter, scene: MonthScene, carried: Carried) -> None:
        """The event at the lower edge of the day on which it would begin."""
        cell = scene.cell_of(carried.span.first + carried.by)
        if cell is None:
            return
        listed, height = carried.span.listed, scene.lane_height + 2
        rect = cell.adjusted(INSET, 0, -INSET, -2)
        rect.setTop(rect.bottom() - height)
        look = look_of(listed, past=False, hovered=True)
        paint_event(painter, QRectF(rect), look, scene.looks.direction, ringed=True)
        room = _inside(rect)
        title = scene.looks.words.metrics.elidedText(title_text(listed), _ELIDE, room.width())
        self._write(painter, scene, room, (title, self.fonts.plain, look.ink))

    @staticmethod
    def _paint_more(painter: QPainter, scene: MonthScene, more: MoreBox) -> None:
        # Where days are low it stands beside the number of the day, at the other edge.
        side = leading(rtl=scene.rtl != scene.dense)
        painter.drawText(_inside(more.rect, MORE_INSET), side | _LINE, more.text)

    @staticmethod
    def _paint_day_ring(painter: QPainter, scene: MonthScene, marks: Marks) -> None:
        """Around the day of the keyboard, unless an event that is seen has it."""
        cell = scene.cell_of(marks.day)
        on_event = marks.ringed is not None and any(
            box.piece.span.entry == marks.ringed for box in scene.boxes
        )
        if cell is None or not marks.focus or on_event:
            return
        painter.setPen(QPen(QColor(colors().accent_ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -1, -1), 3, 3)


def _weekdays(first: int, scene: MonthScene) -> list[str]:
    """The names of the days from `first` on, each short, or a letter where one has no room."""
    days = [(first + column) % DAYS + 1 for column in range(DAYS)]
    names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in days]
    room = scene.columns[0].width() - 2 * metrics.SMALL
    if all(scene.looks.strong.width(name) <= room for name in names):
        return names
    return [QLocale().standaloneDayName(day, QLocale.FormatType.NarrowFormat) for day in days]


def _inside(rect: QRect, inset: int = metrics.SMALL) -> QRect:
    return rect.adjusted(inset, 0, -inset, 0)
