"""What sheepCRM can do with the account as a whole: partner sync, fieldsets, permissions."""

from collections.abc import Callable, Mapping, Sequence

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, ActionResult, Field, FieldKind, Values
from eventdesk.domain.errors import BadRequest
from eventdesk.providers.sheepcrm.api_account import AccountApi
from eventdesk.providers.sheepcrm.words import objects, rows, shown, shown_list

_LONGEST_PULL = 24 * 366

_ACTIONS = (
    Action(
        "eventbrite-pull",
        "Pull events from Eventbrite",
        fields=(
            Field("since_hours", "Changed within the last hours", FieldKind.NUMBER, value="24"),
            Field("create_contacts", "Create contacts for attendees", FieldKind.FLAG, value="no"),
            Field("full", "Pull everything again", FieldKind.FLAG, value="no"),
        ),
        confirm="sheepCRM starts pulling from Eventbrite into its own data. Go on?",
    ),
    Action("fieldsets", "Show the field lists"),
    Action(
        "create-fieldset",
        "New field list",
        fields=(
            Field("name", "Name", required=True),
            Field("description", "Description"),
            Field("fields", "Fields", required=True, hint="Names of fields, separated by commas"),
            Field("resource", "Kind of record", hint="For example person"),
        ),
    ),
    Action("permissions", "Show what the key may do"),
)

_Do = Callable[[Values, CancelToken], ActionResult]


class AccountActions:
    """Actions of the account."""

    def __init__(self, api: AccountApi) -> None:
        self._api = api
        self._do: Mapping[str, _Do] = {
            "eventbrite-pull": self._pull,
            "fieldsets": self._fieldsets,
            "create-fieldset": self._create_fieldset,
            "permissions": self._permissions,
        }

    def offered(self) -> Sequence[Action]:
        """All of them: which the key may do is told when they are done."""
        return _ACTIONS

    def act(self, action: str, values: Values, cancel: CancelToken) -> ActionResult:
        """Do one action. Raises `BadRequest` for an unknown one or bad values."""
        do = self._do.get(action)
        if do is None:
            raise BadRequest(f"sheepCRM has no action “{action}” for an account.")
        return do(values, cancel)

    def _pull(self, values: Values, cancel: CancelToken) -> ActionResult:
        answer = self._api.pull_from_eventbrite(
            _hours(values.get("since_hours", "")),
            create_contacts=values.get("create_contacts") == "yes",
            full=values.get("full") == "yes",
            cancel=cancel,
        )
        details = rows(answer.params, 20)
        if (answer.status or "").upper() != "OK":
            told = f"sheepCRM answered “{shown(answer.status) or 'nothing'}”."
            return ActionResult("The pull may not have started.", details, (told,))
        return ActionResult("sheepCRM has queued the pull; its events appear there later.", details)

    def _fieldsets(self, _values: Values, cancel: CancelToken) -> ActionResult:
        answer = self._api.fieldsets(cancel)
        found = objects(answer.get("fieldsets")) if isinstance(answer, dict) else []
        details = tuple(
            (shown(item.get("name")) or "No name", shown_list(item.get("fields"))) for item in found
        )
        problems = (
            tuple(text for text in [shown_list(answer.get("errors"))] if text)
            if isinstance(answer, dict)
            else ()
        )
        return ActionResult(f"Field lists in sheepCRM: {len(details)}.", details, problems)

    def _create_fieldset(self, values: Values, cancel: CancelToken) -> ActionResult:
        name = values.get("name", "").strip()
        fields = [field.strip() for field in values.get("fields", "").split(",") if field.strip()]
        if not name or not fields:
            raise BadRequest("A field list needs a name and at least one field.")
        made = self._api.create_fieldset(
            name,
            values.get("description", "").strip(),
            fields,
            values.get("resource", "").strip(),
            cancel,
        )
        details = (("Fields", shown_list(made.fields)),)
        return ActionResult(f"The field list “{shown(made.name) or name}” was made.", details)

    def _permissions(self, _values: Values, cancel: CancelToken) -> ActionResult:
        return ActionResult("What sheepCRM says of this key.", rows(self._api.permissions(cancel)))


def _hours(text: str) -> int:
    hours = int(text) if text.strip().isascii() and text.strip().isdigit() else 0
    if not text.strip():
        return 24
    if not 1 <= hours <= _LONGEST_PULL:
        raise BadRequest(
            f"“{text}” is not a number of hours.", f"Use a whole number from 1 to {_LONGEST_PULL}."
        )
    return hours
