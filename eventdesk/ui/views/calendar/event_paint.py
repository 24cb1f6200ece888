"""How an event looks in every view of the calendar: colours of its account and its system, state.

It knows no layout: a view says where an event is and writes the words in the inks given here.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from eventdesk.domain.event_query import ListedEvent
from eventdesk.ui.models.event_texts import (
    is_called_off,
    is_draft,
    is_sold_out,
    own_colour,
    repeats,
)
from eventdesk.ui.theme import Tone, colors
from eventdesk.ui.theme.contrast import SHAPE_AA, TEXT_AA, blend, contrast

_Align = Qt.AlignmentFlag

STRIPE = 3
"""Width of the account's colour at the leading edge of an event, and of its own beside it."""

CORNER = 4.0
"""Radius of an event's corners."""

SOLD_OUT, REPEATS = "ticket-fill", "repeat"
"""Icons of what an event is beside its state."""

_SHARE_LIGHT, _SHARE_DARK = 0.15, 0.24
_SHARE_PAST = 0.55
_SHARE_HATCH = 0.3
_SHARE_HOVERED = 1.5
_STEPS = 20


@dataclass(frozen=True, slots=True)
class EventLook:
    """The colours of an event in the present theme, each "#rrggbb".

    Attributes:
        fill: behind the event.
        stripe: the account's colour, to be told from the fill by anybody.
        second: the event's own colour in its system, "" where it has none of its own.
        ink, side_ink: of the title, and of time and place.
        struck: the title is struck through, since the event does not take place.
        hatch: of the lines and the dashed edge of a draft, "" for others.
    """

    fill: str
    stripe: str
    second: str
    ink: str
    side_ink: str
    struck: bool
    hatch: str


def look_of(
    listed: ListedEvent, *, past: bool, hovered: bool = False, chosen: bool = False
) -> EventLook:
    """How an event looks; `chosen` is the one that the pane beside shows."""
    return _look(
        listed.account.colour,
        own_colour(listed),
        is_called_off(listed),
        is_draft(listed),
        (past, hovered, chosen, colors().dark),
    )


def paint_event(
    painter: QPainter,
    rect: QRectF,
    look: EventLook,
    direction: Qt.LayoutDirection,
    *,
    filled: bool = True,
    begins: bool = True,
    ringed: bool = False,
) -> None:
    """Paint what is behind an event's words: fill, hatching, stripes and the ring of the keyboard.

    Args:
        filled: false for a line of text on the cell's own colour.
        begins: the event begins here, so its stripes stand at the leading edge.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    if filled:
        painter.setBrush(ink(look.fill))
        painter.drawRoundedRect(rect, CORNER, CORNER)
    if look.hatch:
        painter.setBrush(QBrush(ink(look.hatch), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(ink(look.stripe), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
    if begins:
        for place, colour in enumerate(filter(None, (look.stripe, look.second))):
            painter.setBrush(ink(colour))
            painter.drawRoundedRect(_stripe(rect, place, direction), 1.5, 1.5)
    if ringed:
        painter.setPen(QPen(QColor(colors().accent_ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, CORNER, CORNER)


def leading(*, rtl: bool) -> Qt.AlignmentFlag:
    """Text at the leading side, in the middle of its line."""
    # Qt turns left and right around for a right-to-left text unless told that they are meant.
    side = _Align.AlignRight if rtl else _Align.AlignLeft
    return side | _Align.AlignAbsolute | _Align.AlignVCenter


def stripes_width(listed: ListedEvent) -> int:
    """The room that stripes take at the leading edge, without a gap after them."""
    return STRIPE + (STRIPE + 1 if own_colour(listed) else 0)


def signs_of(listed: ListedEvent) -> tuple[str, ...]:
    """Names of icons for the trailing edge, the one that must be seen first."""
    signs = ((SOLD_OUT, is_sold_out(listed)), (REPEATS, repeats(listed)))
    return tuple(name for name, holds in signs if holds)


def sign_ink(name: str) -> str:
    """What `theme.icon` should paint a sign with."""
    return Tone.ALREADY if name == SOLD_OUT else "muted"


@lru_cache(maxsize=512)
def ink(colour: str) -> QColor:
    """A colour to paint with; reading its text for each event would cost as much as the event."""
    return QColor(colour)


@lru_cache(maxsize=512)
def readable(colour: str, behind: str, least: float = SHAPE_AA) -> str:
    """A colour told from what is behind it: itself, or itself made darker or lighter until it is.

    Text that is no colour gives that of the accent.
    """
    colour = QColor(colour).name() if QColor(colour).isValid() else colors().accent_ink
    end = "#ffffff" if contrast("#ffffff", behind) > contrast("#000000", behind) else "#000000"
    shades = (blend(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if contrast(shade, behind) >= least), end)


@lru_cache(maxsize=512)
def _look(
    colour: str, own: str, off: bool, draft: bool, state: tuple[bool, bool, bool, bool]
) -> EventLook:
    past, hovered, chosen, dark = state
    present = colors()
    account = readable(colour, present.surface)
    share = (_SHARE_DARK if dark else _SHARE_LIGHT) * (_SHARE_PAST if past else 1)
    fill = blend(account, present.surface, share * (_SHARE_HOVERED if hovered else 1))
    if chosen:
        fill = present.selection
    stripe = readable(colour, fill)
    return EventLook(
        fill=fill,
        stripe=blend(stripe, fill, _SHARE_PAST) if past else stripe,
        second=readable(own, fill) if own else "",
        ink=readable(present.muted if past or off else present.text, fill, TEXT_AA),
        side_ink=readable(present.muted, fill, TEXT_AA),
        struck=off,
        hatch=blend(account, fill, _SHARE_HATCH) if draft else "",
    )


def _stripe(rect: QRectF, place: int, direction: Qt.LayoutDirection) -> QRectF:
    shift = place * (STRIPE + 1)
    stripe = QRectF(rect.left() + shift, rect.top() + 2, STRIPE, rect.height() - 4)
    if direction == Qt.LayoutDirection.RightToLeft:
        stripe.moveRight(rect.right() - shift)
    return stripe
