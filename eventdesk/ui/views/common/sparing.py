"""Lets buttons of a row give up their words where there is no room for all of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from eventdesk.ui.theme import metrics

_ANY_WIDTH = 16777215  # Qt's QWIDGETSIZE_MAX, which PySide does not tell


def name_by_words(made: QPushButton) -> None:
    """Keep a button's words as its name and tool tip, whether or not they are on screen."""
    made.setAccessibleName(made.text())
    made.setToolTip(made.toolTip() or made.text())


def spare_words(row: Sequence[QPushButton], sparing: Sequence[QPushButton], room: int) -> None:
    """Show the words of the `sparing` buttons if the whole row fits into `room`.

    Else they show their icon, or an ellipsis where they have none. Each was given to
    `name_by_words`.
    """
    for made in sparing:
        made.setText(made.accessibleName())
        made.setMaximumWidth(_ANY_WIDTH)
    needed = sum(made.sizeHint().width() + metrics.SMALL for made in row) - metrics.SMALL
    if needed > room:
        for made in sparing:
            shorten(made)


def shorten(made: QPushButton) -> None:
    """Show a button without its words."""
    made.setText("…" if made.icon().isNull() else "")
    arrow = metrics.SMALL if made.menu() is not None else 0
    made.setMaximumWidth(metrics.CONTROL_HEIGHT + metrics.SMALL + arrow)
