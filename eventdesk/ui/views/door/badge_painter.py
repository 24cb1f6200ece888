"""Paints badges and the test page in millimetres: on paper, in a PDF, on screen, always the same.

Colours are black on white, as label printers know nothing else.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from eventdesk.domain.badge import Badge, BadgeRules, BadgeTemplate
from eventdesk.ui.views.door.fitting import draw_fitted

_MM = 100
"""Units of the painter in a millimetre: fonts know whole units only."""

_MARGIN = 3.0
"""Most label printers leave the outermost 1.5 to 3 mm white."""

_GAP = 2.0
_QUIET_MODULES = 4
"""White around a QR code (ISO/IEC 18004, 5.3.8)."""

_CODE_SHARE = 0.42
_LONGEST_RULER = 100
_INK = QColor("#000000")


def paint_badge(painter: QPainter, badge: Badge, rules: BadgeRules, *, scale: float) -> None:
    """Paint a badge from the painter's origin on; `scale` is its pixels in a millimetre."""
    painter.save()
    area = _prepare(painter, rules, scale)
    words = area
    if rules.template in (BadgeTemplate.CODE, BadgeTemplate.TICKET) and badge.code:
        words = _paint_code(painter, badge.code, area)
    beside_code = words.width() < area.width()
    for line in _lines(badge, rules.template):
        _paint_line(painter, line, words, centred=not beside_code)
    painter.restore()


def paint_test_page(painter: QPainter, rules: BadgeRules, *, scale: float) -> None:
    """Paint the edge of the label and a ruler, which tell whether the printer keeps sizes."""
    painter.save()
    area = _prepare(painter, _lengthwise(rules), scale)
    painter.setPen(QPen(_INK, 0.2 * _MM))
    painter.drawRect(area)
    length = ruler_length(rules)
    left, middle = area.center().x() - length * _MM / 2, area.center().y()
    painter.drawLine(round(left), round(middle), round(left + length * _MM), round(middle))
    for mark in range(length + 1):
        size = 4.0 if mark % 10 == 0 else 2.5 if mark % 5 == 0 else 1.5
        x = round(left + mark * _MM)
        painter.drawLine(x, round(middle - size * _MM), x, round(middle))
    above = QRectF(area.left(), area.top(), area.width(), middle - 4.5 * _MM - area.top())
    below = QRectF(area.left(), middle + _MM, area.width(), area.bottom() - middle - _MM)
    draw_fitted(painter, rules.label.text, _inside(above), largest=5 * _MM, bold=True, centred=True)
    said = f"The ruler is {length} mm long, the frame is {_MARGIN:g} mm from the edges."
    draw_fitted(painter, said, _inside(below), largest=4 * _MM, lines=2, centred=True)
    painter.restore()


def ruler_length(rules: BadgeRules) -> int:
    """Millimetres of the ruler: 100, or as many tens as the label has room for."""
    room = max(rules.label.width, rules.label.height) - 2 * _MARGIN
    return min(_LONGEST_RULER, int(room // 10) * 10)


def _lengthwise(rules: BadgeRules) -> BadgeRules:
    """With the longest ruler that there is room for."""
    return replace(rules, turned=rules.label.height > rules.label.width)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text and where it stands, as shares of the height; sizes in millimetres."""

    text: str
    top: float
    bottom: float
    largest: float
    lines: int = 1
    bold: bool = False


def _lines(badge: Badge, template: BadgeTemplate) -> list[_Line]:
    """What is written, from top to bottom; whoever has no company gets a larger name."""
    if template is BadgeTemplate.NAME:
        return [_Line(badge.name, 0, 1, 22, lines=3, bold=True)]
    if template is BadgeTemplate.TICKET:
        return [
            _Line(badge.event, 0, 0.18, 5, lines=2),
            _Line(badge.name, 0.22, 0.74, 18, lines=3, bold=True),
            _Line(badge.ticket or badge.company, 0.80, 1, 7, lines=2),
        ]
    if not badge.company:
        return [_Line(badge.name, 0, 1, 18, lines=3, bold=True)]
    return [
        _Line(badge.name, 0, 0.66, 18, lines=3, bold=True),
        _Line(badge.company, 0.72, 1, 8, lines=2),
    ]


def _prepare(painter: QPainter, rules: BadgeRules, scale: float) -> QRectF:
    """Let the painter work in hundredths of a millimetre along the text; gives what is printed."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setPen(_INK)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.scale(scale / _MM, scale / _MM)
    width, height = rules.label.width, rules.label.height
    if rules.turned:
        painter.translate(width * _MM, 0)
        painter.rotate(90)
        width, height = height, width
    margin = _MARGIN * _MM
    return QRectF(0, 0, width * _MM, height * _MM).adjusted(margin, margin, -margin, -margin)


def _paint_line(painter: QPainter, line: _Line, area: QRectF, *, centred: bool) -> None:
    top = area.top() + line.top * area.height()
    box = QRectF(area.left(), top, area.width(), (line.bottom - line.top) * area.height())
    draw_fitted(
        painter,
        line.text,
        box,
        largest=line.largest * _MM,
        lines=line.lines,
        bold=line.bold,
        centred=centred,
    )


def _paint_code(painter: QPainter, code: str, area: QRectF) -> QRectF:
    """Paint a QR code at the right of a wide label, below on a high one; gives the room left."""
    wide = area.width() >= area.height()
    side = (
        min(area.height(), _CODE_SHARE * area.width())
        if wide
        else min(area.width(), _CODE_SHARE * area.height())
    )
    if wide:
        place = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
        rest = area.adjusted(0, 0, -side - _GAP * _MM, 0)
    else:
        place = QRectF(area.center().x() - side / 2, area.bottom() - side, side, side)
        rest = area.adjusted(0, 0, 0, -side - _GAP * _MM)
    return rest if _paint_qr(painter, code, place) else area


def _paint_qr(painter: QPainter, code: str, place: QRectF) -> bool:
    """Paint a QR code as large as a place; false where the text is too long for one."""
    # Costs start-up time that a door without badges saves.
    import segno

    try:
        matrix = segno.make_qr(code, error="m").matrix
    except segno.DataOverflowError:
        return False
    # Two of the four modules of quiet zone; margin and gap around the place are the others.
    module = place.width() / (len(matrix) + _QUIET_MODULES)
    left, top = place.left() + 2 * module, place.top() + 2 * module
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row, values in enumerate(matrix):
        for column, length in _runs(values):
            # A little longer and higher than it is, so that no white hair shows between modules.
            painter.fillRect(
                QRectF(left + column * module, top + row * module, length * module + 1, module + 1),
                _INK,
            )
    painter.restore()
    return True


def _runs(values: bytes | bytearray) -> list[tuple[int, int]]:
    """Where runs of dark modules of a row begin, and how long they are."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(values):
        if dark and runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((column, 1))
    return runs


def _inside(box: QRectF) -> QRectF:
    edge = 2.0 * _MM
    return box.adjusted(edge, edge / 2, -edge, -edge / 2)
