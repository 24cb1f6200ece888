"""Puts around a door what others made: figures, recent scans, sounds, lock, walk-ins, settings."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.event import EventRef
from eventdesk.ui.controllers.door.admitting import AdmittingController
from eventdesk.ui.controllers.door.badges import BadgeController
from eventdesk.ui.controllers.door.camera import CameraController
from eventdesk.ui.controllers.door.figures import FiguresController
from eventdesk.ui.controllers.door.kiosk import KioskController
from eventdesk.ui.controllers.door.recent import RecentController
from eventdesk.ui.controllers.door.refreshing import ListKeeper
from eventdesk.ui.controllers.door.scanner import ScannerController
from eventdesk.ui.controllers.door.settings import show_settings
from eventdesk.ui.controllers.door.sounds import Sounds
from eventdesk.ui.controllers.door.told import ToldInPlace
from eventdesk.ui.controllers.door.walk_in import add_walk_in
from eventdesk.ui.controllers.door.welcome import WelcomeController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.awake import Awake
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.window import DoorWindow


class DoorParts(QObject):
    """The parts of one door, made when its events are known; they end with its window.

    Signals:
        rules_changed: perhaps; the settings were open.
    """

    rules_changed = Signal()

    def __init__(
        self,
        hub: Hub,
        window: DoorWindow,
        refs: Sequence[EventRef],
        admitting: AdmittingController,
        kiosk: KioskController,
        welcome: WelcomeController,
    ) -> None:
        """Lock and welcome are open already: these could fail, and nothing here can."""
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._refs = refs
        self._admitting = admitting
        self._scope = hub.scope(self)
        self._told = ToldInPlace(self._scope, window)
        self._keeper = ListKeeper(hub, refs)
        figures = FiguresController(hub, refs, self._keeper)
        recent = RecentController(hub, refs)
        self._sounds = Sounds(hub, self)
        self._kiosk = kiosk
        window.set_figures(figures.widget)
        window.set_recent(recent.widget)
        recent.wanted.connect(admitting.show_guest)
        recent.read.connect(admitting.look_again)
        kiosk.hide_personal.connect(recent.hide_personal)
        recent.hide_personal(kiosk.hides_personal)
        admitting.answered.connect(self._sounds.play)
        admitting.allowed = kiosk.allowed
        admitting.is_secret = kiosk.may_be_pin
        self._badges = BadgeController(hub, window, refs)
        self._welcome = welcome
        self._awake = Awake(self)
        self._scanner = ScannerController(hub, window)
        self._camera = CameraController(hub, window)
        self._connect_scans(tuple(dict.fromkeys(ref.account for ref in refs)))
        self._connect_kiosk()
        self._connect_badges()
        self._connect_news()
        self._connect_commands()

    def start(self) -> None:
        """Begin: guests can come, the lists are read anew."""
        self._keeper.start()
        self._scanner.start()
        self._awake.start()

    def close(self) -> None:
        """Let go of what outlives a window."""
        self._scanner.stop()
        self._camera.close()
        self._keeper.stop()
        self._sounds.close()
        self._awake.stop()

    def _connect_scans(self, accounts: Sequence[str]) -> None:
        scanner, camera, admitting = self._scanner, self._camera, self._admitting
        for source in (scanner, camera):
            source.accounts = accounts
            source.scanned.connect(
                lambda scan: self._scope.start(admitting.decide_scan(scan), name="a scan")
            )
        admitting.lessons.understood.connect(scanner.understood)
        self._window.set_camera(camera.panel)
        self._window.commands.camera.setVisible(True)
        self._window.commands.camera.triggered.connect(self._toggle_camera)

    def _toggle_camera(self) -> None:
        if sentence := self._camera.available_sentence:
            self._window.message.say(sentence, Tone.ALREADY)
        else:
            self._camera.toggle()
        self._window.take_keyboard()

    def _connect_kiosk(self) -> None:
        window, kiosk = self._window, self._kiosk
        self._admitting.guest_shown.connect(kiosk.guest_shown)
        window.field.typed.connect(lambda text: kiosk.data_shown() if text.strip() else None)
        window.commands.lock.setVisible(True)
        window.commands.lock.triggered.connect(kiosk.lock)
        kiosk.changed.connect(
            lambda _has_pin, locked, _hide_after: window.commands.full_screen.setDisabled(locked)
        )

    def _connect_badges(self) -> None:
        window, badges, scope = self._window, self._badges, self._scope
        admitting, card = self._admitting, window.result
        admitting.decided.connect(
            lambda decision: scope.start(badges.admitted(decision), name="a badge")
        )
        admitting.guest_shown.connect(lambda guest: card.badge.setVisible(guest is not None))
        card.badge_asked.connect(window.commands.badge.trigger)
        window.commands.badge.setVisible(True)
        window.commands.badge.triggered.connect(lambda: self._told.run("badge", self._print))

    def _connect_news(self) -> None:
        """What the parts have to say is said in one place."""
        for part in (self._kiosk, self._badges, self._welcome, self._scanner):
            part.told.connect(self._window.message.say)
        self._awake.failed.connect(lambda text: self._window.message.say(text, Tone.ALREADY))
        self._admitting.decided.connect(self._welcome.decided)

    async def _print(self) -> None:
        guest = self._admitting.guest
        if guest is None:
            self._window.message.say(self.tr("Choose a guest first, then print the badge."))
        else:
            await self._badges.print_for(guest)

    def _connect_commands(self) -> None:
        commands, sounds = self._window.commands, self._sounds
        commands.silent.setVisible(True)
        commands.silent.toggled.connect(sounds.set_off)
        sounds.changed.connect(lambda _volume, off, _problem: self._show_silence(off))
        commands.refresh.triggered.connect(self._keeper.refresh_now)
        commands.walk_in.triggered.connect(lambda: self._told.run("walk-in", self._walk_in))
        commands.settings.triggered.connect(lambda: self._told.run("door settings", self._settings))

    def _show_silence(self, off: bool) -> None:
        silent = self._window.commands.silent
        if silent.isChecked() != off:
            silent.setChecked(off)

    async def _walk_in(self) -> None:
        typed = self._window.field.text().strip()
        hides = self._kiosk.always_hides
        decision = await add_walk_in(
            self._hub, self._window, self._refs, name=typed, hides_personal=hides
        )
        if decision is not None:
            self._window.field.clear()
            self._admitting.show_decision(decision)

    async def _settings(self) -> None:
        if not await self._kiosk.allowed(self.tr("change the settings")):
            return
        pages = [
            (self.tr("Scanner"), self._scanner.page()),
            (self.tr("Sound"), self._sounds.page()),
            (self.tr("Badges"), self._badges.page()),
            (self.tr("Kiosk lock"), self._kiosk.page()),
            (self.tr("Welcome screen"), self._welcome.page()),
        ]
        await show_settings(self._hub, self._window, self._refs, pages)
        self.rules_changed.emit()
