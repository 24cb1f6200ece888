"""Everything can be read, in both themes."""

import pytest

from eventdesk.ui.theme.colors import DARK, LIGHT, Colors
from eventdesk.ui.theme.contrast import SHAPE_AA, TEXT_AA, blend, contrast

_THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")
    assert blend("#ffffff", "#000000", 0.5) == "#808080"


def _grounds(theme: Colors) -> list[str]:
    return [
        theme.window,
        theme.surface,
        theme.raised,
        theme.hover,
        theme.pressed,
        theme.selection,
        theme.selection_idle,
    ]


@_THEMES
def test_text_can_be_read_on_every_ground(theme: Colors) -> None:
    for ink in (theme.text, theme.muted, theme.accent_ink):
        assert min(contrast(ink, ground) for ground in _grounds(theme)) >= TEXT_AA


@_THEMES
def test_words_on_filled_controls_can_be_read(theme: Colors) -> None:
    fills = [theme.accent, theme.accent_hover, theme.accent_pressed]
    fills += [theme.danger, theme.danger_hover, theme.danger_pressed]
    fills += [tone.solid for tone in theme.tones.values()]
    assert min(contrast(theme.on_accent, fill) for fill in fills) >= TEXT_AA


@_THEMES
def test_every_tone_can_be_read_on_its_tint_and_in_a_table(theme: Colors) -> None:
    for tone in theme.tones.values():
        grounds = [tone.tint, theme.surface, theme.window, theme.selection]
        assert min(contrast(tone.ink, ground) for ground in grounds) >= TEXT_AA
        assert contrast(theme.text, tone.tint) >= TEXT_AA


@_THEMES
def test_shapes_that_carry_meaning_can_be_seen(theme: Colors) -> None:
    for shape in (theme.outline, theme.accent_ink, *(each.dot for each in theme.accounts)):
        for ground in (theme.window, theme.surface):
            assert contrast(shape, ground) >= SHAPE_AA


@_THEMES
def test_ten_accounts_have_ten_colours_that_can_be_read(theme: Colors) -> None:
    assert len({each.dot for each in theme.accounts}) == 10
    assert theme.account(13) is theme.accounts[3]
    for each in theme.accounts:
        assert contrast(each.ink, each.tint) >= TEXT_AA
        assert contrast(each.ink, theme.surface) >= TEXT_AA


def test_both_themes_have_the_same_tones_and_accounts_in_the_same_order() -> None:
    assert list(LIGHT.tones) == list(DARK.tones)
    assert [each.name for each in LIGHT.accounts] == [each.name for each in DARK.accounts]
