"""Search, contacts, memberships, avatars and display values: apis/sheepcrm.md section 3.

Where the notes have no schema the shapes are ours, with references in both forms. A person search
answers 404 for nobody, an array for several, and one record otherwise (not documented).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from tests.servers.messages import Reply, json_reply, standard_error
from tests.servers.routing import Call, Kind, Param, Route
from tests.servers.sheepcrm.people import Person

if TYPE_CHECKING:
    from tests.servers.sheepcrm.server import SheepServer

SEARCH_LIMIT = 50
_PERSON = "/api/v2/{bucket}/person/{uid}"
_ANY = "/api/v2/{bucket}/{resource_type}/{uid}"
_QUERY = (Param(name="q", required=True),)
_CRITERIA = ("title", "first_name", "last_name", "email", "date_of_birth", "postal_code")
_FIND = (
    *(Param(name=name) for name in _CRITERIA),
    Param(name="take_first_if_multiple", kind=Kind.BOOLEAN),
)


class ContactRoutes:
    """Handlers; each runs under the server's lock."""

    def __init__(self, server: SheepServer) -> None:
        self._server, self._state, self._people = server, server.state, server.state.people

    def routes(self) -> list[Route]:
        """The operations on contacts."""
        return [
            Route("GET", "/search/v2/{bucket}", self.search, _QUERY),
            Route("GET", "/search/v2/{bucket}/", self.search, _QUERY),
            Route("GET", "/search/v2/{bucket}/global", self.search, _QUERY),
            Route("GET", "/search/v2/{bucket}/person", self.find, _FIND),
            Route("GET", _PERSON + "/summary", self.summary),
            Route("GET", "/api/v2/{bucket}/organisation/{uid}/summary", self.organisation),
            Route("GET", _PERSON + "/communications/detail", self.communications),
            Route("GET", _PERSON + "/personal/detail", self.personal),
            Route("GET", _PERSON + "/membership/all", self.memberships),
            Route("GET", _PERSON + "/membership/summary", self.memberships),
            Route("GET", "/api/v2/{bucket}/member/{uid}/", self.member),
            Route("GET", "/api/v2/{bucket}/member/{uid}/detail", self.member),
            Route("GET", _ANY + "/avatar", self.avatar),
            Route("GET", _ANY + "/avatar/large", self.avatar),
            Route("GET", _ANY + "/display", self.display),
        ]

    def search(self, call: Call) -> Reply:
        """People by parts of name or e-mail, events by parts of the title."""
        words = call.text("q").lower().split()
        results: list[dict[str, object]] = []
        for event in self._state.events.values():
            if all(word in event.title.lower() for word in words):
                results.append(_hit(event.title, event.uri, "booking"))
        for number, text in enumerate(self._people.search_texts):
            if len(results) >= SEARCH_LIMIT:
                break
            if all(word in text for word in words):
                person = self._people.person(number)
                hit = _hit(person.name, person.uri, "person")
                results.append(
                    {**hit, "primary_email": person.email, "primary_telephone": person.telephone}
                )
        return json_reply({"q": call.text("q"), "results": results[:SEARCH_LIMIT]})

    def find(self, call: Call) -> Reply:
        """People who match every criterion exactly; only the e-mail ignores case."""
        wanted = {name: call.text(name) for name in _CRITERIA if call.text(name)}
        found = [person for person in self._everybody() if wanted and _is(person, wanted)]
        if not found:
            return standard_error(404, "No person matches.")
        if len(found) == 1 or call.flag("take_first_if_multiple"):
            return json_reply(_record(found[0]))
        return json_reply([_record(person) for person in found])

    def _everybody(self) -> list[Person]:
        return [self._people.person(number) for number in range(self._people.size)]

    def _person(self, call: Call) -> Person | None:
        return self._people.by_uid(call.path["uid"])

    def summary(self, call: Call) -> Reply:
        """The summary of a person."""
        person = self._person(call)
        if person is None:
            return _nobody()
        organisation = self._people.organisation_uri(person.number)
        return json_reply(
            {
                **_record(person),
                "organisation": {
                    "display_value": self._people.organisation_name(organisation),
                    "ref": organisation,
                },
                "primary_organisation": organisation,
                "tags": ["volunteer", "zahlt später"][: person.number % 3],
                "notes": None,
            }
        )

    def organisation(self, call: Call) -> Reply:
        """The summary of an organisation."""
        uri = f"/{call.path['bucket']}/organisation/{call.path['uid']}/"
        name = self._people.display_value(uri)
        if name is None:
            return _nobody()
        return json_reply({"display_value": name, "name": name, "uri": uri, "website": None})

    def communications(self, call: Call) -> Reply:
        """E-mail, telephone and address."""
        person = self._person(call)
        if person is None:
            return _nobody()
        address = {"line_1": f"{person.number} Long Lane", "postal_code": person.postal_code}
        emails = [{"email": person.email, "primary": True}] if person.email else []
        telephones = [{"telephone": person.telephone, "type": "mobile"}] if person.telephone else []
        return json_reply({"email": emails, "telephone": telephones, "address": [address]})

    def personal(self, call: Call) -> Reply:
        """Name parts, date of birth, free text."""
        person = self._person(call)
        if person is None:
            return _nobody()
        record = _record(person)
        return json_reply({**record, "gender": None, "dietary_requirements": "Vegan, no nuts"})

    def memberships(self, call: Call) -> Reply:
        """None to three memberships by person; the summary leaves fields out."""
        person = self._person(call)
        if person is None:
            return _nobody()
        found = [self._membership(person, index) for index in range(person.number % 4)]
        if call.request.path.endswith("/summary"):
            kept = ("membership_type", "membership_number", "start_date", "end_date", "uri")
            found = [{key: record[key] for key in kept} for record in found]
        return json_reply({"contact_uri": person.uri, "count": len(found), "memberships": found})

    def member(self, call: Call) -> Reply:
        """One membership by its own uid."""
        uid = call.path["uid"]
        person = self._people.by_uid(uid[:-2])
        if person is None or not uid[-2:].isdigit() or int(uid[-2:]) >= person.number % 4:
            return standard_error(404, "There is no such membership.")
        return json_reply(self._membership(person, int(uid[-2:])))

    def _membership(self, person: Person, index: int) -> dict[str, object]:
        uid = f"{person.uid}{index:02d}"
        year = self._state.dataset.today.year - index
        return {
            "amount": 35 + index,
            "auto_renew": index == 0,
            "cancellation_date": None if index == 0 else f"{year}-12-31",
            "created": f"{year}-01-01T00:00:00",
            "currency": "gbp",
            "display_value": f"Individual {year}",
            "end_date": f"{year}-12-31T00:00:00",
            "gc_subscription_id": None,
            "gift_aid": True,
            "has_renewed": index > 0,
            "linked_members": [],
            "member": person.uri,
            "membership_number": f"M{person.number:06d}",
            "membership_plan_type": "individual",
            "membership_record_status": "active" if index == 0 else "lapsed",
            "membership_type": "Individual",
            "paid": index != 1,
            "payment_date": None,
            "payment_method": "direct-debit",
            "record_state": "created",
            "start_date": f"{year}-01-01",
            "tags": [],
            "uid": uid,
            "uri": f"/{self._people.bucket}/member/{uid}/",
            "user_interface": {"can_edit_member": True, "policy_name": "membership"},
        }

    def avatar(self, call: Call) -> Reply:
        """A picture, a redirect to another host, or nothing, by the person's number modulo 3."""
        person = self._person(call)
        if person is None or person.number % 3 == 2:
            return _nobody()
        if person.number % 3 == 1:
            location = f"{self._server.options.avatar_host}/{person.uid}.png"
            return Reply(302, headers={"Location": location})
        return Reply(200, _png(person.number), "image/png")

    def display(self, call: Call) -> Reply:
        """The display value of a contact or an event."""
        path = call.path
        event = self._state.events.get(path["uid"]) if path["resource_type"] == "booking" else None
        uri = f"/{path['bucket']}/{path['resource_type']}/{path['uid']}/"
        name = event.title if event else self._people.display_value(uri)
        return json_reply({"display_value": name}) if name is not None else _nobody()


def _nobody() -> Reply:
    return standard_error(404, "There is no such record.")


def _hit(name: str, uri: str, resource: str) -> dict[str, object]:
    return {"display_value": name, "distance": 0.25, "id": uri, "resource": resource}


def _record(person: Person) -> dict[str, object]:
    return {
        "date_of_birth": f"{person.date_of_birth}T00:00:00" if person.date_of_birth else None,
        "display_value": person.name,
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "postal_code": person.postal_code,
        "record_state": "updated",
        "telephone": person.telephone,
        "title": person.title,
        "uid": person.uid,
        "uri": person.uri,
    }


def _is(person: Person, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        held = getattr(person, name)
        if name == "email":
            held, value = (held or "").lower(), value.lower()
        if held != value:
            return False
    return True


def _png(number: int) -> bytes:
    """A plain square of 8 by 8 pixels whose colour depends on the number."""
    colour = bytes((number * 37 % 256, number * 91 % 256, 128))
    pixels = zlib.compress((b"\0" + colour * 8) * 8)
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
