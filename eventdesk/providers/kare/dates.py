"""Moments of KARE: UTC on the wire, shown in the zone of the organization (apis/kare.md 7)."""

from datetime import UTC, datetime, tzinfo

from eventdesk.domain.event_time import EventTime


def moment(text: object, zone: tzinfo | None = None) -> datetime | None:
    """An aware moment in a zone, UTC where none is known; None for what is no moment."""
    if not isinstance(text, str):
        return None
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return in_zone(aware, zone)


def in_zone(when: datetime, zone: tzinfo | None) -> datetime:
    """The same moment in another zone; as it is where that zone cannot count so far."""
    try:
        return when.astimezone(zone or UTC)
    except (OverflowError, ValueError):
        return when


def shown_moment(text: object, zone: tzinfo | None) -> str:
    """A moment as people read it, without seconds; "" for what is none."""
    when = moment(text, zone)
    return "" if when is None else f"{when:%Y-%m-%d %H:%M}"


def typed(when: EventTime | None, zone: tzinfo | None) -> str:
    """A moment as a form holds it, on the clock of the organization; "" for none."""
    if not isinstance(when, datetime):
        return ""
    local = in_zone(when, zone) if when.tzinfo else when
    return local.strftime("%Y-%m-%dT%H:%M")
