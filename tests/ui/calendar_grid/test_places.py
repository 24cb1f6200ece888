"""Other languages, other zones, days of 23 and 25 hours, and events of every system."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.ui.models.event_tips import speech_of, tip_of
from eventdesk.ui.models.event_zones import hour_in
from eventdesk.ui.models.working_hours import WorkingHours
from eventdesk.ui.views.calendar.pages import DAY, WEEK
from eventdesk.ui.views.calendar.time_frame import hour_text
from tests.systems import System, system
from tests.ui.calendar.conftest import Desk, at, event, opened
from tests.ui.calendar_grid.conftest import open_grid
from tests.ui.conftest import QLoop

__all__ = ["system"]  # the fixture

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # the clocks of London change
UTC = ZoneInfo("UTC")


@contextmanager
def living_in(name: str) -> Iterator[None]:
    """The person's locale, and the direction that people read there."""
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    rtl = QLocale().textDirection()
    QApplication.setLayoutDirection(rtl)
    try:
        yield
    finally:
        QLocale.setDefault(before)
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("name", "first", "weekend", "eight"),
    [
        ("en_US", date(2026, 11, 15), {5, 6}, "8\u202fAM"),
        ("de_DE", date(2026, 11, 16), {5, 6}, "08:00"),
        ("ar_EG", date(2026, 11, 14), {4, 5}, "٨ ص"),
    ],
)
def test_a_week_is_that_of_the_persons_locale(
    name: str, first: date, weekend: set[int], eight: str, desk: Desk, qloop: QLoop
) -> None:
    desk.fill(event("a", at(18, 10), "One"), event("b", at(18, 10), "Two"))
    desk.fill(event("bar", date(2026, 11, 17), "Bar", end=date(2026, 11, 19)))

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            scene = grid.view.scene
            assert grid.view.first == first
            assert hour_text(8) == eight
            assert WorkingHours.usual().days == set(range(7)) - weekend
            rtl = name.startswith("ar")
            edges = [left for left, _ in scene.columns]
            assert edges == sorted(edges, reverse=rtl)
            for column in range(7):
                assert scene.column_at(scene.header_rect(column).center().x()) == column
            one, two, bar = (grid.box(title).rect for title in ("One", "Two", "Bar"))
            assert (one.left() > two.left()) == rtl
            assert not one.intersects(two)
            day = scene.header_rect(scene.sheet.column(date(2026, 11, 18)) or 0)
            assert day.left() <= min(one.left(), two.left())
            assert max(one.right(), two.right()) <= day.right()
            assert bar.width() > 1.8 * day.width() - 12
            grid.keys(Qt.Key.Key_Left)
            assert grid.view.day == date(2026, 11, 19 if rtl else 17)
            assert not grid.view.grab().isNull()

    with living_in(name):
        qloop.run(body())


def test_the_hour_that_comes_twice_shows_both_and_says_which(desk: Desk, qloop: QLoop) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past one, in summer time
    desk.fill(
        event("s", first, "Summer", end=first + timedelta(minutes=45)),
        event("w", first + timedelta(hours=1), "Winter", end=first + timedelta(minutes=105)),
        event("over", first - timedelta(minutes=30), "Over", end=first + timedelta(hours=3)),
    )

    async def body() -> None:
        async with opened(desk, now=datetime(2026, 10, 25, 0, 5)) as shown:
            grid = await open_grid(shown, DAY)
            assert grid.view.scene.sheet_height == 24 * grid.view.hour_height
            summer, winter = grid.box("Summer"), grid.box("Winter")
            assert summer.rect.top() == winter.rect.top() == grid.view.scene.y_of(90)
            assert not summer.rect.intersects(winter.rect)
            twice = "an hour that comes twice that night"
            assert f"01:30 BST, {twice}" in tip_of(summer.span.listed, AUTUMN)
            assert f"01:30 GMT, {twice}" in speech_of(winter.span.listed, AUTUMN)
            over = grid.box("Over").placed
            assert (over.start, over.end) == (60, 210)

    qloop.run(body())


def test_a_day_of_23_hours_keeps_the_wall(desk: Desk, qloop: QLoop) -> None:
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # the clocks go on an hour at one
    desk.fill(event("a", start, "Night", end=start + timedelta(hours=1)))

    async def body() -> None:
        async with opened(desk, now=datetime(2026, 3, 29, 0, 5)) as shown:
            grid = await open_grid(shown, DAY)
            placed = grid.box("Night").placed
            assert (placed.start, placed.end) == (30, 150)
            assert "twice" not in speech_of(grid.box("Night").span.listed, SPRING)

    qloop.run(body())


def test_the_events_own_zone_stands_beside_the_persons(desk: Desk, qloop: QLoop) -> None:
    start = datetime(2026, 11, 18, 20, tzinfo=ZoneInfo("America/New_York"))
    desk.fill(
        event("ny", start, "Call", timezone="America/New_York"),
        event("here", at(18, 9), "Here", timezone="Europe/London"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, WEEK)
            call = grid.box("Call")
            assert (call.column, call.placed.start) == (3, 60)
            assert "Wed 18 Nov, 20:00–22:00 in New York" in tip_of(call.span.listed, SPRING)
            assert "London" not in speech_of(grid.box("Here").span.listed, SPRING)

    qloop.run(body())


def test_a_second_zone_is_chosen_and_kept(desk: Desk, qloop: QLoop) -> None:
    desk.workspace.layout.put(
        "calendar",
        {
            "second_zone": "Asia/Kolkata",
            "working_hours": {"start": 600, "end": 1200, "days": [5]},
        },
    )

    async def body() -> None:
        async with opened(desk) as shown:
            grid = await open_grid(shown, DAY)
            sheet = grid.view.scene.sheet
            assert sheet.zone_title == "Kolkata"
            assert grid.view.scene.rulers == 2 * grid.view.scene.looks.ruler
            assert sheet.zone is not None
            assert hour_in(sheet.first, 9, sheet.zone).strftime("%H:%M") == "14:30"
            assert sheet.hours == WorkingHours(600, 1200, frozenset({5}))
            assert not grid.view.grab().isNull()
            week = await open_grid(shown, WEEK)
            assert week.view.scene.sheet.zone is None

    qloop.run(body())


def test_events_of_every_system_have_a_place(desk: Desk, system: System, qloop: QLoop) -> None:
    desk.workspace.accounts.add(system.draft, CancelToken())
    desk.workspace.syncing.refresh(system.account, silent, CancelToken())
    ref = EventRef(system.account, system.main)
    listed = desk.workspace.events.view(ref).listed
    start = listed.event.start
    assert isinstance(start, datetime)
    day = start.astimezone().date()

    async def body() -> None:
        async with opened(desk, now=datetime.combine(day, datetime.min.time())) as shown:
            grid = await open_grid(shown, WEEK)
            scene = grid.view.scene
            counted = sum(count.count for count in scene.counts)
            seen = {box.entry for box in scene.boxes}
            assert len(seen) + counted >= len(scene.sheet.spans) > 0
            own = [span for span in scene.sheet.spans if span.listed.ref == ref]
            assert own
            assert all(system.main_title in speech_of(span.listed, day) for span in own)
            assert system.account in speech_of(own[0].listed, day)
            assert not grid.view.grab().isNull()

    qloop.run(body())
