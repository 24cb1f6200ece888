"""Reminders of an event: as they are read, in words, as choices of a form, and as written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventdesk.domain.errors import BadRequest
from eventdesk.providers.teamwork.words import objects

WAYS: Mapping[str, str] = {"email": "E-mail", "push": "Push message", "sms": "Text message"}
PERIODS: Mapping[str, str] = {
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "weeks": "weeks",
}
"""The documented ways and units (apis/teamwork.md section 6)."""

_MOST = 9999


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder, `before` so many of its period."""

    way: str
    period: str
    before: str

    @classmethod
    def all_of(cls, value: object) -> tuple["Reminder", ...]:
        """Those of an event, each once."""
        found = map(cls._of, objects(value))
        return tuple(dict.fromkeys(reminder for reminder in found if reminder.way))

    @classmethod
    def are_whole(cls, value: object) -> bool:
        """True for a list of reminders as writes have them: then nothing of it is lost."""
        told = objects(value)
        listed = isinstance(value, list) and len(told) == len(value)
        return listed and all(cls._of(item).is_whole for item in told)

    @classmethod
    def _of(cls, told: Mapping[str, str]) -> "Reminder":
        return cls(told.get("type", ""), told.get("period", ""), told.get("before", ""))

    @classmethod
    def parse(cls, text: str) -> "Reminder":
        """The inverse of `name`. Raises `BadRequest`."""
        way, _, rest = text.strip().partition("|")
        before, _, period = rest.partition("|")
        if not (way and before and period):
            raise BadRequest(f"“{text.strip()[:40]}” is not one of the reminders.")
        return cls(way, period, before)

    @classmethod
    def filled_in(cls, way: str, before: str, period: str) -> "Reminder | None":
        """What a person filled in; None where no way was chosen. Raises `BadRequest`."""
        if not way:
            return None
        if way not in WAYS or period not in PERIODS:
            raise BadRequest("A new reminder needs its way and its unit.", "Choose both.")
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 6 else 0
        if not 1 <= number <= _MOST:
            raise BadRequest(
                f"A new reminder cannot be “{before[:40]}” {period} before.",
                f"Use a whole number from 1 to {_MOST}.",
            )
        return cls(way, period, str(number))

    @property
    def is_whole(self) -> bool:
        """True where it has a documented way and unit, and a number."""
        number = self.before.isascii() and self.before.isdigit()
        return self.way in WAYS and self.period in PERIODS and number

    @property
    def name(self) -> str:
        """How a form and the store call it: "email|2|hours"."""
        return f"{self.way}|{self.before}|{self.period}"

    def in_words(self) -> str:
        """For people: "E-mail 2 hours before"; what does not tell its time as far as it does."""
        period = self.period.removesuffix("s") if self.before == "1" else self.period
        before = "before" if self.before and period else ""
        return " ".join(filter(None, (WAYS.get(self.way, self.way), self.before, period, before)))

    def body(self) -> dict[str, str]:
        """What is written."""
        return {"type": self.way, "period": self.period, "before": self.before}


def listed(names: str) -> tuple[Reminder, ...]:
    """Reminders from their names separated by commas. Raises `BadRequest`."""
    found = (Reminder.parse(name) for name in names.split(",") if name.strip())
    return tuple(dict.fromkeys(found))


def in_words(reminders: Sequence[Reminder]) -> str:
    """All of them in a line."""
    return "; ".join(reminder.in_words() for reminder in reminders)
