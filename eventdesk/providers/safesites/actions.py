"""Cancelling and moving one date of a series: the only write that SafeSites documents."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Field, FieldKind, Values
from eventdesk.domain.errors import BadRequest, Refused
from eventdesk.domain.event import Event
from eventdesk.domain.event_time import EventTime
from eventdesk.providers.safesites.api import SafeSitesApi
from eventdesk.providers.safesites.dates import LONGEST_MINUTES, in_zone

CANCEL = "cancel-occurrence"
MOVE = "move-occurrence"
_CANCELLED = "cancelled"
_MOVED = "rescheduled"

# What the request calls a value, and which field of ours it comes from.
_FIELDS: Mapping[str, str] = {
    "originalDate": "original_date",
    "type": "type",
    "rescheduledStart": "start",
    "rescheduledDurationMinutes": "duration",
}


class EventActions:
    """What can be done with an event that repeats."""

    def __init__(self, api: SafeSitesApi, zone: tzinfo | None) -> None:
        self._api = api
        self._zone = zone
        self._bodies: Mapping[str, Callable[[Values], Mapping[str, object]]] = {
            CANCEL: _cancelling,
            MOVE: _moving,
        }

    def offered(self, event: Event) -> Sequence[Action]:
        """Both for a series, filled in for the date that was chosen; nothing for other events."""
        if not event.recurring:
            return ()
        original = self._wall(event.occurrence or event.start)
        return _cancel(_day(original)), _move(event, _day(original), self._wall(event.start))

    def act(self, event: Event, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Change one date, once.

        Raises:
            BadRequest: an unknown action, an event that does not repeat, or values that make no
                sense. Refused: SafeSites said no; `fields` has the names of the action's fields.
        """
        body_of = self._bodies.get(action)
        if body_of is None:
            raise BadRequest(f"SafeSites has no action “{action}” for an event.")
        if not event.recurring:
            raise BadRequest(
                f"“{event.title}” does not repeat.",
                "SafeSites lets this program change single dates of a series only.",
            )
        body = body_of(values)
        try:
            self._api.add_exception(event.ref, body, cancel)
        except Refused as refusal:
            raise _at_our_fields(refusal) from None
        return ActionResult(_done(action, body), event_ref=event.ref)

    def _wall(self, when: EventTime | None) -> EventTime | None:
        """As the site's clock shows it; a series comes from the store with bare offsets."""
        return in_zone(when, self._zone)


def _cancel(day: str) -> Action:
    return Action(
        CANCEL,
        "Cancel this date",
        fields=(_original(day),),
        confirm="This date of the series is cancelled in SafeSites; the others stay. Cancel it?",
        destructive=True,
    )


def _move(event: Event, day: str, start: EventTime | None) -> Action:
    return Action(
        MOVE,
        "Move this date",
        fields=(
            _original(day),
            Field(
                "start",
                "New start",
                FieldKind.DATETIME,
                required=True,
                value=_minute(start),
                hint="By the clock at the site",
            ),
            Field(
                "duration",
                "Duration in minutes",
                FieldKind.NUMBER,
                value=_minutes(event),
                hint="Empty leaves it as it is",
            ),
            Field(
                "type",
                "SafeSites' word for moving",
                required=True,
                value=_MOVED,
                hint="SafeSites does not document this word: this one is a guess. "
                "If it is refused, ask who runs your SafeSites for the right one",
            ),
        ),
    )


def _original(day: str) -> Field:
    return Field(
        "original_date",
        "Date in the series",
        FieldKind.DATE,
        required=True,
        value=day,
        hint="The day on which the series has it",
    )


def _cancelling(values: Values) -> Mapping[str, object]:
    return {"originalDate": _date(values.get("original_date", "")), "type": _CANCELLED}


def _moving(values: Values) -> Mapping[str, object]:
    kind = values.get("type", "").strip()
    if not kind:
        raise BadRequest("Moving a date needs SafeSites' word for it.", f"Give type={_MOVED}.")
    if kind.casefold() == _CANCELLED:
        raise BadRequest("“cancelled” cancels the date.", "Use the action for cancelling.")
    body: dict[str, object] = {
        "originalDate": _date(values.get("original_date", "")),
        "type": kind,
        "rescheduledStart": _moment(values.get("start", "")),
    }
    duration = values.get("duration", "").strip()
    if duration:
        body["rescheduledDurationMinutes"] = _number(duration)
    return body


def _at_our_fields(refusal: Refused) -> Refused:
    """The same refusal, its words at the fields that the person filled in."""
    fields = {_FIELDS.get(name, name): words for name, words in refusal.fields.items()}
    return Refused(refusal.sentence, refusal.hint, fields=fields)


def _done(action: str, body: Mapping[str, object]) -> str:
    if action == CANCEL:
        return f"SafeSites cancelled {body['originalDate']}."
    return f"SafeSites moved {body['originalDate']} to {str(body['rescheduledStart'])[:16]}."


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise BadRequest(f"“{text}” is not a date.", "Write it like 2026-11-21.") from None


def _moment(text: str) -> str:
    """The form of the notes' example: a space, seconds, no zone (apis/safesites.md section 6)."""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadRequest(f"“{text}” is not a time.", "Write it like 2026-11-21T19:00.") from None
    if when.tzinfo is not None:
        raise BadRequest("A start cannot have an offset.", "Write the time of the site's clock.")
    return when.isoformat(" ", "seconds")


def _number(text: str) -> int:
    minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise BadRequest(f"“{text}” is not a number of minutes.", f"Use 1 to {LONGEST_MINUTES}.")
    return minutes


def _day(when: EventTime | None) -> str:
    day = when.date() if isinstance(when, datetime) else when
    return "" if day is None else day.isoformat()


def _minute(when: EventTime | None) -> str:
    if when is None:
        return ""
    if not isinstance(when, datetime):
        return f"{when.isoformat()}T00:00"
    return when.replace(tzinfo=None).isoformat(timespec="minutes")


def _minutes(event: Event) -> str:
    """How long the event is now; days of all-day events have 24 hours each."""
    start, end = event.start, event.end
    if start is None or end is None:
        return ""
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo and end.tzinfo:
            start, end = start.astimezone(UTC), end.astimezone(UTC)
        return str(round((end - start).total_seconds() / 60))
    return ""
