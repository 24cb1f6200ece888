"""Cancelling and moving one date, and looking things up: what is sent, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Action, FieldKind
from eventdesk.domain.errors import (
    BadAnswer,
    BadRequest,
    NotThere,
    PermissionMissing,
    Refused,
    Unreachable,
)
from eventdesk.domain.event import Event, Window
from eventdesk.providers.safesites.provider import SafeSitesProvider
from eventdesk.recurrence.expansion import occurrences
from tests.providers.safesites.conftest import OpenProvider
from tests.servers import ErrorBody, Fault, FaultKind, SafeServer

CHANGE = {"original_date": "2026-03-13", "start": "2026-03-14T15:00", "type": "rescheduled"}


@pytest.fixture
def chosen(provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken) -> Event:
    """The second date of a series, as a person would choose it."""
    ref = safesites_server.event_id("round")
    safesites_server.edit_event(ref, start="2026-03-06 10:00:00")
    when = datetime(2026, 3, 13, 10)
    found = provider.event(ref, cancel)
    return replace(found, start=when, end=datetime(2026, 3, 13, 11, 30), occurrence=when)


def values(action: Action) -> dict[str, str]:
    return {field.name: field.value for field in action.fields}


def sent(server: SafeServer, event: Event) -> list[dict[str, object]]:
    return server.dataset.events[event.ref]["exceptions"]


def test_only_a_series_can_be_changed(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    single = provider.event(safesites_server.event_id("draft"), cancel)
    assert provider.actions(single, cancel) == ()
    with pytest.raises(BadRequest, match="does not repeat"):
        provider.act(single, "cancel-occurrence", CHANGE, cancel)
    offered = provider.actions(chosen, cancel)
    assert [action.name for action in offered] == ["cancel-occurrence", "move-occurrence"]


def test_one_date_is_cancelled(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    cancelling = provider.actions(chosen, cancel)[0]
    assert cancelling.destructive
    assert cancelling.confirm
    assert values(cancelling) == {"original_date": "2026-03-13"}
    done = provider.act(chosen, cancelling.name, values(cancelling), cancel)
    assert done.sentence == "SafeSites cancelled 2026-03-13."
    assert done.event_ref == chosen.ref
    assert sent(safesites_server, chosen) == [{"originalDate": "2026-03-13", "type": "cancelled"}]
    after = provider.event(chosen.ref, cancel)
    assert [change.original for change in after.recurrence.changes] == [date(2026, 3, 13)]


def test_one_date_is_moved_and_the_guessed_word_is_said_to_be_a_guess(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    moving = provider.actions(chosen, cancel)[1]
    assert values(moving) == {
        "original_date": "2026-03-13",
        "start": "2026-03-13T10:00",
        "duration": "90",
        "type": "rescheduled",
    }
    hints = {field.name: field.hint for field in moving.fields}
    assert "guess" in hints["type"]
    kinds = [field.kind for field in moving.fields]
    assert kinds == [FieldKind.DATE, FieldKind.DATETIME, FieldKind.NUMBER, FieldKind.TEXT]
    told = {**values(moving), "start": "2026-03-14T15:00", "duration": "45"}
    done = provider.act(chosen, moving.name, told, cancel)
    assert done.sentence == "SafeSites moved 2026-03-13 to 2026-03-14 15:00."
    assert sent(safesites_server, chosen) == [
        {
            "originalDate": "2026-03-13",
            "type": "rescheduled",
            "rescheduledStart": "2026-03-14 15:00:00",
            "rescheduledDurationMinutes": 45,
        }
    ]
    change = provider.event(chosen.ref, cancel).recurrence.changes[0]
    assert change.end == datetime(2026, 3, 14, 15, 45)


def test_a_word_of_the_persons_own_is_sent_and_no_length_stays_none(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    safesites_server.options.move_type = "moved"
    provider.act(chosen, "move-occurrence", {**CHANGE, "type": "moved", "duration": ""}, cancel)
    assert set(sent(safesites_server, chosen)[0]) == {"originalDate", "type", "rescheduledStart"}
    assert sent(safesites_server, chosen)[0]["type"] == "moved"


@pytest.mark.parametrize(
    ("second", "shown"),
    [
        ("move-occurrence", ["03-06 10:00", "03-17 08:00", "03-20 10:00"]),
        ("cancel-occurrence", ["03-06 10:00", "03-20 10:00"]),
    ],
)
def test_a_date_that_was_moved_can_be_moved_again_or_cancelled(
    provider: SafeSitesProvider, chosen: Event, cancel: CancelToken, second: str, shown: list[str]
) -> None:
    provider.act(chosen, "move-occurrence", CHANGE, cancel)
    provider.act(chosen, second, {**CHANGE, "start": "2026-03-17T08:00"}, cancel)
    window = Window(date(2026, 3, 1), date(2026, 3, 21))
    found = occurrences(provider.event(chosen.ref, cancel), window, None)
    assert [f"{each.start:%m-%d %H:%M}" for each in found] == shown


def test_forms_show_the_clock_at_the_site(
    open_provider: OpenProvider, chosen: Event, cancel: CancelToken
) -> None:
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    from_store = replace(chosen, start=late, end=None, occurrence=late)
    offered = open_provider(time_zone="Europe/Stockholm").actions(from_store, cancel)
    assert values(offered[1]) == {
        "original_date": "2026-03-13",
        "start": "2026-03-13T00:30",
        "duration": "",
        "type": "rescheduled",
    }
    night = ZoneInfo("Europe/Stockholm")
    start, end = datetime(2026, 3, 28, 23, tzinfo=night), datetime(2026, 3, 29, 10, tzinfo=night)
    clocks_change = replace(chosen, start=start, end=end, occurrence=start)
    assert values(open_provider().actions(clocks_change, cancel)[1])["duration"] == "600"


def test_a_refusal_stands_at_the_fields_of_the_form(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    wrong = {"original_date": "2020-01-01", "start": "2020-01-02T10:00", "type": "shifted"}
    with pytest.raises(Refused, match="given data was invalid") as caught:
        provider.act(chosen, "move-occurrence", wrong, cancel)
    assert caught.value.fields == {
        "type": "The selected type is invalid.",
        "original_date": "The original date is not a date of the series.",
        "start": "The start lies before the series.",
    }
    assert caught.value.hint
    assert not safesites_server.writes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("original_date", "13/03/2026"),
        ("original_date", ""),
        ("start", "soon"),
        ("start", "2026-03-14T15:00+02:00"),
        ("duration", "-5"),
        ("duration", "1.5"),
        ("duration", "9" * 30),
        ("type", " "),
        ("type", "Cancelled"),
    ],
)
def test_values_that_make_no_sense_are_refused_before_anything_is_sent(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    chosen: Event,
    cancel: CancelToken,
    name: str,
    text: str,
) -> None:
    with pytest.raises(BadRequest) as caught:
        provider.act(chosen, "move-occurrence", {**CHANGE, name: text}, cancel)
    assert caught.value.hint
    assert safesites_server.count("POST") == 0


def test_what_may_not_be_done_is_told_with_the_permission(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    safesites_server.denied.add("events.update")
    with pytest.raises(PermissionMissing, match=r"events\.update") as caught:
        provider.act(chosen, "cancel-occurrence", CHANGE, cancel)
    assert caught.value.permission == "events.update"
    safesites_server.denied.clear()
    safesites_server.remove_event(chosen.ref)
    with pytest.raises(NotThere, match="does not have"):
        provider.act(chosen, "cancel-occurrence", CHANGE, cancel)


def test_a_change_is_sent_once_and_a_lost_answer_is_said_to_be_one(
    provider: SafeSitesProvider, safesites_server: SafeServer, chosen: Event, cancel: CancelToken
) -> None:
    safesites_server.faults.add(Fault(kind=FaultKind.LOST_ANSWER, method="POST"))
    with pytest.raises(Unreachable) as caught:
        provider.act(chosen, "cancel-occurrence", CHANGE, cancel)
    assert caught.value.may_have_arrived
    assert safesites_server.count("POST") == 1


@pytest.mark.parametrize("body", [ErrorBody.HTML, ErrorBody.EMPTY])
def test_an_answer_other_than_the_promised_one_is_not_taken_for_done(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    chosen: Event,
    cancel: CancelToken,
    body: ErrorBody,
) -> None:
    fault = Fault(kind=FaultKind.STATUS, status=200, body=body, method="POST")
    safesites_server.faults.add(fault)
    with pytest.raises(BadAnswer, match="did not say whether"):
        provider.act(chosen, "cancel-occurrence", CHANGE, cancel)


def test_sites_and_orders_are_found_by_their_own_words(
    provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken
) -> None:
    assert [a.name for a in provider.actions(None, cancel)] == ["find-site", "find-order"]
    sites = provider.act(None, "find-site", {"text": "quay 12"}, cancel)
    assert sites.sentence == "SafeSites finds 1 site."
    assert sites.details == (("Quay 12", "Hamngatan 12, 111 47, Stockholm, SWE"),)
    orders = provider.act(None, "find-order", {"text": "25-0000003"}, cancel)
    assert orders.details[0][1].endswith("Safe Lifts AB")
    none = provider.act(None, "find-order", {"text": "99-"}, cancel)
    assert (none.sentence, none.details) == ("SafeSites finds 0 orders.", ())
    safesites_server.denied.add("orders.read")
    with pytest.raises(PermissionMissing, match=r"orders\.read"):
        provider.act(None, "find-order", {"text": "25"}, cancel)
