"""Finds printed codes in pictures: QR, Aztec, Data Matrix, PDF417, Code 128 and their kin.

The search may take 0.1 s and belongs on a lane; only plain bytes go there.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QTransform

_LARGEST = QSize(1600, 1600)
"""More pixels cost time and show no more of a ticket that is held up to a camera."""

SLANTS = (15, -15, 30, -30, 45)
"""Degrees; turned by one of them a code lies straight enough, or else on its side."""

_BRIGHT = bytes(min(level * 4, 255) for level in range(256))
"""For a code in the shade of the hand that holds it."""


@dataclass(frozen=True, slots=True)
class GrayPicture:
    """A picture as bytes of brightness, row after row."""

    pixels: bytes
    width: int
    height: int


def can_read() -> bool:
    """Whether the reader of codes is installed."""
    return find_spec("zxingcpp") is not None


def gray(image: QImage) -> GrayPicture:
    """The picture as the reader takes it, made smaller where it is very large."""
    if image.width() > _LARGEST.width() or image.height() > _LARGEST.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = plain.width(), plain.height(), plain.bytesPerLine()
    rows = b"" if plain.isNull() else bytes(plain.constBits())
    if line != width:  # Qt fills lines up to whole words
        rows = b"".join(rows[row * line : row * line + width] for row in range(height))
    return GrayPicture(rows, width, height)


def codes_in(picture: GrayPicture, *, slant: int = 0) -> tuple[str, ...]:
    """The texts of all codes in a picture, the one nearest to the middle first.

    Args:
        slant: degrees by which to turn the picture where nothing is found in it as it is: bars
            are read along straight lines. Of a camera each picture tries another of `SLANTS`.
    """
    if not picture.pixels:
        return ()
    bright = GrayPicture(picture.pixels.translate(_BRIGHT), picture.width, picture.height)
    return _read(picture) or _read(bright) or (_read(_turned(picture, slant)) if slant else ())


def _read(picture: GrayPicture) -> tuple[str, ...]:
    import zxingcpp  # the extra "camera"

    pixels = memoryview(picture.pixels).cast("B", shape=[picture.height, picture.width])
    found = zxingcpp.read_barcodes(pixels, text_mode=zxingcpp.TextMode.Plain)
    ordered = sorted(found, key=lambda each: _off_centre(each, picture))
    return tuple(each.text for each in ordered if each.valid and each.text)


def _turned(picture: GrayPicture, degrees: int) -> GrayPicture:
    """The picture turned; `QImage` works on any thread and is used here only."""
    width, form = picture.width, QImage.Format.Format_Grayscale8
    image = QImage(picture.pixels, width, picture.height, width, form)
    smooth = Qt.TransformationMode.SmoothTransformation
    return gray(image.transformed(QTransform().rotate(degrees), smooth))


def _off_centre(code: Any, picture: GrayPicture) -> float:
    place = code.position
    across = (place.top_left.x + place.bottom_right.x) / 2 - picture.width / 2
    down = (place.top_left.y + place.bottom_right.y) / 2 - picture.height / 2
    return float(across**2 + down**2)
