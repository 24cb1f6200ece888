"""The other places of the guest on the card: read anew after each decision."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from eventdesk.domain.door import Decision, Guest
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.services.door.answers import GuestKey
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.door_guests import guest_state
from eventdesk.ui.runtime.tasks import Repeat
from eventdesk.ui.views.door.result import ResultCard


class PartyController(QObject):
    """Shows the party below the card, and knows which marks of it can be taken back.

    Signals:
        changed: another party is shown, or it stands otherwise.
    """

    changed = Signal()

    def __init__(self, hub: Hub, card: ResultCard) -> None:
        super().__init__(card)
        self._hub = hub
        self._card = card
        self._scope = hub.scope(self)
        self._refs: Sequence[EventRef] = ()
        self._marks: dict[GuestKey, str] = {}
        self._guest: Guest | None = None
        self._others: Sequence[Guest] = ()

    @property
    def to_come(self) -> bool:
        """Whether somebody of the party on the card is not in."""
        return any(_can_come(guest) for guest in self._others)

    def open(self, refs: Sequence[EventRef]) -> None:
        """Look for places of the same person in these events."""
        self._refs = refs

    def note(self, decision: Decision) -> None:
        """Remember what an undo of this guest takes back."""
        if decision.guest is not None and decision.mark_id:
            self._marks[decision.guest.key] = decision.mark_id

    def forget(self, mark_id: str) -> None:
        """It was taken back."""
        self._marks = {key: mark for key, mark in self._marks.items() if mark != mark_id}

    def show(self, guest: Guest | None) -> None:
        """Show the party of the guest on the card, as soon as it is read."""
        if guest is None or self._guest is None or guest.key != self._guest.key:
            known = guest is not None and guest.key in {other.key for other in self._others}
            if not known:
                self._others = ()
                self._card.show_party((), {})
        self._guest = guest
        if guest is not None:
            self._scope.single("reading a party", self._read, repeat=Repeat.REPLACE)

    async def keys(self, guest: Guest) -> list[GuestKey]:
        """Who of a guest's party is to be admitted: whoever can come in here and is not in."""
        found = await self._hub.door(self._hub.workspace.door.party, guest.key, self._refs)
        return [each.key for each in found if _can_come(each)]

    async def _read(self) -> None:
        guest = self._guest
        if guest is None:
            return
        try:
            found = await self._hub.door(self._hub.workspace.door.party, guest.key, self._refs)
        except EventDeskError:
            return  # the guest is gone from the list; the card says what was decided
        self._others = [each for each in found if each.key != guest.key]
        self._card.show_party(self._others, self._marks)
        self.changed.emit()


def _can_come(guest: Guest) -> bool:
    return guest.admitted_here and not guest_state(guest).is_in
