"""What the window remembers from one run to the next: place, widths, view, theme."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from eventdesk.services.layout import LayoutService
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.main.window import MainWindow

FIRST_VIEW = "month"


@dataclass(frozen=True, slots=True)
class WindowLayout:
    """As it was left; texts of Qt's own are empty before the first run.

    Attributes:
        event, occurrence: what was shown beside the calendar, empty for nothing.
        tab: the one chosen last, empty for none.
    """

    geometry: str = ""
    widths: str = ""
    view: str = FIRST_VIEW
    theme: ThemeMode = ThemeMode.SYSTEM
    event: str = ""
    occurrence: str = ""
    tab: str = ""


def read_layout(layout: LayoutService) -> WindowLayout:
    """What was kept; whatever makes no sense any more is as in the first run."""
    theme = layout.get("window.theme", "")
    return WindowLayout(
        geometry=str(layout.get("window.geometry", "")),
        widths=str(layout.get("window.widths", "")),
        view=str(layout.get("window.view", FIRST_VIEW)),
        theme=ThemeMode(theme) if theme in list(ThemeMode) else ThemeMode.SYSTEM,
        event=str(layout.get("window.event", "")),
        occurrence=str(layout.get("window.occurrence", "")),
        tab=str(layout.get("window.tab", "")),
    )


class LayoutController(QObject):
    """Applies what was remembered, and remembers what the person chooses."""

    def __init__(self, hub: Hub, window: MainWindow, layout: WindowLayout) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._scope = hub.scope(self)
        for action in window.commands.themes.actions():
            action.setChecked(action.data() == layout.theme)
        _apply(layout.theme)
        if layout.geometry:
            window.restore_geometry(layout.geometry)
        if layout.widths:
            window.restore_widths(layout.widths)
        window.commands.themes.triggered.connect(self._choose_theme)
        window.commands.views.triggered.connect(self._remember_view)

    async def keep(self, entry: CalendarEntry | None, tab: str) -> None:
        """Remember how the window looks and what is open in it; called when it closes.

        Args:
            entry: the event beside the calendar, None for none; `tab` the one chosen last.
        """
        put = self._hub.workspace.layout.put
        await self._hub.db(put, "window.geometry", self._window.geometry_text())
        await self._hub.db(put, "window.widths", self._window.widths())
        ref, occurrence = ("", "") if entry is None else entry.texts()
        await self._hub.db(put, "window.event", ref)
        await self._hub.db(put, "window.occurrence", occurrence)
        await self._hub.db(put, "window.tab", tab)

    def _choose_theme(self, action: QAction) -> None:
        _apply(ThemeMode(action.data()))
        self._remember("window.theme", action.data())

    def _remember_view(self, action: QAction) -> None:
        self._remember("window.view", action.data())

    def _remember(self, name: str, value: str) -> None:
        put = self._hub.workspace.layout.put
        self._scope.start(self._hub.db(put, name, value), name=f"remembering {name}")


def _apply(mode: ThemeMode) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, mode)
