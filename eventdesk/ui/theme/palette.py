"""The theme's colours as Qt's palette, for everything that the style sheet does not name."""

from PySide6.QtGui import QColor, QPalette

from eventdesk.ui.theme.colors import Colors

_Role = QPalette.ColorRole


def palette_of(colors: Colors) -> QPalette:
    """A complete palette, so that no colour of the system shows through."""
    palette = QPalette()
    for role, value in _normal(colors).items():
        palette.setColor(role, QColor(value))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.faint))
    return palette


def _normal(colors: Colors) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colors.window,
        _Role.WindowText: colors.text,
        _Role.Base: colors.surface,
        _Role.AlternateBase: colors.window,
        _Role.Text: colors.text,
        _Role.PlaceholderText: colors.muted,
        _Role.Button: colors.surface,
        _Role.ButtonText: colors.text,
        _Role.BrightText: colors.on_accent,
        _Role.Highlight: colors.accent,
        _Role.HighlightedText: colors.on_accent,
        _Role.Accent: colors.accent,
        _Role.Link: colors.accent_ink,
        _Role.LinkVisited: colors.accent_ink,
        _Role.ToolTipBase: colors.raised,
        _Role.ToolTipText: colors.text,
        _Role.Light: colors.surface,
        _Role.Midlight: colors.line,
        _Role.Mid: colors.edge,
        _Role.Dark: colors.outline,
        _Role.Shadow: colors.outline,
    }
