"""The desk book keeps to the contract."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eventdesk.domain.event import Window
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.deskbook.provider import DeskBookProvider
from tests.contract.checks import CANCEL
from tests.contract.provider_contract import ProviderContract, StillClock, Subject


class TestDeskBook(ProviderContract):
    @pytest.fixture
    def subject(self, tmp_path: Path) -> Subject:
        books = tmp_path / "books"
        books.mkdir()
        context = ProviderContext(
            account="Desk book",
            address="",
            options={"database": "books/shared.sqlite"},
            secrets={},
            folder=tmp_path,
            clock=StillClock(datetime(2026, 11, 21, 12, tzinfo=UTC)),
        )
        refs = _fill(context)

        def act(event: str, action: str, **values: str) -> str:
            desk = DeskBookProvider(context)
            desk.act(desk.event(refs[event], CANCEL), action, values, CANCEL)
            desk.close()
            return refs[event]

        def go_down() -> None:
            subject.close_all()  # a file that is open outlives its folder
            books.rename(tmp_path / "unplugged")

        subject = Subject(
            provider=DeskBookProvider,
            context=context,
            event_ref=refs["Concert"],
            unknown_ref="0" * 32,
            window=Window(date(2026, 11, 1), date(2026, 12, 1)),
            change=lambda: act("Course", "edit", title="Renamed at another desk"),
            remove=lambda: act("Holiday", "delete"),
            go_down=go_down,
            come_back=lambda: (tmp_path / "unplugged").rename(books),
        )
        return subject


def _fill(context: ProviderContext) -> dict[str, str]:
    """References by title of some events; the concert has attendees."""
    desk = DeskBookProvider(context)
    refs = {}
    for title, start, end, zone in (
        ("Concert", "2026-11-21T19:00", "2026-11-21T22:00", "Europe/London"),
        ("Course", "2026-11-23T09:00", "", ""),
        ("Holiday", "2026-11-25", "2026-11-27", ""),
        ("Next year", "2027-11-25T10:00", "", ""),
    ):
        form = {"title": title, "start": start, "end": end, "time_zone": zone}
        form |= {"place": "Town Hall", "tags": "music, members", "colour": "#2f6fde"}
        refs[title] = desk.act(None, "new-event", form, CANCEL).event_ref
    concert = desk.event(refs["Concert"], CANCEL)
    for name in ("Anna Baker", "Tom Baker"):
        desk.act(concert, "add-attendee", {"name": name}, CANCEL)
    desk.close()
    return refs
