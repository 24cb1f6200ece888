"""What each key types on the keyboards in use, to undo a scanner and a computer that disagree.

A scanner sends positions of keys. Where it thinks of one layout and the computer of another,
other characters arrive than were printed; each layout below lists its characters key by key.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Layout(StrEnum):
    """A keyboard layout."""

    US = "us"
    UK = "uk"
    FRENCH = "fr"
    GERMAN = "de"
    SWEDISH = "se"


LAYOUT_NAMES = {
    Layout.US: "US",
    Layout.UK: "UK",
    Layout.FRENCH: "French",
    Layout.GERMAN: "German",
    Layout.SWEDISH: "Swedish",
}

# Row by row from the top left, the same key at the same place: without shift, then with it.
_KEYS = {
    Layout.US: (
        "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "zxcvbnm,./",
        "~!@#$%^&*()_+" + "QWERTYUIOP{}" + 'ASDFGHJKL:"|' + "ZXCVBNM<>?",
    ),
    Layout.UK: (
        "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'#" + "zxcvbnm,./",
        '¬!"£$%^&*()_+' + "QWERTYUIOP{}" + "ASDFGHJKL:@~" + "ZXCVBNM<>?",
    ),
    Layout.FRENCH: (
        "²&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù*" + "wxcvbn,;:!",
        "~1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%µ" + "WXCVBN?./§",
    ),
    Layout.GERMAN: (
        "^1234567890ß´" + "qwertzuiopü+" + "asdfghjklöä#" + "yxcvbnm,.-",
        '°!"§$%&/()=?`' + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + "YXCVBNM;:_",
    ),
    Layout.SWEDISH: (
        "§1234567890+´" + "qwertyuiopå¨" + "asdfghjklöä'" + "zxcvbnm,.-",
        '½!"#¤%&/()=?`' + "QWERTYUIOPÅ^" + "ASDFGHJKLÖÄ*" + "ZXCVBNM;:_",
    ),
}

# A dead key joins the next character: how the two come apart again.
_ACCENTS = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0308": "¨"}


@dataclass(frozen=True, slots=True)
class Translation:
    """From what a computer understood to what the scanner meant.

    Attributes:
        typed_on: the layout that the computer is set to.
        meant_for: the layout that the scanner is set to.
    """

    typed_on: Layout
    meant_for: Layout

    @property
    def key(self) -> str:
        """A short name to keep: "de-us"."""
        return f"{self.typed_on}-{self.meant_for}"

    @property
    def words(self) -> str:
        """What people call it."""
        computer, scanner = LAYOUT_NAMES[self.typed_on], LAYOUT_NAMES[self.meant_for]
        if self.meant_for is Layout.US:
            return f"{computer} keyboard"
        return f"{computer} keyboard, {scanner} scanner"

    def apply(self, text: str) -> str | None:
        """What was meant; None if `text` cannot have come from such a keyboard.

        Control characters, such as the separator of GS1, and spaces stay as they are.
        """
        keys = _table(self.typed_on, self.meant_for)
        meant = list[str]()
        for typed in text:
            known = keys.get(typed) or keys.get(unicodedata.normalize("NFC", typed))
            if known is None:
                known = _apart(typed, keys)
            if known is None:
                return None
            meant.append(known)
        return "".join(meant)


@cache
def _table(typed_on: Layout, meant_for: Layout) -> dict[str, str]:
    pairs = zip("".join(_KEYS[typed_on]), "".join(_KEYS[meant_for]), strict=True)
    return dict(pairs) | {chr(code): chr(code) for code in range(33)}


def _apart(typed: str, keys: dict[str, str]) -> str | None:
    """A letter that a dead key made, as the two keys that were sent."""
    parts = unicodedata.normalize("NFD", typed)
    if len(parts) != 2:
        return None
    letter, accent = keys.get(parts[0]), keys.get(_ACCENTS.get(parts[1], ""))
    return None if letter is None or accent is None else accent + letter


def _all() -> tuple[Translation, ...]:
    """The likeliest first: scanners leave the factory set to US."""
    others = (Layout.FRENCH, Layout.GERMAN, Layout.SWEDISH)
    return (
        Translation(Layout.UK, Layout.US),
        *(Translation(other, Layout.US) for other in others),
        *(Translation(other, Layout.UK) for other in others),
        Translation(Layout.US, Layout.UK),
        *(Translation(Layout.US, other) for other in others),
        *(Translation(Layout.UK, other) for other in others),
    )


TRANSLATIONS = _all()
"""Every disagreement that happens: one of the two sides thinks of a US or UK keyboard."""


def translation(key: str) -> Translation | None:
    """The translation of this key, None for none."""
    return next((each for each in TRANSLATIONS if each.key == key), None)
