"""Searching all events of the store: how many there are, and from one to the next."""

from eventdesk.domain.event import EventRef
from eventdesk.ui.models.calendar_filters import EventFilters
from tests.ui.calendar.conftest import BOOK, Desk, Shown, at, event, opened
from tests.ui.conftest import QLoop, until


def fill(desk: Desk) -> None:
    desk.fill(
        event("past", at(3, month=2), "Winter ball"),
        event("other", at(20), "Book club"),
        event("near", at(20), "Autumn ball"),
        event("far", at(30, month=12), "Year's ball", kind="Gala"),
        event("never", None, "A ball one day"),
    )


async def searched(shown: Shown, text: str) -> list[str]:
    hits: list[str] = []
    shown.region.hits_changed.connect(hits.append)
    shown.region.set_search(text)
    await shown.settled()
    return hits


def test_enter_goes_from_hit_to_hit_past_and_future(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            hits = await searched(shown, "ball")
            assert hits[-1] == "3 found"
            for ref, title, said in (
                ("near", "November 2026", "2 of 3"),
                ("far", "December 2026", "3 of 3"),
                ("past", "February 2026", "1 of 3"),
            ):
                shown.region.next_hit(1)
                await shown.settled()
                assert shown.wanted[-1] == EventRef(BOOK, ref)
                assert (shown.region.title(), hits[-1]) == (title, said)
            shown.region.next_hit(-1)
            await shown.settled()
            assert shown.wanted[-1] == EventRef(BOOK, "far")
            shown.region.set_search("")
            await shown.settled()
            assert hits[-1] == ""
            before = len(shown.wanted)
            shown.region.next_hit(1)
            await shown.settled()
            assert len(shown.wanted) == before

    qloop.run(body())


def test_hits_follow_filters_and_the_store(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            hits = await searched(shown, "ball")
            shown.region.side.filters_changed.emit(EventFilters(kinds=frozenset({"Gala"})))
            await shown.settled()
            assert hits[-1] == "1 found"
            shown.region.next_hit(1)
            await shown.settled()
            assert shown.region.title() == "December 2026"
            desk.fill(event("more", at(31, month=12), "Another ball", kind="Gala"))
            await shown.changed()
            await until(lambda: hits[-1] == "1 of 2")
            assert (await searched(shown, "nobody"))[-1] == "0 found"
            shown.region.next_hit(1)
            await shown.settled()
            assert shown.region.title() == "December 2026"

    qloop.run(body())


def test_in_the_agenda_the_hit_is_chosen_in_its_row(desk: Desk, qloop: QLoop) -> None:
    fill(desk)

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.show_view("agenda")
            await searched(shown, "ball")
            shown.region.next_hit(1)
            await shown.settled()
            assert shown.table.current is not None
            assert shown.table.current.ref == EventRef(BOOK, "near")

    qloop.run(body())
