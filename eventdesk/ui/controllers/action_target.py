"""What an action is done with: one event, one occurrence of a series, or an account itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Values
from eventdesk.domain.event import EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.services.actions import ActionsService
from eventdesk.services.events import EventView


@dataclass(frozen=True, slots=True)
class ActionTarget:
    """`system` is the title of the account's system; without `ref` the account itself is meant."""

    account: str
    system: str
    ref: EventRef | None = None
    occurrence: EventTime | None = None

    @classmethod
    def of_event(cls, view: EventView) -> "ActionTarget":
        """The event, or the occurrence, that is open."""
        system = view.info.title if view.info is not None else ""
        return cls(view.ref.account, system, view.ref, view.listed.event.occurrence)

    def offered(self, service: ActionsService, cancel: CancelToken) -> Sequence[Action]:
        """What can be done now; on the account's lane."""
        if self.ref is None:
            return service.offered(self.account, cancel)
        return service.offered(self.ref, cancel, occurrence=self.occurrence)

    def act(
        self, service: ActionsService, name: str, values: Values, cancel: CancelToken
    ) -> ActionResult:
        """Do one of what is offered; on the account's lane."""
        if self.ref is None:
            return service.act(self.account, name, values, cancel)
        return service.act(self.ref, name, values, cancel, occurrence=self.occurrence)

    def changed(self, result: ActionResult) -> tuple[EventRef, ...]:
        """The events that are no longer as the store has them, the one that was made last."""
        made = EventRef(self.account, result.event_ref) if result.event_ref else None
        return tuple(dict.fromkeys(ref for ref in (self.ref, made) if ref is not None))
