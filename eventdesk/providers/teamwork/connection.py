"""All that talks to one Teamwork.com site with one person's credentials, put together."""

import re

from requests.auth import AuthBase

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, BadRequest, CredentialsRefused, PermissionMissing
from eventdesk.net.auth import BearerAuth
from eventdesk.net.client import Client, Query
from eventdesk.net.decode import RecordDecoder, RecordError
from eventdesk.providers.base import ProviderContext
from eventdesk.providers.settings import time_zone
from eventdesk.providers.teamwork import wire
from eventdesk.providers.teamwork.actions import Actions
from eventdesk.providers.teamwork.api import TeamworkApi
from eventdesk.providers.teamwork.auth import ApiKeyAuth
from eventdesk.providers.teamwork.info import INFO, LISTED_ALL, LISTED_ATTENDING
from eventdesk.providers.teamwork.paging import id_text
from eventdesk.providers.teamwork.people import People
from eventdesk.providers.teamwork.records import Records
from eventdesk.providers.teamwork.throttling import Limiter, is_throttled
from eventdesk.providers.teamwork.words import flag, person_name

_people = RecordDecoder(wire.Person)
_PERMISSION = "canAccessCalendar"


class Connection:
    """One account's client and what works through it.

    Raises:
        BadRequest: a setting cannot be used. CredentialsRefused: no usable key or token.
    """

    def __init__(self, context: ProviderContext) -> None:
        if not context.address.strip():
            raise BadRequest(
                "A Teamwork.com account needs the address of its site.",
                "Write it like https://example.teamwork.com or https://example.eu.teamwork.com.",
            )
        zone = time_zone(context.options.get("time_zone", ""))
        self._settings = _ListSettings(context)
        self.client = Client(
            context.address,
            _auth(context),
            clock=context.clock,
            limiter=Limiter(context.clock),
            throttled=is_throttled,
        )
        self._api = TeamworkApi(self.client)
        self._my_id = ""
        people = People(self._api, context.clock)
        self.records = Records(
            self._api, people, self._list_parameters, clock=context.clock, zone=zone
        )
        self.actions = Actions(self._api, self.records, context.clock)

    def check(self, cancel: CancelToken) -> str:
        """Whose key it is, and whether they may see the calendar at all."""
        person = self._me(cancel)
        permissions = person.permissions if isinstance(person.permissions, dict) else {}
        name = person_name(person) or f"person {id_text(person.id)}"
        if flag(permissions.get(_PERMISSION)) is False:
            raise PermissionMissing(
                f"Teamwork.com accepts the key of {name}, who may not see the calendar.",
                "Ask an administrator of the site for the permission.",
                permission=_PERMISSION,
            )
        return f"Teamwork.com accepts the key of {name}."

    def _me(self, cancel: CancelToken) -> wire.Person:
        record = self._api.me(cancel)
        try:
            person = _people.decode(record)
        except RecordError:
            person = wire.Person()
        if not id_text(person.id):
            raise BadAnswer(
                f"{self._api.host} did not say whose key it is.",
                "Check the address in the account's settings.",
            )
        return person

    def _list_parameters(self, cancel: CancelToken) -> Query:
        """What the account's settings add to every list; asks once whose key it is."""
        settings = self._settings
        query: dict[str, str] = {}
        if settings.event_type:
            query["eventTypeId"] = settings.event_type
        if settings.listed == LISTED_ALL:
            return query
        self._my_id = self._my_id or id_text(self._me(cancel).id)
        query["userId"] = self._my_id
        if settings.listed == LISTED_ATTENDING:
            query["attendingOnly"] = "true"
        return query


class _ListSettings:
    """Which events an account lists. Raises `BadRequest`."""

    def __init__(self, context: ProviderContext) -> None:
        field = next(option for option in INFO.options if option.name == "listed")
        self.listed = context.options.get("listed", "").strip() or LISTED_ALL
        allowed = [choice.value for choice in field.choices]
        if self.listed not in allowed:
            raise BadRequest(
                f"{field.title} cannot be “{self.listed[:40]}”.",
                f"Use one of {', '.join(allowed)}.",
            )
        self.event_type = context.options.get("event_type", "").strip()
        if not re.fullmatch(r"(-?\d{1,18})?", self.event_type, re.ASCII):
            raise BadRequest(
                f"“{self.event_type[:40]}” is not an event type.",
                "Use the number of one, for example 12 or -4.",
            )


def _auth(context: ProviderContext) -> AuthBase:
    key, token = (context.secrets.get(name, "").strip() for name in ("api_key", "access_token"))
    if key:
        return ApiKeyAuth(key)
    if token:
        return BearerAuth(token)
    raise CredentialsRefused(
        "This Teamwork.com account has neither an API key nor an access token.",
        "Enter one of them in the account's settings.",
    )
