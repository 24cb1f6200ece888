"""The operations of Teamwork.com's v1 calendar, one method each (apis/teamwork.md section 3)."""

from collections.abc import Mapping
from dataclasses import replace

from msgspec import Raw

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, EventDeskError, Refused
from eventdesk.net.answer import Answer
from eventdesk.net.client import Client, Query
from eventdesk.net.decode import RecordDecoder, decode
from eventdesk.net.error_body import error_words
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.paging import Page, id_text

NEW_EVENT = "0"
"""Stands for an event that is not made yet, where people to invite are asked for."""

_EVENTS = "/calendarevents.json"
_EVENT = "/calendarevents/{id}.json"
_PEOPLE_AT_ONCE = 200

_outcomes = RecordDecoder(wire.Outcome)


class TeamworkApi:
    """One site with one person's credentials.

    Every call raises what `Client.get` and `Client.send` raise, `BadAnswer` for what is no JSON
    object, and for a `STATUS` other than "OK" in an answer of success: a read `BadAnswer`, a write
    `Refused`.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @property
    def host(self) -> str:
        """The site, for sentences."""
        return self.client.address.host

    def me(self, cancel: CancelToken) -> Raw:
        """Whose key it is."""
        answer = self._get("/me.json", cancel)
        return decode(answer, wire.Me).person

    def events(self, query: Query, page: int, cancel: CancelToken) -> Page:
        """A page of the list of events, 250 at once (section 4)."""
        answer = self._get(_EVENTS, cancel, query={**query, "page": page})
        return Page.of(answer, decode(answer, wire.EventList).events)

    def event(self, ref: str, cancel: CancelToken) -> Raw:
        """One event."""
        answer = self._get(_EVENT, cancel, path={"id": ref})
        return decode(answer, wire.OneEvent).event

    def event_types(self, cancel: CancelToken) -> list[Raw]:
        """Every event type of the site."""
        answer = self._get("/calendareventtypes.json", cancel)
        return decode(answer, wire.TypeList).eventtypes or []

    def available_people(self, ref: str, privacy: str, cancel: CancelToken) -> list[Raw]:
        """Who can be invited to an event of a privacy, "private" or "company".

        With "project" the call wants the project too, under a name that is not documented.
        """
        path, query = {"id": ref}, {"privacy": privacy}
        template = "/calendarevents/{id}/availablePeople.json"
        answer = self._get(template, cancel, path=path, query=query)
        return decode(answer, wire.PeopleList).people or []

    def people(self, page: int, cancel: CancelToken) -> Page:
        """A page of everybody whom the person may see."""
        query: Query = {"page": page, "pageSize": _PEOPLE_AT_ONCE}
        answer = self._get("/people.json", cancel, query=query)
        return Page.of(answer, decode(answer, wire.PeopleList).people)

    def create(self, event: Mapping[str, object], cancel: CancelToken) -> str:
        """Make an event. Returns its id, "" where the system did not tell it."""
        answer = self._send("POST", _EVENTS, cancel, json={"event": event})
        return id_text(_outcomes.decode_answer(answer).id)

    def edit(self, ref: str, event: Mapping[str, object], cancel: CancelToken) -> None:
        """Change an event; whether what is left out stays is not documented (section 11)."""
        self._send("PUT", _EVENT, cancel, path={"id": ref}, json={"event": event})

    def delete(self, ref: str, cancel: CancelToken, *, whole_series: bool = False) -> None:
        """Delete an event, or every date of its series."""
        body = {"deleteRecurring": "all"} if whole_series else None
        self._send("DELETE", _EVENT, cancel, path={"id": ref}, json=body)

    def _get(
        self,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
    ) -> Answer:
        answer = self.client.get(template, path=path, query=query, cancel=cancel)
        return self._checked(answer, BadAnswer, "did not hand out what was asked for")

    def _send(
        self,
        method: str,
        template: str,
        cancel: CancelToken,
        *,
        path: Mapping[str, str] | None = None,
        json: object = None,
    ) -> Answer:
        answer = self.client.send(method, template, path=path, json=json, cancel=cancel)
        try:
            return self._checked(answer, Refused, "refused this")
        except BadAnswer:
            raise BadAnswer(
                f"{answer.host} did not say whether this was done.",
                "Refresh the list before you try again.",
            ) from None

    def _checked(self, answer: Answer, family: type[EventDeskError], what: str) -> Answer:
        """The answer, unless its own words deny the success that its status tells (section 9)."""
        status = id_text(_outcomes.decode_answer(answer).STATUS)
        if status.casefold() in ("", "ok"):
            return answer
        # As the client does for other refusals: some repeat the key in their words.
        for secret in getattr(self.client.auth, "secrets", ()):
            answer = replace(answer, body=answer.body.replace(secret, b"..."))
        words = error_words(answer).sentence
        words = words or f"{id_text(_outcomes.decode_answer(answer).STATUS)}."
        hint = "Try again later." if family is BadAnswer else "Check what was entered."
        raise family(f"{answer.host} {what}: {words}", hint)
