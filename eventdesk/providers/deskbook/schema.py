"""The tables of a desk book. Types are those that SQLite and PostgreSQL both understand.

Every row has a `version`, raised by each write: a change is made only to the version that was read.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)

from eventdesk.domain.errors import BadAnswer
from eventdesk.providers.deskbook.dialects import one_at_a_time

VERSION = 1

_metadata = MetaData()

schema_version = Table("schema_version", _metadata, Column("version", Integer, primary_key=True))

# `start` and `end` are ISO 8601 as `domain.event.as_iso` writes it; `starts` and `ends` the same
# as the clock on the venue's wall shows it, in seconds, to find the events of a day.
events = Table(
    "events",
    _metadata,
    Column("uid", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("end", Text),
    Column("starts", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("organizer", Text, nullable=False),
    Column("capacity", Integer),
    Column("description", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Text, nullable=False),
    Index("events_by_time", "starts", "ends"),
)

attendees = Table(
    "attendees",
    _metadata,
    Column("uid", Text, primary_key=True),
    Column("event_uid", ForeignKey("events.uid", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("order_ref", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("more", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Text, nullable=False),
    Index("attendees_by_event", "event_uid", "status"),
)

# `attendee_uid` is empty for what concerns the event itself; `listed` marks what a list import
# wrote of one attendee, which the event's own history sums up in one entry.
history = Table(
    "history",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("event_uid", ForeignKey("events.uid", ondelete="CASCADE"), nullable=False),
    Column("attendee_uid", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("listed", Boolean, nullable=False),
    Index("history_by_event", "event_uid", "listed"),
    Index("history_by_attendee", "attendee_uid"),
)


def is_ready(tx: Connection, where: str) -> bool:
    """False for an empty database, which `make` may furnish.

    Raises:
        BadAnswer: it holds something else, or was made by a newer Event Desk.
    """
    tables = inspect(tx).get_table_names()
    if not tables:
        return False
    found = tx.scalar(select(schema_version.c.version)) if "schema_version" in tables else None
    if found is None:
        raise BadAnswer(
            f"{where} is a database, but not a desk book.",
            "Choose another one, or one that is empty.",
        )
    if found > VERSION:
        raise BadAnswer(
            f"{where} was made by a newer Event Desk.", "Install the newer Event Desk here too."
        )
    return True


def make(tx: Connection, where: str) -> None:
    """Make the tables, unless another desk was quicker."""
    one_at_a_time(tx)
    if not is_ready(tx, where):
        _metadata.create_all(tx)
        tx.execute(schema_version.insert().values(version=VERSION))
