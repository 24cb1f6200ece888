"""The demo has every system, and of each what a person would look for in it."""

from dataclasses import replace

from eventdesk.domain.account import AccountState
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.event_query import EventQuery
from eventdesk.providers import registry
from eventdesk.services.demo_plan import system_plan
from eventdesk.services.events import EventView
from eventdesk.services.workspace import Workspace
from tests.services.demo_tools import all_events

PARTS = {
    "safesites": {"site", "order"},
    "kare": {"intervention", "assignee", "sites", "routine", "code", "anomalies"},
}


def views(demo: Workspace, system: str) -> list[EventView]:
    refs = [item.ref for item in all_events(demo) if item.account.system == system]
    return [demo.events.view(ref) for ref in refs]


def test_every_system_is_there_with_events_and_what_can_be_done(seen_demo: Workspace) -> None:
    accounts = [summary.account for summary in seen_demo.accounts.summaries()]
    systems = {info.key: info for info in registry.systems()}
    assert {account.system for account in accounts} == systems.keys()
    for account in accounts:
        if account.state is not AccountState.READY:
            continue  # some are in trouble, so that this can be seen too
        listed = seen_demo.events.find(EventQuery(accounts=(account.name,)))
        assert len(listed) >= 5
        plan = system_plan(account.system)
        assert plan is not None
        offers = bool(plan.actions or plan.new_event_action)
        assert bool(seen_demo.actions.offered(account.name, CancelToken())) == offers
        counted = any(item.expected for item in listed)
        assert counted == (Capability.ATTENDEES in systems[account.system].capabilities)
    ready = {account.system for account in accounts if account.state is AccountState.READY}
    assert ready == systems.keys()


def test_each_part_that_is_told_when_asked_for_is_there(seen_demo: Workspace) -> None:
    for system, names in PARTS.items():
        found = set()
        for view in views(seen_demo, system):
            for part in seen_demo.details.parts(view):
                found.add(part.name)
                told = seen_demo.details.fetch(view, part.name, CancelToken()).detail
                assert any(section.rows for section in told.sections), part
                assert part.secret == (part.name == "code")
        assert found == names


def test_codes_words_and_people_can_be_filtered_by(seen_demo: Workspace) -> None:
    facets = seen_demo.events.facets()
    assert {"on_hold", "Status 4"} <= set(facets.status_texts)
    assert {"Hot work", "Paid Time Off", "Curative"} <= set(facets.kinds)
    assert {"Event type 2", "company", "project"} <= set(facets.tags)
    maya = EventQuery(people=frozenset({"Maya Lindqvist"}))
    attended = replace(maya, attending_only=True)
    assert 0 < len(seen_demo.events.find(attended)) < len(seen_demo.events.find(maya))
    for system in ("teamwork", "safesites", "kare"):
        assert any(view.listed.event.more for view in views(seen_demo, system))
