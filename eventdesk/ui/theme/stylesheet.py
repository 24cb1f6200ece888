"""Fills the style sheet's template with the colours of a theme."""

from dataclasses import asdict
from string import Template

from eventdesk.ui.theme import assets, metrics
from eventdesk.ui.theme.colors import Colors


def style_sheet(colors: Colors) -> str:
    """The style sheet of the whole program.

    Raises:
        KeyError: the template names a colour or size that does not exist.
    """
    template = (assets.folder() / "style" / "eventdesk.qss").read_text(encoding="utf-8")
    values = {name: value for name, value in asdict(colors).items() if isinstance(value, str)}
    for tone, ink in colors.tones.items():
        values |= {f"{tone}_{part}": value for part, value in asdict(ink).items()}
    values |= {
        "radius": f"{metrics.RADIUS}px",
        "card_radius": f"{metrics.CARD_RADIUS}px",
        "scroll": colors.edge,
    }
    return Template(template).substitute(values)
