"""Paints a month that is laid out: cells, numbers, events. Computes no places, cuts no text."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from eventdesk.ui.models.calendar_days import week_number
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_texts import is_called_off, is_draft, own_colour
from eventdesk.ui.theme import TextRole, Tone, colors, icon, metrics, text_font
from eventdesk.ui.theme.contrast import blend
from eventdesk.ui.views.calendar.layout import DAYS
from eventdesk.ui.views.calendar.month_scene import (
    HEADER,
    MORE_INSET,
    SIGN,
    SOLD_OUT,
    STRIPE,
    EventBox,
    MonthScene,
    MoreBox,
)

_Align = Qt.AlignmentFlag
_LINE = Qt.TextFlag.TextSingleLine
_CORNER = 4.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out: the day of the keyboard, the chosen event, what the pointer is over.

    `ringed` is the event that Enter opens.
    """

    day: date
    today: date
    focus: bool
    chosen: CalendarEntry | None = None
    ringed: CalendarEntry | None = None
    hovered: CalendarEntry | None = None


class MonthPainter:
    """Keeps the fonts of a month; the colours are those of the present theme."""

    def __init__(self) -> None:
        self.font = text_font(TextRole.CAPTION)
        self.strong = QFont(self.font)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self._struck = QFont(self.font)
        self._struck.setStrikeOut(True)

    def paint(self, painter: QPainter, scene: MonthScene, marks: Marks) -> None:
        """Paint all that the painter's clip does not leave out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, scene.size.width(), HEADER), QColor(colors().window))
        self._paint_weekdays(painter, scene)
        for week, first in enumerate(scene.sheet.weeks):
            for column in range(DAYS):
                day = first + timedelta(days=column)
                self._paint_cell(painter, scene, scene.cells[week][column], day, marks)
        if scene.sheet.numbers:
            self._paint_numbers(painter, scene)
        self._paint_day_ring(painter, scene, marks)
        for box in scene.boxes:
            self._paint_event(painter, scene, box, marks)
        painter.setFont(self.strong)
        painter.setPen(QColor(colors().muted))
        for more in scene.more:
            self._paint_more(painter, scene, more)

    def _paint_weekdays(self, painter: QPainter, scene: MonthScene) -> None:
        painter.setFont(self.strong)
        painter.setPen(QColor(colors().muted))
        first = scene.sheet.weeks[0].weekday()
        short = scene.columns[0].width() < 36
        form = QLocale.FormatType.NarrowFormat if short else QLocale.FormatType.ShortFormat
        for column in range(DAYS):
            name = QLocale().standaloneDayName((first + column) % DAYS + 1, form)
            rect = QRect(
                scene.columns[column].topLeft(), QSize(scene.columns[column].width(), HEADER)
            )
            painter.drawText(_inside(rect), _leading(scene) | _LINE, name)

    def _paint_cell(
        self, painter: QPainter, scene: MonthScene, cell: QRect, day: date, marks: Marks
    ) -> None:
        present = colors()
        other = day.month != scene.sheet.month.month
        painter.fillRect(cell, QColor(present.window if other else present.surface))
        painter.setPen(QColor(present.line))
        painter.drawLine(cell.topLeft(), cell.topRight())
        edge = cell.left() if scene.looks.direction == Qt.LayoutDirection.LeftToRight else 0
        if edge:
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
        place = QRect(cell.left(), cell.top() + 3, cell.width(), 22)
        if day == marks.today:
            self._paint_today(painter, scene, place, str(day.day))
            return
        text = str(day.day)
        if day.day == 1 and cell.width() >= 60:
            name = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)
            text = f"{day.day} {name}"
        painter.setFont(self.strong if day.day == 1 else self.font)
        painter.setPen(QColor(present.muted if other else present.text))
        painter.drawText(_inside(place), _leading(scene) | _LINE, text)

    def _paint_today(self, painter: QPainter, scene: MonthScene, place: QRect, text: str) -> None:
        painter.setFont(self.strong)
        circle = QRectF(0, 0, 22, 22)
        offset = 14 if scene.looks.direction == Qt.LayoutDirection.LeftToRight else -14
        middle = place.left() if offset > 0 else place.right()
        circle.moveCenter(QPointF(middle + offset + 1, place.center().y() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().accent))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colors().on_accent))
        painter.drawText(circle, _Align.AlignCenter | _LINE, text)

    def _paint_numbers(self, painter: QPainter, scene: MonthScene) -> None:
        painter.setFont(self.font)
        painter.setPen(QColor(colors().muted))
        for week, first in enumerate(scene.sheet.weeks):
            text = str(week_number(first))
            painter.drawText(scene.number_rect(week), _Align.AlignCenter | _LINE, text)

    def _paint_event(
        self, painter: QPainter, scene: MonthScene, box: EventBox, marks: Marks
    ) -> None:
        present, listed, entry = colors(), box.piece.span.listed, box.piece.span.entry
        rect = QRectF(box.rect)
        colour = listed.account.colour or present.accent
        painter.setPen(Qt.PenStyle.NoPen)
        fill = _fill(box, colour, entry, marks)
        if fill:
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(rect, _CORNER, _CORNER)
        if is_draft(listed):
            painter.setPen(QPen(QColor(colour), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
            painter.setPen(Qt.PenStyle.NoPen)
        if box.piece.begins:
            for place, ink in enumerate(filter(None, (colour, own_colour(listed)))):
                painter.setBrush(QColor(blend(ink, present.surface, 0.55) if box.past else ink))
                painter.drawRoundedRect(_stripe(scene, rect, place), 1.5, 1.5)
        self._paint_words(painter, scene, box)
        self._paint_signs(painter, scene, box)
        if entry == marks.ringed and marks.focus:
            painter.setPen(QPen(QColor(present.accent_ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, 0), _CORNER, _CORNER)

    def _paint_words(self, painter: QPainter, scene: MonthScene, box: EventBox) -> None:
        present, listed = colors(), box.piece.span.listed
        off = is_called_off(listed)
        rect = box.rect.adjusted(0, 0, 0, -1)
        lead, gap = box.lead, metrics.TIGHT
        rtl = scene.looks.direction == Qt.LayoutDirection.RightToLeft
        rect.adjust(gap if rtl else lead, 0, -lead if rtl else -gap, 0)
        lines, ink = list(box.lines), present.muted if off or box.past else present.text
        above = bool(box.time) and not box.time_width
        if above:
            lines.insert(0, box.time)
        if box.time_width:
            painter.setFont(self.font)
            painter.setPen(QColor(present.muted))
            painter.drawText(rect, _leading(scene) | _LINE, box.time)
            rect.adjust(0 if rtl else box.time_width, 0, -box.time_width if rtl else 0, 0)
        height = rect.height() // len(lines)
        for number, line in enumerate(lines):
            is_time = above and number == 0
            painter.setFont(self._struck if off and not is_time else self.font)
            painter.setPen(QColor(present.muted if is_time else ink))
            place = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
            painter.drawText(place, _leading(scene) | _LINE, line)

    @staticmethod
    def _paint_signs(painter: QPainter, scene: MonthScene, box: EventBox) -> None:
        rtl = scene.looks.direction == Qt.LayoutDirection.RightToLeft
        for number, name in enumerate(box.signs):
            place = QRect(0, 0, SIGN - 1, SIGN - 1)
            place.moveCenter(box.rect.center())
            shift = metrics.TIGHT // 2 + number * SIGN
            if rtl:
                place.moveLeft(box.rect.left() + shift)
            else:
                place.moveRight(box.rect.right() - shift)
            icon(name, Tone.ALREADY if name == SOLD_OUT else "muted").paint(painter, place)

    @staticmethod
    def _paint_more(painter: QPainter, scene: MonthScene, more: MoreBox) -> None:
        painter.drawText(_inside(more.rect, MORE_INSET), _leading(scene) | _LINE, more.text)

    @staticmethod
    def _paint_day_ring(painter: QPainter, scene: MonthScene, marks: Marks) -> None:
        cell = scene.cell_of(marks.day)
        if cell is None or not marks.focus:
            return
        painter.setPen(QPen(QColor(colors().accent_ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -1, -1), 3, 3)


def _fill(box: EventBox, colour: str, entry: CalendarEntry, marks: Marks) -> str:
    """What lies behind an event; empty for the cell's own colour."""
    present = colors()
    if entry == marks.chosen:
        return present.selection
    if not box.piece.span.bar:
        return present.hover if entry == marks.hovered else ""
    share = (0.24 if present.dark else 0.15) * (0.55 if box.past else 1)
    return blend(colour, present.surface, share * (1.5 if entry == marks.hovered else 1))


def _stripe(scene: MonthScene, rect: QRectF, place: int) -> QRectF:
    """The colour of the account, or beside it that of the event."""
    shift = place * (STRIPE + 1)
    stripe = QRectF(rect.left() + shift, rect.top() + 2, STRIPE, rect.height() - 4)
    if scene.looks.direction == Qt.LayoutDirection.RightToLeft:
        stripe.moveRight(rect.right() - shift)
    return stripe


def _inside(rect: QRect, inset: int = metrics.SMALL) -> QRect:
    return rect.adjusted(inset, 0, -inset, 0)


def _leading(scene: MonthScene) -> Qt.AlignmentFlag:
    rtl = scene.looks.direction == Qt.LayoutDirection.RightToLeft
    # Qt turns left and right around for a right-to-left text unless told that they are meant.
    side = _Align.AlignRight if rtl else _Align.AlignLeft
    return side | _Align.AlignAbsolute | _Align.AlignVCenter
