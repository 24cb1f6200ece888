"""Which events the person wants to see, apart from accounts and search. No widgets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, Facets

KINDS_OF_FILTER = ("accounts", "statuses", "status_texts", "kinds", "places", "people", "tags")
"""The names shared by `EventFilters`, `EventQuery` and `Facets`."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """Each filter holds what is wanted; an empty one lets everything pass.

    Attributes:
        accounts: names; an account that is hidden stays so.
        status_texts: the systems' own words for a status.
        attending_only: of `people`, leave out events that they are merely responsible for.
    """

    accounts: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    status_texts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    attending_only: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in KINDS_OF_FILTER)

    def query(self, window: Window | None, search: str) -> EventQuery:
        """What to ask for: events of the accounts that are shown."""
        return EventQuery(
            window=window,
            accounts=tuple(sorted(self.accounts)) or None,
            search=search,
            statuses=self.statuses,
            status_texts=self.status_texts,
            kinds=self.kinds,
            places=self.places,
            people=self.people,
            attending_only=self.attending_only and bool(self.people),
            tags=self.tags,
            shown_only=True,
        )

    def of_known(self, accounts: Collection[str]) -> Self:
        """The same without accounts that there are no more."""
        return replace(self, accounts=self.accounts.intersection(accounts))

    def as_json(self) -> dict[str, object]:
        """What to remember."""
        kept: dict[str, object] = {name: sorted(getattr(self, name)) for name in KINDS_OF_FILTER}
        return kept | {"attending_only": self.attending_only}

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """What was remembered; anything else is no filter."""
        if not isinstance(kept, Mapping):
            return cls()
        return cls(
            **{
                name: frozenset(map(str, kept[name]))
                for name in KINDS_OF_FILTER
                if isinstance(kept.get(name), list)
            },
            attending_only=kept.get("attending_only") is True,
        )


def choices(facets: Facets, filters: EventFilters, name: str) -> tuple[str, ...]:
    """What a filter offers: what occurs, and what is chosen though it occurs no more."""
    occurring: tuple[str, ...] = getattr(facets, name)
    chosen: frozenset[str] = getattr(filters, name)
    return (*occurring, *sorted(chosen - set(occurring)))
