"""One event with all that is told of it: the intervention, and its record in the calendar."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadAnswer, NotThere
from eventdesk.domain.event import Event
from eventdesk.net.decode import RecordError, loosely_decoded
from eventdesk.providers.kare.api import KareApi
from eventdesk.providers.kare.dates import moment
from eventdesk.providers.kare.mapping_events import event_ref, merged_event, parts_of, ref_of
from eventdesk.providers.kare.names import code_text
from eventdesk.providers.kare.surroundings import NOT_FOR_THIS_USER, Surroundings

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)


class SingleEvents:
    """Reads events one by one."""

    def __init__(self, api: KareApi, surroundings: Surroundings, clock: Clock) -> None:
        self._api = api
        self._surroundings = surroundings
        self._clock = clock

    def event(self, ref: str, cancel: CancelToken) -> Event:
        """An event with its sites. Raises `NotThere`."""
        kind, number = parts_of(ref)
        try:
            detail = self.intervention(ref, cancel)
            listed = self.calendar_record(number, kind, detail, cancel)
        except NotThere:
            # The calendar mixes kinds of events, and may list some that are no interventions.
            now = self._clock.now()
            detail, listed = {}, self._found(number, kind, (now - _YEAR, now + _YEAR), cancel)
            if event_ref(listed.get("eventType"), number) != ref or not listed:
                raise
        told = {name: value for name, value in detail.items() if value is not None}
        record = {**listed, **told}
        if kind and not record.get("eventType"):
            record["eventType"] = kind
        with_users = bool(code_text(record.get("assignedUserId")))
        reading = self._surroundings.reading(cancel, with_users=with_users)
        try:
            return merged_event(record, reading)
        except RecordError:
            raise BadAnswer(
                f"{self._api.host} answered with an event that cannot be read.",
                "Try again later.",
            ) from None

    def intervention(self, ref: str, cancel: CancelToken) -> dict[str, Any]:
        """The intervention that an event is, and no other one of the same id. Raises `NotThere`."""
        kind, number = parts_of(ref)
        record = self._api.intervention(number, cancel)
        if not _is_of(kind, record):
            raise NotThere(f"{self._api.host} does not have this event.", "Refresh the list.")
        return record

    def ref_of_new(self, made: Mapping[str, Any], cancel: CancelToken) -> str:
        """The reference of an intervention just made, as the calendar will list it."""
        if code_text(made.get("eventType")):
            return event_ref(made.get("eventType"), made.get("id"))
        number = event_ref(None, made.get("id"))
        listed = self.calendar_record(number, "", made, cancel)
        return event_ref(listed.get("eventType"), number)

    def calendar_record(
        self, number: str, kind: str, detail: Mapping[str, Any], cancel: CancelToken
    ) -> dict[str, Any]:
        """What the calendar tells of an intervention, empty where it does not list it."""
        planned = moment(detail.get("scheduledStart"))
        if planned is None or not 1 < planned.year < 9999:
            return {}
        return self._found(number, kind, (planned - _DAY, planned + _DAY), cancel)

    def _found(
        self, number: str, kind: str, between: tuple[datetime, datetime], cancel: CancelToken
    ) -> dict[str, Any]:
        """The record of an event in a part of the calendar, empty where it is not there."""
        try:
            records = self._api.events_near(number, *between, cancel)
        except NOT_FOR_THIS_USER:
            return {}
        for record in records:
            ref = ref_of(record)
            own_kind, _, own_number = ref.rpartition(":")
            if own_number == number and kind in ("", own_kind):
                return dict(loosely_decoded(record))
        return {}


def _is_of(kind: str, record: Mapping[str, Any]) -> bool:
    """Whether a record can be that of an event: an id may occur once for each kind of event.

    apis/kare.md section 5.
    """
    told = event_ref(record.get("eventType"), 1).rpartition(":")[0]
    return not told or told == kind
