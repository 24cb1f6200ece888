"""What is written with every new mark: outbox, what is shown, and the log. The caller's turn."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.storage import activity, attendees, events, outbox
from eventdesk.sync.ledger import entry, places, show

REPLACEABLE = (MarkState.PENDING, MarkState.REFUSED, MarkState.CONFLICT, MarkState.LOCAL)
"""States of an earlier mark that a later one of the same attendee takes the place of."""


def keep(tx: sqlite3.Connection, mark: Mark, kind: str, account_name: str, at: datetime) -> None:
    """Keep a new mark, show it, and log it as of this kind, "mark" or "undo"."""
    outbox.add(tx, mark)
    for earlier in outbox.of_person(tx, mark, REPLACEABLE):
        # A mark that an undo takes back was given its own state by the undo.
        outbox.update(tx, replace(earlier, state=MarkState.REPLACED))
    show(tx, mark)
    activity.add(tx, entry(mark, kind, account_name, at))


def show_system_status(tx: sqlite3.Connection, mark: Mark) -> None:
    """Show what the system holds of a mark's attendee, unless a later mark lies there."""
    event_id = events.event_id(tx, mark.account_id, mark.event_ref)
    if event_id is not None and outbox.is_newest(tx, mark):
        attendees.clear_mark(tx, event_id, places(tx, event_id, mark))
