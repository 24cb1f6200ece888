"""The cameras of this computer, by Qt Multimedia, which is loaded when a camera is first wanted."""

import logging
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QLoggingCategory, QObject, QSize, Signal

from eventdesk.ui.runtime.codes_in_pictures import can_read

_log = logging.getLogger(__name__)

_LARGEST = QSize(1280, 960)
_PICTURE_MS = 60
"""Between pictures: smooth enough to aim by, and the processor rests."""


class NoCamera(Exception):
    """No camera can be used; its text says why and what to do."""


class CameraDevice(QObject):
    """One camera at a time.

    Signals:
        picture: a `QImage` as the camera sees it.
        failed: a sentence; no picture comes any more.
        plugged: the cameras of the computer changed.
    """

    picture = Signal(object)
    failed = Signal(str)
    plugged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Any = None
        self._camera: Any = None
        self._devices: Any = None
        self._pace = QElapsedTimer()

    def names(self) -> list[str]:
        """What the cameras are called.

        Raises:
            NoCamera: the extra or a library is missing, or there is no camera.
        """
        return [device.description() for device in self._inputs()]

    def start(self, name: str) -> None:
        """See through the camera of this name, else through the first.

        Raises:
            NoCamera: as `names`.
        """
        inputs = self._inputs()
        multimedia = _multimedia()
        self.stop()
        device = next((each for each in inputs if each.description() == name), inputs[0])
        self._camera = multimedia.QCamera(device, self)
        best = _best_format(device)
        if best is not None:
            self._camera.setCameraFormat(best)
        sink = multimedia.QVideoSink(self._camera)
        sink.videoFrameChanged.connect(self.take)
        self._session = multimedia.QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.errorOccurred.connect(self._fail)
        self._camera.start()

    def stop(self) -> None:
        """Look no more; the camera's light goes out."""
        if self._camera is not None:
            self._camera.stop()
            self._session.deleteLater()
            self._camera.deleteLater()
            self._camera = self._session = None

    @property
    def torch_offered(self) -> bool:
        """Whether the camera has a lamp."""
        if self._camera is None:
            return False
        return bool(self._camera.isTorchModeSupported(_multimedia().QCamera.TorchMode.TorchOn))

    def set_torch(self, on: bool) -> None:
        """Switch the lamp."""
        if self._camera is not None:
            modes = _multimedia().QCamera.TorchMode
            self._camera.setTorchMode(modes.TorchOn if on else modes.TorchOff)

    def take(self, frame: Any) -> None:
        """A frame came: make a picture of it, unless one was made just now."""
        if self._pace.isValid() and self._pace.elapsed() < _PICTURE_MS:
            return
        image = frame.toImage()
        if not image.isNull():
            self._pace.start()
            self.picture.emit(image)

    def _inputs(self) -> Any:
        multimedia = _multimedia()
        if self._devices is None:
            self._devices = multimedia.QMediaDevices(self)
            self._devices.videoInputsChanged.connect(self.plugged)
        inputs = multimedia.QMediaDevices.videoInputs()
        if not inputs:
            raise NoCamera(
                self.tr("No camera was found. Plug one in, or allow this program to use it.")
            )
        return inputs

    def _fail(self, _error: object, text: str) -> None:
        _log.warning("The camera failed: %s", text)
        self.stop()
        self.failed.emit(
            self.tr("The camera stopped. Another program may use it; close that, and try again.")
        )


def _best_format(device: Any) -> Any:
    """The largest pictures that are not larger than needed."""
    fitting = [
        each
        for each in device.videoFormats()
        if each.resolution().boundedTo(_LARGEST) == each.resolution()
    ]
    areas = [(each.resolution().width() * each.resolution().height(), each) for each in fitting]
    return max(areas, key=lambda each: each[0])[1] if areas else None


def _multimedia() -> Any:
    """Qt Multimedia, or `NoCamera` with what to install."""
    if find_spec("PySide6.QtMultimedia") is None or not can_read():
        raise NoCamera(
            QCoreApplication.translate(
                "camera",
                "The camera is an extra that is not installed. Install eventdesk[camera], "
                "then start the program again.",
            )
        )
    # Its libraries each tell of others that they can do without.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    try:
        return _load()
    except ImportError as error:
        _log.info("Qt Multimedia cannot be loaded: %s", error)
        raise NoCamera(
            QCoreApplication.translate(
                "camera",
                "The camera needs a library of the system that is missing. "
                "Install the package libpulse0, then start the program again.",
            )
        ) from error


def _load() -> Any:
    from PySide6 import QtMultimedia  # the extra "camera", and slow

    return QtMultimedia
