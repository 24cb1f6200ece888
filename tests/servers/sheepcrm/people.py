"""People and organisations by number: nothing is stored, each is computed from the seed.

So 100,000 people cost nothing until they are looked at, and a URI leads back to its person.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tests.servers.sheepcrm.names import (
    LATIN_FAMILY,
    LATIN_GIVEN,
    ODD_NAMES,
    OTHER_SCRIPTS,
    TITLES,
)

_MASK = (1 << 64) - 1
_SHORT_UID_EVERY = 13
_ODD_AT_THE_START = 64


def mix(seed: int, *numbers: int) -> int:
    """64 well-mixed bits from some numbers: a random source that can be asked in any order."""
    value = (seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) & _MASK
    for number in numbers:
        value = ((value ^ number) * 0xBF58476D1CE4E5B9) & _MASK
        value ^= value >> 29
    return (value * 0x94D049BB133111EB & _MASK) >> 3


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `name` is the display value; e-mail, telephone and date of birth may be None."""

    number: int
    uid: str
    uri: str
    title: str
    first_name: str
    last_name: str
    name: str
    email: str | None
    telephone: str | None
    date_of_birth: str | None
    postal_code: str


class People:
    """`size` people and a tenth as many organisations of one account."""

    def __init__(self, *, bucket: str, seed: int, size: int) -> None:
        self.bucket, self.seed, self.size = bucket, seed, size

    def person(self, number: int) -> Person:
        """The person with this number, taken modulo the size."""
        number %= self.size
        bits = mix(self.seed, 1, number)
        first, last = self._names(number, bits)
        uid = self.uid(number)
        return Person(
            number=number,
            uid=uid,
            uri=f"/{self.bucket}/person/{uid}/",
            title=TITLES[bits & 7],
            first_name=first,
            last_name=last,
            name=f"{first} {last}".strip(" "),
            email=_email(first, last, number),
            telephone=None if number % 5 == 2 else f"+44 1632 {bits % 1_000_000:06d}",
            date_of_birth=None
            if number % 3
            else f"19{40 + bits % 60}-0{1 + bits % 9}-1{bits % 10}",
            postal_code=f"AB{1 + bits % 60} {bits % 9}XY",
        )

    def _names(self, number: int, bits: int) -> tuple[str, str]:
        odd = number % 4 == 3 if number < _ODD_AT_THE_START else number % 53 == 0
        if odd:
            return ODD_NAMES[(number // 4) % len(ODD_NAMES)]
        if bits & 7 == 0:
            given, family = OTHER_SCRIPTS[(bits >> 8) % len(OTHER_SCRIPTS)]
            return given[(bits >> 16) % len(given)], family[(bits >> 24) % len(family)]
        last = LATIN_FAMILY[(bits >> 16) % len(LATIN_FAMILY)]
        if bits & 24 == 0:
            last = f"{last}-{LATIN_FAMILY[(bits >> 24) % len(LATIN_FAMILY)]}"
        return LATIN_GIVEN[(bits >> 8) % len(LATIN_GIVEN)], last

    def uid(self, number: int) -> str:
        """24 hexadecimal digits, or 8 for some people, as in the vendor's examples."""
        if number % _SHORT_UID_EVERY == 5:
            return f"1{number:07x}"
        return f"63{mix(self.seed, 2, number) & 0xFFFFFF:06x}{number:016x}"

    def by_uid(self, uid: str) -> Person | None:
        """The person with this uid, or None."""
        digits = uid[1:] if len(uid) == 8 else uid[8:]
        try:
            number = int(digits, 16)
        except ValueError:
            return None
        known = 0 <= number < self.size and self.uid(number) == uid
        return self.person(number) if known else None

    def organisation_uri(self, number: int) -> str:
        """The URI of an organisation, for orders that a company placed."""
        return f"/{self.bucket}/organisation/{number:024x}/"

    def organisation_name(self, uri: str) -> str:
        """The name of an organisation, from its URI."""
        number = int(uri.rstrip("/").rsplit("/", 1)[1], 16)
        return f"{LATIN_FAMILY[number % len(LATIN_FAMILY)]} & Partners, Ltd. ({number})"

    def display_value(self, uri: str) -> str | None:
        """The name behind the URI of a person or organisation, or None."""
        _, _, kind, uid, _ = uri.split("/")
        if kind == "organisation" and len(uid) == 24:
            return self.organisation_name(uri)
        person = self.by_uid(uid) if kind == "person" else None
        return person.name if person else None

    @cached_property
    def search_texts(self) -> list[str]:
        """Name and e-mail of everybody in lower case, by number."""
        everybody = map(self.person, range(self.size))
        return [f"{person.name} {person.email or ''}".lower() for person in everybody]


def _email(first: str, last: str, number: int) -> str | None:
    if number % 7 == 4:
        return None
    plain = unicodedata.normalize("NFKD", f"{first[:12]}.{last[:12]}").encode("ascii", "ignore")
    local = "".join(c for c in plain.decode() if c.isalnum() or c == ".").strip(".") or "guest"
    address = f"{local}.{number}@example.com"
    return address.upper() if number % 11 == 0 else address.lower()
