"""Pictures from a system: decoded within bounds, scaled to their place, never trusted."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel

_LARGEST = QSize(360, 240)
_MOST_PIXELS = 16_000_000
"""A picture of more would take long to decode, and a wicked one all the memory."""


def picture_label(data: bytes, name: str) -> QLabel | None:
    """A picture with its accessible name; None for data that cannot be shown."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        return None
    label = QLabel()
    ratio = label.devicePixelRatioF()
    if size.width() > _LARGEST.width() * ratio or size.height() > _LARGEST.height() * ratio:
        reader.setScaledSize(size.scaled(_LARGEST * ratio, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(ratio)
    label.setPixmap(picture)
    label.setAccessibleName(name)
    # What is signed or drawn in black must be seen on a dark window too.
    label.setStyleSheet("background: white;")
    return label
