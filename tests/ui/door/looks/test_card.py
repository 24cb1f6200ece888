"""The card of a guest in a low window: what matters stays, and nothing is cut in half."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import delete

from eventdesk.domain.attendee import Attendee, ListedAttendee
from eventdesk.domain.door import Guest, Outcome
from eventdesk.domain.event import EventRef
from eventdesk.ui.theme import ThemeMode, apply_theme
from eventdesk.ui.views.common.labels import direction_of
from eventdesk.ui.views.door.big_name import BigName
from eventdesk.ui.views.door.figures import FiguresBar
from eventdesk.ui.views.door.outcome_look import outcome_look
from eventdesk.ui.views.door.result import ResultWords
from eventdesk.ui.views.door.sync_state import SyncState
from eventdesk.ui.views.door.window import DoorWindow

LONG = "ZU HOHENSTEIN-WALDBURG-TRAUCHBURG, Maximiliana Wilhelmine von und"
WORD = "WOLFESCHLEGELSTEINHAUSENBERGERDORFFVORALTERNWARENGEWISSENHAFT"
REASON = "Members' office has them as attended, changed 02 Oct 08:37; not from this desk."
WARNING = "Only 3 places are left of 230. After that nobody should be let in without asking."
FACTS = (
    ("Company", "Brightwater Ltd"),
    ("Note", "Needs a seat near the aisle, and arrives with a companion. " * 4),
    ("Order", "agm-order-132"),
    ("E-mail", "maximiliana.wilhelmine@hohenstein-waldburg-trauchburg.example.org"),
)


def _guest(number: int, name: str, *, status: str = "accepted", owing: str = "") -> Guest:
    attendee = Attendee(f"a-{number}", name, status, ticket="Life member with companion")
    listed = ListedAttendee(attendee, status, marked_at=datetime(2026, 11, 21, 18, tzinfo=UTC))
    amounts = {"GBP": Decimal(owing)} if owing else {}
    return Guest(EventRef("Fair", "gala"), "Gala", listed, amounts)


PARTY = (
    _guest(1, "Chidi Okafor", status="attended"),
    _guest(2, "Ngozi Okafor", owing="12.50"),
    _guest(3, "Ada Okafor"),
    _guest(4, "Obi Okafor"),
)


@pytest.fixture
def door(qapp: QApplication) -> Iterator[DoorWindow]:
    """A door in the lowest window that is enough (1024 x 700)."""
    apply_theme(qapp, ThemeMode.LIGHT)
    window, bar = DoorWindow(), FiguresBar()
    bar.set_sync_state(SyncState())
    window.set_figures(bar)
    window.resize(1024, 700)
    window.show()
    qapp.processEvents()
    yield window
    delete(window)


def _show(door: DoorWindow, name: str, outcome: Outcome = Outcome.ALREADY_IN) -> None:
    look = outcome_look(outcome)
    words = ResultWords(look, "sentence", name, "Guest", REASON, FACTS, WARNING)
    door.result.show_words(words, aloud=False)
    door.result.offer(undo=True)
    door.result.badge.show()
    door.result.show_party(PARTY, {PARTY[0].key: "mark"})
    QApplication.processEvents()


def _place(part: QWidget, card: QWidget) -> QRect:
    return QRect(part.mapTo(card, QPoint(0, 0)), part.size())


def _named(card: QWidget, name: str) -> QPushButton:
    found = [each for each in card.findChildren(QPushButton) if each.accessibleName() == name]
    return found[0]


def test_the_fullest_card_cuts_nothing_in_the_lowest_window(door: DoorWindow) -> None:
    _show(door, LONG)

    card = door.result
    parts = [each for each in card.children() if isinstance(each, QWidget) and each.isVisible()]
    for part in parts:
        assert card.rect().contains(_place(part, card)), part
        assert part.height() >= part.minimumSizeHint().height(), part
    texts = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    assert {LONG, REASON, WARNING} <= set(texts)
    seen = [_named(card, name) for name in ("Undo", "Admit all", "Undo OKAFOR, Chidi")]
    assert all(each.isVisible() and not each.visibleRegion().isEmpty() for each in seen)
    assert _named(card, "Admit all").visibleRegion().boundingRect().height() >= 30


def test_what_a_low_window_gives_up_comes_back_in_a_high_one(door: DoorWindow) -> None:
    _show(door, LONG)
    facts = {each for _title, each in FACTS}
    shown = {each.text() for each in door.result.findChildren(QLabel) if each.isVisible()}
    assert not facts <= shown

    door.resize(1920, 1080)
    for _ in range(3):
        QApplication.processEvents()

    shown = {each.text() for each in door.result.findChildren(QLabel) if each.isVisible()}
    assert facts <= shown


def test_a_long_name_takes_lines_instead_of_small_letters(door: DoorWindow) -> None:
    door.resize(1920, 1080)
    _show(door, "BAKER, Anna", Outcome.IN)
    (name,) = door.result.findChildren(BigName)
    short = name.pixels
    _show(door, "D'ESTISSAC, Jean-François de La Rochefoucauld", Outcome.IN)

    assert name.pixels >= short * 0.7
    assert name.height() > name.pixels * 2


def test_a_word_wider_than_the_card_is_broken_and_stays_inside(door: DoorWindow) -> None:
    (name,) = door.result.findChildren(BigName)
    door.result.show_party((), {})
    door.result.show_words(
        ResultWords(outcome_look(Outcome.IN), "sentence", f"{WORD * 2}, Hubert"), aloud=False
    )
    QApplication.processEvents()

    lines = name._cut(name.width())
    assert len(lines) > 1
    assert all(name.fontMetrics().horizontalAdvance(line) <= name.width() for line in lines)
    assert lines[-1].endswith("…")
    assert name.height() >= len(lines) * name.fontMetrics().lineSpacing()


def test_the_answer_to_a_question_has_the_room_that_it_needs(door: DoorWindow) -> None:
    card = door.result
    _show(door, "GALLAGHER, Siobhán", Outcome.OWING)
    card.offer(undo=False, ask=True)
    QApplication.processEvents()

    for made in (card.anyway, card.hold):
        assert made.width() >= made.sizeHint().width()
    assert not card.badge.isVisible()
    card.offer(undo=True)
    assert card.badge.isVisible()


def test_each_text_is_read_in_the_direction_of_its_own_script() -> None:
    assert direction_of("BAKER, Anna") == Qt.LayoutDirection.LeftToRight
    assert direction_of("فاطمة الزهراء") == Qt.LayoutDirection.RightToLeft
    assert direction_of("4411 דוד") == Qt.LayoutDirection.RightToLeft
    assert direction_of("12:30") == QApplication.layoutDirection()
