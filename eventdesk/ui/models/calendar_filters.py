"""Which events the person wants to see, apart from accounts and search. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from eventdesk.domain.event import Window
from eventdesk.domain.event_query import EventQuery, Facets

KINDS_OF_FILTER = ("statuses", "kinds", "places", "tags")
"""The names shared by `EventFilters`, `EventQuery` and `Facets`."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """Each filter holds what is wanted; an empty one lets everything pass."""

    statuses: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in KINDS_OF_FILTER)

    def query(self, window: Window | None, search: str) -> EventQuery:
        """What to ask for: events of the accounts that are shown."""
        return EventQuery(
            window=window,
            search=search,
            statuses=self.statuses,
            kinds=self.kinds,
            places=self.places,
            tags=self.tags,
            shown_only=True,
        )

    def as_json(self) -> dict[str, list[str]]:
        """What to remember."""
        return {name: sorted(getattr(self, name)) for name in KINDS_OF_FILTER}

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
            }
        )


def choices(facets: Facets, filters: EventFilters, name: str) -> tuple[str, ...]:
    """What a filter offers: what occurs, and what is chosen though it occurs no more."""
    occurring: tuple[str, ...] = getattr(facets, name)
    chosen: frozenset[str] = getattr(filters, name)
    return (*occurring, *sorted(chosen - set(occurring)))
