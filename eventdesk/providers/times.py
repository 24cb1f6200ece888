"""Times as several systems write them, read the same way."""

from datetime import date, datetime

from eventdesk.domain.event_time import EventTime


def moment(text: object) -> EventTime | None:
    """A date, or a date with a time after a "T" or a space; None for anything else."""
    if not isinstance(text, str):
        return None
    text = text.strip()
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None
