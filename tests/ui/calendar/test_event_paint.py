"""How events look: colours that can be told apart in both themes, states that need no colour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from eventdesk.domain.account import Account
from eventdesk.domain.event import Event, EventStatus
from eventdesk.domain.event_query import ListedEvent
from eventdesk.services.accounts import COLOURS
from eventdesk.ui.theme import ThemeMode, apply_theme, colors
from eventdesk.ui.theme.contrast import SHAPE_AA, TEXT_AA, contrast
from eventdesk.ui.views.calendar.event_paint import (
    REPEATS,
    SOLD_OUT,
    look_of,
    paint_event,
    readable,
    signs_of,
)

START = datetime(2026, 11, 20, 19, tzinfo=UTC)
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def listed(account: str = COLOURS[0], /, **fields: object) -> ListedEvent:
    event = Event("a", "Ball", START, START + timedelta(hours=2), **fields)  # type: ignore[arg-type]
    return ListedEvent(1, Account(1, "Office", "deskbook", colour=account), event)


@pytest.fixture(params=[ThemeMode.LIGHT, ThemeMode.DARK], scope="module")
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[ThemeMode]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, ThemeMode.LIGHT)


@given(account=st.one_of(COLOUR, st.sampled_from(COLOURS)), own=COLOUR, past=st.booleans())
def test_any_colour_is_told_from_what_is_behind_it(
    theme: ThemeMode, account: str, own: str, past: bool
) -> None:
    for chosen, hovered in ((False, False), (True, False), (False, True)):
        look = look_of(listed(account, colour=own), past=past, chosen=chosen, hovered=hovered)
        assert contrast(look.ink, look.fill) >= TEXT_AA
        assert contrast(look.side_ink, look.fill) >= TEXT_AA
        if not past:
            assert contrast(look.stripe, look.fill) >= SHAPE_AA
        if look.second:
            assert contrast(look.second, look.fill) >= SHAPE_AA
    assert contrast(readable(own, colors().surface), colors().surface) >= SHAPE_AA


def test_states_are_told_without_colour(theme: ThemeMode) -> None:
    plain = look_of(listed(), past=False)
    off = look_of(listed(status=EventStatus.CANCELLED), past=False)
    draft = look_of(listed(status=EventStatus.DRAFT), past=False)
    assert (plain.struck, plain.hatch) == (False, "")
    assert off.struck
    assert draft.hatch
    assert look_of(listed(), past=True).ink != plain.ink
    assert signs_of(listed(sold_out=True, recurring=True)) == (SOLD_OUT, REPEATS)
    assert signs_of(listed(sold_out=True, status=EventStatus.CANCELLED)) == ()
    assert look_of(listed(colour=COLOURS[0].upper()), past=False).second == ""


def test_a_draft_is_hatched_and_stripes_stand_where_reading_begins(theme: ThemeMode) -> None:
    def painted(one: ListedEvent, direction: Qt.LayoutDirection) -> QImage:
        image = QImage(120, 20, QImage.Format.Format_RGB32)
        image.fill(QColor(colors().surface))
        painter = QPainter(image)
        paint_event(painter, QRectF(0, 0, 120, 20), look_of(one, past=False), direction)
        painter.end()
        return image

    ltr, rtl = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    plain = painted(listed(), ltr)
    inside = {plain.pixelColor(x, 10).name() for x in range(20, 100)}
    assert len(inside) == 1
    assert plain.pixelColor(1, 10).name() == look_of(listed(), past=False).stripe
    assert painted(listed(), rtl).pixelColor(118, 10).name() == plain.pixelColor(1, 10).name()
    draft = painted(listed(status=EventStatus.DRAFT), ltr)
    assert len({draft.pixelColor(x, 10).name() for x in range(20, 100)}) > 1
