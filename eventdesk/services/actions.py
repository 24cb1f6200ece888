"""What a system can do beyond the common calls, done at a person's wish."""

from collections.abc import Sequence

from eventdesk.domain.account import Account, check_writable
from eventdesk.domain.activity import ActivityEntry
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, FieldKind, Values
from eventdesk.domain.clock import Clock
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event, EventRef
from eventdesk.domain.event_time import EventTime
from eventdesk.services.connections import Connections
from eventdesk.services.desk import DeskService
from eventdesk.services.occurrences import chosen
from eventdesk.storage import accounts, activity, events
from eventdesk.storage.database import Database


class ActionsService:
    """Declared actions of events and accounts. Each call belongs on the account's lane."""

    def __init__(
        self, database: Database, connections: Connections, desk: DeskService, clock: Clock
    ) -> None:
        self._database = database
        self._connections = connections
        self._desk = desk
        self._clock = clock

    def offered(
        self,
        target: EventRef | str,
        cancel: CancelToken,
        *,
        occurrence: EventTime | None = None,
    ) -> Sequence[Action]:
        """What this person may do now with an event, or with an account given by its name.

        Args:
            occurrence: of a series, the one that is meant; None for the series as a whole.

        Raises:
            NotThere: no such event, or no such occurrence of it.
        """
        account, event = self._target(target, occurrence)
        if account.read_only:
            return ()
        return self._connections.open(account).actions(event, cancel)

    def act(
        self,
        target: EventRef | str,
        name: str,
        values: Values,
        cancel: CancelToken,
        *,
        occurrence: EventTime | None = None,
    ) -> ActionResult:
        """Do one of the offered actions. The caller syncs afterwards.

        Raises:
            BadRequest: no such action, or a field is unknown, missing or not as its kind asks.
        """
        account, event = self._target(target, occurrence)
        check_writable(account)
        provider = self._connections.open(account)
        offered = {action.name: action for action in provider.actions(event, cancel)}
        if name not in offered:
            raise BadRequest(
                f"“{name}” cannot be done here.",
                f"What can: {', '.join(offered) or 'nothing'}.",
            )
        check_values(offered[name], values)
        result = provider.act(event, name, values, cancel)
        self._log(account, event, offered[name], result)
        return result

    def _target(
        self, target: EventRef | str, occurrence: EventTime | None
    ) -> tuple[Account, Event | None]:
        with self._database.read() as tx:
            if isinstance(target, EventRef):
                listed = chosen(events.one(tx, target), occurrence)
                return listed.account, listed.event
            return accounts.by_name(tx, target), None

    def _log(
        self, account: Account, event: Event | None, action: Action, result: ActionResult
    ) -> None:
        with self._database.write() as tx:
            activity.add(
                tx,
                ActivityEntry(
                    at=self._clock.now(),
                    kind="action",
                    account=account.name,
                    event_ref=event.ref if event else "",
                    event_title=event.title if event else "",
                    by=self._desk.operator(tx),
                    desk=self._desk.name(tx),
                    status=action.title,
                    outcome=result.sentence,
                    reason=" ".join(result.problems),
                ),
            )


def check_values(action: Action, values: Values) -> None:
    """Raise `BadRequest` where values do not fit an action's fields."""
    fields = {f.name: f for f in action.fields}
    for name in values:
        if name not in fields:
            raise BadRequest(
                f"“{action.title}” has no field “{name}”.",
                f"It takes {', '.join(fields) or 'none'}.",
            )
    for name, wanted in fields.items():
        value = values.get(name, wanted.value).strip()
        if wanted.required and not value:
            raise BadRequest(f"“{action.title}” needs {wanted.title}.", f"Give {name}=….")
        if wanted.kind is FieldKind.CHOICE and value:
            allowed = [choice.value for choice in wanted.choices]
            if value not in allowed:
                raise BadRequest(
                    f"{wanted.title} cannot be “{value}”.", f"Use one of {', '.join(allowed)}."
                )
        if wanted.kind is FieldKind.FLAG and value not in ("", "yes", "no"):
            raise BadRequest(f"{wanted.title} cannot be “{value}”.", "Use yes or no.")
