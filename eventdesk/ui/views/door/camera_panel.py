"""What the camera of the door sees, like a mirror, and the choice of the camera."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.buttons import icon_button
from eventdesk.ui.views.common.labels import TextLabel

_SIZE = QSize(320, 240)
_SMALLEST = QSize(200, 150)
"""In the side column of a small window."""

_DARK = "#111111"


class CameraPreview(QWidget):
    """The last picture, mirrored, so that a ticket moves the way the hand does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setMinimumSize(_SMALLEST)
        self.setAccessibleName(self.tr("Camera picture"))

    def sizeHint(self) -> QSize:
        """The shape of what most cameras see."""
        return _SIZE

    def show_picture(self, image: QImage) -> None:
        """Show the next picture; an empty one clears the preview."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture as large as it fits."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_DARK))
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.translate(self.width(), 0)
        painter.scale(-1, 1)
        painter.drawImage(place, self._image)


class CameraPanel(QFrame):
    """Hidden until the camera is wanted.

    Signals:
        camera_chosen: the name of a camera.
        torch_switched: on or off.
        close_asked: the camera is wanted no more.
    """

    camera_chosen = Signal(str)
    torch_switched = Signal(bool)
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Camera"))
        self.preview = CameraPreview()
        self._sentence = TextLabel(wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMinimumSize(_SMALLEST)
        self._cameras = QComboBox()
        self._cameras.setAccessibleDescription(self.tr("Camera"))
        self._cameras.textActivated.connect(self.camera_chosen)
        self._label = QLabel(self.tr("Camera"))
        self._label.setBuddy(self._cameras)
        self._torch = icon_button(self.tr("Torch"), "lightbulb")
        self._torch.setCheckable(True)
        self._torch.toggled.connect(self.torch_switched)
        self._close = icon_button(self.tr("Close camera"), "x", self.close_asked.emit)
        self._lay_out()
        self.say("")
        self.offer_torch(False)
        self.hide()

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """Show the cameras that there are."""
        self._cameras.clear()
        self._cameras.addItems(names)
        self._cameras.setCurrentIndex(max(self._cameras.findText(chosen), 0))
        self._label.setVisible(bool(names))
        self._cameras.setVisible(bool(names))

    def offer_torch(self, offered: bool) -> None:
        """Whether this camera has a lamp; it is off at first."""
        self._torch.setChecked(False)
        self._torch.setVisible(offered)

    @property
    def sentence(self) -> str:
        """What is said in the place of a picture, "" where there is a picture."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say why there is no picture and what to do; "" shows pictures again."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.preview.setVisible(not sentence)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(metrics.SMALL)
        bar.addWidget(self._label)
        bar.addWidget(self._cameras, 1)
        bar.addStretch()
        bar.addWidget(self._torch)
        bar.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, metrics.MEDIUM)
        layout.setSpacing(metrics.SMALL)
        layout.addLayout(bar)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self._sentence, 1)
