"""The second screen of a door, turned to the guests; only where the computer has two."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.door import Decision, Outcome
from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.welcome import WelcomeWindow
from eventdesk.ui.views.door.welcome_page import WelcomePage

_KEPT_AS = "door.welcome"
_GREETING_MS = 4000


class WelcomeController(QObject):
    """Made with the door's window, whose own screen never welcomes.

    Signals:
        told: a sentence and its `Tone`, for the door's line of news.
    """

    told = Signal(str, object)
    _changed = Signal()

    def __init__(self, hub: Hub, window: QWidget, title: str = "") -> None:
        """`title` is the event's, which `open` may tell later."""
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._title = title
        self._screen = ""
        self._names = False
        self._shown: WelcomeWindow | None = None
        self._scope = hub.scope(self)
        self._timer = QTimer(self, singleShot=True, interval=_GREETING_MS)
        self._timer.timeout.connect(self._rest)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        # Queued by the timer's side: a screen that goes is still among the screens meanwhile.
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)

    async def open(self, title: str) -> None:
        """Show the welcome on the screen that was chosen at the last door, where it is there."""
        self._title = title
        kept = await self._hub.db(self._hub.workspace.layout.get, _KEPT_AS, {})
        self._screen = str(kept.get("screen", ""))
        self._names = bool(kept.get("names", False))
        self._show()

    def decided(self, decision: Decision) -> None:
        """Greet whoever was let in just now; anything else is nobody's business there."""
        if self._shown is None or decision.repeated or decision.guest is None:
            return
        if decision.outcome in (Outcome.IN, Outcome.WAITING):
            self._shown.greet(decision.guest.listed.attendee.name if self._names else "")
            self._timer.start()

    def close(self) -> None:
        """Show nothing there any more."""
        shown, self._shown = self._shown, None
        self._timer.stop()
        if shown is not None and isValid(shown):
            shown.close()
            shown.deleteLater()

    def page(self) -> QWidget:
        """The page **Welcome screen** of the settings."""
        page = WelcomePage()
        page.screen_chosen.connect(self._choose_screen)
        page.names_chosen.connect(self._choose_names)

        def refresh() -> None:
            screens = [(each.name(), _called(each)) for each in self._others()]
            page.show_state(screens, self._screen, self._names)

        followed = self._changed.connect(refresh)
        page.destroyed.connect(lambda: isValid(self) and self._changed.disconnect(followed))
        self.told.connect(page.message.say)
        refresh()
        return page

    def _others(self) -> list[QScreen]:
        """The screens on which the door itself is not."""
        return [each for each in QGuiApplication.screens() if each is not self._window.screen()]

    def _show(self) -> None:
        self.close()
        for screen in self._others():
            if screen.name() == self._screen and self._screen:
                self._shown = WelcomeWindow(self._title)
                self._shown.setScreen(screen)
                self._shown.setGeometry(screen.geometry())
                self._shown.showFullScreen()

    def _rest(self) -> None:
        if self._shown is not None:
            self._shown.rest()

    def _screens_changed(self, _screen: QScreen) -> None:
        self._scope.single("following the screens", self._follow, repeat=Repeat.REPLACE)

    async def _follow(self) -> None:
        self._show()
        self._changed.emit()

    def _choose_screen(self, name: str) -> None:
        self._screen = name
        self._show()
        self._keep()

    def _choose_names(self, names: bool) -> None:
        self._names = names
        self._keep()

    def _keep(self) -> None:
        async def write() -> None:
            values = {"screen": self._screen, "names": self._names}
            try:
                await self._hub.db(self._hub.workspace.layout.put, _KEPT_AS, values)
            except EventDeskError as error:
                self.told.emit(error.message, Tone.REFUSED)

        self._scope.single("keeping the welcome", write, repeat=Repeat.REPLACE)


def _called(screen: QScreen) -> str:
    size = screen.size()
    title = " ".join(filter(None, (screen.manufacturer(), screen.model()))) or screen.name()
    return f"{title} ({size.width()} × {size.height()})"
