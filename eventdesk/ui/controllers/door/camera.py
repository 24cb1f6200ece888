"""The camera of the door: shows what it sees and tells of each code once, as a scan."""

from collections.abc import Sequence
from itertools import cycle

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from eventdesk.domain.code_rules import CodeRule
from eventdesk.domain.scan_codes import pictured_scan
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.camera import CameraDevice, NoCamera
from eventdesk.ui.runtime.codes_in_pictures import SLANTS, codes_in, gray
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.door.camera_panel import CameraPanel

_AWAY_MS = 1500
"""A code that was out of sight for so long is a new scan."""


class CameraController(QObject):
    """Off until `toggle` is called.

    Attributes:
        panel: what to put on the window; hides and shows itself.
        device: where pictures come from.
        accounts: names of the accounts whose rules cut codes; None for all.

    Signals:
        scanned: a `Scan`, once for as long as its code stays in sight.
    """

    scanned = Signal(object)

    def __init__(self, hub: Hub, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._service = hub.workspace.scanning
        self._scope = hub.scope(self)
        self.accounts: Sequence[str] | None = None
        self._seen = ""
        self._seen_at = QElapsedTimer()
        self._slants = cycle(SLANTS)
        self.panel = CameraPanel(window)
        self.device = CameraDevice(self)
        self.device.picture.connect(self._take)
        self.device.failed.connect(self._fail)
        self.device.plugged.connect(self._plugged)
        self.panel.camera_chosen.connect(self._choose)
        self.panel.torch_switched.connect(self.device.set_torch)
        self.panel.close_asked.connect(self.close)

    @property
    def available_sentence(self) -> str:
        """Why there is no camera and what to do; "" if one can be used."""
        try:
            self.device.names()
        except NoCamera as reason:
            return str(reason)
        return ""

    def toggle(self) -> None:
        """Show the camera, or put it away."""
        if self.panel.isHidden():
            self.panel.show()
            self._scope.single("opening the camera", self._open, repeat=Repeat.REPLACE)
        else:
            self.close()

    def close(self) -> None:
        """Put the camera away; its light goes out."""
        self.device.stop()
        self.panel.preview.show_picture(QImage())
        self.panel.hide()

    async def _open(self) -> None:
        self._see(await self._hub.door(self._service.camera))

    def _see(self, camera: str) -> None:
        if self.panel.isHidden():
            return
        try:
            self.panel.offer(self.device.names(), camera)
            self.device.start(camera)
        except NoCamera as reason:
            self.panel.offer([], "")
            self._fail(str(reason))
            return
        self.panel.say("")
        self.panel.offer_torch(self.device.torch_offered)

    def _choose(self, camera: str) -> None:
        self._scope.single("choosing a camera", lambda: self._keep(camera), repeat=Repeat.REPLACE)

    async def _keep(self, camera: str) -> None:
        await self._hub.door(self._service.keep_camera, camera)
        self._see(camera)

    def _plugged(self) -> None:
        if not self.panel.isHidden():
            self._scope.single("opening the camera", self._open, repeat=Repeat.REPLACE)

    def _fail(self, sentence: str) -> None:
        self.panel.offer_torch(False)
        self.panel.preview.show_picture(QImage())
        self.panel.say(sentence)

    def _take(self, image: QImage) -> None:
        """Show a picture, and look for codes in it unless the one before is still looked at."""
        if self.panel.isHidden():
            return
        self.panel.preview.show_picture(image)
        self._scope.single("reading a picture", lambda: self._read(image), repeat=Repeat.IGNORE)

    async def _read(self, image: QImage) -> None:
        found = await self._hub.camera(codes_in, gray(image), slant=next(self._slants))
        for code in found[:1]:
            known = code == self._seen and self._seen_at.elapsed() < _AWAY_MS
            self._seen = code
            self._seen_at.start()
            if not known:
                self.scanned.emit(pictured_scan(code, await self._rules()))

    async def _rules(self) -> Sequence[CodeRule]:
        """How codes are cut now: somebody may have set it since the camera is on."""
        rules = await self._hub.door(self._service.rules)
        wanted = rules if self.accounts is None else self.accounts
        return [rule for name, rule in rules.items() if name in wanted]
