"""Puts the look on the program, light, dark or as the system has it, and follows its changes."""

from enum import StrEnum

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from eventdesk.ui.theme import assets
from eventdesk.ui.theme.colors import DARK, LIGHT, Colors
from eventdesk.ui.theme.palette import palette_of
from eventdesk.ui.theme.stylesheet import style_sheet
from eventdesk.ui.theme.typography import body_font


class ThemeMode(StrEnum):
    """What the person chose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    ThemeMode.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeMode.LIGHT: Qt.ColorScheme.Light,
    ThemeMode.DARK: Qt.ColorScheme.Dark,
}


def system_scheme(app: QApplication) -> Qt.ColorScheme:
    """What the system is set to; unknown where it does not tell."""
    return app.styleHints().colorScheme()


class Theme(QObject):
    """The present look.

    Signals:
        changed: other colours hold from now on. Only those need it who keep pixmaps or colours;
            what paints with `colors()` or shows an `icon()` is repainted anyway.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = ThemeMode.SYSTEM
        self.colors: Colors = LIGHT
        self._app: QApplication | None = None

    def apply(self, app: QApplication, mode: ThemeMode) -> None:
        """Dress the program; the first time also its style and fonts."""
        if self._app is not app:
            self._app = app
            app.setStyle("Fusion")
            app.setFont(body_font(app))
            QDir.setSearchPaths("eventdesk", [str(assets.folder())])
            app.styleHints().colorSchemeChanged.connect(self._follow)
        self.mode = mode
        # Also tells the system, which then draws the title bars and its own dialogs to match.
        app.styleHints().setColorScheme(_SCHEMES[mode])
        self._dress()

    @Slot()
    def _follow(self) -> None:
        self._dress()

    def _dress(self) -> None:
        app = self._app
        if app is None:
            return
        # Not every platform takes a scheme, so a choice of the person counts by itself.
        scheme = _SCHEMES[self.mode]
        if scheme == Qt.ColorScheme.Unknown:
            scheme = system_scheme(app)
        chosen = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        if chosen is self.colors and app.styleSheet():
            return
        self.colors = chosen
        app.setPalette(palette_of(chosen))
        app.setStyleSheet(style_sheet(chosen))
        self.changed.emit()


_theme = Theme()


def theme() -> Theme:
    """The one theme of the program."""
    return _theme


def colors() -> Colors:
    """The colours that hold now; ask again for each painting."""
    return _theme.colors


def apply_theme(app: QApplication, mode: ThemeMode) -> None:
    """Dress the program in this mode; may be called again when the person chooses another."""
    _theme.apply(app, mode)
