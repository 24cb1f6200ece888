"""Writes tests/data/databases/vN.sqlite: a small store of the newest version, a row of each kind.

Run `python -m tests.storage.make_fixture` once when step N is finished, and never again for that N
once a version of Event Desk that has it was published.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.attendance import Mark, MarkState
from eventdesk.domain.attendee import Attendee
from eventdesk.domain.badge import BadgePrint, BadgeTemplate
from eventdesk.domain.event import Event
from eventdesk.domain.order import Order
from eventdesk.storage import (
    accounts,
    activity,
    attendees,
    badges,
    cards,
    details,
    events,
    outbox,
    search,
    walk_ins,
)
from eventdesk.storage import settings as settings_store
from eventdesk.storage.attendees import OverlayMark
from eventdesk.storage.database import Database, open_database
from eventdesk.storage.migrate import shipped_steps
from eventdesk.storage.walk_ins import KeptWalkIn

FOLDER = Path(__file__).parent.parent / "data" / "databases"
AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def fill(database: Database) -> None:
    """Put something into every table."""
    mark = Mark(
        id="m1", account_id=1, event_ref="e1", attendee_ref="p1", person="", name="Zoë Łukasz",
        event_title="Winter ball", status="attended", base="accepted", previous="accepted",
        by="Ann", desk="Front", marked_at=AT, state=MarkState.PENDING,
    )  # fmt: skip
    overlay = OverlayMark("attended", MarkState.PENDING, "m1", AT, "Ann")
    people = [(1, Attendee("p1", "Zoë Łukasz", "accepted")), (2, Attendee("p2", "Bo Li"))]
    with database.write() as tx:
        settings_store.put(tx, "operator", "Ann")
        account = accounts.add(
            tx, Account(0, "Office", "sheepcrm", state=AccountState.READY, last_sync=AT)
        )
        events.upsert(tx, account.id, [(1, Event("e1", "Winter ball", date(2026, 12, 1)))])
        event_id = events.event_id(tx, account.id, "e1") or 0
        outbox.add(tx, mark)
        activity.add(tx, ActivityEntry(AT, "mark", "Office", "e1", "Winter ball", "p1"))
        attendees.upsert(tx, event_id, people, {"p1": overlay})
        order = Order("o1", "Bo Li", totals={"GBP": Decimal("12.50")})
        details.put(tx, event_id, "order", [(0, 1, order)])
        cards.put(tx, account.id, "picture", "p2", b"\x89PNG", AT)
        walk_ins.add(
            tx, event_id, KeptWalkIn(1, "e1", "w1", "Wim Ott", "", "", "", "Ann", "Front", AT)
        )
        printed = BadgePrint("Zoë Łukasz", AT, "Label 1", False, BadgeTemplate.NAME, "card")
        badges.add(tx, account_id=1, event_ref="e1", attendee_ref="p1", printed=printed)
        while search.index_pending(tx, event_id):
            pass


def main() -> None:
    """Write the fixture of the newest version."""
    path = FOLDER / f"v{len(shipped_steps())}.sqlite"
    path.unlink(missing_ok=True)
    database = open_database(path)
    fill(database)
    database.close()


if __name__ == "__main__":
    main()
