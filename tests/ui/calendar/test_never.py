"""Events at the ends of the calendar, which some systems write for "never", harm no view."""

from datetime import UTC, date, datetime

import pytest

from eventdesk.domain.event import Event
from eventdesk.ui.models.calendar_days import within_calendar
from eventdesk.ui.views.calendar.pages import AGENDA, DAY, MONTH, WEEK
from tests.ui.calendar.conftest import Desk, at, event, opened
from tests.ui.conftest import QLoop

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("when", [FIRST, FIRST.date(), LAST, LAST.date()])
@pytest.mark.parametrize("view", [MONTH, WEEK, DAY, AGENDA])
def test_every_view_can_go_there(desk: Desk, qloop: QLoop, view: str, when: date) -> None:
    desk.fill(Event("never", "Never", when), event("today", at(18), "Lunch"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view(view)
            await shown.settled()
            shown.region.set_search("Never")
            await shown.settled()
            shown.region.next_hit(1)
            await shown.settled()
            assert not shown.window.grab().isNull()
            shown.region.step(1)
            await shown.settled()
            shown.region.set_search("")
            shown.region.today()
            await shown.settled()
            if view is not AGENDA:
                assert "Nov" in shown.region.title()

    qloop.run(body())


def test_days_beyond_the_calendar_are_its_ends() -> None:
    assert within_calendar(date(9999, 12, 31)) == date(9900, 12, 31)
    assert within_calendar(date(1, 1, 1)) == date(100, 1, 1)
    assert within_calendar(date(2026, 2, 3)) == date(2026, 2, 3)
