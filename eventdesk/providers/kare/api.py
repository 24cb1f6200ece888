"""The documented calls of KARE that read, one method each (apis/kare.md section 3)."""

from datetime import UTC, datetime
from typing import Any

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.net.client import Query
from eventdesk.providers.kare import wire
from eventdesk.providers.kare.calls import Calls
from eventdesk.providers.kare.records import all_pages, page_of, told_size, whole

PAGE_SIZE = 250
"""No largest size is documented; where KARE sends smaller pages, it says so in each."""

_USUAL_SIZE = 50
_EVENTS = "/calendar/v2/rs/events"
_INTERVENTION = "/interventions/v2/rs/{id}"


class KareApi:
    """Reading calls."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    @property
    def host(self) -> str:
        """Where it is, for sentences."""
        return self.calls.client.address.host

    def organization(self, cancel: CancelToken) -> dict[str, Any]:
        """The organization of who is signed in."""
        return whole(self.calls.get("/organizations/v2/rs/my", cancel))

    def events(self, start: datetime, end: datetime, cancel: CancelToken) -> list[Raw]:
        """Every event that is planned between two moments, with its sites."""

        def read(page: int) -> wire.Page:
            query: Query = {
                **_between(start, end),
                "includeCount": "true",
                "page": page,
                "pageSize": PAGE_SIZE,
            }
            try:
                return page_of(self.calls.get(_EVENTS, cancel, query=query))
            except NotThere:
                raise BadAnswer(
                    f"{self.host} has no calendar of KARE.",
                    "Check the address in the account's settings.",
                ) from None

        def is_last(page: wire.Page) -> bool:
            return len(page.data) < min(told_size(page) or PAGE_SIZE, PAGE_SIZE)

        return all_pages(read, is_last, "events", cancel)

    def events_near(
        self, number: str, start: datetime, end: datetime, cancel: CancelToken
    ) -> list[Raw]:
        """The page of the calendar that holds an event, wherever that page is."""
        query: Query = {**_between(start, end), "pageSize": _USUAL_SIZE, "findId": number}
        return page_of(self.calls.get(_EVENTS, cancel, query=query)).data

    def intervention(self, number: str, cancel: CancelToken) -> dict[str, Any]:
        """An intervention with all that KARE tells of it."""
        return whole(self.calls.get(_INTERVENTION, cancel, path={"id": number}))

    def presences(self, cancel: CancelToken) -> list[Raw]:
        """Who was at which training, of all trainings: no filter is documented."""
        return self._list("/interventions-users/v1/rs", "attendances", cancel)

    def anomalies(self, cancel: CancelToken) -> list[Raw]:
        """The anomalies of all interventions: no filter is documented."""
        return self._list("/interventions-anomalies/v1/rs", "anomalies", cancel)

    def routines(self, cancel: CancelToken) -> list[Raw]:
        """Every routine."""
        return self._list("/routines/v1/rs", "routines", cancel)

    def routine(self, number: str, cancel: CancelToken) -> dict[str, Any]:
        """One routine."""
        return whole(self.calls.get("/routines/v1/rs/{id}", cancel, path={"id": number}))

    def site(self, number: str, cancel: CancelToken) -> dict[str, Any]:
        """One site."""
        return whole(self.calls.get("/sites/v2/rs/{id}", cancel, path={"id": number}))

    def user(self, number: str, cancel: CancelToken) -> dict[str, Any]:
        """A person of the organization."""
        return whole(self.calls.get("/users/v1/rs/{id}", cancel, path={"id": number}))

    def users(self, cancel: CancelToken) -> list[Raw]:
        """The people of the organization."""
        return self._list("/users/v1/rs", "users", cancel)

    def companies(self, cancel: CancelToken) -> list[Raw]:
        """The outside companies with their contacts."""
        return self._list("/companies/v2/rs", "companies", cancel)

    def _list(self, template: str, what: str, cancel: CancelToken) -> list[Raw]:
        """A list whose parameters are not documented: none is sent before it tells of pages.

        Its pages then are asked for as those of the calendar are (apis/kare.md section 7).
        """
        size: int | None = None

        def read(number: int) -> wire.Page:
            nonlocal size
            query: Query | None = None if number == 1 else {"page": number, "pageSize": size}
            page = page_of(self.calls.get(template, cancel, query=query))
            size = told_size(page)
            return page

        def is_last(page: wire.Page) -> bool:
            return size is None or len(page.data) < size

        return all_pages(read, is_last, what, cancel)


def _between(start: datetime, end: datetime) -> dict[str, str]:
    """The parameters that every call of the calendar has (apis/kare.md section 4)."""
    return {
        "scheduledStart": zulu(start),
        "scheduledEnd": zulu(end),
        "includeSites": "true",
    }


def zulu(moment: datetime) -> str:
    """A moment as KARE takes it: in UTC with “Z”; an offset is refused."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
