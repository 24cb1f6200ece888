"""What the agenda reads away from the window's thread: its rows, and the events of some of them."""

from dataclasses import replace

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.event_query import EventQuery
from eventdesk.services.events import EventsService
from eventdesk.ui.models.events import AROUND
from eventdesk.ui.models.events_changes import FoundRows, compare
from eventdesk.ui.models.events_rows import Arrangement, EventRows, Sight, arrange


def read_rows(
    service: EventsService,
    cancel: CancelToken,
    *,
    query: EventQuery,
    arrangement: Arrangement,
    before: EventRows,
    in_sight: Sight,
) -> FoundRows:
    """All rows of a query, how they follow from those before, and the events that will be in sight.

    Raises:
        Cancelled: nobody wants them any more. EventDeskError: the store cannot be read.
    """
    rows = arrange(service.briefs(query, cancel), arrangement)
    found = compare(before, rows)
    near = in_sight.after(before, rows, found.moved).around(AROUND, len(rows.keys))
    keys = [rows.keys[row] for row in near if rows.is_event(row)]
    return replace(found, listed=service.of_keys(keys))
