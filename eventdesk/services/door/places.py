"""Who comes first among those who have what was typed. Pure; no disk."""

from eventdesk.domain.attendee import ListedAttendee
from eventdesk.domain.text import name_sort_key, words


class Place:
    """Whoever is meant exactly, then whoever is called so, then all others."""

    def __init__(self, text: str) -> None:
        self._whole = text.strip().casefold()
        self._name = name_sort_key(text)
        self._words = words(text)

    def of(self, listed: ListedAttendee) -> int:
        """The lower the nearer.

        0: their whole code, e-mail, reference or name; 1: words of their name begin so; 2: their
        name has it; 3: something else of them has it, such as a company.
        """
        attendee = listed.attendee
        exact = (attendee.code.casefold(), attendee.email.casefold(), attendee.ref.casefold())
        if self._whole in exact or name_sort_key(attendee.name) == self._name:
            return 0
        name = words(attendee.name)
        if all(any(each.startswith(word) for each in name) for word in self._words):
            return 1
        return 2 if all(any(word in each for each in name) for word in self._words) else 3
