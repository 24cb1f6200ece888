"""How well two colours can be told apart, as WCAG 2.2 counts it. Pure functions on "#rrggbb"."""

TEXT_AA = 4.5
"""The least contrast of text with what is behind it (WCAG 1.4.3)."""

SHAPE_AA = 3.0
"""The least contrast of large text, icons and the edges that tell a control (WCAG 1.4.11)."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2, definition of the term)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21; their order does not matter."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blend(over: str, under: str, share: float) -> str:
    """`over` laid on `under` with an opacity of `share`, 0 to 1."""
    mixed = (
        round(a * share + b * (1 - share))
        for a, b in zip(channels(over), channels(under), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
