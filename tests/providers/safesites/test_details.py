"""The site and the order behind an event, asked for when somebody looks."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.detail import Detail
from eventdesk.domain.errors import NotThere, PermissionMissing
from eventdesk.domain.event import Event
from eventdesk.net.decode import RecordDecoder
from eventdesk.providers.safesites import wire
from eventdesk.providers.safesites.details import order_detail, site_detail
from eventdesk.providers.safesites.provider import SafeSitesProvider
from tests.providers.any_answer import answering
from tests.servers import SafeServer


@pytest.fixture
def event(provider: SafeSitesProvider, safesites_server: SafeServer, cancel: CancelToken) -> Event:
    return provider.event(safesites_server.event_id("draft"), cancel)


def site(**fields: Any) -> Detail:
    return site_detail(RecordDecoder(wire.Site).decode(msgspec.json.encode(fields)))


def order(**fields: Any) -> Detail:
    return order_detail(RecordDecoder(wire.Order).decode(msgspec.json.encode(fields)))


def test_an_event_offers_what_it_has_a_reference_for(
    provider: SafeSitesProvider, safesites_server: SafeServer, event: Event, cancel: CancelToken
) -> None:
    before = len(safesites_server.requests)
    assert [part.name for part in provider.detail_parts(event)] == ["site", "order"]
    assert not provider.detail_parts(Event("e", "E"))
    assert len(safesites_server.requests) == before
    with pytest.raises(NotThere):
        provider.detail(Event("e", "E"), "site", cancel)


def test_a_site_has_an_address_and_a_map_to_open(
    provider: SafeSitesProvider, safesites_server: SafeServer, event: Event, cancel: CancelToken
) -> None:
    known = next(s for s in safesites_server.dataset.sites.values() if s["name"] == "Quay 1")
    detail = provider.detail(replace(event, refs=(("site", known["id"]),)), "site", cancel)
    rows = dict(detail.sections[0].rows)
    assert rows["Name"] == "Quay 1"
    assert rows["Address"] == "Hamngatan 1"
    assert rows["Postal code"] == "111 47"
    assert rows["Postal address"] == "Stockholm"
    assert rows["Country"] == "SWE"
    assert rows["Coordinates"] == "59.33, 18.07"
    assert rows["Description"] == "Report at the gate."
    (link,) = detail.links
    assert link == (
        "Map",
        "https://www.openstreetmap.org/?mlat=59.330000&mlon=18.070000#map=17/59.330000/18.070000",
    )
    assert "Address, second line" not in rows


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"latitude": 59.3},
        {"latitude": 91, "longitude": 0},
        {"latitude": 0, "longitude": 0},
        {"latitude": "x", "longitude": "y"},
    ],
)
def test_a_site_without_a_place_is_searched_for_by_its_address(place: dict[str, object]) -> None:
    (link,) = site(line1="Å & B 1", country="SWE", **place).links
    assert link[1] == "https://www.openstreetmap.org/search?query=%C3%85%20%26%20B%201%2C%20SWE"
    assert site(name="Quay", **place).links == ()


def test_coordinates_may_be_text(cancel: CancelToken) -> None:
    assert "mlat=-33.500000" in site(latitude="-33.5", longitude="18").links[0][1]


def test_an_order_has_its_tasks_in_order_with_steps_and_risks(
    provider: SafeSitesProvider, event: Event, cancel: CancelToken
) -> None:
    detail = provider.detail(event, "order", cancel)
    assert [section.title for section in detail.sections] == ["Order", "Lift", "Tidy up"]
    rows = dict(detail.sections[0].rows)
    assert rows["Number"].startswith("25-")
    assert rows["Status"] == "draft"
    assert rows["Supplier"] == "Safe Lifts AB"
    assert rows["Notes"] == "Call before arrival."
    assert detail.sections[1].rows == (
        ("Version", "3"),
        ("Step 1", "Lift: prepare"),
        ("Step 1, risk level", "high"),
        ("Step 1, requirements", "Helmet; Two people"),
    )


def test_what_an_order_has_in_another_shape_is_shown_as_far_as_it_goes() -> None:
    steps = [{"workStep": {"name": "B", "order": 2, "riskLevel": 3}}, {"workStep": {"order": 1}}]
    lines = [{"workTask": {"description": "Only words"}, "steps": steps}, "odd", {"steps": None}]
    detail = order(number=17, lines={"data": [{"data": line} for line in lines]})
    assert [section.title for section in detail.sections] == ["Order", "Work task 1"]
    assert detail.sections[1].rows == (
        ("Description", "Only words"),
        ("Step 1", "No name"),
        ("Step 2", "B"),
        ("Step 2, risk level", "3"),
    )


@pytest.mark.parametrize("part", ["site", "order"])
def test_a_part_that_is_gone_or_not_allowed_is_told_clearly(
    provider: SafeSitesProvider,
    safesites_server: SafeServer,
    event: Event,
    cancel: CancelToken,
    part: str,
) -> None:
    safesites_server.denied.add(f"{part}s.read")
    with pytest.raises(PermissionMissing, match=rf"{part}s\.read") as missing:
        provider.detail(event, part, cancel)
    assert missing.value.permission == f"{part}s.read"
    safesites_server.denied.clear()
    with pytest.raises(NotThere, match=f"does not have the {part} of this event any more"):
        provider.detail(replace(event, refs=((part, "0000"),)), part, cancel)


def test_a_task_that_has_only_a_name_is_shown() -> None:
    detail = order(lines=[{"workTask": {"name": "Sweep"}}])
    assert [(s.title, s.rows) for s in detail.sections] == [("Sweep", (("Steps", "None told"),))]


def test_an_answer_that_tells_nothing_says_so(
    provider: SafeSitesProvider, event: Event, cancel: CancelToken
) -> None:
    for part in ("site", "order"):
        with answering(b'{"message": "ok"}'):
            detail = provider.detail(event, part, cancel)
        assert detail == Detail(problems=(f"SafeSites told nothing of this {part}.",))
