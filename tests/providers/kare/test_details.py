"""Parts of an event that are fetched when asked for."""

import logging
from typing import Any

import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.detail import Detail
from eventdesk.domain.errors import BadAnswer, NotThere, Unreachable
from eventdesk.domain.event import Event
from eventdesk.providers.kare.provider import KareProvider
from tests.providers.kare.conftest import OpenProvider
from tests.servers import Fault, FaultKind, KareServer
from tests.servers.kare.pictures import PNG


def rows_of(detail: Detail) -> dict[str, dict[str, str]]:
    return {section.title: dict(section.rows) for section in detail.sections}


def part(
    provider: KareProvider, event: Event, name: str, cancel: CancelToken
) -> dict[str, dict[str, str]]:
    detail = provider.detail(event, name, cancel)
    assert not detail.problems
    return rows_of(detail)


def test_parts_are_those_that_the_event_has(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    parts = {each.name: each for each in provider.detail_parts(main)}
    assert set(parts) == {
        "intervention",
        "assignee",
        "sites",
        "routine",
        "signature",
        "code",
        "anomalies",
    }
    assert [name for name, each in parts.items() if each.secret] == ["code"]
    bare = provider.event(kare_server.ref("bare"), cancel)
    assert [each.name for each in provider.detail_parts(bare)] == ["intervention", "anomalies"]
    with pytest.raises(NotThere):
        provider.detail(bare, "code", cancel)


@pytest.mark.parametrize("generation", ["older", "newer"])
def test_the_intervention_tells_times_work_decision_and_rule(
    open_provider: OpenProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    generation: Any,
) -> None:
    kare_server.options.generation = generation
    found = part(open_provider(code_names="status 2 = Terminé"), main, "intervention", cancel)
    assert found["Intervention"]["Status"] == "Terminé"
    assert found["Intervention"]["Subtype"] == "Subtype 3"
    day = main.start.date()
    assert found["Times"]["Planned start"] == f"{main.start:%Y-%m-%d %H:%M}"
    assert found["Times"]["Actual end"].startswith(str(day))
    assert found["Work"] == {
        "Provider": "Denis Roy",
        "E-mail": "denis.roy@secours.example",
        "On the work": "Tout le monde est sorti en 4 minutes",
        "Comment": "Porte B bloquée",
        "Done": found["Times"]["Actual end"],
    }
    assert found["Decision"]["Comment"] == "Conforme"
    assert found["Checked by"] == {"Name": "Anne Durand"}
    assert found["Rule"]["Rule"] == "Exercice d'évacuation"
    assert "6 months" in found["Rule"]["Repeats"]
    assert found["Technical installations"] == {"1": "Installation ascenseurs"}
    assert found["What your user may do"]["Can be deleted"] == "Yes"
    assert "3907" not in str(found)


def test_sites_routine_assignee_and_anomalies_are_told(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    sites = part(provider, main, "sites", cancel)
    assert set(sites) == {"Bâtiment A", "Bâtiment B"}
    assert sites["Bâtiment A"]["Address"] == "4 rue des Tilleuls, 01000 Bourg-en-Bresse, FR"
    assert sites["Bâtiment A"]["Classifications"] == "ERP"
    assert "5150" not in str(sites), "the establishment's PIN"
    routine = part(provider, main, "routine", cancel)
    assert routine["Routine"]["Repeats"] == "every month"
    assert routine["Routine"]["Contract"] == "Contrat 2026"
    assignee = part(provider, main, "assignee", cancel)
    assert assignee["Assigned to"]["Kind"] == "Assignee type 2"
    assert assignee["Contact of a company"]["Company"] == "Secours Plus"
    anomalies = part(provider, main, "anomalies", cancel)
    assert list(anomalies) == ["Extincteur manquant"]
    assert anomalies["Extincteur manquant"]["Risk"] == "3"
    other = provider.event(kare_server.ref("done"), cancel)
    assert part(provider, other, "anomalies", cancel) == {"Anomalies": {"Anomalies": "None"}}
    assert part(provider, other, "assignee", cancel)["Own staff"]["Profession"] == "Technician"


def test_a_signature_is_fetched_when_asked_for_and_without_any_token(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert kare_server.pictures.requests == []
    detail = provider.detail(main, "signature", cancel)
    assert detail.picture == PNG
    assert rows_of(detail)["Signature"]["Provider"] == "Denis Roy"
    (request,) = kare_server.pictures.requests
    assert not {"authorization", "x-session-token"} & set(request.headers)
    assert "X-Amz-Signature" not in caplog.text


def test_what_is_no_picture_is_refused(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    kare_server.pictures.body = b"<html>hello</html>"
    with pytest.raises(BadAnswer, match="did not send a picture"):
        provider.detail(main, "signature", cancel)
    for answer in (Fault(kind=FaultKind.STATUS, status=403), Fault(kind=FaultKind.REDIRECT)):
        kare_server.pictures.faults.add(answer)
        with pytest.raises(BadAnswer):
            provider.detail(main, "signature", cancel)
    kare_server.pictures.stop()
    with pytest.raises(Unreachable):
        provider.detail(main, "signature", cancel)


def test_a_signature_without_an_address_is_told(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    for odd in ("signatures/4000.png", "javascript:alert(1)", "file:///etc/passwd"):
        kare_server.signature_url = lambda _ident, odd=odd: odd  # type: ignore[method-assign, misc]
        detail = provider.detail(main, "signature", cancel)
        assert detail.picture == b""
        assert "not where its picture is" in detail.problems[0]


def test_the_code_is_read_each_time_and_reaches_no_log(
    provider: KareProvider,
    kare_server: KareServer,
    cancel: CancelToken,
    main: Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for code, shown in ((3907, "3907"), (512, "512")):
        kare_server.edit(kare_server.number("main"), codePin=code)
        before = kare_server.count()
        found = part(provider, main, "code", cancel)["Code for the provider"]
        assert kare_server.count() == before + 1
        assert found["Code"] == shown
        assert ("Note" in found) == (shown == "512"), "leading zeros may be lost"
    assert "3907" not in f"{caplog.text} {main!r} {provider!r}"


def test_pieces_that_cannot_be_had_are_told_beside_the_others(
    provider: KareProvider, kare_server: KareServer, cancel: CancelToken, main: Event
) -> None:
    kare_server.faults.add(Fault(kind=FaultKind.STATUS, status=403, path="*/sites/v2/rs/501"))
    detail = provider.detail(main, "sites", cancel)
    assert list(rows_of(detail)) == ["Bâtiment B"]
    assert detail.problems[0].startswith("Site 501: ")
    kare_server.faults.add(Fault(kind=FaultKind.STATUS, status=403, path="*/users/*"))
    checked = provider.detail(main, "intervention", cancel)
    assert rows_of(checked)["Checked by"] == {"Name": "User 201"}
    for record in kare_server.dataset.anomalies:
        del record["interventionId"]
    detail = provider.detail(main, "anomalies", cancel)
    assert detail.problems == ("2 anomalies in KARE do not say which intervention they belong to.",)
