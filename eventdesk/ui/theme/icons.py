"""Icons drawn from the Phosphor font that qtawesome ships, in the colours of the present theme.

qtawesome itself is not imported: that takes a sixth of a second at the start and loads eleven
fonts more. A theme change needs no new icons; they take their colour when they are painted.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

from eventdesk.ui.theme.current import colors

_EM = 256.0
_FONT = "phosphor-1.3.0.ttf"
_NAMES = "phosphor-charmap-1.3.0.json"
_MIRRORED = {"left": "right", "right": "left"}


def icon(name: str, color: str = "text") -> QIcon:
    """The icon of a Phosphor name such as "calendar-check"; "-bold" and "-fill" are weights.

    Where people read from right to left, left and right in the name change places.

    Args:
        name: see https://phosphoricons.com, version 1.
        color: a field of `Colors`, such as "muted" or "on_accent", or a tone, such as "confirmed".

    Raises:
        KeyError: the font has no such icon.
    """
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        name = "-".join(_MIRRORED.get(word, word) for word in name.split("-"))
    return _icon(name, color)


@cache
def _icon(name: str, color: str) -> QIcon:
    return QIcon(_GlyphEngine(_glyph(name), color))


class _GlyphEngine(QIconEngine):
    """Paints one glyph at any size, switched off in the theme's faint colour."""

    def __init__(self, glyph: QPainterPath, color: str) -> None:
        super().__init__()
        self._glyph = glyph
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(square.topLeft())
        painter.scale(side / _EM, side / _EM)
        painter.fillPath(self._glyph, QColor(self._value(mode)))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def _value(self, mode: QIcon.Mode) -> str:
        present = colors()
        if mode == QIcon.Mode.Disabled:
            return present.faint
        return present.named(self._color)


@cache
def _font() -> tuple[QRawFont, dict[str, str]]:
    """The font at the size of one em, and the code point (hexadecimal) of each name."""
    package = find_spec("qtawesome")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome, which ships the icons, is not installed")
    folder = Path(package.submodule_search_locations[0]) / "fonts"
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    unhinted = QFont.HintingPreference.PreferNoHinting
    return QRawFont(str(folder / _FONT), _EM, unhinted), names


@cache
def _glyph(name: str) -> QPainterPath:
    font, names = _font()
    index = font.glyphIndexesForString(chr(int(names[name], 16)))[0]
    return QTransform.fromTranslate(0, font.ascent()).map(font.pathForGlyph(index))
