"""Interventions are made, edited, accepted or rejected, and deleted."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, Field, FieldKind
from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event import Event
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.servers import Fault, FaultKind, KareServer

PARIS = ZoneInfo("Europe/Paris")
PLANNED = {"scheduled_start": "2026-07-01T09:00", "scheduled_end": "2026-07-01T11:30"}
AS_SENT = {"scheduledStart": "2026-07-01T07:00:00Z", "scheduledEnd": "2026-07-01T09:30:00Z"}


def offered(provider: KareProvider, event: Event | None, cancel: CancelToken) -> dict[str, Action]:
    return {action.name: action for action in provider.actions(event, cancel)}


def fields(action: Action) -> dict[str, Field]:
    return {field.name: field for field in action.fields}


@pytest.fixture
def curative(kare_server: KareServer, provider: KareProvider, cancel: CancelToken) -> Event:
    return provider.event(kare_server.ref("curative"), cancel)


@pytest.fixture
def preventive(kare_server: KareServer, provider: KareProvider, cancel: CancelToken) -> Event:
    return provider.event(kare_server.ref("done"), cancel)


def test_a_curative_one_is_made_on_the_clock_of_the_organization(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    form = fields(offered(provider, None, cancel)["new-curative"])
    assert form["scheduled_start"].hint == "Time of Europe/Paris"
    assert [c.title for c in form["company_contact"].choices] == ["Denis Roy"]
    assert form["anomalies"].kind is FieldKind.CHOICES
    assert [c.value for c in form["anomalies"].choices] == ["60", "61"]
    values = {**PLANNED, "anomalies": "60, 61", "description": "Porte\nà refaire"}
    values |= {"creation_status": "1", "company_contact": "71", "profile": ""}
    result = provider.act(None, "new-curative", values, cancel)
    assert kare_server.bodies == [
        {
            **AS_SENT,
            "anomalyIds": [60, 61],
            "description": "Porte\nà refaire",
            "creationStatus": 1,
            "assignedCompanyContactId": 71,
        }
    ]
    made = provider.event(result.event_ref, cancel)
    assert (made.title, made.start) == ("Porte", datetime(2026, 7, 1, 9, tzinfo=PARIS))


@pytest.mark.parametrize("told", [True, False])
def test_a_preventive_one_needs_a_routine_and_its_token_is_not_shown(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, told: bool
) -> None:
    kare_server.options.told_event_type = told
    routine = fields(offered(provider, None, cancel)["new-preventive"])["routine"]
    assert [c.title for c in routine.choices] == [
        "Exercice d'évacuation",
        "Vérification des extincteurs",
    ]
    result = provider.act(None, "new-preventive", {**PLANNED, "routine": "32"}, cancel)
    assert kare_server.bodies == [{**AS_SENT, "routineId": 32}]
    assert "a-visitor-token" not in repr(result)
    assert result.event_ref == f"123:{max(kare_server.interventions)}", "as the calendar lists it"


def test_that_the_new_one_cannot_be_found_does_not_say_that_it_failed(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken
) -> None:
    kare_server.options.told_event_type = False
    kare_server.faults.add(Fault(kind=FaultKind.STATUS, status=503, path="/calendar/*"))
    result = provider.act(None, "new-curative", PLANNED, cancel)
    assert result.event_ref == ""
    assert len(kare_server.bodies) == 1


def test_only_what_actions_allow_is_offered(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, curative: Event
) -> None:
    locked = provider.event(kare_server.ref("locked"), cancel)
    assert offered(provider, locked, cancel) == {}
    number = kare_server.number("curative")
    for right, names in (
        ("canBeUpdated", {"edit-preventive", "edit-training"}),
        ("canBeVerified", {"verify"}),
        ("canBeDeleted", {"delete"}),
    ):
        kare_server.edit(number, actions={right: True})
        assert set(offered(provider, curative, cancel)) == names
        kare_server.edit(number, actions={right: "yes"})
        assert offered(provider, curative, cancel) == {}
    for nothing in (None, [], "all"):
        kare_server.edit(number, actions=nothing)
        assert offered(provider, curative, cancel) == {}


def test_a_routine_or_attendees_tell_which_form_fits(
    provider: KareProvider,
    cancel: CancelToken,
    main: Event,
    preventive: Event,
    curative: Event,
) -> None:
    def edits(event: Event) -> set[str]:
        return {name for name in offered(provider, event, cancel) if name.startswith("edit-")}

    assert edits(main) == {"edit-training"}
    assert edits(preventive) == {"edit-preventive"}
    assert edits(curative) == {"edit-preventive", "edit-training"}


def test_an_edit_sends_what_changed_and_nothing_else(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, preventive: Event
) -> None:
    form = fields(offered(provider, preventive, cancel)["edit-preventive"])
    values = {name: field.value for name, field in form.items()}
    assert values["scheduled_start"] == f"{preventive.start:%Y-%m-%dT%H:%M}"
    with pytest.raises(BadRequest, match="Nothing was changed"):
        provider.act(preventive, "edit-preventive", values, cancel)
    changed = {**values, "description": "Reporté", "site_rules": "8, 9", "tell_assignee": "yes"}
    provider.act(preventive, "edit-preventive", changed, cancel)
    provider.act(preventive, "edit-preventive", {**values, **PLANNED}, cancel)
    moved = {**values, "company_contact": "71", "profile": "", "tell_previous": "yes"}
    provider.act(preventive, "edit-preventive", {**moved, "tell_previous_why": "Congé"}, cancel)
    told, silent = "sendUpdateEmailToCurrentAssignee", "previousAssigneeNotification"
    assert kare_server.bodies == [
        {"description": "Reporté", "siteRuleIds": [8, 9], told: True},
        {**AS_SENT, told: False},
        {
            "assignedCompanyContactId": 71,
            told: False,
            silent: {"sendEmail": True, "reason": "Congé"},
        },
    ]


def test_a_training_is_edited_with_its_own_fields(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    form = fields(offered(provider, main, cancel)["edit-training"])
    assert form["sites"].value == "501,502"
    assert form["company_contact"].value == "71"
    values = {"sites": "501", "description": "", "company_contact": "", "validate": "no"}
    result = provider.act(main, "edit-training", values, cancel)
    assert result.event_ref == main.ref
    provider.act(main, "edit-training", {"validate": "yes"}, cancel)
    assert kare_server.bodies == [
        {"siteIds": [501], "description": "", "assignedCompanyContactId": None},
        {"validateIntervention": True},
    ]


def test_a_decision_is_a_number_until_the_person_names_it(
    provider: KareProvider,
    open_provider: OpenProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
) -> None:
    plain = fields(offered(provider, main, cancel)["verify"])["decision"]
    assert (plain.kind, plain.required, plain.choices) == (FieldKind.NUMBER, True, ())
    named = open_provider(code_names="decision 1 = Accepté\ndecision 2 = Refusé")
    decision = fields(offered(named, main, cancel)["verify"])["decision"]
    assert [c.title for c in decision.choices] == ["Accepté", "Refusé"]
    result = named.act(main, "verify", {"decision": "2", "comment": "À refaire"}, cancel)
    assert result.sentence == "The decision was sent: Refusé."
    assert kare_server.bodies == [{"decision": 2, "decisionComment": "À refaire"}]


def test_a_code_without_a_name_stays_a_choice_where_others_have_one(
    open_provider: OpenProvider, cancel: CancelToken, kare_server: KareServer
) -> None:
    kare_server.edit(kare_server.number("curative"), creationStatus=1)
    provider = open_provider(code_names="creationStatus 0 = Brouillon")
    event = provider.event(kare_server.ref("curative"), cancel)
    field = fields(offered(provider, event, cancel)["edit-training"])["creation_status"]
    assert [(c.value, c.title) for c in field.choices] == [
        ("0", "Brouillon"),
        ("1", "Creation status 1"),
    ]
    assert field.value == "1"


@pytest.mark.parametrize(("reason", "body"), [("", {}), ("En double", None)])
def test_a_deletion_may_have_a_reason_and_happens_once(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    curative: Event,
    reason: str,
    body: dict[str, str] | None,
) -> None:
    action = offered(provider, curative, cancel)["delete"]
    assert action.destructive
    assert action.confirm
    provider.act(curative, "delete", {"reason": reason}, cancel)
    assert kare_server.bodies == [{"cancellationReason": reason} if body is None else body]
    assert kare_server.number("curative") not in kare_server.interventions
    assert offered(provider, curative, cancel) == {}


@pytest.mark.parametrize(
    ("action", "values", "words"),
    [
        ("new-curative", {}, "Planned start is missing"),
        ("new-curative", {"scheduled_start": "2026-07-01T09:00"}, "Planned end is missing"),
        ("new-curative", {**PLANNED, "scheduled_end": "later"}, "not a date and time"),
        ("new-curative", {**PLANNED, "scheduled_end": "2026-07-01T09:00"}, "must be after"),
        ("new-curative", {**PLANNED, "anomalies": "60, door"}, "not a whole number"),
        ("new-curative", {**PLANNED, "profile": "9" * 30}, "not a whole number"),
        ("new-preventive", PLANNED, "needs its routine"),
        ("paint", {}, "no action"),
    ],
)
def test_bad_values_are_refused_before_anything_is_written(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    action: str,
    values: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(BadRequest, match=words):
        provider.act(None, action, values, cancel)
    assert kare_server.writes == []


@pytest.mark.parametrize(
    ("action", "values", "words"),
    [
        ("verify", {"decision": " "}, "needs the decision"),
        ("verify", {"decision": "accept"}, "not a whole number"),
        ("delete", {"reason": "x" * 2501}, "2501 characters"),
        ("edit-training", {"scheduled_end": "2020-01-01T10:00"}, "must be after"),
        ("edit-training", {"scheduled_start": ""}, "Planned start is missing"),
        ("paint", {}, "no action"),
    ],
)
def test_bad_values_for_an_intervention_are_refused_too(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    action: str,
    values: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(BadRequest, match=words):
        provider.act(main, action, values, cancel)
    assert kare_server.writes == []
