"""What a person sees and chooses of the camera: a mirror, which camera it is, and its lamp."""

from collections.abc import Sequence
from enum import Enum
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from eventdesk.ui.controllers.door.camera import CameraController
from eventdesk.ui.runtime import camera as cameras
from tests.ui.conftest import QLoop, until
from tests.ui.scanner.conftest import Desk, OpenDesk


class _TorchMode(Enum):
    TorchOff = 0
    TorchOn = 2


# Signals of Qt's names, which no class of ours would give them.
_WithErrors: Any = type("WithErrors", (QObject,), {"errorOccurred": Signal(object, str)})
_WithInputs: Any = type("WithInputs", (QObject,), {"videoInputsChanged": Signal()})
_Sink: Any = type("Sink", (QObject,), {"videoFrameChanged": Signal(object)})


class _Camera(_WithErrors):
    """A camera of a computer that has two; only the second has a lamp."""

    TorchMode = _TorchMode
    seen: ClassVar[list[str]] = []

    def __init__(self, device: SimpleNamespace, parent: QObject) -> None:
        super().__init__(parent)
        self.called: str = device.description()

    def start(self) -> None:
        self.seen.append(f"{self.called} on")

    def stop(self) -> None:
        self.seen.append(f"{self.called} off")

    def isTorchModeSupported(self, _mode: _TorchMode) -> bool:
        return self.called == "Hall"

    def setTorchMode(self, mode: _TorchMode) -> None:
        self.seen.append(mode.name)


class _Session(QObject):
    def setCamera(self, _camera: object) -> None:
        pass

    def setVideoSink(self, _sink: object) -> None:
        pass


class _Devices(_WithInputs):
    @staticmethod
    def videoInputs() -> Sequence[SimpleNamespace]:
        return [
            SimpleNamespace(description=lambda name=name: name, videoFormats=list)
            for name in ("Laptop", "Hall")
        ]


_MULTIMEDIA = SimpleNamespace(
    QCamera=_Camera,
    QMediaDevices=_Devices,
    QVideoSink=_Sink,
    QMediaCaptureSession=_Session,
)


@pytest.fixture(autouse=True)
def two_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with two cameras."""
    monkeypatch.setattr(cameras, "_multimedia", lambda: _MULTIMEDIA)
    monkeypatch.setattr(_Camera, "seen", [])


async def _shown(desk: Desk) -> CameraController:
    controller = CameraController(desk.hub, desk.window)
    desk.put(controller.panel)
    controller.toggle()
    await until(lambda: _Camera.seen)
    return controller


def _named(controller: CameraController, name: str) -> Any:
    kinds = (QComboBox, QAbstractButton)
    found = [each for kind in kinds for each in controller.panel.findChildren(kind)]
    return next(
        each for each in found if name in (each.accessibleName(), each.accessibleDescription())
    )


def test_a_camera_is_chosen_and_its_lamp_is_offered_where_it_has_one(
    qloop: QLoop, desk: OpenDesk
) -> None:
    async def body() -> None:
        async with desk() as here:
            controller = await _shown(here)
            choice, torch = _named(controller, "Camera"), _named(controller, "Torch")
            assert [choice.itemText(row) for row in range(choice.count())] == ["Laptop", "Hall"]
            assert torch.isHidden()
            choice.textActivated.emit("Hall")
            await until(lambda: not torch.isHidden())
            QTest.mouseClick(torch, Qt.MouseButton.LeftButton)
            QTest.mouseClick(torch, Qt.MouseButton.LeftButton)
            controller.toggle()
            assert controller.panel.isHidden()
            assert _Camera.seen == [
                *("Laptop on", "Laptop off", "Hall on"),
                *("TorchOn", "TorchOff", "Hall off"),
            ]
            controller.toggle()  # the camera that was chosen is the one the next time
            await until(lambda: _Camera.seen[-1] == "Hall on")
            controller.close()

    qloop.run(body())


def test_the_picture_is_mirrored(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            controller = await _shown(here)
            seen = QImage(640, 480, QImage.Format.Format_RGB32)
            seen.fill(QColor("white"))
            with QPainter(seen) as painter:
                painter.fillRect(0, 0, 320, 480, QColor("red"))  # on the camera's left
            controller.device.picture.emit(seen)
            shown = controller.panel.preview.grab().toImage()
            middle, quarter = shown.height() // 2, shown.width() // 4
            assert shown.pixelColor(quarter, middle) == QColor("white")
            assert shown.pixelColor(3 * quarter, middle) == QColor("red")
            controller.close()
            await until(lambda: not controller._scope.busy)

    qloop.run(body())
