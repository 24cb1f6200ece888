"""Actions and exports of the system's own."""

from io import BytesIO

import openpyxl
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action
from eventdesk.domain.errors import BadAnswer, BadRequest, PermissionMissing, Refused
from eventdesk.domain.event import Event
from eventdesk.providers.sheepcrm.provider import SheepCrmProvider
from tests.servers import ErrorBody, Fault, FaultKind, SheepServer


@pytest.fixture
def event(provider: SheepCrmProvider, cancel: CancelToken, main: str) -> Event:
    return provider.event(main, cancel)


def offered(
    provider: SheepCrmProvider, event: Event | None, cancel: CancelToken
) -> dict[str, Action]:
    return {action.name: action for action in provider.actions(event, cancel)}


def test_an_order_is_deleted_once_and_told_with_its_problems(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, event: Event
) -> None:
    action = offered(provider, event, cancel)["delete-order"]
    assert action.destructive
    assert "does not promise that anything is paid back" in action.confirm
    choices = action.fields[0].choices
    results = [
        provider.act(event, "delete-order", {"order": choice.value}, cancel)
        for choice in (choices[0], choices[4])
    ]
    assert results[0].sentence == "1 ticket deleted."
    assert results[0].event_ref == event.ref
    assert results[1].problems == ("A ticket could not be returned to stock.",)
    assert sheepcrm_server.count("DELETE") == 2
    left = offered(provider, event, cancel)["delete-order"].fields[0].choices
    assert choices[0].value not in [choice.value for choice in left]


def test_a_failed_deletion_is_not_repeated(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, event: Event
) -> None:
    order = offered(provider, event, cancel)["delete-order"].fields[0].choices[0].value
    sheepcrm_server.faults.add(Fault(kind=FaultKind.CUT_JSON, method="DELETE"))
    with pytest.raises(BadAnswer):
        provider.act(event, "delete-order", {"order": order}, cancel)
    assert sheepcrm_server.count("DELETE") == 1
    with pytest.raises(BadRequest):
        provider.act(event, "delete-order", {}, cancel)


def test_order_actions_are_hidden_without_the_permission(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken, event: Event
) -> None:
    order = offered(provider, event, cancel)["delete-order"].fields[0].choices[0].value
    sheepcrm_server.denied |= {"booking.orders", "event.order"}
    assert "delete-order" not in offered(provider, event, cancel)
    with pytest.raises(PermissionMissing) as caught:
        provider.act(event, "delete-order", {"order": order}, cancel)
    assert caught.value.permission == "event.order"


@pytest.mark.parametrize(
    ("rights", "hidden"),
    [
        ({"can_change_dates": False}, {"rebase-tickets"}),
        ({"can_edit_questions": False}, {"rebase-questions"}),
        ({"can_edit_booking": False}, {"rebase-tickets", "rebase-questions"}),
        (None, set()),
        ({"can_change_dates": "maybe"}, set()),
    ],
)
def test_rights_that_the_system_denies_hide_an_action(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    event: Event,
    rights: object,
    hidden: set[str],
) -> None:
    sheepcrm_server.edit_event(event.ref, user_interface=rights)
    every = {"rebase-tickets", "rebase-questions", "delete-order", "complete-list"}
    every |= {"export-columns"}
    assert set(offered(provider, event, cancel)) == every - hidden


def test_rebasing_tells_what_changed(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    moved = provider.event(sheepcrm_server.event_uid("moved"), cancel)
    result = provider.act(moved, "rebase-tickets", {}, cancel)
    assert result.sentence.endswith("changed, 0 had the right date.")
    assert " → " in result.details[0][1]
    again = provider.act(moved, "rebase-tickets", {}, cancel)
    assert again.sentence.startswith("0 tickets changed")
    assert provider.act(moved, "rebase-questions", {}, cancel).sentence.startswith("2 forms added")
    assert [write.method for write in sheepcrm_server.writes] == ["PUT"] * 3


def test_lists_and_columns_can_be_looked_into(
    provider: SheepCrmProvider, cancel: CancelToken, event: Event
) -> None:
    result = provider.act(event, "complete-list", {}, cancel)
    assert result.sentence == "The complete list has nobody beyond the usual one."
    columns = provider.act(event, "export-columns", {"parts": "core, membership"}, cancel)
    assert columns.sentence.startswith("The export will have ")
    assert [name for _, name in columns.details] == list(
        provider.export_columns(event.ref, ["core", "membership"], cancel)
    )
    with pytest.raises(BadRequest):
        provider.export_columns(event.ref, ["order"], cancel)


def test_the_account_s_own_actions(
    provider: SheepCrmProvider, sheepcrm_server: SheepServer, cancel: CancelToken
) -> None:
    names = {"eventbrite-pull", "fieldsets", "create-fieldset", "permissions"}
    assert set(offered(provider, None, cancel)) == names
    pulled = provider.act(None, "eventbrite-pull", {"since_hours": "48", "full": "yes"}, cancel)
    assert ("Since hours", "48") in pulled.details
    assert ("full", "true") in sheepcrm_server.requests[-1].query
    fields = {"name": "Badges", "fields": "name, company", "resource": "person"}
    assert "“Badges”" in provider.act(None, "create-fieldset", fields, cancel).sentence
    shown = provider.act(None, "fieldsets", {}, cancel)
    assert ("Badges", "name, company") in shown.details
    held = provider.act(None, "permissions", {}, cancel)
    assert "booking.orders" in str(held.details)


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("eventbrite-pull", {"since_hours": "soon"}),
        ("eventbrite-pull", {"since_hours": "0"}),
        ("create-fieldset", {"name": "x"}),
        ("delete", {}),
    ],
)
def test_bad_values_are_refused_before_any_request(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    action: str,
    values: dict[str, str],
) -> None:
    with pytest.raises(BadRequest):
        provider.act(None, action, values, cancel)
    assert sheepcrm_server.requests == []


@pytest.mark.parametrize("export", ["attendance", "orders"])
def test_every_part_of_an_export_makes_a_workbook(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    main: str,
    export: str,
) -> None:
    parts = next(e.parts for e in provider.server_exports() if e.name == export)
    body = provider.fetch_export(main, export, parts, cancel)
    assert openpyxl.load_workbook(BytesIO(body)).active
    asked = [value for name, value in sheepcrm_server.requests[-1].query if name == "fieldset"]
    assert asked == list(parts)
    assert "spreadsheetml" in sheepcrm_server.requests[-1].headers["accept"]
    with pytest.raises(BadRequest, match="no part"):
        provider.fetch_export(main, export, ["core", "nonsense"], cancel)


@pytest.mark.parametrize(
    ("body", "family", "words"),
    [
        (ErrorBody.STANDARD, Refused, "The request ended with OK"),
        (ErrorBody.HTML, BadAnswer, "not a workbook"),
        (ErrorBody.EMPTY, BadAnswer, "not a workbook"),
    ],
)
def test_an_export_that_is_no_workbook_is_told(
    provider: SheepCrmProvider,
    sheepcrm_server: SheepServer,
    cancel: CancelToken,
    main: str,
    body: ErrorBody,
    family: type[Exception],
    words: str,
) -> None:
    sheepcrm_server.faults.add(Fault(kind=FaultKind.STATUS, status=200, body=body))
    with pytest.raises(family, match=words):
        provider.fetch_export(main, "orders", [], cancel)
