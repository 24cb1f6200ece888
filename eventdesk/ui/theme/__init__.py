"""The look: colours, sizes, fonts, icons and the style sheet, in one place for every window."""

from eventdesk.ui.theme.colors import AccountColor, Colors, Tone, ToneColors
from eventdesk.ui.theme.current import ThemeMode, apply_theme, colors, theme
from eventdesk.ui.theme.icons import icon
from eventdesk.ui.theme.typography import TextRole, text_font

__all__ = [
    "AccountColor",
    "Colors",
    "TextRole",
    "ThemeMode",
    "Tone",
    "ToneColors",
    "apply_theme",
    "colors",
    "icon",
    "text_font",
    "theme",
]
