"""Moves an event to another time through the `edit` action that its system declares."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from eventdesk.domain.account import Account
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Capability, FieldKind
from eventdesk.domain.errors import BadRequest, NotThere, Refused
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_query import ListedEvent, wall_clock
from eventdesk.domain.event_time import EventTime
from eventdesk.providers import registry
from eventdesk.services.actions import ActionsService
from eventdesk.services.occurrences import chosen
from eventdesk.storage import events
from eventdesk.storage.database import Database

_EDIT = "edit"
_START, _END = "start", "end"


@dataclass(frozen=True, slots=True)
class Movable:
    """Whether an event can be moved as far as is known here; `reason` says why not."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class Times:
    """When an event is: dates of whole days with the end exclusive, or times; None for no end."""

    start: EventTime
    end: EventTime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did; `before` undoes it, as long as the event is still at `after`."""

    ref: EventRef
    title: str
    before: Times
    after: Times
    result: ActionResult


class EventMovingService:
    """Puts events elsewhere in time; all their other fields stay as they are."""

    def __init__(self, database: Database, actions: ActionsService) -> None:
        self._database = database
        self._actions = actions

    def can_move(self, ref: EventRef, occurrence: EventTime | None = None) -> Movable:
        """What the store alone tells, without any request. Belongs on the `db` lane.

        Raises:
            NotThere: no such event, or no such occurrence of it.
        """
        listed = self._listed(ref, occurrence)
        return Movable(_why_not(listed.account, listed.event))

    def why_fixed(self, listed: ListedEvent) -> str:
        """Why an event that is shown cannot be moved, "" where it may be. Reads nothing."""
        return _why_not(listed.account, listed.event)

    def move(
        self,
        ref: EventRef,
        times: Times,
        cancel: CancelToken,
        *,
        occurrence: EventTime | None = None,
        seen: Times | None = None,
    ) -> Moved:
        """Move an event. Belongs on the account's lane; the caller syncs afterwards.

        Args:
            seen: the times from which alone it may be moved, None for wherever it is.

        Raises:
            BadRequest: it cannot be moved, or not to these times; the sentence says why.
            Refused: the system says no, or somebody was quicker.
        """
        listed = self._listed(ref, occurrence)
        event = listed.event
        reason = _why_not(listed.account, event)
        if reason:
            raise BadRequest(reason)
        _check(event, times)
        assert event.start is not None  # said by _why_not
        before = Times(event.start, event.end)
        if seen is not None and not _are_same(before, seen):
            raise Refused(
                f"“{event.title}” was changed meanwhile, so it stays where it is.",
                "Move it again if it should be elsewhere.",
            )
        action = self._edit_of(ref, event, cancel)
        values = {field.name: field.value for field in action.fields}
        values |= _shifted(event, times, values)
        result = self._actions.act(ref, _EDIT, values, cancel)
        return Moved(ref, event.title, before, times, result)

    def times(self, ref: EventRef) -> Times:
        """Where an event is, as the store has it. Belongs on the `db` lane.

        Raises:
            NotThere: no such event, or it has no date.
        """
        event = self._listed(ref, None).event
        if event.start is None:
            raise NotThere(f"“{event.title}” has no date.")
        return Times(event.start, event.end)

    def _listed(self, ref: EventRef, occurrence: EventTime | None) -> ListedEvent:
        with self._database.read() as tx:
            return chosen(events.one(tx, ref), occurrence)

    def _edit_of(self, ref: EventRef, event: Event, cancel: CancelToken) -> Action:
        for action in self._actions.offered(ref, cancel):
            kinds = {field.name: field.kind for field in action.fields}
            timed = kinds.get(_START) is kinds.get(_END) is FieldKind.DATETIME
            if action.name == _EDIT and timed:
                return action
        raise BadRequest(f"“{event.title}” cannot be moved here.", "Move it in its own system.")


def _why_not(account: Account, event: Event) -> str:
    """Why an event cannot be moved, as far as nobody has to be asked; empty where it can."""
    infos = {info.key: info for info in registry.systems()}
    info = infos.get(account.system)
    if event.start is None:
        return f"“{event.title}” has no date, so it cannot be moved."
    if account.read_only:
        return f"{account.name} is set to look only, so “{event.title}” stays where it is."
    if info is None or Capability.EDIT_EVENTS not in info.capabilities:
        title = info.title if info else account.system
        return f"{title} does not let events be moved from here."
    if event.recurring or event.recurrence is not None or event.occurrence is not None:
        return f"“{event.title}” repeats: move its dates in {info.title}, where you say which."
    return ""


def _check(event: Event, times: Times) -> None:
    whole = not isinstance(times.start, datetime)
    if whole != event.all_day:
        raise BadRequest(
            f"“{event.title}” cannot change between whole days and hours by moving.",
            "Edit the event for that.",
        )
    if times.end is not None and _in_zone(times.end, None) < _in_zone(times.start, None):
        raise BadRequest("An event cannot end before it begins.", "Choose a later end.")


def _are_same(one: Times, other: Times) -> bool:
    pairs = ((one.start, other.start), (one.end, other.end))
    return all(
        a == b if a is None or b is None else _in_zone(a, UTC) == _in_zone(b, UTC) for a, b in pairs
    )


def _shifted(event: Event, times: Times, shown: dict[str, str]) -> dict[str, str]:
    """The fields of start and end, moved by as much as the event is.

    Systems write an end each in their own way (the last day, or the day after), so what the form
    shows is shifted, and never replaced.
    """
    zone = _zone_of(event)
    assert event.start is not None
    found = {_START: _later(shown[_START], event.start, times.start, zone)}
    if times.end is None:
        found[_END] = ""
    elif event.end is not None and shown[_END]:
        found[_END] = _later(shown[_END], event.end, times.end, zone)
    elif isinstance(times.end, datetime):
        found[_END] = _in_zone(times.end, zone).isoformat(timespec="minutes")
    return found


def _later(text: str, before: EventTime, after: EventTime, zone: tzinfo | None) -> str:
    """A field's time, shifted on the wall's clock of the event's zone."""
    wall = _in_zone(after, zone) - _in_zone(before, zone)
    try:
        when = datetime.fromisoformat(text) + wall
    except OverflowError:
        raise BadRequest("An event cannot be moved beyond the year 9999.") from None
    return when.isoformat(timespec="seconds" if when.second else "minutes")


def _zone_of(event: Event) -> tzinfo | None:
    """The zone whose clock the event's form shows; None for the venue's own clock."""
    if not isinstance(event.start, datetime) or event.start.tzinfo is None:
        return None
    from zoneinfo import ZoneInfo  # reads the zone files

    try:
        return ZoneInfo(event.timezone) if event.timezone else event.start.tzinfo
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        return event.start.tzinfo


def _in_zone(when: date, zone: tzinfo | None) -> datetime:
    """On the wall's clock of a zone, naive; of times without a zone their own."""
    return wall_clock(when, zone)
