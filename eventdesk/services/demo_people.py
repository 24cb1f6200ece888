"""Made-up people of the demo: the same ones every time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from eventdesk.domain.contact import Contact, Section
from eventdesk.domain.text import words
from eventdesk.services.demo_plan import PeoplePlan

_CIRCLE = 300
"""How many people come to an account's events, if no single one needs more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a contact card."""

    ref: str
    name: str
    email: str
    phone: str
    company: str = ""


class People:
    """The people that one account knows; no two of them have the same name."""

    def __init__(self, plan: PeoplePlan, account: str) -> None:
        self._plan = plan
        self.chance = Random(account)
        self._names = self._shuffled_names()
        self._by_name: dict[str, Person] = {}

    def named(self, name: str) -> Person:
        """The person of that name."""
        if name not in self._by_name:
            self._by_name[name] = self._made(name, len(self._by_name) + 1)
        return self._by_name[name]

    def some(self, count: int, besides: Collection[str]) -> list[Person]:
        """That many different people with other names than `besides`.

        Who comes to one event comes to others too: small events draw from the same few hundred.
        """
        circle = [name for name in self._names[: max(count, _CIRCLE)] if name not in besides]
        spare = self._names[max(count, _CIRCLE) :][: max(count - len(circle), 0)]
        return [self.named(name) for name in self.chance.sample(circle + spare, count)]

    def card(self, person: Person) -> Contact:
        """The contact card of a person."""
        chance = Random(person.ref)
        road, town = chance.choice(self._plan.roads), chance.choice(self._plan.towns)
        reached = (
            ("E-mail", person.email),
            ("Telephone", person.phone),
            ("Address", f"{chance.randint(1, 120)} {road}, {town}"),
        )
        member = (
            ("Membership", chance.choice(self._plan.memberships)),
            ("Number", f"M-{chance.randint(1000, 9999)}"),
            ("Member since", str(chance.randint(1978, 2023))),
        )
        work = (Section("Work", (("Organisation", person.company),)),) if person.company else ()
        sections = (Section("Communication", reached), Section("Membership", member), *work)
        return Contact(person.ref, person.name, sections)

    def answers(self, ref: str, names: Sequence[str]) -> Contact:
        """What the attendees of an order answered to its questions."""
        sections = tuple(
            Section(
                name,
                tuple((q, self.chance.choice(given)) for q, given in self._plan.questions.items()),
            )
            for name in names
        )
        return Contact(ref, names[0], sections)

    def note(self) -> str:
        """A note on an attendee; most have none."""
        return self.chance.choice(self._plan.notes) if self.chance.random() < 0.06 else ""

    def _made(self, name: str, number: int) -> Person:
        plain = [word for word in words(name) if word.isascii()]
        mailbox = ".".join(plain) or f"member{number}"
        works = self.chance.random() < 0.3
        return Person(
            ref=f"person-{number}",
            name=name,
            email=f"{mailbox[:48]}@example.org",
            phone=f"07700 900{self.chance.randrange(1000):03}",
            company=self.chance.choice(self._plan.companies) if works else "",
        )

    def _shuffled_names(self) -> list[str]:
        """Every name that can be made, the special ones spread among the first."""
        plain = [
            f"{given} {family}"
            for origin in self._plan.origins
            for given, family in product(origin.given, origin.family)
        ]
        self.chance.shuffle(plain)
        special = list(self._plan.special)
        self.chance.shuffle(special)
        step = self._plan.every_special
        for place, name in enumerate(special):
            plain.insert(place * step, name)
        return plain
