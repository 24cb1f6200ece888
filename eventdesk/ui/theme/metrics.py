"""Sizes of the look in logical pixels; Qt scales them with the screen."""

TIGHT = 4
"""Between an icon and its word."""

SMALL = 8
"""Between controls that belong together."""

MEDIUM = 12
"""Between groups; the inside of cards and bars."""

LARGE = 16
"""The inside of panes and dialogs."""

HUGE = 24
"""Around a message that stands alone."""

RADIUS = 6
"""Corners of controls; cards use `CARD_RADIUS`."""

CARD_RADIUS = 8

CONTROL_HEIGHT = 32
"""Buttons, fields and combo boxes."""

ROW_HEIGHT = 36
"""Rows of tables."""

LIST_ROW_HEIGHT = 32

ICON = 16
"""Icons beside text."""

LARGE_ICON = 40
"""The icon of an empty state."""

READING_WIDTH = 440
"""The widest a paragraph gets."""
