"""Which occurrence of a series a person means."""

from dataclasses import replace

from eventdesk.domain.errors import NotThere
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.event_time import EventTime, as_iso
from eventdesk.recurrence.expansion import occurrence_at


def chosen(listed: ListedEvent, occurrence: EventTime | None) -> ListedEvent:
    """A series as the occurrence that its rule puts there; without one as it is stored.

    Args:
        occurrence: a start that the rule gives, or its day.

    Raises:
        NotThere: the event has no such occurrence, or it was cancelled.
    """
    if occurrence is None:
        return listed
    event = occurrence_at(listed.event, occurrence)
    if event is None:
        raise NotThere(
            f"“{listed.event.title}” has no occurrence at {as_iso(occurrence)}.",
            "`eventdesk events` lists those there are.",
        )
    return replace(listed, event=event)
