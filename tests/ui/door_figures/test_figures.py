"""The figures of a door: what they say at first, after each guest, and as time passes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from eventdesk.domain.door import DoorFigures, DoorRules, TicketFigure
from eventdesk.ui.controllers.door.figures import FiguresController
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.arrivals_curve import thinned
from eventdesk.ui.views.door.capacity import fullness
from eventdesk.ui.views.door.figures import FiguresBar
from eventdesk.ui.views.door.ticket_strip import TicketStrip
from tests.ui.conftest import QLoop, until
from tests.ui.door_figures.conftest import Door, Opened
from tests.ui.fair_world import GALA


async def _bar(door: Door) -> FiguresController:
    controller = FiguresController(door.hub, [GALA])
    door.put(controller.widget)
    await until(lambda: controller.widget.figures is not None)
    return controller


def _numbers(door: Door) -> list[str]:
    return [door.named(QLabel, name).text() for name in ("Arrived", "Expected", "To come")]


def test_figures_follow_each_guest(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await _bar(door)
            assert _numbers(door) == ["0", "5", "5"]
            assert door.named(QLabel, "Waiting marks").text() == "Nothing waiting"
            await door.admit("Anna Baker", "Chidi Okafor")
            await until(lambda: _numbers(door) == ["2", "5", "3"])
            assert door.named(QLabel, "Arrived").accessibleDescription() == "2"
            assert door.named(QLabel, "Waiting marks").text() == "2 waiting"
            assert door.named(QLabel, "Arrival rate").text() == "0.2 a minute"
            assert "need a decision" not in " ".join(door.texts())
            types = door.named(QWidget, "By ticket type")
            assert types.accessibleDescription() == "Guest: 1 of 2; Member: 1 of 3"

    qloop.run(body())


def test_capacity_warns_before_and_at_the_limit(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            controller = await _bar(door)
            capacity = door.named(QWidget, "Capacity")
            assert capacity.accessibleDescription() == "0 of 60 places"
            door.workspace.door.set_rules(GALA, DoorRules(capacity=2, warn_before=1))
            await door.admit("Anna Baker")
            await until(lambda: capacity.accessibleDescription() == "1 of 2 places, 1 place left")
            await door.admit("Lena Adler")
            await until(lambda: capacity.accessibleDescription() == "2 of 2 places, Full")
            assert "Full" in door.texts(controller.widget)

    qloop.run(body())


def test_the_rate_falls_while_nobody_comes(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            controller = await _bar(door)
            await door.admit("Anna Baker")
            rate = door.named(QLabel, "Arrival rate")
            await until(lambda: rate.text() == "0.1 a minute")
            door.clock.turn(15 * 60)
            controller.refresh()
            await until(lambda: rate.text() == "0 a minute")

    qloop.run(body())


@pytest.mark.parametrize(
    ("arrived", "words", "tone"),
    [
        (89, "", Tone.NEUTRAL),
        (90, "10 places left", Tone.ALREADY),
        (99, "1 place left", Tone.ALREADY),
        (100, "Full", Tone.REFUSED),
        (103, "Over capacity by 3", Tone.REFUSED),
    ],
)
def test_words_of_the_capacity(arrived: int, words: str, tone: Tone) -> None:
    said = fullness(arrived, 100, 10)
    assert (said.text, said.warning, said.tone) == (f"{arrived} of 100 places", words, tone)


def test_ticket_types_without_room_are_in_a_menu(qloop: QLoop) -> None:
    async def body() -> None:
        strip = TicketStrip()
        strip.resize(500, 32)
        strip.show_figures([TicketFigure(f"Workshop & lunch {n}", 40, n) for n in range(9)])
        strip.show()
        shown = [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]
        assert shown[:2] == ["Workshop & lunch 0", "0 of 40"]
        (more,) = strip.findChildren(QPushButton)
        assert more.text() == f"{9 - len(shown) // 2} more"
        assert "Workshop && lunch 8: 8 of 40" in [each.text() for each in more.menu().actions()]
        strip.close()

    qloop.run(body())


def test_large_numbers_are_never_cut_on_a_small_window(qloop: QLoop) -> None:
    async def body() -> None:
        bar = FiguresBar()
        figures = DoorFigures(50_000, 12_345, capacity=60_000, arrivals=(3, 4), rate=12.5)
        bar.show_figures(replace(figures, waiting=123, undecided=3), 10)
        bar.resize(928, 140)
        bar.show()
        for name in ("Arrived", "Expected", "To come"):
            figure = next(w for w in bar.findChildren(QLabel) if w.accessibleName() == name)
            assert figure.width() >= figure.sizeHint().width()
        (needs,) = [w for w in bar.findChildren(QLabel) if w.accessibleName() == "Needs decision"]
        assert needs.text() == "3 need a decision"
        assert needs.width() >= needs.sizeHint().width()
        assert bar.minimumSizeHint().width() <= 928
        bar.close()

    qloop.run(body())


@given(st.lists(st.integers(0, 50), max_size=300), st.integers(1, 100))
def test_a_thinned_curve_fits_and_keeps_the_newest(counts: list[int], points: int) -> None:
    means = thinned(counts, points)
    assert len(means) <= points
    assert bool(means) == bool(counts)
    if counts:
        assert min(counts) <= means[-1] <= max(counts)
        size = -(-len(counts) // points)
        newest = counts[-size:]
        assert means[-1] == sum(newest) / len(newest)
