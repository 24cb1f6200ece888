"""Going from one week or month to another: to prepared ones, in a hurry, while events change."""

from datetime import date

import pytest

from eventdesk.domain.changes import Changes
from eventdesk.ui.views.calendar.pages import MONTH, WEEK
from tests.ui.calendar.conftest import Desk, at, event, opened
from tests.ui.calendar_grid.conftest import open_grid
from tests.ui.conftest import QLoop

LONG = "Annual general meeting of the friends of the library"


def test_a_week_that_was_prepared_is_like_any_other(desk: Desk, qloop: QLoop) -> None:
    desk.fill(*(event(f"e{n}", at(23 + n % 7, 6 + n % 12), f"{LONG} {n}") for n in range(40)))
    desk.fill(event("bar", date(2026, 11, 24), "Fair", end=date(2026, 11, 27), sold_out=True))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            shown.region.step(1)  # read and laid out ahead
            boxes = grid.view.scene.boxes
            height = grid.view.hour_height
            for another in (height + 10, height):
                grid.view.set_hour_height(another)
            laid_out_at_once = grid.view.scene.boxes
            assert [box.text for box in boxes] == [box.text for box in laid_out_at_once]
            assert [box.rect for box in boxes] == [box.rect for box in laid_out_at_once]
            assert boxes is not laid_out_at_once
            assert len(boxes) > 20

    qloop.run(body())


@pytest.mark.parametrize(
    ("view", "title"), [(WEEK, "30 November – 6 December 2026"), (MONTH, "January 2027")]
)
def test_in_a_hurry_only_the_last_days_count(
    view: str, title: str, desk: Desk, qloop: QLoop
) -> None:
    desk.fill(event("near", at(25), "Near"), event("far", at(2, month=12), "Far"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view(view)
            shown.region.step(3)
            shown.region.step(-2)
            shown.region.step(1)
            await shown.settled()
            assert shown.region.title() == title
            if view == WEEK:
                grid = await open_grid(shown, WEEK)
                assert grid.titles() == ["Far"]

    qloop.run(body())


@pytest.mark.parametrize("view", [WEEK, MONTH])
def test_what_changes_while_days_are_read_is_shown(view: str, desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("old", at(18), "Old"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view(view)
            desk.fill(event("new", at(19), "New"))
            shown.hub.announce(Changes(calendar=True))
            desk.fill(event("newest", at(20), "Newest"))
            shown.hub.announce(Changes(calendar=True))
            await shown.settled()
            grid = await open_grid(shown, WEEK) if view == WEEK else None
            titles = shown.texts() if grid is None else grid.titles()
            assert titles == ["Old", "New", "Newest"]

    qloop.run(body())
