"""The colours of both themes, named by what they mean. Data only: no Qt, no current theme."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a message, a badge or an outcome says; always shown with an icon and a word too."""

    NEUTRAL = "neutral"
    INFO = "info"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    ALREADY = "already"
    OWING = "owing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """One tone: text and icons in `ink`, on `tint`, edged with `edge`; `solid` under white text."""

    ink: str
    tint: str
    edge: str
    solid: str


@dataclass(frozen=True, slots=True)
class AccountColor:
    """One account's colour: `dot` beside its name, `ink` on `tint` for its events."""

    name: str
    dot: str
    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Colors:
    """A theme. Every value is "#rrggbb".

    Attributes:
        window: behind everything: side panels, bars.
        surface: where content lies: tables, forms, fields.
        raised: menus, tool tips, popups.
        hover, pressed: under the pointer, held down.
        selection: a selected row while its list has the focus; `selection_idle` while not.
        line: between things; `edge`: around fields and buttons; `outline`: around tick boxes.
        text, muted, faint: for reading, for side notes, for what is switched off.
        accent: filled controls, with `on_accent` on top; `accent_ink`: the accent as text or ring.
        danger: filled destructive controls, with `on_accent` on top.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    pressed: str
    selection: str
    selection_idle: str
    line: str
    edge: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_ink: str
    on_accent: str
    danger: str
    danger_hover: str
    danger_pressed: str
    tones: dict[Tone, ToneColors]
    accounts: tuple[AccountColor, ...]

    def account(self, index: int) -> AccountColor:
        """The colour of an account; there are ten, then they repeat."""
        return self.accounts[index % len(self.accounts)]

    def named(self, name: str) -> str:
        """The colour of a field, or the ink of a tone, by its name."""
        if name in self.tones:
            return self.tones[Tone(name)].ink
        return str(getattr(self, name))


LIGHT = Colors(
    dark=False,
    window="#f6f6f8",
    surface="#ffffff",
    raised="#ffffff",
    hover="#ededf1",
    pressed="#e2e3e9",
    selection="#e4e7fb",
    selection_idle="#ebebef",
    line="#e6e7eb",
    edge="#cfd1d8",
    outline="#848995",
    text="#1c1e24",
    muted="#5c616d",
    faint="#9a9eaa",
    accent="#4a56d2",
    accent_hover="#3f4abf",
    accent_pressed="#353fa6",
    accent_ink="#4450c8",
    on_accent="#ffffff",
    danger="#c8323c",
    danger_hover="#b22a34",
    danger_pressed="#99222b",
    tones={
        Tone.NEUTRAL: ToneColors("#4c515d", "#eeeff2", "#d9dbe1", "#5c616d"),
        Tone.INFO: ToneColors("#3e49b8", "#eceefc", "#cdd2f6", "#4a56d2"),
        Tone.CONFIRMED: ToneColors("#17693c", "#e5f5eb", "#b9e1c8", "#1d7d49"),
        Tone.WAITING: ToneColors("#0b5d92", "#e4f2fb", "#b8dcf2", "#0f6cab"),
        Tone.ALREADY: ToneColors("#855100", "#fdf2dc", "#f1d7a2", "#9a5b00"),
        Tone.OWING: ToneColors("#7c2f93", "#f8ebfb", "#e6c8ee", "#8a36a3"),
        Tone.REFUSED: ToneColors("#b3242f", "#fdecec", "#f5c6c8", "#c8323c"),
    },
    accounts=(
        AccountColor("Indigo", "#4f5bd5", "#343fae", "#e8eafb"),
        AccountColor("Green", "#24965a", "#17693c", "#e2f4e9"),
        AccountColor("Amber", "#b87203", "#7a4c00", "#fcf0d6"),
        AccountColor("Pink", "#d63c81", "#a61f5c", "#fce8f1"),
        AccountColor("Teal", "#0e8f95", "#07646a", "#dcf3f4"),
        AccountColor("Orange", "#d9590f", "#973a05", "#fdebe0"),
        AccountColor("Violet", "#9046cf", "#6c2aa8", "#f2e8fb"),
        AccountColor("Sky", "#1f84c9", "#0b5d92", "#e0f0fb"),
        AccountColor("Olive", "#7a8a12", "#555f08", "#f1f4d8"),
        AccountColor("Slate", "#66708a", "#454d63", "#e9ebf1"),
    ),
)

DARK = Colors(
    dark=True,
    window="#17181c",
    surface="#1e1f24",
    raised="#282a30",
    hover="#2a2c33",
    pressed="#34363f",
    selection="#2d3258",
    selection_idle="#2d2f37",
    line="#2c2e35",
    edge="#40434d",
    outline="#7b808d",
    text="#ecedf1",
    muted="#a3a8b5",
    faint="#666b78",
    accent="#545fd6",
    accent_hover="#5d68df",
    accent_pressed="#4852c0",
    accent_ink="#9da7ff",
    on_accent="#ffffff",
    danger="#c9343f",
    danger_hover="#d43f49",
    danger_pressed="#b42f39",
    tones={
        Tone.NEUTRAL: ToneColors("#bfc3ce", "#2b2d34", "#3d4049", "#686d7a"),
        Tone.INFO: ToneColors("#aab2ff", "#272b4a", "#3b4175", "#545fd6"),
        Tone.CONFIRMED: ToneColors("#6fd79b", "#173325", "#25573d", "#1f7f4b"),
        Tone.WAITING: ToneColors("#74c0f5", "#152f42", "#234f6e", "#1470ad"),
        Tone.ALREADY: ToneColors("#f0bd62", "#3a2c12", "#5f491f", "#9a5f05"),
        Tone.OWING: ToneColors("#dd9bf0", "#36203d", "#593566", "#8f40a8"),
        Tone.REFUSED: ToneColors("#ff9a9d", "#3f1f23", "#6b3137", "#c9343f"),
    },
    accounts=(
        AccountColor("Indigo", "#7783f2", "#b3bbff", "#282c4d"),
        AccountColor("Green", "#3fb577", "#7cdba5", "#173325"),
        AccountColor("Amber", "#dd9a2a", "#f0bd62", "#3a2c12"),
        AccountColor("Pink", "#ea6aa3", "#ff9fc8", "#3f1f30"),
        AccountColor("Teal", "#2fb3b8", "#74dadd", "#123436"),
        AccountColor("Orange", "#ef7d3b", "#ffab7d", "#40261a"),
        AccountColor("Violet", "#ad74e3", "#d0a8f8", "#332545"),
        AccountColor("Sky", "#48a4e4", "#84c8f8", "#152f42"),
        AccountColor("Olive", "#a3b23a", "#cbd977", "#2c3014"),
        AccountColor("Slate", "#8f98b0", "#bcc3d6", "#2b2e38"),
    ),
)
