"""The look is complete and follows the person's choice and the system."""

import ast
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from eventdesk.ui.theme import ThemeMode, Tone, apply_theme, colors, current, icon, theme
from eventdesk.ui.theme.colors import DARK, LIGHT
from eventdesk.ui.theme.stylesheet import style_sheet
from eventdesk.ui.views.common.badge import TONE_ICONS

_UI = Path(__file__).parents[3] / "eventdesk" / "ui"


@pytest.fixture
def dressed(qapp: QApplication) -> Generator[QApplication]:
    """The application in the light theme, whatever a test chooses meanwhile."""
    apply_theme(qapp, ThemeMode.LIGHT)
    yield qapp
    apply_theme(qapp, ThemeMode.LIGHT)


def _inks(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of an icon's opaque dots."""
    image = shown.pixmap(QSize(32, 32), 1.0, mode).toImage()
    dots = (image.pixelColor(x, y) for x in range(32) for y in range(32))
    return {dot.name() for dot in dots if dot.alpha() == 255}


def test_choosing_a_theme_changes_colours_and_icons_that_are_shown_already(dressed) -> None:
    shown = icon("check-circle-fill", Tone.CONFIRMED)
    heard: list[bool] = []
    theme().changed.connect(lambda: heard.append(colors().dark))
    assert _inks(shown) == {LIGHT.tones[Tone.CONFIRMED].ink}
    apply_theme(dressed, ThemeMode.DARK)
    assert _inks(shown) == {DARK.tones[Tone.CONFIRMED].ink}
    assert _inks(shown, QIcon.Mode.Disabled) == {DARK.faint}
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert DARK.accent in dressed.styleSheet()
    apply_theme(dressed, ThemeMode.DARK)
    apply_theme(dressed, ThemeMode.LIGHT)
    assert heard == [True, False]


def test_the_systems_theme_is_followed_while_it_is_the_choice(dressed, monkeypatch) -> None:
    def system_turns(scheme: Qt.ColorScheme) -> None:
        # The platform of the tests has no scheme of its own, so Qt is spoken for.
        monkeypatch.setattr(current, "system_scheme", lambda _app: scheme)
        dressed.styleHints().colorSchemeChanged.emit(scheme)

    apply_theme(dressed, ThemeMode.SYSTEM)
    system_turns(Qt.ColorScheme.Dark)
    assert colors().dark
    system_turns(Qt.ColorScheme.Light)
    assert not colors().dark
    apply_theme(dressed, ThemeMode.LIGHT)
    system_turns(Qt.ColorScheme.Dark)
    assert not colors().dark


def test_icons_keep_their_shape_at_every_size(dressed) -> None:
    for side in (14, 16, 24, 32, 64):
        pixmap = icon("square-fill").pixmap(QSize(side, side), 1.0)
        assert pixmap.size() == QSize(side, side)
        assert pixmap.toImage().pixelColor(side // 2, side // 2).alpha() == 255
        assert pixmap.toImage().pixelColor(0, 0).alpha() == 0


def test_arrows_point_the_other_way_where_people_read_from_the_right(dressed) -> None:
    left, right = icon("caret-left"), icon("caret-right")
    dressed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert icon("caret-left") is right
        assert icon("caret-right") is left
    finally:
        dressed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_icons_are_shared_and_a_wrong_name_fails_at_once(dressed) -> None:
    assert icon("calendar") is icon("calendar")
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_every_icon_that_the_window_names_exists(dressed) -> None:
    """Names are written in calls such as icon("x"), IconLabel("x"), icon_name="x"."""
    named: set[str] = set(TONE_ICONS.values())
    for source in _UI.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named |= _icons_named(node)
    assert len(named) > 10
    for name in named:
        icon(name)


def _icons_named(call: ast.Call) -> set[str]:
    function = call.func.id if isinstance(call.func, ast.Name) else ""
    values = [word.value for word in call.keywords if word.arg == "icon_name"]
    if function in {"icon", "IconLabel"}:
        values += call.args[:1]
    if function == "icon_button":
        values += call.args[1:2]
    return {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}


@pytest.mark.parametrize("present", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled_and_its_pictures_exist(dressed, present) -> None:
    sheet = style_sheet(present)
    assert "$" not in sheet
    pictures = set(re.findall(r"url\((.+?)\)", sheet))
    assert pictures
    assert all(QFile.exists(picture) for picture in pictures)
