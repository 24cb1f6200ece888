"""What filters hold back is said above every view, with the way back beside it."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from eventdesk.ui.models.calendar_filters import EventFilters
from eventdesk.ui.views.calendar.filter_line import FilterLine
from eventdesk.ui.views.calendar.pages import AGENDA, DAY, MONTH, WEEK
from tests.ui.calendar.conftest import Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop


def line(shown: Shown) -> FilterLine:
    return shown.window.findChildren(FilterLine)[0]


@pytest.mark.parametrize("view", [MONTH, WEEK, DAY, AGENDA])
def test_filters_are_named_above_the_view_and_cleared_there(
    desk: Desk, qloop: QLoop, view: str
) -> None:
    desk.fill(
        event("c", at(18), "Sale", kind="Campaign", place="Hall"),
        event("o", at(18), "Talk", kind="Course", place="Attic"),
    )

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view(view)
            await shown.settled()
            assert not line(shown).isVisible()
            chosen = EventFilters(
                kinds=frozenset({"Campaign"}), places=frozenset({"Hall", "Attic"})
            )
            shown.region._filters.put(chosen)
            await shown.settled()
            assert line(shown).isVisible()
            assert shown.named("Filtered: Campaign, Place: 2 chosen").isVisible()
            shown.named("Clear all filters", QAbstractButton).click()
            await shown.settled()
            assert not line(shown).isVisible()
            assert not shown.region.query.kinds

    qloop.run(body())
