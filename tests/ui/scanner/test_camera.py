"""Printed codes are read from pictures on the way that a camera's frames take."""

import asyncio
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from eventdesk.domain.code_rules import CodeRule, RuleKind
from eventdesk.domain.scanning import Scan, ScanSource
from eventdesk.ui.controllers.door.camera import CameraController
from eventdesk.ui.runtime import camera as cameras
from eventdesk.ui.runtime.codes_in_pictures import codes_in, gray
from tests.ui.conftest import QLoop, until
from tests.ui.scanner.conftest import Desk, OpenDesk

zxingcpp = pytest.importorskip("zxingcpp")
if find_spec("PySide6.QtMultimedia") is None:
    pytest.skip("the extra “camera” is not installed", allow_module_level=True)

# Offscreen there is no graphics card to turn frames into pictures.
pytestmark = pytest.mark.qt_log_ignore("No RHI backend", extend=True)

_CODE = "TICKET-4411-Zy"
_KINDS = ("QR", "Code128", "PDF417", "Aztec")
_TABLE = QColor("#c9c2b4")


def _printed(kind: str, folder: Path, text: str = _CODE) -> QImage:
    """The code as a picture file, read back."""
    file = folder / f"{kind}.png"
    if kind == "QR":
        segno.make(text, error="m").save(str(file), scale=6, border=4)
    else:
        code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
        pixels = memoryview(code.to_image(scale=4))
        assert pixels.shape is not None
        height, width = pixels.shape
        picture = QImage(pixels.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        picture = picture.scaled(width, max(height, 80))
        assert picture.save(str(file))
    return QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)


def _on_table(code: QImage) -> QImage:
    """As a camera sees it: somewhere on a larger picture."""
    whole = QImage(1280, 960, QImage.Format.Format_RGB32)
    whole.fill(_TABLE)
    with QPainter(whole) as painter:
        painter.drawImage((1280 - code.width()) // 2, (960 - code.height()) // 2, code)
    return whole


def _rotated(code: QImage) -> QImage:
    turned = QImage(code.width() + 400, code.width() + 400, QImage.Format.Format_RGB32)
    turned.fill(_TABLE)
    with QPainter(turned) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(turned.rect().center())
        painter.rotate(17)
        painter.drawImage(-code.width() // 2, -code.height() // 2, code)
    return turned


def _upside_down(code: QImage) -> QImage:
    return code.transformed(QTransform().rotate(180))


def _blurred(code: QImage) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    small = code.scaledToWidth(code.width() * 2 // 5, smooth)
    return small.scaledToWidth(code.width(), smooth)


def _small(code: QImage) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return code.scaledToWidth(code.width() // 2, smooth)


def _dark(code: QImage) -> QImage:
    dark = code.copy()
    with QPainter(dark) as painter:
        painter.fillRect(dark.rect(), QColor(0, 0, 0, 200))
    return dark


_TROUBLES: tuple[Callable[[QImage], QImage], ...] = (
    lambda code: code,
    _rotated,
    _upside_down,
    _blurred,
    _small,
    _dark,
)
_TROUBLE_NAMES = ("plain", "rotated", "upside down", "blurred", "small", "dark")


def _frame(image: QImage) -> Any:
    from PySide6.QtMultimedia import QVideoFrame

    return QVideoFrame(image)


async def _camera(desk: Desk, scans: list[Scan]) -> CameraController:
    controller = CameraController(desk.hub, desk.window)
    controller.scanned.connect(scans.append)
    desk.put(controller.panel)
    controller.toggle()
    await until(lambda: controller.panel.sentence)  # this computer has no camera
    return controller


@pytest.mark.parametrize("trouble", _TROUBLES, ids=_TROUBLE_NAMES)
@pytest.mark.parametrize("kind", _KINDS)
def test_code_is_read_as_it_lies_before_a_camera(
    qloop: QLoop, desk: OpenDesk, tmp_path: Path, kind: str, trouble: Callable[[QImage], QImage]
) -> None:
    picture = _on_table(trouble(_printed(kind, tmp_path)))

    async def body() -> None:
        async with desk() as here:
            scans = list[Scan]()
            controller = await _camera(here, scans)
            while not scans:  # frames go on coming, as they do from a camera
                controller.device.take(_frame(picture))
                await asyncio.sleep(0.01)
            assert scans[0].raw == _CODE
            assert scans[0].source is ScanSource.CAMERA

    qloop.run(body())


def test_code_that_stays_in_sight_is_one_scan_and_the_next_code_another(
    qloop: QLoop, desk: OpenDesk, tmp_path: Path
) -> None:
    first = _on_table(_printed("QR", tmp_path))
    second = _on_table(_printed("QR", tmp_path, "TICKET-2"))

    async def body() -> None:
        async with desk() as here:
            scans = list[Scan]()
            controller = await _camera(here, scans)
            here.workspace.scanning.keep_rule(  # while the camera is on
                "Desk book", CodeRule(RuleKind.PATTERN, "TICKET-*-")
            )
            for picture in (first, first, first, second):
                read = len(scans)
                controller._take(picture)  # as fast as pictures can come
                await until(lambda: not controller._scope.busy)
                assert len(scans) - read <= 1
            assert [scan.raw for scan in scans] == [_CODE, "TICKET-2"]
            assert [each.code for each in scans[0].readings] == [_CODE, "4411"]

    qloop.run(body())


def test_two_codes_give_the_one_in_the_middle(tmp_path: Path) -> None:
    picture = _on_table(_printed("QR", tmp_path))
    with QPainter(picture) as painter:
        painter.drawImage(20, 20, _printed("QR", tmp_path, "AT THE EDGE"))

    assert codes_in(gray(picture)) == (_CODE, "AT THE EDGE")


def test_gs1_keeps_its_separators(tmp_path: Path) -> None:
    text = "]C10109506000134352211234"
    picture = _on_table(_printed("Code128", tmp_path, text))

    assert codes_in(gray(picture)) == (text,)
    assert codes_in(gray(QImage())) == ()


def test_computer_without_a_camera_is_told_so(qloop: QLoop, desk: OpenDesk) -> None:
    async def body() -> None:
        async with desk() as here:
            controller = await _camera(here, [])
            assert controller.available_sentence.startswith("No camera was found.")
            assert controller.panel.sentence == controller.available_sentence
            controller.toggle()
            assert controller.panel.isHidden()

    qloop.run(body())


def _no_library() -> None:
    raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")


_GONE: dict[str, Callable[..., object]] = {"find_spec": lambda name: None, "_load": _no_library}


@pytest.mark.parametrize(
    ("missing", "advice"),
    [("find_spec", "Install eventdesk[camera]"), ("_load", "Install the package libpulse0")],
)
def test_missing_part_is_told_with_what_to_do(
    qloop: QLoop, desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, missing: str, advice: str
) -> None:
    async def body() -> None:
        async with desk() as here:
            controller = CameraController(here.hub, here.window)
            monkeypatch.setattr(cameras, missing, _GONE[missing])
            assert advice in controller.available_sentence

    qloop.run(body())


def test_segno_writes_what_the_test_reads() -> None:
    file = BytesIO()
    segno.make(_CODE).save(file, kind="png", scale=4)

    assert codes_in(gray(QImage.fromData(file.getvalue()))) == (_CODE,)
